"""What an organiser does by hand: the row meant changes, its counters follow, the rest stays."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.registration import (
    NOW,
    apply,
    assert_counters_agree,
    counters,
    join,
    make_date,
    make_event,
    person,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OccurrenceOverride, OutgoingMail, Registration
from wagtail_ngo.services.registration import desk
from wagtail_ngo.services.registration.refusals import RefusedError
from wagtail_ngo.services.registration.waiting import cancel

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def status(row):
    return Registration.objects.get(pk=row.pk).status


def values(row):
    return Registration.objects.filter(pk=row.pk).values().get()


@pytest.fixture
def date():
    return make_date(capacity=2)


def test_somebody_who_called_has_a_seat_at_once(date):
    row = desk.add(date, person(1, companions=1), now=NOW)

    assert (row.status, row.seats_held, row.confirmed_at) == (S.CONFIRMED, 2, NOW)
    assert counters(date) == (2, 0, 1)
    with pytest.raises(RefusedError):
        desk.add(date, person(2), now=NOW)
    assert counters(date) == (2, 0, 1)


def test_somebody_may_be_put_in_line_and_gets_a_seat_that_is_free(date):
    join(date, 1)
    join(date, 2)

    waiting = desk.add(date, person(3), now=NOW, waits=True)
    assert (waiting.status, waiting.waiting_since, counters(date)) == (S.WAITING, NOW, (2, 1, 3))

    Occurrence.objects.filter(pk=date.pk).update(capacity=4)
    offered = desk.add(date, person(4), now=NOW, waits=True)
    assert (status(waiting), offered.status) == (S.OFFERED, S.OFFERED)
    assert_counters_agree(date)


def test_one_form_sent_twice_is_one_registration(date):
    first = desk.add(date, person(1), now=NOW, submission="x")

    assert desk.add(date, person(1), now=LATER, submission="x") == first
    assert Registration.objects.of(date).count() == 1
    with pytest.raises(RefusedError):
        desk.add(date, person(1), now=LATER, submission="y")


def test_an_organiser_seats_one_who_waits_and_the_other_stays_in_line(date):
    seated, _other = join(date, 1), join(date, 2)
    first, second = join(date, 3), join(date, 4)
    Occurrence.objects.filter(pk=date.pk).update(capacity=3)

    row = desk.seat(second, now=LATER)

    assert (row.status, row.seats_held, row.confirmed_at) == (S.CONFIRMED, 1, LATER)
    assert [status(one) for one in (seated, first, second)] == [S.CONFIRMED, S.WAITING, S.CONFIRMED]
    assert_counters_agree(date)
    with pytest.raises(RefusedError):
        desk.seat(first, now=LATER)
    with pytest.raises(RefusedError):
        desk.seat(seated, now=LATER)


def test_a_seat_held_for_an_unconfirmed_address_is_taken_once(date):
    row = desk.seat(apply(date, 1), now=LATER)

    assert (row.status, row.held_until, counters(date)[0]) == (S.CONFIRMED, None, 1)


def test_a_seat_moves_to_another_date_and_the_next_in_line_gets_the_old_one(date):
    other_date = make_date(capacity=2)
    one, other = join(date, 1), join(date, 2)
    waiting = join(date, 3)
    before = values(other)

    row = desk.move(one, other_date, now=LATER)

    assert (row.status, row.occurrence_id, row.seats_held) == (S.CONFIRMED, other_date.pk, 1)
    assert status(waiting) == S.OFFERED
    assert values(other) == before
    assert (counters(date), counters(other_date)) == ((2, 0, 2), (1, 0, 1))
    with pytest.raises(RefusedError):
        desk.move(row, other_date, now=LATER)


def test_whoever_waits_moves_to_the_end_of_the_other_line(date):
    full = make_date(capacity=1)
    join(full, 8)
    first = join(full, 9)
    join(date, 1)
    join(date, 2)
    waiting = join(date, 3)

    row = desk.move(waiting, full, now=LATER)

    assert (row.status, row.waiting_since, row.seats_held) == (S.WAITING, LATER, 0)
    assert list(Registration.objects.of(full).in_line()) == [first, row]
    assert (counters(date)[1], counters(full)[1]) == (0, 2)


def test_nobody_moves_to_a_date_without_a_seat_or_with_the_same_address(date):
    full, same = make_date(capacity=1), make_date(capacity=3)
    join(full, 8)
    join(same, 1)
    one = join(date, 1)
    before = values(one)

    for to in (full, same):
        with pytest.raises(RefusedError):
            desk.move(one, to, now=LATER)

    assert values(one) == before
    assert (counters(full), counters(same), counters(date)) == ((1, 0, 1), (1, 0, 1), (1, 0, 1))


def test_a_letter_goes_to_active_rows_with_an_address_and_once(date):
    one = join(date, 1)
    desk.add(date, person(2, email=""), now=NOW)
    gone = cancel(join(make_date(), 5), now=NOW)
    OutgoingMail.objects.all().delete()
    rows = Registration.objects.all()

    for _time in range(2):
        assert desk.write_to(rows, subject="S", text="T", now=NOW, submission="x") == 1

    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == [one.email]
    assert gone.status == S.CANCELLED


@pytest.mark.parametrize(("capacity", "is_allowed"), [(1, False), (2, True), (3, True)])
def test_there_are_never_fewer_seats_than_taken(date, capacity, is_allowed):
    join(date, 1)
    join(date, 2)
    waiting = join(date, 3)

    if is_allowed:
        desk.set_capacity(date, capacity, now=LATER)
    else:
        with pytest.raises(ValidationError, match="2 seats are taken already"):
            desk.set_capacity(date, capacity, now=LATER)

    row = Occurrence.objects.get(pk=date.pk)
    expected = (capacity, capacity) if is_allowed else (2, None)
    assert (row.capacity, row.own_capacity) == expected
    assert status(waiting) == (S.OFFERED if capacity == 3 else S.WAITING)


def test_seats_of_one_date_are_its_own_until_they_follow_the_event_again():
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", capacity=4)
    one, other = page.occurrences.order_by("starts_at")

    desk.set_capacity(one, 9, now=NOW)
    other.refresh_from_db()
    assert (other.capacity, other.own_capacity) == (4, None)

    desk.set_capacity(one, None, now=NOW)
    one.refresh_from_db()
    assert (one.capacity, one.own_capacity) == (4, None)


def test_a_closed_date_keeps_its_seats(date):
    Occurrence.objects.filter(pk=date.pk).update(closed_at=NOW)

    with pytest.raises(ValidationError, match="closed already"):
        desk.set_capacity(date, 9, now=NOW)

    assert Occurrence.objects.get(pk=date.pk).capacity == 2


def test_only_who_waits_is_taken_off_the_line_without_a_letter(date):
    seated, _other = join(date, 1), join(date, 2)
    first, second = join(date, 3), join(date, 4)
    OutgoingMail.objects.all().delete()

    desk.delete_waiting(first, now=LATER)
    desk.delete_waiting(seated, now=LATER)

    assert [status(one) for one in (first, second, seated)] == [
        S.CANCELLED,
        S.WAITING,
        S.CONFIRMED,
    ]
    assert counters(date)[:2] == (2, 1)
    assert not OutgoingMail.objects.exists()


def test_whoever_waits_and_is_moved_to_a_date_with_a_free_seat_is_offered_it(date):
    join(date, 1)
    join(date, 2)
    waiting = join(date, 3)

    row = desk.move(waiting, make_date(capacity=1), now=LATER)

    assert (row.status, row.seats_held) == (S.OFFERED, 1)


@pytest.mark.parametrize(("announced", "seats"), [(7, 7), (None, 2)])
def test_seats_as_announced_are_those_of_the_date_else_of_the_event(date, announced, seats):
    page = date.page
    for days, number in ((0, announced), (1, 4)):
        page.overrides.add(
            OccurrenceOverride(
                original_date=date.recurrence_id + datetime.timedelta(days=days),
                kind="changed",
                capacity=number,
            )
        )
    page.save()
    desk.set_capacity(date, 9, now=NOW)

    desk.set_capacity(date, None, now=NOW)

    assert Occurrence.objects.values_list("capacity", "own_capacity").get() == (seats, None)
