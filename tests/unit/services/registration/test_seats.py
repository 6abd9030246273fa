"""The counters of a date: each decision at its bound, and no other date is touched."""

import datetime

import pytest

from tests.factories.registration import NOW, counters, make_course, make_date, make_event
from wagtail_ngo.enums import OccurrenceStatus, RegistrationStatus
from wagtail_ngo.models import Course, Occurrence, Registration
from wagtail_ngo.models.person_keys import new_pseudonym
from wagtail_ngo.services.registration import seats

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def date():
    return make_date(capacity=5)


@pytest.fixture
def other():
    """Another date, whose counters must stay."""
    row = make_date(capacity=5)
    set_counters(row, seats_taken=2, waiting=1, record_count=7)
    yield row
    assert counters(row) == (2, 1, 7)


def set_counters(row, **values):
    type(row).objects.filter(pk=row.pk).update(**values)


@pytest.mark.parametrize(
    ("taken", "number", "is_taken"),
    [(0, 5, True), (0, 6, False), (3, 2, True), (4, 2, False), (5, 1, False)],
)
def test_seats_are_taken_up_to_the_last_one(date, other, taken, number, is_taken):
    set_counters(date, seats_taken=taken)

    assert seats.take(date, number) is is_taken
    assert counters(date) == (taken + number * is_taken, 0, 0)


def test_without_a_limit_there_is_always_a_seat(other):
    date = make_date(capacity=None)
    set_counters(date, seats_taken=999)

    assert seats.take(date, 2)
    assert counters(date) == (1001, 0, 0)


@pytest.mark.parametrize(
    ("waiting", "past", "is_taken"), [(0, False, True), (1, False, False), (1, True, True)]
)
def test_those_who_wait_come_first(date, other, waiting, past, is_taken):
    set_counters(date, waiting=waiting)

    assert seats.take(date, 1, past_the_line=past) is is_taken
    assert counters(date) == (int(is_taken), waiting, 0)


def test_seats_are_given_back(date, other):
    set_counters(date, seats_taken=3)

    seats.give_back(date, 2)
    seats.give_back(date, 0)

    assert counters(date) == (1, 0, 0)


@pytest.mark.parametrize(
    ("waiting", "limit", "may_join"),
    [(0, 1, True), (1, 1, False), (1, 2, True), (9, None, True), (0, 0, False)],
)
def test_the_line_is_as_long_as_its_limit(date, other, waiting, limit, may_join):
    set_counters(date, waiting=waiting)

    assert seats.join_line(date, limit=limit) is may_join
    assert counters(date) == (0, waiting + may_join, 0)


def test_nobody_waits_where_there_is_no_seat_at_all(other):
    date = make_date(capacity=1)
    set_counters(date, capacity=0)

    assert not seats.join_line(date, limit=None)


def test_the_line_and_the_records_count_up_and_down(date, other):
    set_counters(date, waiting=2, record_count=4)

    seats.leave_line(date)
    seats.add_record(date)
    seats.add_record(date, -3)

    assert counters(date) == (0, 1, 2)


def test_a_row_that_is_gone_cannot_be_locked(date, other):
    assert seats.lock(date)
    assert not seats.lock(Occurrence(pk=0))
    assert counters(date) == (0, 0, 0)


@pytest.mark.parametrize(
    ("values", "may"),
    [
        ({}, True),
        ({"status": OccurrenceStatus.MOVED}, True),
        ({"status": OccurrenceStatus.CANCELLED}, False),
        ({"closed_at": NOW}, False),
        ({"starts_at": NOW}, False),
        ({"starts_at": NOW + MINUTE}, True),
    ],
)
def test_people_are_added_until_a_date_begins_is_closed_or_called_off(date, other, values, may):
    set_counters(date, **values)

    assert seats.lock_to_register(date, now=NOW, records=3) is may
    assert counters(date) == (0, 0, 3 * may)


def test_a_course_is_locked_whenever_it_begins():
    course = make_course()

    assert seats.lock_to_register(course, now=NOW + datetime.timedelta(days=400), records=1)
    assert counters(course)[2] == 1


def registration(target, status=RegistrationStatus.CONFIRMED, key="a", **fields):
    place = {"course": target} if isinstance(target, Course) else {"occurrence": target}
    return Registration.objects.create(
        **place,
        status=status,
        organization_key=key,
        name="A",
        email="",
        created_at=NOW,
        seat_key=new_pseudonym(),
        **fields,
    )


@pytest.mark.parametrize(("number", "is_within"), [(1, True), (2, False)])
def test_an_organization_has_its_seats_at_this_date_alone(date, number, is_within):
    registration(date, companions=1)
    registration(date, status=RegistrationStatus.UNCONFIRMED)
    registration(date, status=RegistrationStatus.WAITING)
    registration(date, status=RegistrationStatus.CANCELLED)
    registration(date, key="b")
    registration(make_date(), companions=1)

    assert seats.are_within_limit(date, "a", number, 4) is is_within


def test_a_registration_is_read_with_the_row_that_has_its_seats(date):
    course = make_course()
    of_date, of_course = registration(date), registration(course)

    assert [seats.target_of(one) for one in (of_date, of_course)] == [date, course]
    assert seats.current(of_date).pk == of_date.pk
    assert seats.lock_row(of_course) == (course, of_course)


def test_the_row_is_locked_where_the_registration_is_now(date):
    moved = registration(date)
    to = make_date()
    Registration.objects.filter(pk=moved.pk).update(occurrence=to)

    target, row = seats.lock_row(moved)

    assert (target, row.occurrence_id) == (to, to.pk)


def test_refreshed_seats_are_those_stored(date):
    set_counters(date, seats_taken=4)

    assert seats.refresh(date).seats_taken == 4
    assert make_event(capacity=3).occurrences.get().capacity == 3
