"""An entry in HSDS 3.0, field by field; the views test it with the published schemas."""

import dataclasses
import datetime

import pytest

from tests.unit.exports.directory.test_entries import entry, full
from wagtail_ngo.domain.directory.opening_hours import Hours
from wagtail_ngo.enums import OrganizationStatus
from wagtail_ngo.exports.directory import hsds
from wagtail_ngo.exports.directory.hsds_parts import part_id
from wagtail_ngo.exports.directory.public import PublicAddress, PublicTerm

URL = "https://town.example/laka/"
BARE = {"id": "0000", "name": "Łąka", "description": "Łąka", "website": URL, "uri": URL}


def complete():
    """An entry of which everything is known that the standard has a place for."""
    return dataclasses.replace(
        full(),
        status="suspended",
        legal_form="stowarzyszenie",
        verified_on=datetime.date(2027, 2, 3),
        target_groups=[PublicTerm("t", "Seniorzy")],
        districts=[PublicTerm("x", "Zatorze"), PublicTerm("y", "Stare Miasto")],
        access=[("Step-free", "yes", "yes"), ("Lift", "no", "no")],
        week=[
            Hours(0, datetime.time(9), datetime.time(16, 30), "na dzwonek"),
            Hours(6, datetime.time(10), datetime.time(11)),
        ],
    )


ITEM = {
    "id": "0000",
    "name": "Łąka",
    "alternate_name": "Ł",
    "description": "Sadzimy; kosimy, grabimy",
    "email": "laka@example.org",
    "uri": URL,
    "year_incorporated": 1998,
    "legal_status": "stowarzyszenie",
    "tax_id": "1234563218",
}
SERVICE = {
    "id": "0000",
    "organization_id": "0000",
    "name": "Łąka",
    "description": "Sadzimy; kosimy, grabimy",
    "url": URL,
    "email": "laka@example.org",
    "status": "temporarily closed",
    "assured_date": "2027-02-03",
    "last_modified": "2027-03-01T12:30:05+00:00",
}


def test_the_organization_of_a_list_has_its_own_fields_alone():
    found = hsds.organization_item(complete())

    assert found.pop("website") == URL  # its own has a space and leads nowhere
    assert found == ITEM


def test_nothing_unknown_is_said_of_an_organization():
    bare = entry()

    assert hsds.organization_item(bare) == BARE
    assert hsds.organization(bare) == {**BARE, "services": [hsds.service_item(bare)]}
    assert hsds.service_item(bare) == {
        "id": "0000",
        "organization_id": "0000",
        "name": "Łąka",
        "description": "Łąka",
        "url": URL,
        "status": "active",
    }
    assert hsds.service(bare) == {**hsds.service_item(bare), "organization": BARE}


def test_an_organization_holds_everything_that_belongs_to_it():
    one = complete()

    found = hsds.organization(one)

    parts = {name: found.pop(name) for name in list(found) if isinstance(found[name], list)}
    assert found == hsds.organization_item(one)
    assert list(parts) == [
        "phones", "contacts", "locations", "organization_identifiers", "attributes", "services",
    ]  # fmt: skip
    assert parts["services"] == [SERVICE]
    [phone] = parts["phones"]
    assert (phone["number"], phone["organization_id"]) == ("+48598400000", "0000")
    assert [person["name"] for person in parts["contacts"]] == ["Anna SECRET"]
    assert [place["name"] for place in parts["locations"]] == ["Łąka"]


def test_numbers_of_registers_by_their_schemes():
    assert hsds.organization(complete())["organization_identifiers"] == [
        {
            "id": part_id("0000", "identifier", kind),
            "organization_id": "0000",
            "identifier_scheme": f"PL-{kind}",
            "identifier_type": kind,
            "identifier": number,
        }
        for kind, number in (
            ("KRS", "0000058930"), ("NIP", "1234563218"), ("REGON", "192598184"),
        )
    ]  # fmt: skip
    only = hsds.organization(entry(nip="1234563218"))["organization_identifiers"]
    assert [one["identifier_type"] for one in only] == ["NIP"]


@pytest.mark.parametrize(("kind", "make"), [("organization", "organization"), ("service",) * 2])
def test_terms_are_attributes_of_both_with_their_taxonomy(kind, make):
    areas = "Activity areas (Polish Act on Public Benefit and Volunteer Work, art. 4(1))"

    attributes = getattr(hsds, make)(complete())["attributes"]

    assert [
        (one["taxonomy_term"]["name"], one["taxonomy_term"]["taxonomy"], one["taxonomy_term_id"])
        for one in attributes
    ] == [
        ("Ekologia", areas, "a"),
        ("Sport, turystyka", areas, "b"),
        ("Seniorzy", "Target groups", "t"),
    ]
    assert {(one["link_id"], one["link_entity"]) for one in attributes} == {("0000", kind)}
    assert attributes[2]["id"] == part_id("0000", "attribute", "t")


def test_a_service_holds_everything_that_belongs_to_it():
    one = complete()

    found = hsds.service(one)

    parts = {name: found.pop(name) for name in list(found) if isinstance(found[name], list)}
    assert found.pop("organization") == hsds.organization_item(one)
    assert found == SERVICE
    assert {name: len(rows) for name, rows in parts.items()} == {
        "phones": 1,
        "contacts": 1,
        "schedules": 2,
        "languages": 2,
        "service_areas": 2,
        "service_at_locations": 1,
        "attributes": 3,
    }
    assert parts["phones"][0]["service_id"] == "0000"


def test_a_service_in_a_list_of_services_names_its_organization():
    one = complete()

    assert hsds.service_item(one) == SERVICE
    assert hsds.service_item(one, with_organization=True) == {
        **SERVICE,
        "organization": hsds.organization_item(one),
    }


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("ACTIVE", "active"),
        ("SUSPENDED", "temporarily closed"),
        ("IN_LIQUIDATION", "inactive"),
        ("STRUCK_OFF", "defunct"),
        ("MOVED", "inactive"),
    ],
)
def test_every_status_has_its_word(status, expected):
    assert hsds.service_item(entry(status=OrganizationStatus[status].value))["status"] == expected


def test_two_taxonomies_and_their_terms():
    areas = "Activity areas (Polish Act on Public Benefit and Volunteer Work, art. 4(1))"

    first, second = hsds.taxonomies()

    assert first == {
        "id": part_id("taxonomy", "activity-areas"),
        "name": areas,
        "description": areas,
        "version": "1",
    }
    assert (second["name"], second["id"]) == ("Target groups", hsds.taxonomy_id("target-groups"))
    assert hsds.taxonomy_term(PublicTerm("t", "Seniorzy", "60+"), "target-groups") == {
        "id": "t",
        "code": "60+",
        "name": "Seniorzy",
        "description": "Seniorzy",
        "taxonomy": "Target groups",
        "taxonomy_id": second["id"],
        "language": "pl",
    }
    assert "code" not in hsds.taxonomy_term(PublicTerm("t", "Seniorzy"), "target-groups")


def test_an_organization_without_a_lead_or_website_has_its_name_and_page():
    nowhere = entry(url="https://town.example/łąka/", seat=PublicAddress("", "", ""))

    found = hsds.organization_item(nowhere)

    assert found["description"] == "Łąka"
    assert found["website"] == found["uri"] == "https://town.example/%C5%82%C4%85ka/"
