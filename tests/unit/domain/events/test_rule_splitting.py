"""A rule made into two at one of its dates: together they give what the one gave."""

import datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    Weekday,
    check,
    iterate,
    next_match,
    parse,
)
from wagtail_ngo.domain.events.rule_splitting import split

D = datetime.date


def dates(rule, start, last) -> list[datetime.date]:
    return list(iterate(rule, start, last=last))


@st.composite
def series(draw):
    """A rule with a start that is on it, and the place of a date within the series."""
    frequency = draw(st.sampled_from(Frequency))
    position = st.sampled_from([1, 2, 3, 4, -1]) if frequency <= Frequency.MONTHLY else st.just(0)
    weekdays = draw(
        st.lists(st.builds(Weekday, st.integers(0, 6), position), max_size=3, unique=True)
    )
    if weekdays and any(day.position for day in weekdays) and frequency is Frequency.YEARLY:
        months = (draw(st.integers(1, 12)),)
    else:
        months = tuple(draw(st.lists(st.integers(1, 12), max_size=2, unique=True)))
    rule = RecurrenceRule(
        frequency,
        interval=draw(st.integers(1, 4)),
        weekdays=tuple(sorted(weekdays)),
        months=months,
        week_start=draw(st.sampled_from([0, 6])),
    )
    ends = draw(st.sampled_from(["never", "count", "until"]))
    start = next_match(rule, draw(st.dates(D(2024, 1, 1), D(2030, 12, 31))))
    assume(start is not None)
    if ends == "count":
        rule = RecurrenceRule(**{**_fields(rule), "count": draw(st.integers(2, 40))})
    if ends == "until":
        until = start + datetime.timedelta(draw(st.integers(30, 900)))
        rule = RecurrenceRule(**{**_fields(rule), "until": until})
    return rule, start, draw(st.integers(1, 20))


def _fields(rule: RecurrenceRule) -> dict:
    return {name: getattr(rule, name) for name in RecurrenceRule.__slots__}


@settings(max_examples=60, deadline=None)
@given(series())
def test_both_parts_give_the_dates_of_the_whole(one):
    rule, start, place = one
    last = start + datetime.timedelta(1500)
    whole = dates(rule, start, last)
    if len(whole) < 2:
        return
    day = whole[min(place, len(whole) - 1)]

    before, after = split(rule, start, day)

    check(before)
    check(after)
    assert dates(before, start, last) + dates(after, day, last) == whole


def test_a_count_is_shared_out():
    rule = parse("FREQ=WEEKLY;COUNT=10")

    before, after = split(rule, D(2027, 3, 18), D(2027, 4, 8))

    assert str(before) == "FREQ=WEEKLY;UNTIL=20270407"
    assert str(after) == "FREQ=WEEKLY;COUNT=7"


@pytest.mark.parametrize("day", [D(2027, 3, 18), D(2027, 3, 26), D(2027, 3, 11), D(2027, 4, 15)])
def test_first_off_rule_early_and_late_days_are_refused(day):
    with pytest.raises(ValueError, match=str(day)):
        split(parse("FREQ=WEEKLY;COUNT=4"), D(2027, 3, 18), day)
