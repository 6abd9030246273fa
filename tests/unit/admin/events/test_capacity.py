"""Seats in the editor of an event: never fewer than are taken, said beside the field."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.registration import join, join_many, make_course, make_event
from tests.unit.admin.events.test_editor import form_data
from wagtail_ngo.models import EventPage, Occurrence

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)
FIELDS = {
    "title": "Workshop",
    "slug": "workshop",
    "start_date": "2027-03-18",
    "registration_mode": "here",
    "recurrence_frequency": "2",
    "recurrence_ends": "count",
    "recurrence_count": "2",
    "recurrence_until": "",
    "action-publish": "1",
}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def workshop():
    """Two Thursdays; on the first, three seats are taken."""
    page = make_event(
        slug="workshop", title="Workshop", capacity=9, recurrence="RRULE:FREQ=WEEKLY;COUNT=2"
    )
    join_many(page.occurrences.earliest("starts_at"), [1, 2, 3])
    return page


def save(client, page, **values):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(url, form_data(**{**FIELDS, **values}))


def seats() -> list[tuple]:
    rows = Occurrence.objects.order_by("starts_at")
    return list(rows.values_list("capacity", "seats_taken"))


@pytest.mark.parametrize(("capacity", "is_saved"), [("2", False), ("3", True), ("", True)])
def test_event_cannot_have_fewer_seats_than_its_fullest_date(
    admin_client, workshop, capacity, is_saved
):
    response = save(admin_client, workshop, capacity=capacity)

    if is_saved:
        assert (response.status_code, seats()[0][0]) == (302, int(capacity) if capacity else None)
        return
    [error] = response.context["form"].errors["capacity"]
    assert error == "3 seats are taken already on 18 March 2027. There cannot be fewer."
    assert seats() == [(9, 3), (9, 0)]
    assert EventPage.objects.get().capacity == 9


@pytest.mark.parametrize(("day", "is_saved"), [("2027-03-18", False), ("2027-03-25", True)])
def test_change_to_one_date_is_measured_by_that_date(admin_client, workshop, day, is_saved):
    change = {"original_date": day, "kind": "changed", "capacity": "1"}

    response = save(admin_client, workshop, capacity="9", overrides=[change])

    assert (response.status_code == 302) == is_saved
    assert seats() == ([(9, 3), (1, 0)] if is_saved else [(9, 3), (9, 0)])
    if not is_saved:
        [form] = response.context["form"].formsets["overrides"].forms
        assert "3 seats are taken already" in form.errors["capacity"][0]


def test_course_cannot_have_fewer_seats_than_its_people(admin_client):
    course = make_course(slug="workshop", title="Workshop", capacity=5)
    join(course, 1)
    join(course, 2)

    response = save(admin_client, course.page, capacity="1", registration_scope="course")

    [error] = response.context["form"].errors["capacity"]
    assert error == "2 seats are taken already. There cannot be fewer."
    course.refresh_from_db()
    assert (course.capacity, course.seats_taken) == (5, 2)
