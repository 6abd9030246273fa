"""Several dates at once, and moving one, in the table of dates."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.models import EventPage, OccurrenceOverride

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-03-20 12:00Z", tick=False):
        yield


@pytest.fixture
def course():
    """One Thursday, 17 to 19."""
    return publish(EventFactory(parent=EventIndexFactory(), start_date=D(2027, 4, 8)))


def send(client, page, data: dict):
    return client.post(reverse("wagtail_ngo_event_dates", args=[page.pk]), data)


def rows(page) -> list[tuple]:
    draft = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    found = [
        (r.original_date, r.kind, r.new_date, r.start_time, r.end_time)
        for r in draft.overrides.all()
    ]
    return sorted(found, key=lambda row: row[0])


def test_pasted_dates_are_added_to_the_draft_and_published_by_the_table(admin_client, course):
    answer = send(admin_client, course, {"add": "1", "text": "12 i 19 maja 2027, 17–19"})

    assert answer.status_code == 302
    none = (None, None, None)
    assert rows(course) == [(D(2027, 5, 12), "extra", *none), (D(2027, 5, 19), "extra", *none)]
    assert course.occurrences.count() == 1

    send(admin_client, course, {"publish": "1"})
    found = [row.local_start for row in course.occurrences.all()]
    assert [(one.date(), one.time()) for one in found] == [
        (D(2027, 4, 8), T(17)),
        (D(2027, 5, 12), T(17)),
        (D(2027, 5, 19), T(17)),
    ]


def test_other_hours_and_ticked_days_are_taken_too(admin_client, course):
    data = {"add": "1", "text": "12 maja 2027 od 10 do 12", "day": ["2027-04-20"]}

    send(admin_client, course, data)

    assert rows(course) == [
        (D(2027, 4, 20), "extra", None, T(10), T(12)),
        (D(2027, 5, 12), "extra", None, T(10), T(12)),
    ]


def test_days_that_are_there_are_said_and_not_doubled(admin_client, course):
    for _press in range(2):
        answer = send(admin_client, course, {"add": "1", "text": "8 kwietnia i 12 maja 2027"})

    assert [row[0] for row in rows(course)] == [D(2027, 5, 12)]
    text = admin_client.get(answer.url).content.decode()
    assert "The event has these days already: 8 April 2027, 12 May 2027." in text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"text": "5 maja w Rondzie"}, "Not understood: w Rondzie."),
        ({"text": ""}, "Give at least one date."),
        ({"text": "31 kwietnia 2027"}, "Not understood: 31 kwietnia."),
        ({"text": "x" * 2001}, "2000 characters"),
        ({"day": ["2031-01-01"]}, "Select a valid choice"),
    ],
)
def test_what_is_not_understood_adds_nothing(admin_client, course, data, words):
    answer = send(admin_client, course, {"add": "1", **data})

    assert answer.status_code == 200
    assert words in str(answer.context["add_form"].errors)
    assert rows(course) == []


def test_a_left_out_date_of_the_rule_comes_back(admin_client):
    page = publish(EventFactory(start_date=D(2027, 4, 8), recurrence="RRULE:FREQ=WEEKLY;COUNT=3"))
    send(admin_client, page, {"date-2027-04-15-action": "removed"})
    assert [row[:2] for row in rows(page)] == [(D(2027, 4, 15), "removed")]

    send(admin_client, page, {"add": "1", "text": "15 kwietnia 2027"})

    assert rows(page) == []


def test_one_date_is_moved_and_brought_back(admin_client):
    page = publish(EventFactory(start_date=D(2027, 4, 8), recurrence="RRULE:FREQ=WEEKLY;COUNT=3"))
    key = "date-2027-04-15"
    send(admin_client, page, {f"{key}-new_date": "2027-04-16", f"{key}-start_time": "18:00"})
    assert rows(page) == [(D(2027, 4, 15), "moved", D(2027, 4, 16), T(18), None)]

    # Sent as it was shown, with a note: it stays.
    same = {f"{key}-new_date": "2027-04-16", f"{key}-start_time": "18:00", f"{key}-note": "Hall"}
    send(admin_client, page, same)
    assert [row[:3] for row in rows(page)] == [(D(2027, 4, 15), "moved", D(2027, 4, 16))]

    send(admin_client, page, {f"{key}-new_date": "", f"{key}-start_time": "", f"{key}-note": ""})
    assert rows(page) == []


def test_moving_and_cancelling_together_cancels(admin_client):
    page = publish(EventFactory(start_date=D(2027, 4, 8), recurrence="RRULE:FREQ=WEEKLY;COUNT=3"))
    key = "date-2027-04-15"

    send(admin_client, page, {f"{key}-new_date": "2027-04-16", f"{key}-action": "cancelled"})

    assert [row[:3] for row in rows(page)] == [(D(2027, 4, 15), "cancelled", D(2027, 4, 16))]


def test_a_date_that_came_into_the_table_meanwhile_keeps_what_it_says(admin_client):
    """The page was opened before midnight, or before somebody added a date: it sends less."""
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    page = EventFactory(parent=EventIndexFactory(), start_date=D(2027, 4, 8), recurrence=rule)
    page.overrides.add(OccurrenceOverride(original_date=D(2027, 4, 22), kind="cancelled", note="!"))
    page = publish(page)

    send(admin_client, page, {"date-2027-04-15-action": "cancelled"})

    assert [row[:2] for row in rows(page)] == [
        (D(2027, 4, 15), "cancelled"),
        (D(2027, 4, 22), "cancelled"),
    ]
