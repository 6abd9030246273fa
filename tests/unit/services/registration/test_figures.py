"""Figures of who was there."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.registration import NOW, join_many, make_date
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Occurrence, Registration
from wagtail_ngo.services.events.closing import Record, close
from wagtail_ngo.services.registration.figures import (
    AttendanceFigures,
    attendance_figures,
    counts_by_status,
)

pytestmark = pytest.mark.django_db
AFTER = datetime.datetime(2027, 4, 1, tzinfo=datetime.UTC)


def held(*people, head_count=None, **record) -> Occurrence:
    """A closed date with attendances of (key, people, organization's key)."""
    date = make_date()
    for key, number, organization in people:
        Attendance.objects.create(
            occurrence=date, person_key=key, people=number, organization_key=organization
        )
    close(date, Record(head_count=head_count, **record), now=AFTER)
    return date


def test_nothing_held_is_zero():
    make_date()
    assert attendance_figures(Occurrence.objects.all()) == AttendanceFigures(0, 0, 0, 0, 0)


def test_the_larger_of_names_and_heads_counts_and_people_once():
    entry = NGOFactory()
    held(("a", 1, "o1"), ("b", 3, ""))
    held(("a", 1, "o1"), ("c", 1, "o2"), head_count=10)
    held(head_count=5, present=[entry], other_organizations=["Koło"])
    held(head_count=0)
    close(make_date(), Record(was_held=False), now=AFTER)

    assert attendance_figures(Occurrence.objects.all()) == AttendanceFigures(
        meetings=4,
        participations=4 + 10 + 5,
        people=3,
        organizations=2 + 2,
        head_counts_only=1,
    )


def test_only_the_dates_that_are_asked_for_count():
    date = held(("a", 1, ""))
    held(("b", 7, ""), head_count=9)

    figures = attendance_figures(Occurrence.objects.filter(pk=date.pk))
    assert figures == AttendanceFigures(1, 1, 1, 0, 0)


def test_registrations_of_one_date_are_counted_by_status():
    date, other = make_date(capacity=2), make_date()
    rows = join_many(date, (1, 2, 3))
    join_many(other, (1,))
    Registration.objects.filter(pk=rows[0].pk).update(status=S.CANCELLED)

    assert counts_by_status(date) == {S.CANCELLED: 1, S.CONFIRMED: 1, S.WAITING: 1}
    assert counts_by_status(make_date()) == {}
    assert rows[0].created_at >= NOW
