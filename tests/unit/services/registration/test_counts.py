"""Counts by event and date: right, without a person, in a constant number of queries."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from tests.factories.registration import (
    NOW,
    apply,
    join,
    join_many,
    make_course,
    make_date,
    make_event,
    person,
)
from wagtail_ngo.models import EventPage, Occurrence, Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance, desk, privacy, waiting
from wagtail_ngo.services.registration.counts import SeatNumbers, counts

pytestmark = pytest.mark.django_db
LATER = datetime.datetime(2027, 4, 20, tzinfo=datetime.UTC)


def all_counts():
    return counts(Occurrence.objects.all())


def test_seats_of_a_date_are_told_by_what_holds_them():
    date = make_date(capacity=5, max_companions=2)
    join(date, 1, companions=1)
    apply(date, 2)
    cancelled, *_others = join_many(date, [3, 4])
    join_many(date, [5, 6])
    waiting.cancel(cancelled, now=NOW)

    [event] = all_counts()

    [one] = event.dates
    # Two with a companion and the fourth; the second has not confirmed, the fifth is offered.
    assert one.seats == SeatNumbers(capacity=5, confirmed=3, held=2, waiting=1)
    row = Occurrence.objects.get()
    assert one.seats.confirmed + one.seats.held == row.seats_taken
    assert (one.attended, one.head_count, one.people, event.course) == (0, None, 0, None)


def test_people_and_organizations_of_an_event_are_no_sums_of_its_dates():
    page = make_event(capacity=None, recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    first, second = page.occurrences.order_by("starts_at")
    guest, other = NGOFactory(title="Guest"), NGOFactory(title="Other")
    for date, numbers in ((first, [1, 2]), (second, [2, 3])):
        for number in numbers:
            row = desk.add(date, person(number, organization=guest), now=NOW)
            attendance.check_in(date, row, now=NOW)
    attendance.walk_in(second, name="Ewa", organization_name="Circle", people=3, now=NOW)
    close(first, Record(head_count=9, present=[guest, other]), now=LATER)

    [event] = all_counts()

    assert [(one.attended, one.head_count, one.people) for one in event.dates] == [
        (2, 9, 2),
        (5, None, 3),
    ]
    assert [one.organizations for one in event.dates] == [2, 2]
    assert (event.people, event.organizations) == (4, 3)


def test_erasing_people_and_deleting_pages_changes_no_count():
    page = make_event(capacity=None, recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    guest = NGOFactory(title="Guest")
    for date in page.occurrences.all():
        row = desk.add(date, person(1, organization=guest), now=NOW)
        attendance.check_in(date, row, now=NOW)
        close(date, Record(head_count=4), now=LATER)

    def numbers():
        [event] = all_counts()
        dates = [(one.seats, one.attended, one.head_count, one.people) for one in event.dates]
        return dates, event.people, event.organizations

    before = numbers()
    assert before[1:] == (1, 1)
    privacy.erase_person(Registration.objects.first(), now=LATER)
    guest.delete()
    EventPage.objects.get().delete()

    assert numbers() == before


def test_seats_of_a_course_are_told_once():
    course = make_course(capacity=3)
    join(course, 1)
    apply(course, 2)

    [event] = all_counts()

    assert event.course == SeatNumbers(capacity=3, confirmed=1, held=1, waiting=0)
    assert [(one.seats.confirmed, one.seats.held) for one in event.dates] == [(0, 0)] * 4


def test_alias_is_the_same_event_with_the_same_seats():
    page = make_event(capacity=2)
    alias = page.create_alias(parent=EventIndexFactory(slug="other"))
    join(page.occurrences.get(), 1)

    for dates in (Occurrence.objects.all(), Occurrence.objects.filter(page=alias.pk)):
        [event] = counts(dates)
        [one] = event.dates
        assert one.seats == SeatNumbers(capacity=2, confirmed=1, held=0, waiting=0)


def twin(date, *, capacity, **fields):
    """The same date at a translation of its event."""
    page = EventFactory(title="Translated", capacity=capacity, **fields)
    return OccurrenceFactory(
        page=page, event_key=date.event_key, recurrence_id=date.recurrence_id,
        starts_at=date.starts_at, capacity=capacity,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "has_people", "capacity"),
    [("here", False, 5), ("external", False, 2), ("none", False, 2), ("none", True, 5)],
)
def test_translation_adds_seats_where_people_register_or_did(mode, has_people, capacity):
    date = make_date(capacity=2)
    other = twin(date, capacity=3, registration_mode="here")
    if has_people:
        join(other, 1)
    EventPage.objects.filter(pk=other.page_id).update(registration_mode=mode)

    [event] = all_counts()

    [one] = event.dates
    assert (one.seats.capacity, one.seats.confirmed) == (capacity, int(has_people))


def test_seats_of_an_event_that_registers_nowhere_are_those_announced():
    date = make_date(capacity=2, registration_mode="none")
    twin(date, capacity=2)

    [event] = all_counts()

    assert [one.seats.capacity for one in event.dates] == [2]


def test_date_is_told_by_the_row_at_which_it_was_closed():
    date = make_date()
    other = twin(date, capacity=2)
    close(other, Record(head_count=7), now=LATER)

    [event] = all_counts()

    [one] = event.dates
    assert (one.row.pk, one.row.status, one.head_count) == (other.pk, "held", 7)


def test_dates_have_seats_of_their_own_after_the_event_was_a_course():
    course = make_course(capacity=3)
    join(course, 1)
    page = course.page
    assert {one.seats.capacity for one in all_counts()[0].dates} == {None}
    page.registration_scope = "date"
    page.save_revision().publish()

    [event] = all_counts()

    assert [one.seats.capacity for one in event.dates] == [3] * 4
    assert event.course == SeatNumbers(capacity=3, confirmed=1, held=0, waiting=0)


def test_only_the_dates_asked_for_are_told_in_the_order_of_their_start():
    late = make_event(title="Late", start_date=datetime.date(2027, 5, 6))
    early = make_event(title="Early", start_date=datetime.date(2027, 3, 2))
    make_event(title="Next year", start_date=datetime.date(2028, 3, 2))

    found = counts(Occurrence.objects.in_year(2027))

    assert [one.first.title for one in found] == [early.title, late.title]
    assert counts(Occurrence.objects.none()) == []


def test_queries_do_not_grow_with_events_dates_and_people():
    def fill(number):
        page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", title=f"Event {number}")
        for date in page.occurrences.all():
            row = join(date, number)
            attendance.check_in(date, row, now=NOW)
        course = make_course(title=f"Course {number}", capacity=4)
        join(course, number)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            all_counts()
        return len(queries)

    fill(1)
    one = cost()
    fill(2)
    fill(3)

    assert (cost(), len(all_counts())) == (one, 6)
