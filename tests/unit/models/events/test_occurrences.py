"""What a stored date says of its days and hours."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from wagtail_ngo.models import Occurrence

WARSAW = ZoneInfo("Europe/Warsaw")
START = datetime.datetime(2027, 3, 18, 17, tzinfo=WARSAW)
MIDNIGHT = datetime.datetime(2027, 3, 18, tzinfo=WARSAW)
SECOND, HOUR, DAY = (datetime.timedelta(seconds=n) for n in (1, 3600, 86400))


def row(starts_at, ends_at, **fields) -> Occurrence:
    utc = datetime.UTC
    values = {"starts_at": starts_at.astimezone(utc), "ends_at": ends_at.astimezone(utc)}
    return Occurrence(**values, **{"time_zone": "Europe/Warsaw", **fields})


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "last_day"),
    [
        (MIDNIGHT, MIDNIGHT + DAY, 18),
        (MIDNIGHT, MIDNIGHT + 2 * DAY, 19),
        (MIDNIGHT, MIDNIGHT, 18),
        (START, START + 7 * HOUR - SECOND, 18),
        (START, START + 7 * HOUR, 18),
        (START, START + 7 * HOUR + SECOND, 19),
        (START, START, 18),
    ],
)
def test_a_date_that_ends_at_midnight_ends_on_the_day_before(starts_at, ends_at, last_day):
    date = row(starts_at, ends_at)

    assert date.last_day == datetime.date(2027, 3, last_day)
    assert date.first_day == datetime.date(2027, 3, 18)


def test_days_and_hours_are_those_of_its_own_zone():
    late = datetime.datetime(2027, 3, 18, 23, 30, tzinfo=datetime.UTC)

    assert row(late, late + HOUR).first_day == datetime.date(2027, 3, 19)
    assert row(late, late + HOUR, time_zone="UTC").first_day == datetime.date(2027, 3, 18)


@pytest.mark.parametrize(
    ("fields", "clocks"),
    [
        ({}, (17, 19)),
        ({"has_end": False}, (17, None)),
        ({"is_all_day": True}, (None, None)),
    ],
)
def test_only_hours_that_are_known_are_shown(fields, clocks):
    date = row(START, START + 2 * HOUR, **{"has_end": True, **fields})

    hours = tuple(clock and clock.hour for clock in (date.start_clock, date.end_clock))
    assert hours == clocks


def test_a_date_is_past_at_its_end():
    date = row(START, START + HOUR)

    assert [date.is_past(now=START + HOUR + step) for step in (-SECOND, 0 * SECOND, SECOND)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("status", "flags"),
    [
        ("scheduled", (False, False, False)),
        ("cancelled", (True, False, False)),
        ("not_held", (False, True, False)),
        ("moved", (False, False, True)),
    ],
)
def test_a_status_says_one_thing(status, flags):
    date = row(START, START + HOUR, status=status)

    assert (date.is_cancelled, date.is_not_held, date.is_moved) == flags
