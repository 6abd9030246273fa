"""Entries in the Open Referral HSDS 3.0, made from their public views.

An organization of the directory offers one service: what its lead says. Identifiers are UUIDs:
the entry's own, and for its parts version-5 UUIDs below it, so that they never change.
"""

from __future__ import annotations

import uuid
from typing import Any

from wagtail_ngo.domain.web_addresses import ascii_email, ascii_url
from wagtail_ngo.enums import ContactKind, OrganizationStatus
from wagtail_ngo.exports.directory.public import PublicContact, PublicEntry, PublicTerm

PROFILE = "https://docs.openreferraluk.org/en/latest/"
VERSION = "3.0"
SERVICE_STATUS = {
    OrganizationStatus.ACTIVE: "active",
    OrganizationStatus.SUSPENDED: "temporarily closed",
    OrganizationStatus.IN_LIQUIDATION: "inactive",
    OrganizationStatus.STRUCK_OFF: "defunct",
    OrganizationStatus.MOVED: "inactive",
}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
AREAS, TARGET_GROUPS = "activity-areas", "target-groups"
TAXONOMIES = {
    AREAS: "Activity areas (Polish Act on Public Benefit and Volunteer Work, art. 4(1))",
    TARGET_GROUPS: "Target groups",
}
NAMESPACE = uuid.UUID("0e9f2a14-9a3e-5c77-8f38-51a2b1d9c0aa")


def part_id(*parts: object) -> str:
    """A stable UUID for a part of something that has one."""
    return str(uuid.uuid5(NAMESPACE, "/".join(map(str, parts))))


def service_id(entry: PublicEntry) -> str:
    """The organization's own: HSDS keeps ids apart by kind, and there is one service of each."""
    return entry.uuid


def organization_item(entry: PublicEntry) -> dict:
    """As in a list: the organization's own fields."""
    item = {
        "id": entry.uuid,
        "name": entry.title,
        "alternate_name": entry.short_name,
        "description": _description(entry),
        "email": ascii_email(_first(entry, ContactKind.EMAIL)),
        "website": ascii_url(_first(entry, ContactKind.WEBSITE)) or ascii_url(entry.url),
        "uri": ascii_url(entry.url),
        "year_incorporated": entry.founded_year,
        "legal_status": entry.legal_form,
        "tax_id": entry.nip,
    }
    return _filled(item)


def organization(entry: PublicEntry) -> dict:
    """With everything that belongs to it."""
    return _filled(
        {
            **organization_item(entry),
            "phones": _phones(entry, "organization_id", entry.uuid),
            "contacts": _contacts(entry),
            "locations": _locations(entry),
            "organization_identifiers": _identifiers(entry),
            "attributes": _attributes(entry, "organization", entry.uuid),
            "services": [service_item(entry)],
        }
    )


def service_item(entry: PublicEntry, *, with_organization: bool = False) -> dict:
    """As in a list of services, with its organization where the list is of services."""
    item: dict[str, Any] = {
        "id": service_id(entry),
        "organization_id": entry.uuid,
        "name": entry.title,
        "description": _description(entry),
        "url": ascii_url(entry.url),
        "email": ascii_email(_first(entry, ContactKind.EMAIL)),
        "status": SERVICE_STATUS[OrganizationStatus(entry.status)],
        "assured_date": str(entry.verified_on or ""),
        "last_modified": entry.changed_at.isoformat() if entry.changed_at else "",
    }
    if with_organization:
        item["organization"] = organization_item(entry)
    return _filled(item)


def service(entry: PublicEntry) -> dict:
    own_id = service_id(entry)
    return _filled(
        {
            **service_item(entry, with_organization=True),
            "phones": _phones(entry, "service_id", own_id),
            "contacts": _contacts(entry),
            "schedules": _schedules(entry, own_id),
            "languages": _languages(entry, own_id),
            "service_areas": _service_areas(entry, own_id),
            "service_at_locations": _service_at_locations(entry, own_id),
            "attributes": _attributes(entry, "service", own_id),
        }
    )


def taxonomy_id(slug: str) -> str:
    return part_id("taxonomy", slug)


def taxonomies() -> list[dict]:
    return [
        {"id": taxonomy_id(slug), "name": name, "description": name, "version": "1"}
        for slug, name in TAXONOMIES.items()
    ]


