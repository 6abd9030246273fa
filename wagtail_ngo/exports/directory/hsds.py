"""Entries in the Open Referral HSDS 3.0, made from their public views.

An organization of the directory offers one service: what its lead says. Identifiers are UUIDs:
the entry's own, and for its parts version-5 UUIDs below it, so that they never change.
"""

from __future__ import annotations

from typing import Any

from wagtail_ngo.domain.web_addresses import ascii_email, ascii_url
from wagtail_ngo.enums import ContactKind, OrganizationStatus
from wagtail_ngo.exports.directory.hsds_parts import (
    contacts,
    filled,
    languages,
    locations,
    part_id,
    phones,
    schedules,
    service_areas,
    service_at_locations,
)
from wagtail_ngo.exports.directory.public import PublicEntry, PublicTerm

PROFILE = "https://docs.openreferraluk.org/en/latest/"
VERSION = "3.0"
SERVICE_STATUS = {
    OrganizationStatus.ACTIVE: "active",
    OrganizationStatus.SUSPENDED: "temporarily closed",
    OrganizationStatus.IN_LIQUIDATION: "inactive",
    OrganizationStatus.STRUCK_OFF: "defunct",
    OrganizationStatus.MOVED: "inactive",
}
AREAS, TARGET_GROUPS = "activity-areas", "target-groups"
TAXONOMIES = {
    AREAS: "Activity areas (Polish Act on Public Benefit and Volunteer Work, art. 4(1))",
    TARGET_GROUPS: "Target groups",
}


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
    return filled(item)


def organization(entry: PublicEntry) -> dict:
    """With everything that belongs to it."""
    return filled(
        {
            **organization_item(entry),
            "phones": phones(entry, "organization_id", entry.uuid),
            "contacts": contacts(entry),
            "locations": locations(entry),
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
    return filled(item)


def service(entry: PublicEntry) -> dict:
    own_id = service_id(entry)
    return filled(
        {
            **service_item(entry, with_organization=True),
            "phones": phones(entry, "service_id", own_id),
            "contacts": contacts(entry),
            "schedules": schedules(entry, own_id),
            "languages": languages(entry, own_id),
            "service_areas": service_areas(entry, own_id),
            "service_at_locations": service_at_locations(entry, own_id),
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
    return filled(
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
