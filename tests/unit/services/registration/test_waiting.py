"""The waiting list: who moves up, who does not, and what lapses."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.registration import (
    NOW,
    apply,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_course,
    make_date,
    make_event,
    person,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import desk, registering, waiting
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
LATER = NOW + HOUR


@pytest.fixture
def date():
    return make_date()


def statuses(target) -> str:
    """First letters of the states in the order of registering."""
    rows = Registration.objects.of(target).order_by("created_at", "pk")
    return "".join(row.status[0] for row in rows)


def letters(row) -> list[str]:
    rows = OutgoingMail.objects.filter(recipient=row.email).order_by("pk")
    return [one.kind.removeprefix("registration.") for one in rows]


def test_one_seat_given_back_goes_to_one_and_to_the_first(date):
    rows = join_many(date, range(1, 5))
    assert statuses(date) == "ccww"

    waiting.cancel(rows[0], now=LATER)

    assert [row.status for row in Registration.objects.order_by("pk")] == [
        S.CANCELLED,
        S.CONFIRMED,
        S.OFFERED,
        S.WAITING,
    ]
    assert counters(date) == (2, 1, 4)
    assert letters(rows[2]) == ["ask", "line", "offer"]
    assert letters(rows[3]) == ["ask", "line"]


def test_whoever_leaves_the_line_moves_nobody_up(date):
    rows = join_many(date, range(1, 5))

    waiting.cancel(rows[2], now=LATER)
    desk.delete_waiting(rows[3], now=LATER)

    assert statuses(date) == "cccc"
    assert counters(date) == (2, 0, 4)
    assert letters(rows[2])[-1] == "cancelled"
    assert letters(rows[3])[-1] == "line"


def test_offer_is_taken_by_the_link_and_once(date):
    rows = join_many(date, range(1, 4))
    waiting.cancel(rows[0], now=LATER)

    row = waiting.accept(rows[2], now=LATER + HOUR)
    again = waiting.accept(row, now=LATER + DAY)

    assert (row.status, again.status, counters(date)) == (S.CONFIRMED, S.CONFIRMED, (2, 0, 3))
    assert letters(row) == ["ask", "line", "offer", "seat"]


def test_offer_lapses_and_the_next_is_asked(date):
    rows = join_many(date, range(1, 5))
    waiting.cancel(rows[0], now=LATER)
    until = Registration.objects.get(pk=rows[2].pk).offered_until
    assert until == LATER + 48 * HOUR

    assert waiting.expire_all(now=until - datetime.timedelta(seconds=1)) == 0
    assert waiting.accept(rows[2], now=until).status == S.OFFERED
    assert waiting.expire_all(now=until) == 1

    assert statuses(date) == "cceo"
    assert waiting.accept(rows[2], now=until).status == S.EXPIRED
    assert letters(rows[2])[-1] == "offer_expired"
    assert_counters_agree(date)


def test_whoever_declines_an_offer_is_not_asked_again_and_keeps_nothing(date):
    rows = join_many(date, range(1, 5))
    waiting.cancel(rows[0], now=LATER)

    waiting.cancel(rows[2], now=LATER)
    waiting.cancel(rows[1], now=LATER)

    assert statuses(date) == "ccco"
    assert counters(date) == (1, 0, 4)


def test_deadline_is_shorter_near_the_start_and_no_offer_comes_too_late(date):
    rows = join_many(date, range(1, 5))
    near = date.starts_at - 4 * HOUR
    waiting.cancel(rows[0], now=near)
    assert Registration.objects.get(pk=rows[2].pk).offered_until == near + 2 * HOUR

    waiting.cancel(rows[1], now=date.starts_at - HOUR / 2)

    assert Registration.objects.get(pk=rows[3].pk).status == S.WAITING
    assert_counters_agree(date)


def test_order_is_that_of_time_even_where_the_next_would_fit():
    date = make_date(capacity=3, max_companions=1)
    join(date, 1, companions=1)
    single = join(date, 2)
    pair = join(date, 3, now=NOW + HOUR, companions=1)
    other = join(date, 4, now=NOW + 2 * HOUR)

    waiting.cancel(single, now=LATER + DAY)

    assert {pair.status, other.status} == {S.WAITING}
    assert [Registration.objects.get(pk=row.pk).status for row in (pair, other)] == [
        S.WAITING,
        S.WAITING,
    ]
    waiting.cancel(pair, now=LATER + DAY)
    assert Registration.objects.get(pk=other.pk).status == S.OFFERED


def test_more_seats_go_to_the_line(date):
    rows = join_many(date, range(1, 6))
    page = date.page
    page.capacity = 4
    page.save()

    occurrences.rebuild(page, now=LATER)

    assert statuses(date) == "ccoow"
    assert counters(date) == (4, 1, 5)
    assert letters(rows[4]) == ["ask", "line"]


def test_nothing_is_offered_for_a_date_that_is_off_or_closed(date):
    rows = join_many(date, range(1, 4))
    for values in ({"status": "cancelled"}, {"status": "scheduled", "closed_at": NOW}):
        Occurrence.objects.filter(pk=date.pk).update(**values)
        assert not waiting.offer_now(rows[2], now=LATER)
    with pytest.raises(RefusedError):
        waiting.cancel(rows[0], now=LATER)
    Occurrence.objects.filter(pk=date.pk).update(status="cancelled", closed_at=None)
    waiting.cancel(rows[0], now=LATER)

    assert Registration.objects.get(pk=rows[2].pk).status == S.WAITING
    assert_counters_agree(date)


def test_held_seat_is_released_in_time_and_the_link_still_opens(date):
    first, second = apply(date, 1), apply(date, 2)
    third = apply(date, 3)
    assert [row.seats_held for row in (first, second, third)] == [1, 1, 0]

    assert waiting.expire_all(now=NOW + 2 * HOUR) == 2

    assert counters(date) == (0, 0, 3)
    third = registering.confirm(third, now=NOW + 3 * HOUR)
    first = registering.confirm(first, now=NOW + 3 * HOUR)
    second = registering.confirm(second, now=NOW + 3 * HOUR)
    assert [row.status for row in (first, second, third)] == [S.CONFIRMED, S.WAITING, S.CONFIRMED]
    assert_counters_agree(date)


def test_unconfirmed_registration_expires_without_a_letter(date):
    row = apply(date)

    assert waiting.expire_all(now=NOW + 48 * HOUR) == 1

    assert Registration.objects.get(pk=row.pk).status == S.EXPIRED
    assert registering.confirm(row, now=NOW + 49 * HOUR).status == S.EXPIRED
    assert counters(date) == (0, 0, 1)
    assert letters(row) == ["ask"]


def test_line_of_a_past_date_ends(date):
    rows = join_many(date, range(1, 4))

    assert waiting.expire_all(now=date.ends_at) == 1

    assert Registration.objects.get(pk=rows[2].pk).status == S.EXPIRED
    assert statuses(date) == "cce"


def test_line_of_a_course_works_like_that_of_a_date():
    course = make_course(capacity=1)
    rows = join_many(course, [1, 2])

    waiting.cancel(rows[0], now=LATER)

    assert statuses(course) == "co"
    assert waiting.accept(rows[1], now=LATER).status == S.CONFIRMED
    assert_counters_agree(course)


def test_organiser_offers_seats_and_adds_by_hand(date):
    rows = join_many(date, range(1, 5))
    with pytest.raises(RefusedError):
        desk.add(date, person(9), now=LATER)
    desk.set_capacity(date, 3, now=LATER)
    assert statuses(date) == "ccow"
    desk.set_capacity(date, 4, now=LATER)
    desk.seat(rows[3], now=LATER)

    assert statuses(date) == "ccoc"
    desk.set_capacity(date, 6, now=LATER)
    added = desk.add(date, person(9), now=LATER)
    assert (added.status, letters(added)) == (S.CONFIRMED, ["seat"])
    with pytest.raises(RefusedError) as error:
        desk.add(date, person(9), now=LATER)
    assert error.value.reason is Refusal.REGISTERED_ALREADY
    assert counters(date) == (5, 0, 5)


def test_desk_moves_a_registration_to_another_date():
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2", capacity=1)
    first, second = page.occurrences.order_by("starts_at")
    row, next_one = join_many(first, [1, 2])

    moved = desk.move(row, second, now=LATER)

    assert (moved.occurrence_id, moved.status) == (second.pk, S.CONFIRMED)
    assert (counters(first), counters(second)) == ((1, 0, 1), (1, 0, 1))
    assert Registration.objects.get(pk=next_one.pk).status == S.OFFERED
    assert letters(moved) == ["ask", "seat", "seat"]


def test_capacity_below_what_is_taken_is_refused_in_words(date):
    join_many(date, [1, 2])

    with pytest.raises(ValidationError) as error:
        desk.set_capacity(date, 1, now=LATER)

    assert error.value.message_dict == {
        "capacity": ["2 seats are taken already. There cannot be fewer."]
    }
    assert Occurrence.objects.get().capacity == 2


def test_letter_of_the_organiser_goes_to_those_who_have_an_address(date):
    rows = join_many(date, [1, 2, 3])

    count = desk.write_to(rows, subject="Bring a pen", text="We have none.", now=LATER)

    assert count == 3
    letter = OutgoingMail.objects.get(kind="registration.letter", recipient=rows[0].email)
    assert (letter.subject, letter.text.startswith("We have none.")) == ("Bring a pen", True)