def taxonomy_term(term: PublicTerm, taxonomy: str) -> dict:
    return _filled(
        {
            "id": term.uuid,
            "code": term.code,
            "name": term.name,
            "description": term.name,
            "taxonomy": TAXONOMIES[taxonomy],
            "taxonomy_id": taxonomy_id(taxonomy),
            "language": "pl",
        }
    )


def _description(entry: PublicEntry) -> str:
    return entry.lead or entry.title


def _first(entry: PublicEntry, kind: ContactKind) -> str:
    contact = entry.first(kind)
    return contact.value if contact else ""


def _phones(entry: PublicEntry, owner_field: str, owner: str) -> list[dict]:
    return [
        _phone(contact, owner_field, owner)
        for contact in entry.contacts
        if contact.kind == ContactKind.PHONE
    ]


def _phone(contact: PublicContact, owner_field: str, owner: str) -> dict:
    number, _mark, extension = contact.value.partition(";ext=")
    phone = {
        "id": part_id(owner, "phone", contact.value),
        owner_field: owner,
        "number": number,
        "extension": int(extension) if extension else None,
        "type": "voice",
        "description": contact.label,
    }
    return _filled(phone)


def _contacts(entry: PublicEntry) -> list[dict]:
    """People who agreed to be named."""
    return [
        _filled(
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


def _location_id(entry: PublicEntry) -> str:
    return part_id(entry.uuid, "location")


def _locations(entry: PublicEntry) -> list[dict]:
    return [_location(entry)] if entry.seat else []


def _location(entry: PublicEntry) -> dict:
    own_id = _location_id(entry)
    latitude, longitude = entry.location or (None, None)
    location = {
        "id": own_id,
        "location_type": "physical",
        "organization_id": entry.uuid,
        "name": entry.title,
        "latitude": latitude,
        "longitude": longitude,
        "addresses": [_address(entry, own_id)] if entry.seat.city else [],
        "accessibility": [
            {"id": part_id(own_id, label), "location_id": own_id, "description": f"{label}: {says}"}
            for label, says, _value in entry.access
        ],
    }
    return _filled(location)


def _address(entry: PublicEntry, location_id: str) -> dict:
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


def _service_at_locations(entry: PublicEntry, own_id: str) -> list[dict]:
    if not entry.seat:
        return []
    item = {
        "id": part_id(own_id, "at", _location_id(entry)),
        "service_id": own_id,
        "location_id": _location_id(entry),
        "location": _location(entry),
    }
    return [item]


def _identifiers(entry: PublicEntry) -> list[dict]:
    schemes = {"KRS": ("PL-KRS", entry.krs), "NIP": ("PL-NIP", entry.nip)}
    schemes["REGON"] = ("PL-REGON", entry.regon)
    return [
        {
            "id": part_id(entry.uuid, "identifier", name),
            "organization_id": entry.uuid,
            "identifier_scheme": scheme,
            "identifier_type": name,
            "identifier": number,
        }
        for name, (scheme, number) in schemes.items()
        if number
    ]


def _attributes(entry: PublicEntry, entity: str, own_id: str) -> list[dict]:
    terms = [(term, AREAS) for term in entry.areas]
    terms += [(term, TARGET_GROUPS) for term in entry.target_groups]
    return [
        {
            "id": part_id(own_id, "attribute", term.uuid),
            "link_id": own_id,
            "taxonomy_term_id": term.uuid,
            "link_entity": entity,
            "taxonomy_term": taxonomy_term(term, taxonomy),
        }
        for term, taxonomy in terms
    ]


def _schedules(entry: PublicEntry, own_id: str) -> list[dict]:
    return [
        _filled(
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


def _languages(entry: PublicEntry, own_id: str) -> list[dict]:
    return [
        _filled(
            {
                "id": part_id(own_id, "language", one.uuid),
                "service_id": own_id,
                "name": one.name,
                "code": one.code,
            }
        )
        for one in entry.languages
    ]


def _service_areas(entry: PublicEntry, own_id: str) -> list[dict]:
    names = [one.name for one in entry.districts] or [entry.area_of_operation]
    return [
        {"id": part_id(own_id, "area", name), "service_id": own_id, "name": name}
        for name in names
        if name
    ]


def _filled(item: dict) -> dict:
    """Without what is not known: HSDS has no null."""
    return {key: value for key, value in item.items() if value not in (None, "", [])}
