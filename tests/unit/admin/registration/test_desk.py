"""The desk of a date: what a press does to a registration, and that twice is once."""

import re

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories.registration import assert_counters_agree, counters, join, make_course
from tests.unit.admin.registration.desk import (
    DAY,
    act,
    coming,
    letters,
    people,
    status,
    submission,
    url,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Occurrence, OutgoingMail, Registration

pytestmark = pytest.mark.django_db


def test_the_desk_shows_the_line_in_its_order(desk, date):
    rows = people(date, [1, 2, 5, 4, 3])

    page = desk.get(url("date", date.pk)).content.decode()

    names = re.findall(r"Person \d", re.sub(r"<form.*?</form>", "", page, flags=re.DOTALL))
    assert names == ["Person 1", "Person 2", "Person 5", "Person 4", "Person 3"]
    assert "2 / 2" in page
    assert status(rows[4]) == S.WAITING


def test_adding_by_hand_twice_adds_one_person(desk, date):
    address = url("date_add", date.pk)
    data = {"name": "Zofia Żak", "submission": submission(desk.get(address)), "companions": "1"}

    for _press in range(2):
        assert desk.post(address, data).url == url("date", date.pk)

    row = Registration.objects.get()
    assert (row.name, row.status, row.origin, row.seats_held) == (
        "Zofia Żak",
        S.CONFIRMED,
        "desk",
        2,
    )
    assert_counters_agree(date)
    full = desk.post(address, {"name": "Late", "submission": "other"})
    assert "no free seat" in full.content.decode()
    waits = {"name": "Late", "submission": "other", "waits": "on"}
    desk.post(address, waits)
    assert counters(date) == (2, 1, 2)


def test_cancelling_twice_sends_one_letter_and_seats_the_next(desk, date):
    rows = people(date, [1, 2, 3])

    for _press in range(2):
        act(desk, rows[0], "cancel")

    assert [status(row) for row in rows] == [S.CANCELLED, S.CONFIRMED, S.OFFERED]
    assert (letters("cancelled"), letters("offer")) == (1, 1)
    assert_counters_agree(date)


def test_a_button_for_what_has_changed_meanwhile_does_nothing(desk, date):
    row = people(date, [1])[0]
    Registration.objects.filter(pk=row.pk).update(status=S.ATTENDED)

    page = act(desk, row, "cancel").content.decode()

    assert "changed meanwhile" in page
    assert (status(row), letters("cancelled")) == (S.ATTENDED, 0)


def test_offering_needs_a_free_seat(desk, date):
    rows = people(date, [1, 2, 3])

    assert "no free seat" in act(desk, rows[2], "offer").content.decode()
    assert status(rows[2]) == S.WAITING
    desk.post(url("date_seats", date.pk), {"capacity": "3"})
    assert status(rows[2]) == S.OFFERED
    refused = desk.post(url("date_seats", date.pk), {"capacity": "1"}, follow=True)
    assert "cannot be fewer" in refused.content.decode()
    assert counters(date) == (3, 0, 3)


def test_moving_to_another_date_twice_moves_once(desk, date):
    other = coming(title="Other", start_date=timezone.localdate() + 9 * DAY)
    row = people(date, [1])[0]
    closed = coming(title="Closed", start_date=timezone.localdate() + 8 * DAY)
    Occurrence.objects.filter(pk=closed.pk).update(closed_at=timezone.now())

    for _press in range(2):
        act(desk, row, "move", to=other.pk)
    act(desk, row, "move", to=closed.pk)

    assert Registration.objects.get().occurrence_id == other.pk
    assert (counters(date), counters(other)) == ((0, 0, 0), (1, 0, 1))
    assert letters("seat") == 2


def test_a_letter_goes_to_whom_it_says_and_once(desk, date):
    rows = people(date, [1, 2, 3])
    address = url("date_letter", date.pk)
    data = {"group": "seated", "subject": "Room 2", "text": "Bring a pen."}
    data["submission"] = submission(desk.get(address))

    for _press in range(2):
        desk.post(address, data)

    queued = OutgoingMail.objects.filter(kind="registration.letter")
    assert sorted(queued.values_list("recipient", flat=True)) == [
        "p1@example.org",
        "p2@example.org",
    ]
    assert "Bring a pen." in queued.first().text
    some = {**data, "submission": "other", "group": "some", "people": [rows[2].pk]}
    desk.post(address, some)
    assert list(queued.order_by("pk").values_list("recipient", flat=True))[2:] == ["p3@example.org"]
    log = ModelLogEntry.objects.filter(action="wagtail_ngo.write_to_people")
    assert [entry.data for entry in log.order_by("pk")] == [
        {"count": 2},
        {"count": 2},
        {"count": 1},
    ]


def test_a_course_is_one_desk_for_all_its_dates(desk):
    course = make_course(now=timezone.now(), start_date=timezone.localdate() + 7 * DAY)
    row = join(course, now=timezone.now())
    first, last = course.page.occurrences.first(), course.page.occurrences.last()

    assert row.name in desk.get(url("date", last.pk)).content.decode()
    desk.post(url("check_in_tick", first.pk, row.pk))
    assert "person is here" in desk.get(url("check_in", first.pk)).content.decode()
    assert [one.occurrence for one in Attendance.objects.all()] == [first]
    desk.post(url("date_add", last.pk), {"name": "By hand", "submission": "x"})
    assert Registration.objects.get(name="By hand").course == course
