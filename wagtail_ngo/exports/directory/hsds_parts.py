"""Parts of an entry in HSDS 3.0: telephones, people, places, hours, languages."""

from __future__ import annotations

import uuid

from wagtail_ngo.domain.web_addresses import ascii_email
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.exports.directory.public import PublicContact, PublicEntry

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


NAMESPACE = uuid.UUID("0e9f2a14-9a3e-5c77-8f38-51a2b1d9c0aa")


def part_id(*parts: object) -> str:
    """A stable UUID for a part of something that has one."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def phones(entry: PublicEntry, owner_field: str, owner: str) -> list[dict]:
    return [
        phone(contact, owner_field, owner)
        for contact in entry.contacts
        if contact.kind == ContactKind.PHONE
    ]


def phone(contact: PublicContact, owner_field: str, owner: str) -> dict:
    number, _mark, extension = contact.value.partition(";ext=")
    phone = {
        "id": part_id(owner, "phone", contact.value),
        owner_field: owner,
        "number": number,
        "extension": int(extension) if extension else None,
        "type": "voice",
        "description": contact.label,
    }
    return filled(phone)


def contacts(entry: PublicEntry) -> list[dict]:
    """People who agreed to be named."""
    return [
        filled(
            {
                "id": part_id(entry.uuid, "person", person.key),
                "organization_id": entry.uuid,
                "name": person.name,
                "title": person.role,
                "email": ascii_email(person.email),
            }
        )
        for person in entry.people
    ]


def location_id(entry: PublicEntry) -> str:
    return part_id(entry.uuid, "location")


def locations(entry: PublicEntry) -> list[dict]:
    return [location(entry)] if entry.seat else []


def location(entry: PublicEntry) -> dict:
    own_id = location_id(entry)
    latitude, longitude = entry.location or (None, None)
    location = {
        "id": own_id,
        "location_type": "physical",
        "organization_id": entry.uuid,
        "name": entry.title,
        "latitude": latitude,
        "longitude": longitude,
        "addresses": [address(entry, own_id)] if entry.seat.city else [],
        "accessibility": [
            {"id": part_id(own_id, label), "location_id": own_id, "description": f"{label}: {says}"}
            for label, says, _value in entry.access
        ],
    }
    return filled(location)


def address(entry: PublicEntry, location_id: str) -> dict:
    """HSDS wants a street, province and postcode of every address: unknown ones are empty."""
    return {
        "id": part_id(location_id, "address"),
        "location_id": location_id,
        "address_1": entry.seat.street,
        "city": entry.seat.city,
        "state_province": "",
        "postal_code": entry.seat.postcode,
        "country": "PL",
        "address_type": "physical",
    }


def service_at_locations(entry: PublicEntry, own_id: str) -> list[dict]:
    if not entry.seat:
        return []
    item = {
        "id": part_id(own_id, "at", location_id(entry)),
        "service_id": own_id,
        "location_id": location_id(entry),
        "location": location(entry),
    }
    return [item]


def schedules(entry: PublicEntry, own_id: str) -> list[dict]:
    return [
        filled(
            {
                "id": part_id(own_id, "schedule", number),
                "service_id": own_id,
                "freq": "WEEKLY",
                "interval": 1,
                "wkst": "MO",
                "byday": WEEKDAYS[hours.weekday],
                "opens_at": f"{hours.opens:%H:%M}",
                "closes_at": f"{hours.closes:%H:%M}",
                "notes": hours.note,
            }
        )
        for number, hours in enumerate(entry.week)
    ]


def languages(entry: PublicEntry, own_id: str) -> list[dict]:
    return [
        filled(
            {
                "id": part_id(own_id, "language", language.uuid),
                "service_id": own_id,
                "name": language.name,
                "code": language.code,
            }
        )
        for language in entry.languages
    ]


def service_areas(entry: PublicEntry, own_id: str) -> list[dict]:
    names = [district.name for district in entry.districts] or [entry.area_of_operation]
    return [
        {"id": part_id(own_id, "area", name), "service_id": own_id, "name": name}
        for name in names
        if name
    ]


def filled(item: dict) -> dict:
    """Without what is not known: HSDS has no null."""
    return {key: value for key, value in item.items() if value not in (None, "", [])}
