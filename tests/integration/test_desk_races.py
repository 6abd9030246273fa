"""The organiser's buttons pressed at the same moment: one person, one letter, one record."""

import datetime
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    counters,
    join,
    join_many,
    make_date,
)
from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import (
    Attendance,
    Occurrence,
    OccurrenceClosing,
    OutgoingMail,
    Registration,
)
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance, desk, imports, waiting
from wagtail_ngo.services.registration.participants import read_people
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError
from wagtail_ngo.services.registration.registering import Person

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory"),
]


def test_one_form_sent_twice_at_once_adds_one_person():
    date = make_date(capacity=5)

    def add():
        desk.add(date, Person(name="Ewa"), now=NOW, submission="form")

    at_once(add, add)

    assert Registration.objects.count() == 1
    assert counters(date) == (1, 0, 1)
    assert_counters_agree(date)


def test_one_list_sent_twice_at_once_registers_everybody_once():
    date = make_date(capacity=3)
    rows = [[f"Osoba {n}", f"p{n}@example.org" if n % 2 else ""] for n in range(6)]
    listed = read_people(list(enumerate(rows, start=2)), {0: "name", 1: "email"}, source="List")
    results = []

    def bring():
        results.append(imports.register_all(date, listed, now=NOW, submission="form"))

    at_once(bring, bring)

    assert counters(date) == (3, 3, 6)
    assert_counters_agree(date)
    assert [one.outcome for one in results[0]] == [one.outcome for one in results[1]]
    assert Registration.objects.count() == 6


def test_one_tap_sent_twice_at_once_is_one():
    row = join(make_date())

    def tap():
        attendance.check_in(row.occurrence, row, now=row.occurrence.starts_at)

    at_once(tap, tap)

    assert Attendance.objects.count() == 1
    assert counters(row.occurrence) == (1, 0, 1)


def test_one_walk_in_sent_twice_and_taken_back_twice_at_once_counts_once():
    date = make_date(capacity=5)

    def come():
        attendance.walk_in(date, name="Ewa", now=date.starts_at, submission="form")

    at_once(come, come)
    row = Attendance.objects.get()
    assert counters(date) == (0, 0, 1)
    at_once(
        lambda: attendance.undo_walk_in(date, row),
        lambda: attendance.undo_walk_in(date, row),
    )
    assert counters(date) == (0, 0, 0)


def test_one_letter_sent_twice_at_once_is_one_letter():
    row = join(make_date())

    def write():
        desk.write_to([row], subject="A", text="B", now=NOW, submission="form")

    at_once(write, write)

    assert OutgoingMail.objects.filter(kind="registration.letter").count() == 1


def test_two_organisers_who_close_one_date_at_once_make_one_record():
    date = make_date()
    refused = []

    def finish(number):
        try:
            close(date, Record(head_count=number), now=date.ends_at)
        except ValidationError as error:
            refused.append(error.code)

    at_once(lambda: finish(3), lambda: finish(4))

    assert refused == ["closed"]
    assert OccurrenceClosing.objects.count() == 1


def test_two_different_buttons_pressed_at_once_for_one_status_do_one_thing():
    date = make_date()
    row = join_many(date, [1, 2, 3])[2]
    Occurrence.objects.filter(pk=date.pk).update(capacity=3)
    refused = []

    def press(service):
        try:
            service(Registration.objects.get(pk=row.pk), now=NOW, shown=S.WAITING)
        except RefusedError as error:
            refused.append(error.reason)

    at_once(lambda: press(desk.seat), lambda: press(waiting.cancel))

    row.refresh_from_db()
    assert refused == [Refusal.OVER]
    assert row.status in (S.CONFIRMED, S.CANCELLED)
    assert counters(date) == ((3, 0, 3) if row.status == S.CONFIRMED else (2, 0, 3))
    letters = OutgoingMail.objects.filter(about=f"registration:{row.pk}").order_by("pk")
    kind = "seat" if row.status == S.CONFIRMED else "cancelled"
    assert [one.kind.rpartition(".")[2] for one in letters] == ["ask", "line", kind]


def test_who_moves_somebody_and_who_cancels_at_once_leave_both_dates_true():
    date = make_date()
    other = make_date(title="Other", start_date=datetime.date(2027, 3, 25))
    row = join(date)

    def move():
        with suppress(RefusedError):  # cancelled already
            desk.move(row, other, now=NOW)

    at_once(move, lambda: waiting.cancel(row, now=NOW))

    row.refresh_from_db()
    assert counters(date)[:2] == counters(other)[:2] == (0, 0)
    assert counters(date)[2] + counters(other)[2] == 1
    assert row.status == S.CANCELLED
