"""Repeat rules: reading, refusing, expanding."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.events import recurrence_oracle as oracle
from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    check,
    check_series,
    dates_between,
    from_recurrence,
    is_on_rule,
    iterate,
    next_match,
    parse,
)

DATA = Path(__file__).parents[3] / "data" / "recurrence_rules.txt"
THIRD_THURSDAY = parse("FREQ=MONTHLY;BYDAY=3TH")


def table() -> list[tuple[str, list[datetime.date]]]:
    lines = [line for line in DATA.read_text().splitlines() if not line.startswith("#")]
    rows = [line.split(" | ") for line in lines]
    return [
        (rule, [datetime.date.fromisoformat(day) for day in days.split()]) for rule, days in rows
    ]


def test_table_is_long_enough():
    assert len(table()) >= 150


@pytest.mark.parametrize(("text", "expected"), table())
def test_rule_gives_the_dates_of_the_table(text, expected):
    rule = parse(text)

    found = dates_between(rule, expected[0], first=expected[0], last=expected[-1])

    assert found == expected


@pytest.mark.parametrize(("text", "expected"), table())
def test_rule_survives_django_recurrence_and_text(text, expected):
    rule = parse(text)

    assert from_recurrence(rule.to_recurrence()) == rule
    assert parse(str(rule)) == rule


def test_third_thursdays_of_2027_are_twelve_dates():
    start = datetime.date(2027, 1, 21)

    found = dates_between(THIRD_THURSDAY, start, first=start, last=datetime.date(2027, 12, 31))

    assert [(day.month, day.day) for day in found] == [
        *((1, 21), (2, 18), (3, 18), (4, 15), (5, 20), (6, 17)),
        *((7, 15), (8, 19), (9, 16), (10, 21), (11, 18), (12, 16)),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "format"),
        ("nonsense", "format"),
        ("FREQ=DAILY;FREQ=DAILY", "format"),
        ("FREQ=DAILY\nRRULE:FREQ=WEEKLY", "format"),
        ("INTERVAL=2", "frequency"),
        ("FREQ=FORTNIGHTLY", "frequency"),
        ("FREQ=HOURLY", "sub_daily"),
        ("FREQ=SECONDLY", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=99", "sub_daily"),
        ("FREQ=DAILY;BYMINUTE=30", "sub_daily"),
        ("FREQ=DAILY;INTERVAL=0", "interval"),
        ("FREQ=DAILY;INTERVAL=-1", "interval"),
        ("FREQ=DAILY;INTERVAL=x", "format"),
        ("FREQ=DAILY;COUNT=0", "count"),
        ("FREQ=DAILY;COUNT=1001", "count"),
        ("FREQ=DAILY;COUNT=3;UNTIL=20270101", "ends"),
        ("FREQ=DAILY;UNTIL=20271399", "until"),
        ("FREQ=DAILY;UNTIL=20270101T000000Zjunk", "until"),
        ("FREQ=DAILY;UNTIL=99990101", "until"),
        ("FREQ=MONTHLY;BYMONTHDAY=-5", "range"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "range"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "range"),
        ("FREQ=YEARLY;BYMONTH=13", "range"),
        ("FREQ=YEARLY;BYWEEKNO=54", "range"),
        ("FREQ=WEEKLY;BYDAY=XX", "weekday"),
        ("FREQ=WEEKLY;WKST=", "format"),
        ("FREQ=WEEKLY;BYDAY=2TH", "weekday_position"),
        ("FREQ=MONTHLY;BYDAY=6TH", "weekday_position"),
        ("FREQ=MONTHLY;BYDAY=1SA,SU", "weekday_position"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "weekday_position"),
        ("FREQ=MONTHLY;BYWEEKNO=20", "week_numbers"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYMONTH=5", "week_numbers"),
        ("FREQ=MONTHLY;BYYEARDAY=100", "year_days"),
        ("FREQ=WEEKLY;BYMONTHDAY=13", "month_days"),
        ("FREQ=MONTHLY;BYSETPOS=1", "positions"),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=2", "positions"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=DAILY;RSCALE=GREGORIAN", "unknown"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(text, code):
    with pytest.raises(RuleError) as caught:
        parse(text)

    assert caught.value.code == code
    assert str(caught.value.message).endswith(".")


def test_series_must_begin_on_the_rule_and_the_next_date_is_named():
    with pytest.raises(RuleError) as caught:
        check_series(
            THIRD_THURSDAY,
            datetime.date(2027, 1, 20),
            last=datetime.date(2029, 1, 1),
            limit=1000,
        )

    assert (caught.value.code, caught.value.next_date) == (
        "start_off_rule",
        datetime.date(2027, 1, 21),
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [("FREQ=DAILY;UNTIL=20261231", "until_before_start"), ("FREQ=DAILY", "too_many")],
)
def test_series_must_end_after_its_start_and_in_time(text, code):
    start = datetime.date(2027, 1, 1)

    with pytest.raises(RuleError) as caught:
        check_series(parse(text), start, last=start + datetime.timedelta(days=1000), limit=1000)

    assert caught.value.code == code


def test_rule_that_never_matches_ends_at_once():
    never = parse("FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=5")
    start = datetime.date(2027, 1, 1)

    assert list(iterate(never, start, last=datetime.date(2030, 1, 1))) == [start]
    assert next_match(never, start) is None


FREQUENCIES = st.sampled_from(list(Frequency))
WEEKDAYS = st.lists(st.integers(0, 6), max_size=4, unique=True)


@st.composite
def rules(draw) -> RecurrenceRule:
    """Any rule that the package accepts."""
    frequency = draw(FREQUENCIES)
    positions = st.just(0)
    if frequency in (Frequency.MONTHLY, Frequency.YEARLY):
        positions = st.sampled_from([1, 2, 5, -1, -2]) if draw(st.booleans()) else positions
    weekdays = tuple(Weekday(number, draw(positions)) for number in draw(WEEKDAYS))
    by_year = draw(st.sampled_from(["", "", "weeks", "days"]))
    if frequency is Frequency.YEARLY and by_year == "weeks":
        weekdays = tuple(Weekday(day.number) for day in weekdays)
        weeks = st.sampled_from([1, 2, 20, 51, 52, 53, -1, -52, -53])
        return RecurrenceRule(
            frequency,
            interval=draw(st.integers(1, 2)),
            weekdays=weekdays,
            week_numbers=tuple(draw(st.lists(weeks, min_size=1, max_size=2, unique=True))),
            positions=tuple(draw(st.lists(st.sampled_from([1, 2, -1]), max_size=1))),
            week_start=draw(st.integers(0, 6)),
        )
    if frequency is Frequency.YEARLY and by_year == "days":
        numbers = draw(st.lists(st.sampled_from([1, 60, 200, 366, -1, -366]), min_size=1))
        return RecurrenceRule(frequency, weekdays=weekdays, year_days=tuple(set(numbers)))
    rule = RecurrenceRule(
        frequency=frequency,
        interval=draw(st.integers(1, 5)),
        weekdays=weekdays,
        months=tuple(draw(st.lists(st.integers(1, 12), max_size=3, unique=True))),
        month_days=tuple(
            draw(st.lists(st.sampled_from([1, 2, 13, 30, 31, -1, -4]), max_size=2, unique=True))
        ),
        positions=tuple(draw(st.lists(st.sampled_from([1, 2, -1]), max_size=1))),
        week_start=draw(st.integers(0, 6)),
    )
    try:
        check(rule)
    except RuleError:
        return RecurrenceRule(frequency, rule.interval)
    return rule


STARTS = st.dates(datetime.date(2024, 1, 1), datetime.date(2028, 12, 31))


@settings(max_examples=150, deadline=None)
@given(rules(), STARTS)
def test_every_rule_agrees_with_the_oracle(rule, start):
    last = start + datetime.timedelta(days=800)

    assert list(iterate(rule, start, last=last)) == oracle.dates(rule, start, last)


@pytest.mark.parametrize("day", [datetime.date(1, 1, 2), datetime.date(9999, 12, 30)])
def test_numbered_weeks_at_the_ends_of_time_end_quietly(day):
    assert is_on_rule(parse("FREQ=YEARLY;BYWEEKNO=1,52"), day) == (day.year == 1)


def test_the_last_week_of_a_year_reaches_into_the_next():
    """Found by the oracle: dateutil leaves out 1 January 2026, a day of week 52 of 2025."""
    rule = parse("FREQ=YEARLY;BYWEEKNO=1,52;BYDAY=TH;WKST=SA")

    found = list(iterate(rule, datetime.date(2025, 1, 9), last=datetime.date(2026, 2, 1)))

    assert found == [
        datetime.date(2025, 1, 9),
        datetime.date(2026, 1, 1),
        datetime.date(2026, 1, 8),
    ]


@settings(max_examples=60, deadline=None)
@given(rules(), STARTS, st.integers(0, 700), st.integers(1, 60))
def test_windows_add_up(rule, start, cut, count):
    last = start + datetime.timedelta(days=700)
    middle = start + datetime.timedelta(days=cut)
    rule = RecurrenceRule(**{**as_dict(rule), "count": count})

    whole = dates_between(rule, start, first=start, last=last)
    before = dates_between(rule, start, first=start, last=middle)
    after = dates_between(rule, start, first=middle + datetime.timedelta(days=1), last=last)

    assert before + after == whole
    assert whole == sorted(set(whole))
    assert len(whole) <= count


def as_dict(rule: RecurrenceRule) -> dict:
    return {name: getattr(rule, name) for name in RecurrenceRule.__dataclass_fields__}
