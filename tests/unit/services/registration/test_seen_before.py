"""Two organisers at once: what one decided by what was so before the other's press."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    counters,
    join_many,
    make_date,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.registration import attendance, desk, privacy, registering, waiting
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError
from wagtail_ngo.services.registration.registering import Person

pytestmark = pytest.mark.django_db
BUTTONS = {
    "cancel": lambda row, **seen: waiting.cancel(row, now=NOW, by_organiser=True, **seen),
    "offer": lambda row, **seen: waiting.offer_now(row, now=NOW, **seen),
    "seat": lambda row, **seen: desk.seat(row, now=NOW, **seen),
    "take-off": lambda row, **seen: desk.delete_waiting(row, now=NOW, **seen),
}


@pytest.fixture
def date():
    return make_date()


@pytest.fixture
def other():
    return make_date(title="Other", start_date=datetime.date(2027, 3, 25))


def stored(row) -> Registration:
    return Registration.objects.get(pk=row.pk)


def letters(row) -> list[str]:
    rows = OutgoingMail.objects.filter(about=f"registration:{row.pk}").order_by("pk")
    return [kind.rpartition(".")[2] for kind in rows.values_list("kind", flat=True)]


@pytest.mark.parametrize("second", BUTTONS)
@pytest.mark.parametrize("first", BUTTONS)
def test_the_second_of_two_buttons_pressed_for_one_status_does_nothing(date, first, second):
    seen = join_many(date, [1, 2, 3])[2]
    # A seat that no one was asked about, so that each button would have something to do.
    Occurrence.objects.filter(pk=date.pk).update(capacity=4)
    BUTTONS[first](stored(seen), shown=S.WAITING)
    after, sent, numbers = stored(seen).status, letters(seen), counters(date)
    assert after != S.WAITING

    with pytest.raises(RefusedError) as error:
        BUTTONS[second](seen, shown=S.WAITING)

    assert error.value.reason == Refusal.OVER
    assert (stored(seen).status, letters(seen), counters(date)) == (after, sent, numbers)
    assert_counters_agree(date)


def test_without_a_status_the_person_cancels_whatever_it_has_become(date):
    seen = join_many(date, [1, 2, 3])[2]
    Occurrence.objects.filter(pk=date.pk).update(capacity=3)
    desk.seat(stored(seen), now=NOW)

    waiting.cancel(seen, now=NOW)

    assert stored(seen).status == S.CANCELLED
    assert_counters_agree(date)


def test_who_was_moved_meanwhile_gives_back_the_seat_of_the_other_date(date, other):
    seen, *_others = join_many(date, [1, 2])
    desk.move(stored(seen), other, now=NOW)
    assert (counters(date), counters(other)) == ((1, 0, 1), (1, 0, 1))

    waiting.cancel(seen, now=NOW)

    assert (stored(seen).status, stored(seen).occurrence) == (S.CANCELLED, other)
    assert (counters(date), counters(other)) == ((1, 0, 1), (0, 0, 1))


def test_second_of_two_moves_at_once_is_refused(date, other):
    third = make_date(title="Third", start_date=datetime.date(2027, 4, 1))
    [seen] = join_many(date, [1])
    desk.move(stored(seen), other, now=NOW)

    with pytest.raises(RefusedError) as error:
        desk.move(seen, third, now=NOW, shown=S.CONFIRMED)

    assert error.value.reason == Refusal.OVER
    assert stored(seen).occurrence == other
    assert [counters(one) for one in (date, other, third)] == [(0, 0, 0), (1, 0, 1), (0, 0, 0)]


def test_who_was_moved_meanwhile_changes_the_seats_of_the_other_date(other):
    date = make_date(max_companions=2, capacity=5)
    other.page.max_companions = 2
    other.page.save()
    [seen] = join_many(date, [1])
    desk.move(stored(seen), other, now=NOW)

    registering.change(seen, Person(name="Ewa", companions=1), now=NOW)

    assert (counters(date), counters(other)) == ((0, 0, 0), (2, 0, 1))


def test_who_was_moved_meanwhile_is_not_checked_in_at_the_old_date(date, other):
    [seen] = join_many(date, [1])
    desk.move(stored(seen), other, now=NOW)

    with pytest.raises(ValidationError) as error:
        attendance.check_in(date, seen, now=date.starts_at)

    assert error.value.code == "over"
    assert (stored(seen).status, Attendance.objects.count()) == (S.CONFIRMED, 0)
    attendance.check_in(other, seen, now=other.starts_at)
    assert Attendance.objects.get().occurrence == other


def test_erasing_somebody_with_two_dates_leaves_both_counters_true(date, other):
    [seen] = join_many(date, [1])
    join_many(other, [1, 2, 3])

    privacy.erase_person(seen, now=NOW)

    assert (counters(date), counters(other)) == ((0, 0, 1), (2, 0, 3))
    assert_counters_agree(date)
    assert_counters_agree(other)
