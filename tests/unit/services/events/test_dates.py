"""What editors do with the coming dates of a series in the draft."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, VenueFactory
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventOrganization, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import dates, occurrences

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
NOW = datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
#: Thursdays; the first is over.
THURSDAYS = [D(2027, 3, 18), D(2027, 3, 25), D(2027, 4, 1), D(2027, 4, 8)]


@pytest.fixture
def weekly():
    """Four Thursdays from 18 March 2027, 17 to 19 o'clock."""
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4", start_date=THURSDAYS[0])
    occurrences.rebuild(page, now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    return page


def coming(page, limit=10) -> list[dates.ComingDate]:
    return dates.coming_dates(page, now=NOW, limit=limit)


def change(page, place=0, *, action="", host=None, venue=None, note="", **fields) -> None:
    dates.change_date(
        page, coming(page)[place], action=action, host=host, venue=venue, note=note, **fields
    )


def overrides(page) -> list[tuple]:
    return [
        (row.original_date, row.kind, row.new_date, row.start_time, row.note)
        for row in page.overrides.all()
    ]


def test_coming_dates_are_those_from_today_on_and_may_begin_a_series(weekly):
    weekly.overrides.add(OccurrenceOverride(original_date=D(2027, 3, 30), kind=OverrideKind.EXTRA))

    assert [(date.day, date.may_begin, date.is_extra) for date in coming(weekly)] == [
        (THURSDAYS[1], True, False),
        (D(2027, 3, 30), False, True),
        (THURSDAYS[2], True, False),
        (THURSDAYS[3], True, False),
    ]
    assert [date.day for date in coming(weekly, limit=1)] == [THURSDAYS[1]]


def test_the_first_date_and_a_second_one_of_a_day_begin_no_series(weekly):
    weekly.overrides.add(
        OccurrenceOverride(original_date=THURSDAYS[1], original_time=T(20), kind=OverrideKind.EXTRA)
    )
    early = dates.coming_dates(weekly, now=NOW - datetime.timedelta(days=10), limit=3)

    assert [(date.key.address, date.may_begin) for date in early] == [
        ("2027-03-18", False),
        ("2027-03-25", True),
        ("2027-03-25-2000", False),
    ]


def test_people_are_counted_at_their_date_and_removed_dates_can_be_brought_back(weekly):
    Occurrence.objects.filter(recurrence_id=THURSDAYS[2]).update(seats_taken=2, record_count=2)
    weekly.overrides.add(OccurrenceOverride(original_date=THURSDAYS[1], kind=OverrideKind.REMOVED))

    told = [(date.day, date.people, date.action) for date in coming(weekly)]
    assert told == [
        (THURSDAYS[1], 0, dates.REMOVED),
        (THURSDAYS[2], 2, dates.TAKES_PLACE),
        (THURSDAYS[3], 0, dates.TAKES_PLACE),
    ]


def test_a_date_that_says_nothing_of_its_own_needs_no_row(weekly):
    change(weekly)
    assert overrides(weekly) == []

    change(weekly, note="Weź kubek")
    assert overrides(weekly) == [(THURSDAYS[1], OverrideKind.CHANGED, None, None, "Weź kubek")]

    change(weekly)
    assert overrides(weekly) == []


def test_a_host_or_a_venue_of_its_own_is_kept(weekly):
    host, venue = NGOFactory(), VenueFactory()

    change(weekly, host=host, venue=venue)

    [row] = weekly.overrides.all()
    assert (row.host, row.venue, row.kind) == (host, venue, OverrideKind.CHANGED)


def test_a_cancelled_date_takes_place_again(weekly):
    change(weekly, action=dates.CANCELLED)
    assert overrides(weekly) == [(THURSDAYS[1], dates.CANCELLED, None, None, "")]

    change(weekly, action=dates.TAKES_PLACE)
    assert overrides(weekly) == []


def test_a_moved_date_keeps_its_day_until_it_is_brought_back(weekly):
    move = dates.Move(new_date=D(2027, 3, 26), start_time=T(18))
    change(weekly, move=move)
    moved = (THURSDAYS[1], OverrideKind.MOVED, D(2027, 3, 26), T(18))
    assert overrides(weekly) == [(*moved, "")]

    change(weekly, note="Inna sala")
    assert overrides(weekly) == [(*moved, "Inna sala")]

    change(weekly, move=dates.Move())
    assert overrides(weekly) == []


def test_new_hours_of_an_extra_date_leave_it_an_extra_date(weekly):
    weekly.overrides.add(OccurrenceOverride(original_date=D(2027, 3, 24), kind=OverrideKind.EXTRA))

    change(weekly, move=dates.Move(start_time=T(9)))

    assert overrides(weekly) == [(D(2027, 3, 24), OverrideKind.EXTRA, None, T(9), "")]


def test_added_days_take_the_hours_of_the_event_or_their_own(weekly):
    extra, other = D(2027, 3, 24), D(2027, 3, 30)
    hours = {"start_time": weekly.start_time, "end_time": weekly.end_time}

    assert dates.add_dates(weekly, [extra, THURSDAYS[1]], **hours) == ([extra], [THURSDAYS[1]])
    assert dates.add_dates(weekly, [other, extra], start_time=T(9), end_time=T(10)) == (
        [other],
        [extra],
    )

    assert overrides(weekly) == [
        (extra, OverrideKind.EXTRA, None, None, ""),
        (other, OverrideKind.EXTRA, None, T(9), ""),
    ]


def test_a_day_that_was_taken_out_is_brought_back_by_adding_it(weekly):
    change(weekly, action=dates.REMOVED)

    assert dates.add_dates(weekly, [THURSDAYS[1]]) == ([THURSDAYS[1]], [])

    assert overrides(weekly) == []


def test_hosting_counts_past_dates_as_they_were_and_coming_ones_as_the_draft_says():
    often, once, never, hidden = (NGOFactory(title=title) for title in ("B", "C", "A", "D"))
    hidden.unpublish()
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4", start_date=THURSDAYS[0])
    page.organizations.add(EventOrganization(organization=often, role="host"))
    page.save()
    occurrences.rebuild(page, now=datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC))
    page.overrides.add(
        OccurrenceOverride(original_date=THURSDAYS[3], kind=OverrideKind.CHANGED, host=once)
    )
    page.overrides.add(OccurrenceOverride(original_date=THURSDAYS[2], kind=OverrideKind.CANCELLED))

    result = dates.hosting(page, coming(page), now=NOW)

    assert [(row[0].title, *row[1:]) for row in result.have] == [
        ("B", 2, THURSDAYS[1]),
        ("C", 1, THURSDAYS[3]),
    ]
    assert [one.title for one in result.not_yet] == [never.title]


def test_who_hosted_another_event_has_not_hosted_this_one(weekly):
    host = NGOFactory(title="Klub")
    other = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", start_date=THURSDAYS[0])
    EventOrganization.objects.create(page=other, organization=host, role="host")
    occurrences.rebuild(type(other).objects.get(pk=other.pk), now=NOW - datetime.timedelta(days=60))

    found = dates.hosting(weekly, coming(weekly), now=NOW)

    assert (found.have, [one.title for one in found.not_yet]) == ([], ["Klub"])
