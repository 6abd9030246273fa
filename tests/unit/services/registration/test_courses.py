"""The seats of a course follow its page, and nobody who has one loses it."""

import pytest

from tests.factories.registration import NOW, apply, counters, join, make_course, make_event
from wagtail_ngo.models import Course, EventPage, Occurrence, Registration
from wagtail_ngo.services.registration.courses import sync

pytestmark = pytest.mark.django_db
SERIES = {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=4", "registration_scope": "course"}


def change(page, **fields) -> EventPage:
    """The page as it is after an editor published a change."""
    EventPage.objects.filter(pk=page.pk).update(**fields)
    return EventPage.objects.get(pk=page.pk)


def test_a_course_has_the_title_seats_and_times_of_its_page():
    page = make_event(title="Kurs", capacity=7, **SERIES)
    Course.objects.all().delete()
    dates = list(page.occurrences.order_by("starts_at"))

    course = sync(page)

    assert Course.objects.values().get() == {
        "id": course.pk,
        "page_id": page.pk,
        "title": "Kurs",
        "capacity": 7,
        "seats_taken": 0,
        "waiting": 0,
        "record_count": 0,
        "starts_at": dates[0].starts_at,
        "ends_at": dates[3].ends_at,
    }


def test_a_change_of_the_page_is_followed_and_other_courses_stay():
    course, other = make_course(title="Kurs", capacity=7), make_course(title="Inny")
    before = Course.objects.values().get(pk=other.pk)
    page = change(course.page, title="Nowy kurs", capacity=None)

    assert sync(page) == course

    row = Course.objects.get(pk=course.pk)
    assert (row.title, row.capacity) == ("Nowy kurs", None)
    assert Course.objects.values().get(pk=other.pk) == before


def test_dates_that_are_called_off_do_not_count_for_its_times():
    course = make_course()
    first, second, third, last = course.page.occurrences.order_by("starts_at")
    Occurrence.objects.filter(pk__in=[first.pk, last.pk]).update(status="cancelled")

    sync(course.page)

    row = Course.objects.get(pk=course.pk)
    assert (row.starts_at, row.ends_at) == (second.starts_at, third.ends_at)


def test_without_any_date_a_course_has_no_times():
    course = make_course()
    Occurrence.objects.filter(page=course.page).update(status="cancelled")

    sync(course.page)

    row = Course.objects.get(pk=course.pk)
    assert (row.starts_at, row.ends_at) == (None, None)


@pytest.mark.parametrize(("wanted", "stored"), [(0, 2), (1, 2), (2, 2), (3, 3)])
def test_fewer_seats_than_people_are_as_many_as_people(wanted, stored):
    course = make_course(capacity=5)
    for number in (1, 2):
        join(course, number)

    sync(change(course.page, capacity=wanted))

    assert Course.objects.get().capacity == stored
    assert counters(course) == (2, 0, 2)


def test_a_page_that_is_no_course_any_more_loses_the_row_that_nobody_is_in():
    course, other = make_course(), make_course()

    assert sync(change(course.page, registration_scope="date")) is None

    assert list(Course.objects.all()) == [other]


def test_a_page_that_is_no_course_any_more_keeps_the_row_while_anybody_is_in_it():
    course = make_course(title="Kurs", capacity=5)
    row = apply(course)
    Course.objects.filter(pk=course.pk).update(seats_taken=0)  # nobody confirmed in time

    assert sync(change(course.page, registration_scope="date", title="Cykl")) == course

    assert Course.objects.get().title == "Kurs"
    assert Registration.objects.get().pk == row.pk


def test_a_title_longer_than_the_field_is_cut():
    long = "Ł" * 300
    page = make_event(now=NOW, **SERIES)
    page.title = long

    assert len(sync(page).title) <= 255
    assert Course.objects.get().title == long[:255]
