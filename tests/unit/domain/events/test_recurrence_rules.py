"""What a repeat rule may say: each limit from both sides, and the reason of a refusal."""

import datetime

import pytest

from wagtail_ngo.domain.events.recurrence_rules import (
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    from_recurrence,
    parse,
)


def reason(text: str) -> str:
    """Code of the refusal; "" where the rule is kept as it was written."""
    try:
        rule = parse(text)
    except RuleError as error:
        return error.code
    assert str(rule) == text
    return ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("FREQ=DAILY;INTERVAL=999", ""),
        ("FREQ=DAILY;INTERVAL=1000", "interval"),
        ("FREQ=DAILY;INTERVAL=0", "interval"),
        ("FREQ=DAILY;COUNT=1", ""),
        ("FREQ=DAILY;COUNT=0", "count"),
        ("FREQ=DAILY;COUNT=1000", ""),
        ("FREQ=DAILY;COUNT=1001", "count"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270301", "ends"),
        ("FREQ=DAILY;UNTIL=22001231", ""),
        ("FREQ=DAILY;UNTIL=22010101", "until"),
        ("FREQ=DAILY;UNTIL=20270231", "until"),
        ("FREQ=DAILY;UNTIL=soon", "until"),
        ("FREQ=YEARLY;BYMONTH=12", ""),
        ("FREQ=YEARLY;BYMONTH=13", "range"),
        ("FREQ=YEARLY;BYMONTH=0", "range"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "range"),
        ("FREQ=MONTHLY;BYMONTHDAY=-4", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=-5", "range"),
        ("FREQ=YEARLY;BYYEARDAY=366", ""),
        ("FREQ=YEARLY;BYYEARDAY=367", "range"),
        ("FREQ=YEARLY;BYYEARDAY=-366", ""),
        ("FREQ=YEARLY;BYYEARDAY=-367", "range"),
        ("FREQ=YEARLY;BYWEEKNO=53", ""),
        ("FREQ=YEARLY;BYWEEKNO=54", "range"),
        ("FREQ=YEARLY;BYWEEKNO=-53", ""),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366", ""),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "range"),
        ("FREQ=MONTHLY;BYDAY=5MO", ""),
        ("FREQ=MONTHLY;BYDAY=6MO", "weekday_position"),
        ("FREQ=MONTHLY;BYDAY=-5MO", ""),
        ("FREQ=YEARLY;BYDAY=53MO", ""),
        ("FREQ=YEARLY;BYDAY=54MO", "weekday_position"),
        ("FREQ=YEARLY;BYDAY=6MO;BYMONTH=3", "weekday_position"),
        ("FREQ=WEEKLY;BYDAY=1MO", "weekday_position"),
        ("FREQ=MONTHLY;BYDAY=1MO,TU", "weekday_position"),
        ("FREQ=YEARLY;BYDAY=1MO;BYWEEKNO=3", "weekday_position"),
        ("FREQ=MONTHLY;BYWEEKNO=3", "week_numbers"),
        ("FREQ=YEARLY;BYMONTH=3;BYWEEKNO=3", "week_numbers"),
        ("FREQ=YEARLY;BYMONTHDAY=3;BYWEEKNO=3", "week_numbers"),
        ("FREQ=YEARLY;BYYEARDAY=3;BYWEEKNO=3", "week_numbers"),
        ("FREQ=MONTHLY;BYYEARDAY=3", "year_days"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "month_days"),
        ("FREQ=DAILY;BYMONTHDAY=3", ""),
        ("FREQ=DAILY;BYDAY=MO;BYSETPOS=1", "positions"),
        ("FREQ=MONTHLY;BYSETPOS=1", "positions"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", ""),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never"),
        ("FREQ=YEARLY;BYMONTH=2,3;BYMONTHDAY=31", ""),
        ("FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=31", "never"),
        ("FREQ=HOURLY", "sub_daily"),
        ("FREQ=DAILY;BYHOUR=3", "sub_daily"),
        ("FREQ=OFTEN", "frequency"),
        ("INTERVAL=2", "frequency"),
        ("FREQ=DAILY;X=1", "unknown"),
        ("FREQ=DAILY;FREQ=DAILY", "format"),
        ("FREQ=DAILY;COUNT=", "format"),
        ("FREQ=DAILY;COUNT", "format"),
        ("FREQ=DAILY;COUNT=1e1", "format"),
        ("FREQ=DAILY;COUNT=100000", "format"),
        ("FREQ=WEEKLY;BYDAY=XX", "weekday"),
        ("FREQ=DAILY\nFREQ=WEEKLY", "format"),
        ("", "format"),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=3;BYDAY=MO,WE", ""),
    ],
)
def test_a_rule_is_kept_exactly_or_refused_with_its_reason(text, code):
    assert reason(text) == code


def test_a_rule_may_be_written_in_small_letters_with_its_name_and_a_last_moment():
    assert parse(" rrule:freq=daily;until=20270301T225959Z; ") == RecurrenceRule(
        Frequency.DAILY, until=datetime.date(2027, 3, 1)
    )


@pytest.mark.parametrize(
    "rule",
    [
        RecurrenceRule(
            Frequency.WEEKLY, 2, count=3, weekdays=(Weekday(0), Weekday(6)), week_start=6
        ),
        RecurrenceRule(
            Frequency.MONTHLY, until=datetime.date(2027, 3, 1), weekdays=(Weekday(4, -1),)
        ),
        RecurrenceRule(Frequency.YEARLY, months=(2, 3), month_days=(-1, 29)),
        RecurrenceRule(Frequency.YEARLY, year_days=(1, -1)),
        RecurrenceRule(Frequency.YEARLY, week_numbers=(1, 53)),
        RecurrenceRule(Frequency.MONTHLY, weekdays=(Weekday(1),), positions=(-1,)),
    ],
)
def test_a_rule_comes_back_from_the_field_and_from_its_text(rule):
    assert from_recurrence(rule.to_recurrence()) == rule
    assert parse(str(rule)) == rule


def test_what_does_not_repeat_has_no_rule():
    assert from_recurrence(None) is None
    assert from_recurrence(type(RecurrenceRule(Frequency.DAILY).to_recurrence())()) is None


def test_a_rule_ends_by_a_number_or_a_day():
    day = datetime.date(2027, 3, 1)

    assert [
        RecurrenceRule(Frequency.DAILY, count=count, until=until).is_bounded
        for count, until in ((None, None), (1, None), (None, day))
    ] == [False, True, True]
