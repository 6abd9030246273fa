"""Parts of an entry in HSDS 3.0: each with what is known, and none where nothing is."""

import dataclasses
import datetime

from tests.unit.exports.directory.test_entries import contact, entry, full
from wagtail_ngo.domain.directory.opening_hours import Hours
from wagtail_ngo.exports.directory import hsds_parts as parts
from wagtail_ngo.exports.directory.public import PublicAddress, PublicPerson, PublicTerm


def test_a_part_keeps_its_identifier_and_shares_it_with_nobody():
    assert parts.part_id("0000", "location") == "6c747e79-dab2-584f-88fa-e7636a8ddcbe"
    assert parts.part_id("a", 1) == parts.part_id("a", "1")
    assert parts.part_id("a", "b") != parts.part_id("b", "a")


def test_telephones_with_and_without_extension_and_nothing_else():
    one = entry(
        contacts=[
            contact("email", "laka@example.org"),
            contact("phone", "+48598400000;ext=12", label="sekretariat"),
            contact("phone", "+48600100200"),
        ]
    )

    assert parts.phones(one, "service_id", "s") == [
        {
            "id": parts.part_id("s", "phone", "+48598400000;ext=12"),
            "service_id": "s",
            "number": "+48598400000",
            "extension": 12,
            "type": "voice",
            "description": "sekretariat",
        },
        {
            "id": parts.part_id("s", "phone", "+48600100200"),
            "service_id": "s",
            "number": "+48600100200",
            "type": "voice",
        },
    ]


def test_people_who_agreed_are_contacts_without_their_telephones():
    one = entry(
        people=[
            PublicPerson(
                7, "Anna Jawna", "prezeska", "anna@łąka.pl", "+48600100200", "600 100 200"
            ),
            PublicPerson(8, "Jan Jawny", "", "", "", ""),
        ]
    )

    assert parts.contacts(one) == [
        {
            "id": parts.part_id("0000", "person", 7),
            "organization_id": "0000",
            "name": "Anna Jawna",
            "title": "prezeska",
            "email": "anna@xn--ka-ola7v.pl",
        },
        {
            "id": parts.part_id("0000", "person", 8),
            "organization_id": "0000",
            "name": "Jan Jawny",
        },
    ]


def test_a_place_with_address_coordinates_and_access():
    one = dataclasses.replace(full(), access=[("Step-free", "yes, from the yard", "yes")])
    place_id = parts.location_id(one)
    place = {
        "id": place_id,
        "location_type": "physical",
        "organization_id": "0000",
        "name": "Łąka",
        "latitude": 54.4641,
        "longitude": 17.0287,
        "addresses": [
            {
                "id": parts.part_id(place_id, "address"),
                "location_id": place_id,
                "address_1": "Nowa 1",
                "city": "Słupsk",
                "state_province": "",
                "postal_code": "76-200",
                "country": "PL",
                "address_type": "physical",
            }
        ],
        "accessibility": [
            {
                "id": parts.part_id(place_id, "Step-free"),
                "location_id": place_id,
                "description": "Step-free: yes, from the yard",
            }
        ],
    }

    assert parts.locations(one) == [place]
    assert parts.service_at_locations(one, "s") == [
        {
            "id": parts.part_id("s", "at", place_id),
            "service_id": "s",
            "location_id": place_id,
            "location": place,
        }
    ]


def test_a_street_without_a_town_is_a_place_without_an_address():
    [place] = parts.locations(entry(seat=PublicAddress("Nowa 1", "", "")))

    assert set(place) == {"id", "location_type", "organization_id", "name"}


def test_an_entry_without_a_seat_is_at_no_place():
    one = entry(location=(54.4641, 17.0287), seat=PublicAddress("", "76-200", ""))

    assert parts.locations(one) == []
    assert parts.service_at_locations(one, "s") == []


def test_hours_are_weekly_schedules_from_monday():
    week = [
        Hours(day, datetime.time(8 + day, 5), datetime.time(16, 30), "na dzwonek" if day else "")
        for day in range(7)
    ]

    found = parts.schedules(entry(week=week), "s")

    assert found[0] == {
        "id": parts.part_id("s", "schedule", 0),
        "service_id": "s",
        "freq": "WEEKLY",
        "interval": 1,
        "wkst": "MO",
        "byday": "MO",
        "opens_at": "08:05",
        "closes_at": "16:30",
    }
    assert [one["byday"] for one in found] == ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    assert found[6]["id"] == parts.part_id("s", "schedule", 6)
    assert (found[6]["opens_at"], found[6]["notes"]) == ("14:05", "na dzwonek")


def test_languages_with_their_codes_where_they_have_one():
    assert parts.languages(full(), "s") == [
        {
            "id": parts.part_id("s", "language", "c"),
            "service_id": "s",
            "name": "polski",
            "code": "pl",
        },
        {"id": parts.part_id("s", "language", "d"), "service_id": "s", "name": "kaszubski"},
    ]


def test_a_service_reaches_its_districts_or_else_where_the_organization_works():
    districts = [PublicTerm("x", "Zatorze"), PublicTerm("y", "Stare Miasto")]

    def names(**fields):
        return [one["name"] for one in parts.service_areas(entry(**fields), "s")]

    assert names(districts=districts, area_of_operation="Pomorze") == ["Zatorze", "Stare Miasto"]
    assert names(area_of_operation="Pomorze") == ["Pomorze"]
    assert names() == []
    assert parts.service_areas(entry(area_of_operation="Pomorze"), "s") == [
        {"id": parts.part_id("s", "area", "Pomorze"), "service_id": "s", "name": "Pomorze"}
    ]


def test_nothing_unknown_is_written_but_nought_and_no_are():
    item = {"a": None, "b": "", "c": [], "d": 0, "e": False, "f": "x", "g": [1]}

    assert parts.filled(item) == {"d": 0, "e": False, "f": "x", "g": [1]}
