"""The organiser's buttons pressed twice at the same moment: one person, one letter, one record."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from tests.factories.registration import NOW, assert_counters_agree, counters, join, make_date
from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.models import Attendance, OccurrenceClosing, OutgoingMail, Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration import attendance, desk, imports
from wagtail_ngo.services.registration.participants import read_people
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
