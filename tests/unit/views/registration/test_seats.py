"""Seats of an event as JSON, for everybody: what its pages say and nothing more."""

import datetime
import json

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests.factories.registration import NOW, join_many, make_course, make_event
from wagtail_ngo.enums import RegistrationMode
from wagtail_ngo.models import Registration

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, page) -> dict:
    return json.loads(client.get(f"{page.url}seats/").content)


def place(url: str, day: str, *, opens_at: str) -> dict:
    """A date of two seats from five to seven that nobody took, closing two hours before."""
    return {
        "dates": [
            {"id": day, "starts_at": f"{day}T17:00:00+01:00", "ends_at": f"{day}T19:00:00+01:00"}
        ],
        "state": "open",
        "capacity": 2,
        "seats_left": 2,
        "waiting": 0,
        "opens_at": opens_at,
        "closes_at": f"{day}T15:00:00+01:00",
        "register_url": f"{url}{day}/register/",
    }


def test_coming_dates_with_their_seats(client):
    opens = NOW - datetime.timedelta(days=1)
    page = make_event(
        title="Workshop",
        recurrence="RRULE:FREQ=WEEKLY;COUNT=2",
        start_date=datetime.date(2027, 2, 4),
        registration_opens_at=opens,
        registration_closes_hours=2,
    )
    first, _second = page.occurrences.order_by("starts_at")
    join_many(first, [1, 2, 3])

    found = read(client, page)

    url = page.full_url
    assert {name: value for name, value in found.items() if name != "places"} == {
        "version": 1,
        "title": "Workshop",
        "url": url,
        "registration": "date",
    }
    assert found["places"] == [
        {
            **place(url, "2027-02-04", opens_at="2027-01-31T13:00:00+01:00"),
            "state": "waiting_list",
            "seats_left": 0,
            "waiting": 1,
        },
        place(url, "2027-02-11", opens_at="2027-01-31T13:00:00+01:00"),
    ]


def test_course_is_one_place_with_all_its_dates(client):
    course = make_course(capacity=None)

    [place] = read(client, course.page)["places"]

    assert [one["id"] for one in place["dates"]] == [
        "2027-03-18",
        "2027-03-25",
        "2027-04-01",
        "2027-04-08",
    ]
    assert (place["capacity"], place["seats_left"], place["state"]) == (None, None, "open")
    assert place["register_url"] == f"{course.page.full_url}register/"


def test_dates_that_take_nobody_say_why_and_past_ones_are_left_out(client):
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    first, second, _third = page.occurrences.order_by("starts_at")
    page.occurrences.filter(pk=first.pk).update(status="cancelled")

    with time_machine.travel(second.starts_at, tick=False):
        places = read(client, page)["places"]
    assert [(one["state"], one["register_url"] is None) for one in places] == [
        ("past", True),
        ("open", False),
    ]
    assert [one["state"] for one in read(client, page)["places"]] == ["called_off", "open", "open"]


def test_numbers_are_told_while_people_may_ask_for_a_seat(client):
    opens, days = NOW - datetime.timedelta(hours=1), datetime.timedelta(days=1)
    page = make_event(
        capacity=1, waiting_limit=1, registration_opens_at=opens, registration_closes_hours=24
    )
    date = page.occurrences.get()

    def told(now):
        with time_machine.travel(now, tick=False):
            [place] = read(client, page)["places"]
        return place["state"], place["capacity"], place["seats_left"], place["waiting"]

    join_many(date, [1, 2])
    assert told(NOW) == ("full", 1, 0, 1)
    assert told(opens - days) == ("not_yet", None, None, None)
    assert told(date.starts_at - days / 2) == ("closed", None, None, None)
    assert told(date.starts_at) == ("past", None, None, None)
    page.occurrences.update(status="cancelled")
    assert told(NOW) == ("called_off", None, None, None)


def test_nobody_is_in_it(client):
    page = make_event()
    row = join_many(page.occurrences.get(), [1])[0]

    text = client.get(f"{page.url}seats/").content.decode()

    assert [one for one in (row.name, row.email, row.person_key) if one in text] == []
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("how", ["none", "external", "hidden", "draft"])
def test_where_the_page_says_nothing_there_is_no_such_address(client, how):
    page = make_event(registration_url="https://town.example/")
    address = f"{page.url}seats/"
    assert client.get(address).status_code == 200
    if how == "hidden":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif how == "draft":
        page.unpublish()
    else:
        page.registration_mode = RegistrationMode(how)
        page.save()

    response = client.get(address)

    assert response.status_code == (302 if how == "hidden" else 404)
    assert b"places" not in response.content


def test_others_may_ask_again_cheaply_from_their_own_pages(client):
    page = make_event()
    first = client.get(f"{page.url}seats/")
    again = {"HTTP_IF_NONE_MATCH": first["ETag"]}

    same = client.get(f"{page.url}seats/", **again)
    join_many(page.occurrences.get(), [1])
    changed = client.get(f"{page.url}seats/", **again)

    assert (same.status_code, changed.status_code) == (304, 200)
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "max-age=0, must-revalidate"


def test_queries_do_not_grow_with_dates(client):
    def cost(count) -> int:
        page = make_event(recurrence=f"RRULE:FREQ=WEEKLY;COUNT={count}")
        client.get(f"{page.url}seats/")
        with CaptureQueriesContext(connection) as queries:
            assert len(read(client, page)["places"]) == count
        return len(queries)

    assert cost(3) == cost(1)
