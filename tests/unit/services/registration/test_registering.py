"""From the form to a seat or a place on the waiting list."""

import datetime

import pytest
import time_machine
from django.core import mail

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
    make_event,
    person,
)
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Occurrence, OutgoingMail, Registration, RegistrationConsent
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.registration import registering, waiting
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError

pytestmark = pytest.mark.django_db
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


def kinds(row) -> list[str]:
    rows = OutgoingMail.objects.filter(recipient=row.email).order_by("pk")
    return [one.kind.removeprefix("registration.") for one in rows]


def refuse(act) -> str:
    with pytest.raises(RefusedError) as error:
        act()
    return error.value.reason


def test_seat_is_held_at_once_and_theirs_after_the_link():
    date = make_date()

    row = apply(date)
    assert (row.status, row.seats_held, counters(date)) == (S.UNCONFIRMED, 1, (1, 0, 1))
    row = registering.confirm(row, now=NOW + HOUR)

    assert (row.status, row.confirmed_at, row.held_until) == (S.CONFIRMED, NOW + HOUR, None)
    assert counters(date) == (1, 0, 1)
    assert kinds(row) == ["ask", "seat"]


def test_confirming_twice_changes_nothing():
    row = join(make_date())

    again = registering.confirm(row, now=NOW + HOUR)

    assert (again.status, again.confirmed_at) == (S.CONFIRMED, NOW)
    assert kinds(row) == ["ask", "seat"]


def test_full_date_gives_places_in_line_up_to_the_limit():
    date = make_date(waiting_limit=2)

    rows = join_many(date, range(1, 5))

    assert [row.status for row in rows] == [S.CONFIRMED, S.CONFIRMED, S.WAITING, S.WAITING]
    assert counters(date) == (2, 2, 4)
    assert refuse(lambda: apply(date, 5)) is Availability.FULL
    assert not Registration.objects.filter(email="p5@example.org").exists()
    assert kinds(rows[2]) == ["ask", "line"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"capacity": 0}, Availability.FULL),
        ({"waiting_limit": 0, "capacity": 1}, Availability.FULL),
        ({"registration_opens_at": NOW + MINUTE}, Availability.NOT_YET),
        ({"registration_closes_at": NOW}, Availability.CLOSED),
        ({"registration_closes_hours": 24 * 60}, Availability.CLOSED),
    ],
)
def test_form_is_refused_with_the_reason(fields, reason):
    date = make_date(**fields)
    if date.capacity == 1:
        join(date, 9)
    before = counters(date)

    assert refuse(lambda: apply(date)) is reason
    assert counters(date) == before


def test_no_capacity_means_no_limit():
    date = make_date(capacity=None)

    rows = join_many(date, range(1, 6))

    assert {row.status for row in rows} == {S.CONFIRMED}


@pytest.mark.parametrize("status", ["cancelled", "withdrawn", "held"])
def test_nobody_registers_for_a_date_that_is_called_off(status):
    date = make_date()
    row = apply(date, 1)
    Occurrence.objects.filter(pk=date.pk).update(status=status)

    assert refuse(lambda: apply(date, 2)) is Availability.CALLED_OFF
    assert refuse(lambda: registering.confirm(row, now=NOW)) is Availability.CALLED_OFF


def test_past_date_takes_nobody():
    date = make_date()
    row = apply(date, now=date.starts_at - MINUTE)

    assert refuse(lambda: apply(date, 2, now=date.starts_at)) is Availability.PAST
    assert refuse(lambda: registering.confirm(row, now=date.starts_at)) is Availability.PAST


def test_same_form_sent_twice_is_sent_once():
    date = make_date()
    for _time in range(2):
        registering.register(date, person(), now=NOW, submission="one")

    assert Registration.objects.count() == 1
    assert counters(date) == (1, 0, 1)
    assert OutgoingMail.objects.count() == 1


def test_known_address_gets_a_letter_and_no_second_seat():
    date = make_date()
    row = join(date)

    registering.register(date, person(email=" P1@Example.org "), now=NOW + HOUR, submission="new")
    registering.register(date, person(), now=NOW + HOUR + MINUTE, submission="newer")

    assert Registration.objects.count() == 1
    assert counters(date) == (1, 0, 1)
    assert kinds(row) == ["ask", "seat", "known"]


def test_unconfirmed_address_is_asked_again():
    date = make_date()
    row = apply(date)

    registering.register(date, person(), now=NOW + HOUR)

    assert kinds(row) == ["ask", "ask"]


