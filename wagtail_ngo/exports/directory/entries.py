"""One entry as vCard and JSON-LD, many as Atom: all made from its public view."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.directory import vcard
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.exports.directory.public import PublicEntry
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.validators import WEB_KINDS

VCARD_TYPE = "text/vcard; charset=utf-8"
ATOM_TYPE = "application/atom+xml; charset=utf-8"
_JSON_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def entry_vcard(entry: PublicEntry) -> str:
    """The organization as a contact; its public people are not part of it."""
    properties = [
        ("FN", vcard.escape(entry.title)),
        ("N", vcard.structured(entry.title, "", "", "", "")),
        ("ORG", vcard.escape(entry.title)),
        ("NICKNAME", vcard.escape(entry.short_name)),
        ("UID", f"urn:uuid:{entry.uuid}"),
        ("URL", _uri(entry.url)),
        ("NOTE", vcard.escape(entry.lead)),
        ("CATEGORIES", ",".join(vcard.escape(area.name) for area in entry.areas)),
    ]
    for address in (entry.seat, entry.mail):
        if address:
            kind = "WORK" if address is entry.seat else "POSTAL"
            properties.append((f"ADR;TYPE={kind}", _address(address)))
    if entry.location:
        properties.append(("GEO", f"{entry.location[0]:.6f};{entry.location[1]:.6f}"))
    properties += [_contact(contact) for contact in entry.contacts]
    if entry.changed_at:
        stamp = entry.changed_at.astimezone(datetime.UTC)
        properties.append(("REV", f"{stamp:%Y-%m-%dT%H:%M:%SZ}"))
    return vcard.card(properties)


def _address(address) -> str:
    return vcard.structured("", "", address.street, address.city, "", address.postcode, "Polska")


def _contact(contact) -> tuple[str, str]:
    if contact.kind == ContactKind.PHONE:
        return "TEL;TYPE=WORK,VOICE", vcard.escape(contact.value.partition(";ext=")[0])
    if contact.kind == ContactKind.EMAIL:
        return "EMAIL;TYPE=INTERNET,WORK", vcard.escape(contact.value)
    if contact.kind in WEB_KINDS:
        return "URL", _uri(contact.url)
    return "X-CONTACT", vcard.escape(f"{contact.label or contact.kind_label}: {contact.text}")


def _uri(url: str) -> str:
    return "".join(url.split())


def entry_json_ld(entry: PublicEntry) -> str:
    """schema.org ``NGO`` for ``<script type="application/ld+json">``, safe inside HTML."""
    data = {
        "@context": "https://schema.org",
        "@type": "NGO",
        "@id": entry.url,
        "url": entry.url,
        "name": entry.title,
        "alternateName": entry.short_name,
        "description": entry.lead,
        "taxID": entry.nip,
        "foundingDate": str(entry.founded_year or ""),
        "keywords": [area.name for area in entry.areas],
        "knowsLanguage": [language.code or language.name for language in entry.languages],
        "email": _values(entry, ContactKind.EMAIL),
        "telephone": _values(entry, ContactKind.PHONE),
        "sameAs": [contact.url for contact in entry.contacts if contact.kind in WEB_KINDS],
        "address": _json_address(entry),
        "location": _json_place(entry),
        "openingHoursSpecification": [_json_hours(hours) for hours in entry.week],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": label, "value": value}
            for label, value in (("KRS", entry.krs), ("NIP", entry.nip), ("REGON", entry.regon))
            if value
        ],
    }
    filled = {key: value for key, value in data.items() if value}
    return printable(json.dumps(filled, ensure_ascii=False)).translate(_JSON_IN_HTML)


def _values(entry: PublicEntry, kind: ContactKind) -> list[str]:
    return [
        contact.value.partition(";ext=")[0] for contact in entry.contacts if contact.kind == kind
    ]


def _json_address(entry: PublicEntry) -> dict:
    if not entry.seat:
        return {}
    address = {
        "@type": "PostalAddress",
        "streetAddress": entry.seat.street,
        "postalCode": entry.seat.postcode,
        "addressLocality": entry.seat.city,
        "addressCountry": "PL",
    }
    return {key: value for key, value in address.items() if value}


def _json_place(entry: PublicEntry) -> dict:
    if not entry.location:
        return {}
    latitude, longitude = entry.location
    geo = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return {"@type": "Place", "geo": geo}


def _json_hours(hours) -> dict:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": f"https://schema.org/{days[hours.weekday]}",
        "opens": f"{hours.opens:%H:%M}",
        "closes": f"{hours.closes:%H:%M}",
    }


def entries_atom(
    entries: Iterable[PublicEntry], *, title: str, url: str, feed_url: str, language: str
) -> str:
    """An Atom feed (RFC 4287) of entries, in the order given."""
    feed = AtomFeed(
        title=title, link=url, description="", feed_url=feed_url, language=language, feed_guid=url
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=entry.url,
            description=entry.lead,
            unique_id=f"urn:uuid:{entry.uuid}",
            pubdate=entry.first_published_at,
            updateddate=entry.changed_at,
            categories=[area.name for area in entry.areas],
        )
    return feed.writeString("utf-8")
