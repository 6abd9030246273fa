"""What everybody may know of the seats of an event, and what the office counts."""

import datetime
import json

import pytest

from tests.factories.registration import NOW, join, make_course, make_date
from wagtail_ngo.exports.registration import counts_json, seats_json
from wagtail_ngo.models import Occurrence
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