@pytest.mark.parametrize(("seconds", "letters"), [(0, 1), (1, 2)])
def test_an_address_is_asked_again_after_more_than_ten_minutes(seconds, letters):
    date = make_date()
    row = apply(date)
    moment = NOW + 10 * MINUTE + datetime.timedelta(seconds=seconds)

    registering.register(date, person(), now=moment)

    assert kinds(row) == ["ask"] * letters


def test_cancelled_person_may_register_anew():
    date = make_date()
    first = waiting.cancel(join(date), now=NOW)

    second = join(date, now=NOW + HOUR)

    assert (first.status, second.status, first.pk != second.pk) == (S.CANCELLED, S.CONFIRMED, True)
    assert first.person_key == second.person_key
    assert_counters_agree(date)


def test_seats_are_for_those_who_wait_before_they_are_for_the_public():
    date = make_date(capacity=1)
    join_many(date, [1, 2])
    Occurrence.objects.filter(pk=date.pk).update(capacity=2)

    late = join(date, 3, now=NOW + HOUR)

    assert late.status == S.WAITING


def test_companions_take_seats_and_have_a_limit():
    date = make_date(capacity=3, max_companions=1)

    row = join(date, 1, companions=1)

    assert (row.seats, counters(date)[0]) == (2, 2)
    reason = refuse(lambda: apply(date, 2, companions=2))
    assert reason is Refusal.TOO_MANY_COMPANIONS
    assert join(date, 3, companions=1).status == S.WAITING


def test_representatives_only_and_so_many_of_one_organization():
    date = make_date(capacity=9, who_may_register="organizations", seats_per_organization=2)
    entry = NGOFactory(title="Choir")

    assert refuse(lambda: apply(date, 1)) is Refusal.ORGANIZATION_MISSING
    join(date, 2, organization=entry)
    join(date, 3, organization=entry)
    assert refuse(lambda: apply(date, 4, organization=entry)) is Refusal.ORGANIZATION_FULL
    other = join(date, 5, organization_name="Band")
    assert (other.organization, other.organization_name) == (None, "Band")
    assert Registration.objects.get(email="p2@example.org").organization_key == str(entry.uuid)


def test_consents_are_kept_with_their_words_given_or_not():
    row = apply(make_date(), consents=[("Photos", True), ("Newsletter", False)])

    stored = RegistrationConsent.objects.filter(registration=row)
    assert [(one.text, one.is_given, one.decided_at) for one in stored] == [
        ("Photos", True, NOW),
        ("Newsletter", False, NOW),
    ]
    assert stored[0].text_version == registering.text_version(" Photos ")


def test_course_is_one_seat_for_all_dates():
    course = make_course(capacity=1)

    first, second = join_many(course, [1, 2])

    assert (first.status, second.status) == (S.CONFIRMED, S.WAITING)
    assert [row.seats_taken for row in course.page.occurrences.all()] == [0, 0, 0, 0]
    letter = OutgoingMail.objects.get(recipient=first.email, kind="registration.seat")
    assert letter.text.count("17:00–19:00") == 4


def test_course_closes_when_its_first_date_begins():
    course = make_course()
    start = course.page.occurrences.order_by("starts_at").first().starts_at

    assert refuse(lambda: apply(course, now=start)) is Availability.PAST


def test_rule_change_keeps_a_date_from_which_everybody_withdrew():
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    second = page.occurrences.last()
    waiting.cancel(join(second), now=NOW)
    page.recurrence = "RRULE:FREQ=WEEKLY;COUNT=1"
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert page.occurrences.get(pk=second.pk).is_off_rule


def test_change_takes_and_gives_back_seats():
    date = make_date(capacity=3, max_companions=3)
    row = join(date)

    row = registering.change(row, person(name="New name", companions=2), now=NOW)
    assert (row.name, row.seats_held, counters(date)[0]) == ("New name", 3, 3)
    reason = refuse(lambda: registering.change(row, person(companions=3), now=NOW))
    assert reason is Availability.FULL
    row = registering.change(row, person(companions=0), now=NOW)

    assert (row.seats_held, counters(date)[0]) == (1, 1)
    assert row.email == "p1@example.org"


@time_machine.travel(NOW, tick=False)
def test_letters_leave_with_the_calendar_file(django_capture_on_commit_callbacks):
    date = make_date()
    row = apply(date)

    with django_capture_on_commit_callbacks(execute=True):
        registering.confirm(row, now=NOW)

    [letter] = [one for one in mail.outbox if one.to == [row.email]]
    source = letter.message().as_bytes().decode()
    assert 'text/calendar; method="REQUEST"' in source
    assert letter.subject.startswith("You are registered: Event")
    name, content, _type = letter.attachments[0]
    assert name == "invite.ics"
    text = content if isinstance(content, str) else content.decode()
    assert "METHOD:REQUEST" in text
    assert "ATTENDEE" in text
