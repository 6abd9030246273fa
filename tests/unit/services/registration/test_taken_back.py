"""What is taken back is as it was before, and what is closed or called off stays as it is."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.registration import (
    NOW,
    apply,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_course,
    make_date,
    person,
)
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance, desk, lists, registering, waiting
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


def statuses(rows) -> list[str]:
    return [Registration.objects.get(pk=row.pk).status for row in rows]


def tap_twice(date, row, *, now=LATER) -> None:
    """A slip of the finger, and the way back."""
    attendance.check_in(date, row, now=now)
    attendance.undo_check_in(date, row, now=now)


def refusal_of(act) -> str:
    with pytest.raises(RefusedError) as error:
        act()
    return error.value.reason


def test_whoever_waits_has_their_place_again():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2, 3])

    tap_twice(date, rows[1])

    assert statuses(rows) == [S.CONFIRMED, S.WAITING, S.WAITING]
    assert list(Registration.objects.of(date).in_line()) == rows[1:]
    assert_counters_agree(date)


def test_whoever_waits_for_a_course_is_not_registered_by_a_slip():
    course = make_course(capacity=1)
    rows = join_many(course, [1, 2])

    tap_twice(course.page.occurrences.first(), rows[1])

    assert statuses(rows) == [S.CONFIRMED, S.WAITING]
    assert_counters_agree(course)


def test_whoever_came_to_another_date_of_the_course_stays_registered():
    course = make_course(capacity=1)
    rows = join_many(course, [1, 2])
    first, second = course.page.occurrences.order_by("starts_at")[:2]
    attendance.check_in(first, rows[1], now=LATER)

    tap_twice(second, rows[1])

    assert statuses(rows) == [S.CONFIRMED, S.CONFIRMED]
    assert counters(course)[1] == 0


def test_a_seat_that_came_free_meanwhile_is_offered():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    attendance.check_in(date, rows[1], now=LATER)
    waiting.cancel(rows[0], now=LATER)

    attendance.undo_check_in(date, rows[1], now=LATER)

    assert statuses(rows) == [S.CANCELLED, S.OFFERED]
    assert_counters_agree(date)


def test_unconfirmed_offered_and_confirmed_are_that_again():
    date = make_date(capacity=2)
    taken, offered = join_many(date, [1, 2]), join(date, 3)
    waiting.cancel(taken[0], now=LATER)
    unconfirmed = apply(make_date(title="Other"), 4)
    rows = [taken[1], offered, unconfirmed]
    assert statuses(rows) == [S.CONFIRMED, S.OFFERED, S.UNCONFIRMED]

    for row in rows:
        tap_twice(row.occurrence, row)

    assert statuses(rows) == [S.CONFIRMED, S.OFFERED, S.UNCONFIRMED]
    assert waiting.expire_all(now=NOW + datetime.timedelta(days=5)) == 2
    assert statuses(rows) == [S.CONFIRMED, S.EXPIRED, S.EXPIRED]
    assert_counters_agree(date)


def test_an_accepted_offer_is_a_registration_after_a_slip_too():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    waiting.cancel(rows[0], now=LATER)
    waiting.accept(rows[1], now=LATER)

    tap_twice(date, rows[1])

    assert statuses(rows) == [S.CANCELLED, S.CONFIRMED]


def test_taking_back_what_was_never_there_changes_nothing():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])

    for row in rows:
        attendance.undo_check_in(date, row, now=LATER)

    assert statuses(rows) == [S.CONFIRMED, S.WAITING]
    assert_counters_agree(date)


def test_whoever_was_written_down_at_the_door_was_not_absent():
    date = make_date(capacity=3)
    rows = join_many(date, [1, 2, 3])
    attendance.check_in(date, rows[1], now=date.starts_at)
    attendance.walk_in(date, name="Ewa", email="p1@example.org", now=date.starts_at)

    close(date, Record(), now=date.ends_at)

    assert statuses(rows) == [S.ATTENDED, S.ATTENDED, S.ABSENT]


def test_nobody_is_seated_on_a_date_that_is_called_off():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled", capacity=2)
    letters = OutgoingMail.objects.count()

    assert refusal_of(lambda: desk.seat(rows[1], now=LATER)) == Availability.CALLED_OFF

    assert (statuses(rows), OutgoingMail.objects.count()) == ([S.CONFIRMED, S.WAITING], letters)


def test_who_was_registered_for_a_closed_date_stays_in_its_record():
    date, other = make_date(capacity=3), make_date(title="Other", capacity=3)
    row = join(date)
    close(date, Record(head_count=3), now=date.ends_at)
    letters = OutgoingMail.objects.count()

    for act in (
        lambda: waiting.cancel(row, now=date.ends_at),
        lambda: waiting.cancel(row, now=date.ends_at, by_organiser=True),
        lambda: desk.move(row, other, now=date.ends_at),
    ):
        assert refusal_of(act) == Refusal.DATE_CLOSED

    assert (statuses([row]), OutgoingMail.objects.count()) == ([S.CONFIRMED], letters)
    assert counters(date) == (1, 0, 1)


def test_an_organization_gets_no_more_seats_by_way_of_the_line():
    date = make_date(capacity=1, seats_per_organization=1)
    entry = NGOFactory()
    join(date, 1)
    first = join(date, 2, organization=entry)

    refused = refusal_of(lambda: join(date, 3, organization=entry))
    other = join(date, 4, organization_name="Choir")

    assert (refused, first.status, other.status) == (
        Refusal.ORGANIZATION_FULL, S.WAITING, S.WAITING,
    )  # fmt: skip
    # Whoever waits may still change what they wrote.
    changed = registering.change(first, person(2, organization=entry, phone="1"), now=LATER)
    assert (changed.status, changed.phone) == (S.WAITING, "1")


def test_lists_are_in_the_order_of_signing_whoever_waited():
    date = make_date(capacity=1)
    rows = join_many(date, [1, 2])
    Occurrence.objects.filter(pk=date.pk).update(capacity=3)
    desk.seat(rows[1], now=LATER)
    rows.append(join(date, 3, now=LATER))

    assert statuses(rows) == [S.CONFIRMED, S.CONFIRMED, S.CONFIRMED]
    assert list(lists.in_order(Registration.objects.of(date))) == rows
