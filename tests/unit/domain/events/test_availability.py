"""What a visitor is told about registering, at the moment on which it changes."""

import datetime

import pytest

from wagtail_ngo.domain.events.availability import (
    Availability,
    Seats,
    Times,
    availability,
    offer_deadline,
)

START = datetime.datetime(2027, 3, 1, 17, tzinfo=datetime.UTC)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)
TIMES = Times(START, opens_at=START - 48 * HOUR, closes_at=START - 2 * HOUR)
FREE = Seats(capacity=2, taken=1, waiting=0, waiting_limit=None)


def told(now, *, times=TIMES, seats=FREE, is_called_off=False):
    return availability(times, seats, is_called_off=is_called_off, now=now)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (START - 48 * HOUR - MINUTE, "not_yet"),
        (START - 48 * HOUR, "open"),
        (START - 2 * HOUR - MINUTE, "open"),
        (START - 2 * HOUR, "closed"),
        (START - MINUTE, "closed"),
        (START, "past"),
    ],
)
def test_registration_opens_and_closes_at_its_moments(now, expected):
    assert told(now) == expected
    assert told(now, is_called_off=True) == Availability.CALLED_OFF


def test_without_other_moments_it_is_open_until_the_start():
    assert told(START - MINUTE, times=Times(START)) == Availability.OPEN
    assert told(START, times=Times(START)) == Availability.PAST
    late = Times(START, closes_at=START + HOUR)
    assert (late.last_moment, told(START, times=late)) == (START, Availability.PAST)


@pytest.mark.parametrize(
    ("seats", "left", "expected"),
    [
        (Seats(2, 1, 0, None), 1, "open"),
        (Seats(2, 2, 0, None), 0, "waiting_list"),
        (Seats(2, 3, 0, None), 0, "waiting_list"),
        (Seats(2, 1, 1, None), 1, "waiting_list"),
        (Seats(2, 2, 3, 4), 0, "waiting_list"),
        (Seats(2, 2, 4, 4), 0, "full"),
        (Seats(2, 2, 0, 0), 0, "full"),
        (Seats(0, 0, 0, None), 0, "full"),
        (Seats(None, 99, 0, 0), None, "open"),
        (Seats(None, 99, 1, 2), None, "waiting_list"),
    ],
)
def test_seats_decide_while_registration_is_open(seats, left, expected):
    assert (seats.left, told(START - 3 * HOUR, seats=seats)) == (left, expected)


@pytest.mark.parametrize(
    ("left", "kept"),
    [
        (100 * HOUR, 24 * HOUR),
        (48 * HOUR, 24 * HOUR),
        (47 * HOUR, 23.5 * HOUR),
        (HOUR + MINUTE, HOUR / 2 + MINUTE / 2),
        (HOUR, HOUR / 2),
        (HOUR - MINUTE, None),
        (-HOUR, None),
    ],
)
def test_an_offer_is_kept_a_day_or_half_of_what_is_left(left, kept):
    now = START - left

    assert offer_deadline(now=now, starts_at=START, hours=24) == (kept and now + kept)


def test_nobody_has_less_than_half_an_hour():
    assert offer_deadline(now=START - 9 * HOUR, starts_at=START, hours=0) == START - 8.5 * HOUR
