"""Dates, times and lengths of iCalendar."""

import datetime

import pytest

from wagtail_ngo.domain.events.ical_import import moments
from wagtail_ngo.domain.events.ical_import.lines import Property
from wagtail_ngo.domain.events.ical_import.moments import (
    Length,
    Moment,
    Period,
    UnreadableError,
    read_length,
    read_moment,
    read_period,
)
from wagtail_ngo.domain.events.ical_import.zones import UTC

NOON = datetime.datetime.fromisoformat("2027-03-18T12:00")


def part(value: str, **params) -> Property:
    return Property(7, "DTSTART", params, value)


def no_zone(part):
    return None


def read(value: str, **params) -> Moment:
    return read_moment(part(value, **params), no_zone)


@pytest.mark.parametrize(
    ("value", "wall"),
    [
        ("20270318T120000", "2027-03-18T12:00"),
        (" 20270318T120059 ", "2027-03-18T12:00"),
        ("20270318T120060", "2027-03-18T12:00"),
        ("20270318T240000", "2027-03-19T00:00"),
        ("20271231T240000", "2028-01-01T00:00"),
        ("18000101T000000", "1800-01-01T00:00"),
        ("23001231T235900", "2300-12-31T23:59"),
    ],
)
def test_wall_time_is_read_to_the_minute(value, wall):
    assert read(value) == Moment(datetime.datetime.fromisoformat(wall))


@pytest.mark.parametrize(
    "value",
    [
        "20270230T120000", "20271318T120000", "20270318T250000", "20270318T126000",
        "20270318T120061", "20270318T240100", "17991231T120000", "23010101T120000", "20270318T1200",
        "2027031", "20270230", "17991231", "", "x", "20270318T120000+01",
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_which_value_on_which_line(value):
    with pytest.raises(UnreadableError) as error:
        read(value)

    assert (error.value.line, str(error.value)) == (7, "DTSTART")
    assert error.value.detail == f"DTSTART: {value}"


def test_a_long_value_is_told_in_part():
    assert UnreadableError(part("x" * 99)).detail == "DTSTART: " + "x" * 60
    assert UnreadableError(part("a"), " b ").detail == "DTSTART: b"


def test_a_day_is_midnight_and_a_label_of_a_day_counts_at_midnight_alone():
    midnight = datetime.datetime.fromisoformat("2027-03-18T00:00")

    assert read("20270318") == Moment(midnight, is_day=True)
    assert read("20270318T000000", VALUE="date") == Moment(midnight, is_day=True)
    assert read("20270318T000000", VALUE="DATE-TIME") == Moment(midnight)
    assert read("20270318T120000", VALUE="DATE") == Moment(NOON)


def test_a_moment_is_in_utc_or_in_the_zone_of_its_line():
    assert read("20270318T120000Z") == Moment(NOON, zone=UTC)
    zoned = read_moment(part("20270318T120000"), lambda part: UTC)
    assert zoned == Moment(NOON, zone=UTC)
    assert read_moment(part("x"), no_zone, "20270318T120000") == Moment(NOON)


@pytest.mark.parametrize(
    ("value", "length"),
    [
        ("PT1H30M", Length(0, 5400)),
        ("P1W", Length(7, 0)),
        ("P1W2D", Length(9, 0)),
        ("+p1dt1h1m1s", Length(1, 3661)),
        (" PT5M ", Length(0, 300)),
        ("P40000D", Length(40_000, 0)),
        ("PT0S", Length(0, 0)),
        ("PT960000H", Length(0, 40_000 * 86_400)),
    ],
)
def test_lengths(value, length):
    assert read_length(part(value)) == length
    assert read_length(part("x"), value) == length


@pytest.mark.parametrize(
    "value", ["P", "PT", "", "1H", "-PT1H", "P40001D", "PT960000H1S", "P1H", "PT1D"]
)
def test_a_length_that_is_none_or_negative_or_endless_cannot_be_read(value):
    with pytest.raises(UnreadableError):
        read_length(part(value))


def test_days_are_added_by_the_calendar_and_seconds_on_the_clock_of_the_zone():
    hours = datetime.timedelta(hours=2)

    assert Length(1, 7200).after(Moment(NOON), UTC) == Moment(
        NOON + datetime.timedelta(days=1) + hours
    )
    day = Moment(NOON, is_day=True)
    assert Length(2, 7200).after(day, UTC) == Moment(NOON + 24 * hours, is_day=True)
    assert Length(0, 7200).after(Moment(NOON, zone=UTC), UTC) == Moment(NOON + hours, zone=UTC)


def test_a_period_has_an_end_or_a_length_or_neither():
    start, end = "20270318T120000", "20270318T140000"

    def period(value):
        return read_period(part(value), no_zone, value)

    first = Moment(NOON)
    last = Moment(NOON + datetime.timedelta(hours=2))
    assert period(start) == Period(first)
    assert period(f"{start}/{end}") == Period(first, last)
    assert period(f"{start}/ pt2h") == Period(first, Length(0, 7200))
    assert (moments.FIRST_YEAR, moments.LAST_YEAR) == (1800, 2300)
