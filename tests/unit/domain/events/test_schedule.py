"""Dates of an event: wall time, zones, clock changes, single changes."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.schedule import Change, Schedule, planned_dates
from wagtail_ngo.enums import OverrideKind

FAR = datetime.date(2030, 12, 31)


def series(rule="FREQ=WEEKLY;COUNT=4", **values) -> Schedule:
    fields = {
        "start_date": datetime.date(2027, 3, 18),
        "start_time": datetime.time(17),
        "end_time": datetime.time(19),
        "rule": parse(rule) if rule else None,
    }
    return Schedule(**{**fields, **values})


def moments(dates) -> list[str]:
    return [f"{date.starts_at:%m-%d %H:%MZ}" for date in dates]


def test_weekly_keeps_its_hour_when_summer_time_begins():
    assert moments(planned_dates(series(), last=FAR)) == [
        "03-18 16:00Z",
        "03-25 16:00Z",
        "04-01 15:00Z",
        "04-08 15:00Z",
    ]


def test_weekly_keeps_its_hour_when_summer_time_ends():
    dates = planned_dates(series(start_date=datetime.date(2027, 10, 21)), last=FAR)

    assert moments(dates) == ["10-21 15:00Z", "10-28 15:00Z", "11-04 16:00Z", "11-11 16:00Z"]


def test_time_that_does_not_exist_moves_forward():
    night = series(
        None,
        start_date=datetime.date(2027, 3, 28),
        start_time=datetime.time(2, 30),
        end_time=datetime.time(4),
    )

    (date,) = planned_dates(night, last=FAR)

    assert (date.starts_at, date.ends_at) == (
        datetime.datetime(2027, 3, 28, 1, 30, tzinfo=datetime.UTC),
        datetime.datetime(2027, 3, 28, 2, 0, tzinfo=datetime.UTC),
    )


def test_time_that_comes_twice_is_the_first():
    night = series(
        None,
        start_date=datetime.date(2027, 10, 31),
        start_time=datetime.time(2, 30),
        end_time=datetime.time(4),
    )

    assert moments(planned_dates(night, last=FAR)) == ["10-31 00:30Z"]


def test_whole_days_end_at_the_midnight_after_the_last():
    fair = series(None, all_day=True, end_date=datetime.date(2027, 3, 20))

    (date,) = planned_dates(fair, last=FAR)

    assert (f"{date.start:%F %R}", f"{date.end:%F %R}") == (
        "2027-03-18 00:00",
        "2027-03-21 00:00",
    )


def test_open_end_lasts_until_the_day_is_over():
    (date,) = planned_dates(series(None, end_time=None, open_end=True), last=FAR)

    assert f"{date.end:%F %R}" == "2027-03-19 00:00"


def test_night_ends_on_the_next_day():
    night = series(end_date=datetime.date(2027, 3, 19), end_time=datetime.time(2))

    assert {date.end - date.start for date in planned_dates(night, last=FAR)} == {
        datetime.timedelta(hours=9)
    }


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"new_date": datetime.date(2027, 3, 20)}, ("2027-03-20 17:00", "2027-03-20 19:00")),
        ({"start_time": datetime.time(9)}, ("2027-03-18 09:00", "2027-03-18 11:00")),
        (
            {"start_time": datetime.time(9), "end_time": datetime.time(9, 30)},
            ("2027-03-18 09:00", "2027-03-18 09:30"),
        ),
        (
            {"start_time": datetime.time(23), "end_time": datetime.time(1)},
            ("2027-03-18 23:00", "2027-03-19 01:00"),
        ),
    ],
)
def test_moved_date_keeps_its_length_unless_told(change, expected):
    moved = Change(datetime.date(2027, 3, 18), OverrideKind.MOVED, **change)

    date = planned_dates(series(), [moved], last=FAR)[0]

    assert (f"{date.start:%Y-%m-%d %H:%M}", f"{date.end:%Y-%m-%d %H:%M}") == expected
    assert date.recurrence_id == datetime.date(2027, 3, 18)
    assert date.is_moved


def test_change_of_a_day_without_date_has_no_effect():
    stray = Change(datetime.date(2027, 3, 19), OverrideKind.CANCELLED)

    assert len(planned_dates(series(), [stray], last=FAR)) == 4


KINDS = st.sampled_from([OverrideKind.REMOVED, OverrideKind.CANCELLED, OverrideKind.EXTRA])
DAYS = st.dates(datetime.date(2027, 3, 18), datetime.date(2027, 6, 30))


@given(st.dictionaries(DAYS, KINDS, max_size=8))
def test_no_removed_date_appears_and_every_extra_one_does(kinds):
    changes = [Change(day, kind) for day, kind in kinds.items()]

    dates = planned_dates(series("FREQ=DAILY;INTERVAL=3;COUNT=20"), changes, last=FAR)

    days = [date.recurrence_id for date in dates]
    assert days == sorted(set(days))
    for day, kind in kinds.items():
        if kind is OverrideKind.REMOVED:
            assert day not in days
        if kind is OverrideKind.EXTRA:
            assert day in days


def plan(schedule, **change):
    """The one date of ``schedule`` with a change of its first day."""
    kind = change.pop("kind", OverrideKind.CHANGED)
    changes = [Change(schedule.start_date, kind, **change)] if change else []
    (date,) = planned_dates(schedule, changes, last=FAR)
    return date


@pytest.mark.parametrize(
    ("values", "change", "expected"),
    [
        ({}, {}, True),
        ({"end_time": None}, {}, False),
        ({"end_time": None}, {"start_time": datetime.time(18)}, False),
        ({"end_time": None}, {"end_time": datetime.time(20)}, True),
        ({"end_time": None}, {"all_day": True}, True),
        ({"all_day": True}, {}, True),
    ],
)
def test_an_end_is_told_where_the_event_or_the_date_has_one(values, change, expected):
    assert plan(series(None, **values), **change).has_end is expected


def test_a_new_end_without_a_day_is_on_the_usual_last_day():
    camp = series(None, end_date=datetime.date(2027, 3, 20))

    assert f"{plan(camp, end_time=datetime.time(12)).end:%F %R}" == "2027-03-20 12:00"
    moved = plan(
        camp, kind=OverrideKind.MOVED, new_date=datetime.date(2027, 4, 1), end_time=datetime.time(9)
    )
    assert (f"{moved.start:%F %R}", f"{moved.end:%F %R}") == (
        "2027-04-01 17:00",
        "2027-04-03 09:00",
    )
