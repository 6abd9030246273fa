"""Wall time and moments where the clock changes."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from wagtail_ngo.domain.events.local_time import localise, to_utc

WARSAW = ZoneInfo("Europe/Warsaw")


@pytest.mark.parametrize(
    ("wall", "shown"),
    [
        ("2027-03-28T01:59", "2027-03-28T01:59:00+01:00"),
        ("2027-03-28T02:00", "2027-03-28T03:00:00+02:00"),
        ("2027-03-28T02:30", "2027-03-28T03:30:00+02:00"),
        ("2027-03-28T03:00", "2027-03-28T03:00:00+02:00"),
        ("2027-10-31T02:30", "2027-10-31T02:30:00+02:00"),
        ("2027-10-31T03:00", "2027-10-31T03:00:00+01:00"),
    ],
)
def test_a_time_that_is_left_out_moves_on_and_of_a_repeated_one_the_first_is_meant(wall, shown):
    moment = localise(datetime.datetime.fromisoformat(wall), WARSAW)

    assert moment.isoformat() == shown
    utc = moment.astimezone(datetime.UTC)
    assert to_utc(datetime.datetime.fromisoformat(wall), WARSAW) == utc
    assert to_utc(datetime.datetime.fromisoformat(wall), WARSAW).tzinfo is datetime.UTC
