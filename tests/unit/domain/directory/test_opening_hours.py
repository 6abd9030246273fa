"""Whether an office is open, at the minute on which it changes."""

import datetime

import pytest

from wagtail_ngo.domain.directory.opening_hours import (
    Hours,
    HoursException,
    by_weekday,
    hours_on,
    is_open,
)

MONDAY = datetime.date(2027, 3, 1)
NINE, NOON, FOUR = datetime.time(9), datetime.time(12), datetime.time(16)
WEEK = [Hours(0, NOON, FOUR), Hours(0, NINE, datetime.time(11)), Hours(2, NINE, FOUR, "dyżur")]


def at(hour: int, minute: int = 0, *, day: int = 0) -> datetime.datetime:
    return datetime.datetime.combine(
        MONDAY + datetime.timedelta(days=day), datetime.time(hour, minute), tzinfo=datetime.UTC
    )


@pytest.mark.parametrize(
    ("moment", "is_expected"),
    [
        (at(8, 59), False),
        (at(9), True),
        (at(10, 59), True),
        (at(11), False),
        (at(11, 59), False),
        (at(12), True),
        (at(15, 59), True),
        (at(16), False),
        (at(10, day=1), False),
        (at(10, day=2), True),
        (at(10, day=7), True),
    ],
)
def test_an_office_opens_at_its_first_minute_and_is_closed_at_its_last(moment, is_expected):
    assert is_open(WEEK, [], at=moment) is is_expected


@pytest.mark.parametrize("day", [-1, 0, 7, 13, 14])
def test_an_exception_holds_on_its_first_day_and_its_last_and_the_rest_stays(day):
    today = MONDAY + datetime.timedelta(days=day)
    closed = HoursException(MONDAY, MONDAY + datetime.timedelta(days=13))
    always = [Hours(weekday, NINE, FOUR) for weekday in range(7)]

    hours = hours_on(always, [closed], today)

    assert hours == ([] if 0 <= day <= 13 else [(NINE, FOUR)])


def test_other_hours_replace_the_usual_ones_of_that_day_alone():
    other = HoursException(MONDAY, MONDAY, FOUR, datetime.time(18))
    morning = HoursException(MONDAY, MONDAY, NINE, NOON)

    assert hours_on(WEEK, [other, morning], MONDAY) == [(NINE, NOON), (FOUR, datetime.time(18))]
    assert hours_on(WEEK, [other], MONDAY + datetime.timedelta(days=7)) == [
        (NINE, datetime.time(11)),
        (NOON, FOUR),
    ]


@pytest.mark.parametrize(("opens", "closes"), [(NINE, None), (None, FOUR)])
def test_half_an_exception_is_closed(opens, closes):
    assert hours_on(WEEK, [HoursException(MONDAY, MONDAY, opens, closes)], MONDAY) == []


def test_a_week_is_shown_from_monday_with_the_hours_of_a_day_in_order():
    assert by_weekday(reversed(WEEK)) == [(0, [WEEK[1], WEEK[0]]), (2, [WEEK[2]])]
