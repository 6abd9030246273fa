"""The next dates beside a rule, and what speaks against them."""

import datetime

import pytest

from tests.factories.events import EventFactory, OccurrenceFactory, VenueFactory
from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.domain.events.schedule import Change, Schedule
from wagtail_ngo.enums import OccurrenceStatus, OverrideKind
from wagtail_ngo.models import EventPage, SchoolBreak
from wagtail_ngo.services.events.date_preview import left_out_dates, next_dates
from wagtail_ngo.services.events.left_out import left_out_of

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
NOW = datetime.datetime(2027, 4, 5, 12, tzinfo=datetime.UTC)


def weekly(rule="FREQ=WEEKLY", **fields) -> Schedule:
    values = {"start_date": D(2027, 3, 18), "start_time": T(17), "end_time": T(19)}
    return Schedule(**{**values, **fields}, rule=parse(rule))


def days(*args, **options) -> list[D]:
    return [date.original_date for date in next_dates(*args, **{"now": NOW} | options)]


def test_the_next_dates_begin_today():
    assert days(weekly(), limit=2) == [D(2027, 4, 8), D(2027, 4, 15)]
    on_the_day = datetime.datetime(2027, 4, 8, 21, tzinfo=datetime.UTC)
    assert days(weekly(), limit=1, now=on_the_day) == [D(2027, 4, 8)]


def test_a_series_of_the_past_shows_its_first_dates():
    assert days(weekly("FREQ=WEEKLY;COUNT=2"), limit=5) == [D(2027, 3, 18), D(2027, 3, 25)]


def test_changes_are_told_in_the_order_in_which_dates_take_place():
    changes = [
        Change(D(2027, 4, 8), OverrideKind.MOVED, new_date=D(2027, 4, 16)),
        Change(D(2027, 4, 15), OverrideKind.CANCELLED),
        Change(D(2027, 4, 12), OverrideKind.EXTRA),
        Change(D(2027, 4, 22), OverrideKind.REMOVED),
    ]

    shown = next_dates(weekly(), now=NOW, limit=4, changes=changes)

    assert [
        (date.start.date().day, date.is_moved, date.is_cancelled, date.is_extra) for date in shown
    ] == [
        (12, False, False, True),
        (15, False, True, False),
        (16, True, False, False),
        (29, False, False, False),
    ]


def test_hours_are_shown_where_there_are_any_and_holidays_are_named():
    [date] = next_dates(weekly(start_date=D(2027, 5, 27)), now=NOW, limit=1)
    assert (date.shows_time, date.holiday) == (True, "Corpus Christi")
    [date] = next_dates(weekly(start_time=None, end_time=None), now=NOW, limit=1)
    assert (date.shows_time, date.holiday) == (False, None)


def test_days_that_are_left_out_are_named_and_make_room_for_later_ones():
    SchoolBreak.objects.create(name="Ferie", first_day=D(2027, 4, 8), last_day=D(2027, 4, 21))
    page = EventPage(skips_breaks=True)
    left_out = left_out_of(page)

    assert days(weekly(), limit=1, left_out=left_out) == [D(2027, 4, 22)]
    told = left_out_dates(weekly(), left_out, now=NOW)
    assert [day for day, _reason in told] == [D(2027, 4, 8), D(2027, 4, 15)]
    assert {reason for _day, reason in told} == {"Ferie"}
    assert left_out_dates(weekly(), left_out, now=NOW, limit=1) == told[:1]

    changes = [Change(D(2027, 4, 8), OverrideKind.CHANGED)]
    assert days(weekly(), limit=1, left_out=left_out, changes=changes) == [D(2027, 4, 8)]
    assert left_out_dates(weekly(), left_out, now=NOW, changes=changes) == told[1:]


@pytest.mark.parametrize(
    ("hour", "fields", "clash"),
    [
        (15, {}, True),
        (17, {}, False),  # 19 o'clock, when the other has ended
        (13, {}, False),  # until 17 o'clock, when the other begins
        (15, {"status": OccurrenceStatus.CANCELLED}, False),
    ],
)
def test_a_date_clashes_with_what_takes_place_at_its_venue_at_its_hours(hour, fields, clash):
    venue = VenueFactory()
    start = datetime.datetime(2027, 4, 8, hour, tzinfo=datetime.UTC)
    other = OccurrenceFactory(
        page=EventFactory(title="Inne"),
        venue=venue,
        starts_at=start,
        ends_at=start + datetime.timedelta(hours=2),
        **fields,
    )
    hidden = EventFactory(title="Szkic", live=False)
    OccurrenceFactory(page=hidden, venue=venue, starts_at=start)

    OccurrenceFactory(starts_at=start)

    def clashes(**options) -> tuple[str, ...]:
        [date] = next_dates(weekly(), now=NOW, limit=1, **options)
        return date.clashes

    assert clashes(venue_id=venue.pk) == (("Inne",) if clash else ())
    assert clashes(venue_id=VenueFactory().pk) == ()
    assert clashes(venue_id=venue.pk, except_page=other.page_id) == ()
    assert clashes() == ()
    cancelled = [Change(D(2027, 4, 8), OverrideKind.CANCELLED)]
    assert clashes(venue_id=venue.pk, changes=cancelled) == ()


def test_three_of_more_events_at_a_venue_are_named():
    venue = VenueFactory()
    start = datetime.datetime(2027, 4, 8, 15, tzinfo=datetime.UTC)
    for title in "ABCD":
        OccurrenceFactory(page=EventFactory(title=title), venue=venue, starts_at=start)

    [date] = next_dates(weekly(), now=NOW, limit=1, venue_id=venue.pk)

    assert len(date.clashes) == 3
    assert set(date.clashes) < set("ABCD")


def test_a_date_that_is_added_for_today_is_among_the_next():
    changes = [Change(day, OverrideKind.EXTRA) for day in (D(2027, 4, 4), D(2027, 4, 5))]

    assert days(weekly(), limit=2, changes=changes) == [D(2027, 4, 5), D(2027, 4, 8)]
