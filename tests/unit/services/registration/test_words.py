"""When a date is, in the words of a letter."""

import datetime

import pytest
from django.utils import translation

from wagtail_ngo.domain.events.date_changes import DateFacts
from wagtail_ngo.services.registration.words import moment, when

UTC = datetime.UTC
START = datetime.datetime(2027, 3, 18, 16, tzinfo=UTC)


def told(language="pl", **fields) -> str:
    values = {
        "starts_at": START,
        "ends_at": START + datetime.timedelta(hours=2),
        "is_all_day": False,
        "has_end": True,
        "time_zone": "Europe/Warsaw",
        "status": "scheduled",
        "title": "Spotkanie",
        "venue": "",
        "note": "",
    }
    with translation.override(language):
        return when(DateFacts(**values | fields))


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "czwartek, 18 marca 2027, 17:00–19:00"),
        ({"language": "en"}, "Thursday, 18 March 2027, 17:00–19:00"),
        ({"has_end": False}, "czwartek, 18 marca 2027, 17:00"),
        ({"time_zone": "Europe/London"}, "czwartek, 18 marca 2027, 16:00–18:00"),
        (
            {"ends_at": datetime.datetime(2027, 3, 19, 1, tzinfo=UTC)},
            "czwartek, 18 marca 2027, 17:00 – piątek, 19 marca 2027, 02:00",
        ),
        # Until midnight is until the end of the day, not on the next one.
        (
            {"ends_at": datetime.datetime(2027, 3, 18, 23, tzinfo=UTC)},
            "czwartek, 18 marca 2027, 17:00–00:00",
        ),
    ],
)
def test_a_date_is_told_by_day_and_hours_in_its_own_zone(fields, text):
    assert told(**fields) == text


@pytest.mark.parametrize(
    ("end", "text"),
    [
        (datetime.datetime(2027, 3, 18, 23, tzinfo=UTC), "czwartek, 18 marca 2027"),
        (
            datetime.datetime(2027, 3, 20, 23, tzinfo=UTC),
            "czwartek, 18 marca 2027 – sobota, 20 marca 2027",
        ),
    ],
)
def test_whole_days_are_told_without_hours(end, text):
    start = datetime.datetime(2027, 3, 17, 23, tzinfo=UTC)

    assert told(starts_at=start, ends_at=end, is_all_day=True) == text


def test_a_moment_is_day_and_hour():
    with translation.override("pl"):
        assert moment(START, "Europe/Warsaw") == "czwartek, 18 marca 2027, godz. 17:00"
        assert moment(START, "UTC") == "czwartek, 18 marca 2027, godz. 16:00"
