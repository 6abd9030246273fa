"""Dates of events as schema.org data and as Atom."""

import datetime
import json
from xml.etree import ElementTree

import pytest
import time_machine

from tests.factories.directory import LanguageFactory
from tests.factories.events import EventKindFactory, OccurrenceFactory, VenueFactory
from tests.factories.registration import NOW, join, make_date
from wagtail_ngo.exports.events import web

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESS = {"street": "Nowa 1", "postal_code": "76-200", "city": "Słupsk"}


def graph(*rows):
    data = json.loads(web.json_ld(rows))
    assert data["@context"] == "https://schema.org"
    return data["@graph"]


def test_a_date_says_when_where_and_for_whom():
    venue = VenueFactory(name="Hala", latitude="54.46", longitude="17.02", **ADDRESS)
    row = OccurrenceFactory(
        page__title="Spotkanie", page__lead="Przyjdź", page__language=LanguageFactory(code="pl"),
        page__audience="rodzice", venue=venue,
    )  # fmt: skip

    [event] = graph(row)

    url = row.get_full_url()
    assert event == {
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": "Spotkanie",
        "description": "Przyjdź",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "startDate": "2027-03-18T17:00:00+01:00",
        "endDate": "2027-03-18T19:00:00+01:00",
        "isAccessibleForFree": event["isAccessibleForFree"],
        "location": [
            {
                "@type": "Place",
                "name": "Hala",
                "address": {
                    "@type": "PostalAddress",
                    "streetAddress": "Nowa 1",
                    "postalCode": "76-200",
                    "addressLocality": "Słupsk",
                    "addressCountry": "PL",
                },
                "geo": {"@type": "GeoCoordinates", "latitude": 54.46, "longitude": 17.02},
            }
        ],
        "inLanguage": "pl",
        "audience": {"@type": "Audience", "audienceType": "rodzice"},
    }


@pytest.mark.parametrize(("latitude", "longitude"), [(None, "17.02"), ("54.46", None)])
def test_half_a_place_on_the_map_is_none(latitude, longitude):
    row = OccurrenceFactory(venue=VenueFactory(latitude=latitude, longitude=longitude))

    [place] = graph(row)[0]["location"]

    assert "geo" not in place
    assert place["address"] == {"@type": "PostalAddress", "addressCountry": "PL"}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("scheduled", "EventScheduled"),
        ("moved", "EventRescheduled"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_the_status_of_a_date(status, expected):
    [event] = graph(OccurrenceFactory(status=status))

    assert event["eventStatus"] == f"https://schema.org/{expected}"
    assert ("previousStartDate" in event) == (status == "moved")


@pytest.mark.parametrize(
    ("online", "has_venue", "mode", "kinds"),
    [
        ("", False, "Offline", []),
        ("", True, "Offline", ["Place"]),
        ("https://meet.example/", False, "Online", ["VirtualLocation"]),
        ("https://meet.example/", True, "Mixed", ["Place", "VirtualLocation"]),
    ],
)
def test_a_date_is_in_a_room_online_or_both(online, has_venue, mode, kinds):
    venue = VenueFactory() if has_venue else None
    [event] = graph(OccurrenceFactory(page__online_url=online, venue=venue))

    assert event["eventAttendanceMode"] == f"https://schema.org/{mode}EventAttendanceMode"
    assert [place["@type"] for place in event.get("location", [])] == kinds


@pytest.mark.parametrize(
    ("now", "joined", "state", "left"),
    [(NOW, 0, "InStock", "2"), (NOW, 2, "BackOrder", "0"),
     (datetime.datetime(2027, 3, 18, 16, tzinfo=datetime.UTC), 0, "Discontinued", "2")],
)  # fmt: skip
def test_seats_are_an_offer(now, joined, state, left):
    date = make_date(capacity=2)
    for number in range(joined):
        join(date, number + 1)
    date.refresh_from_db()

    with time_machine.travel(now, tick=False):
        [event] = graph(date)

    assert event["offers"]["availability"] == f"https://schema.org/{state}"
    assert event["offers"]["url"] == f"{date.get_full_url()}register/"
    assert event["remainingAttendeeCapacity"] == left
    assert event["maximumAttendeeCapacity"] == 2


def test_without_registration_here_nothing_is_offered_and_no_text_ends_the_script():
    text = web.json_ld([OccurrenceFactory(page__title="</script>&")])

    assert not set("<>&") & set(text)
    [event] = json.loads(text)["@graph"]
    assert event["name"] == "</script>&"
    assert not {"offers", "remainingAttendeeCapacity", "maximumAttendeeCapacity"} & set(event)


def test_a_list_has_an_end(monkeypatch):
    monkeypatch.setattr(web, "MAX_JSON_DATES", 2)
    row = OccurrenceFactory()

    assert [len(graph(*[row] * number)) for number in (1, 2, 3)] == [1, 2, 2]


def test_a_feed_holds_dates_in_the_order_given():
    venue = VenueFactory(name="Hala", **ADDRESS)
    row = OccurrenceFactory(
        page__title="Spotkanie", page__kind=EventKindFactory(name="Warsztat"), page__lead="Lead",
        note="Uwaga", venue=venue,
    )  # fmt: skip
    day = OccurrenceFactory(page__title="Dzień", is_all_day=True)

    text = web.atom(
        [row, day],
        title="T",
        url="https://a.example/",
        feed_url="https://a.example/f/",
        language="en",
    )

    first, second = ElementTree.fromstring(text).iter(f"{ATOM}entry")  # noqa: S314 -- our own text
    assert first.find(f"{ATOM}title").text == "18 March 2027, 17:00: Spotkanie"
    assert first.find(f"{ATOM}id").text == row.get_full_url()
    assert first.find(f"{ATOM}category").get("term") == "Warsztat"
    assert first.find(f"{ATOM}summary").text == "Uwaga · Lead · Hala, Nowa 1, 76-200 Słupsk"
    assert second.find(f"{ATOM}title").text == "18 March 2027: Dzień"
    assert second.find(f"{ATOM}category") is None
