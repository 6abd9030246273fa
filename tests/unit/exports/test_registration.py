"""What everybody may know of the seats of an event, and what the office counts."""

import datetime
import json

import pytest

from tests.factories.registration import NOW, apply, join, make_course, make_date
from wagtail_ngo.exports.registration import counts_json, seats_json
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.registration import attendance
from wagtail_ngo.services.registration.counts import counts
from wagtail_ngo.services.registration.rules import target_for

pytestmark = pytest.mark.django_db


def places(*targets, now=NOW):
    abouts = [target_for(target) for target in targets]
    return json.loads(seats_json(abouts[0].page, abouts, now=now))


@pytest.mark.parametrize(
    ("changes", "now", "state", "capacity", "left", "may_register"),
    [
        ({}, NOW, "open", 2, 1, True),
        ({"seats_taken": 2}, NOW, "waiting_list", 2, 0, True),
        ({"capacity": 0, "seats_taken": 0}, NOW, "full", 0, 0, False),
        ({"status": "cancelled"}, NOW, "called_off", None, None, False),
        ({}, datetime.datetime(2027, 3, 18, 16, tzinfo=datetime.UTC), "past", None, None, False),
    ],
)  # fmt: skip
def test_numbers_are_told_while_people_may_ask_for_a_seat(
    changes, now, state, capacity, left, may_register
):
    date = make_date(capacity=2, title="Spotkanie")
    join(date, 1)
    Occurrence.objects.filter(pk=date.pk).update(**changes)
    date.refresh_from_db()

    data = places(date, now=now)

    [place] = data.pop("places")
    assert data == {
        "version": 1,
        "title": "Spotkanie",
        "url": date.page.get_full_url(),
        "registration": "date",
    }
    assert (place["state"], place["capacity"], place["seats_left"]) == (state, capacity, left)
    assert place["waiting"] == (0 if capacity is not None else None)
    address = f"{date.get_full_url()}register/"
    assert place["register_url"] == (address if may_register else None)
    assert place["dates"] == [
        {
            "id": date.key.address,
            "starts_at": "2027-03-18T17:00:00+01:00",
            "ends_at": "2027-03-18T19:00:00+01:00",
        }
    ]
    assert (place["opens_at"], place["closes_at"]) == (None, "2027-03-18T17:00:00+01:00")


def test_a_course_is_one_place_with_all_its_dates():
    course = make_course()

    data = places(course)

    assert data["registration"] == "course"
    [place] = data["places"]
    assert len(place["dates"]) == 4
    assert place["register_url"] == f"{course.page.get_full_url()}register/"


def test_no_event_is_an_empty_list():
    assert json.loads(counts_json([])) == {"version": 1, "events": []}


def written():
    """The counts of all events as the office reads them."""
    return json.loads(counts_json(counts(Occurrence.objects.all())))["events"]


def test_the_office_reads_every_count_of_a_date():
    date = make_date(capacity=5, max_companions=2, title="Łąka")
    row = join(date, 1, companions=1)
    apply(date, 2)
    attendance.check_in(date, row, now=NOW)

    [event] = written()

    [day] = event.pop("dates")
    assert event == {
        "id": str(date.event_key),
        "title": "Łąka",
        "url": date.page.get_full_url(),
        "people": 1,
        "organizations": 0,
        "course": None,
    }
    assert day == {
        "id": date.key.address,
        "starts_at": "2027-03-18T17:00:00+01:00",
        "ends_at": "2027-03-18T19:00:00+01:00",
        "title": "Łąka",
        "counts_as": date.counts_as,
        "status": "scheduled",
        "is_closed": False,
        "capacity": 5,
        "confirmed": 2,
        "held": 1,
        "waiting": 0,
        "attended": 2,
        "head_count": None,
        "people": 1,
        "organizations": 0,
    }


def test_seats_of_a_course_are_told_with_the_event():
    course = make_course(capacity=3)
    join(course, 1)

    [event] = written()

    assert event["course"] == {"capacity": 3, "confirmed": 1, "held": 0, "waiting": 0}
    assert [day["id"] for day in event["dates"]] == [
        row.key.address for row in course.page.occurrences.order_by("starts_at")
    ]


@pytest.mark.parametrize("is_deleted", [True, False])
def test_an_event_that_is_not_published_has_its_title_and_no_address(is_deleted):
    date = make_date(title="Dawne")
    join(date, 1)
    EventPage.objects.update(live=False)
    if is_deleted:
        Occurrence.objects.update(page=None, event_title="Dawne")

    [event] = written()

    assert (event["title"], event["url"]) == ("Dawne", "")


def test_letters_are_written_as_they_are_a_value_on_each_line():
    make_date(title="Łąka")

    text = counts_json(counts(Occurrence.objects.all()))

    assert '\n   "title": "Łąka",\n' in text


def test_times_of_registration_are_told_in_the_zone_of_the_date():
    opens = datetime.datetime(2027, 2, 20, 8, tzinfo=datetime.UTC)
    date = make_date(capacity=None, registration_opens_at=opens)

    [place] = places(date)["places"]

    assert (place["state"], place["register_url"]) == ("not_yet", None)
    assert (place["capacity"], place["seats_left"], place["waiting"]) == (None, None, None)
    assert datetime.datetime.fromisoformat(place["opens_at"]) == opens


def test_dates_of_a_course_that_are_called_off_are_left_out():
    course = make_course()
    Occurrence.objects.filter(page=course.page).exclude(
        pk=course.page.occurrences.first().pk
    ).update(status="cancelled")

    [place] = places(course)["places"]

    assert len(place["dates"]) == 1
    assert place["seats_left"] == 2
