"""Dates of events for machines on the web: schema.org and Atom."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

from django.utils.formats import date_format, time_format

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.models import Occurrence

ATOM_TYPE = "application/atom+xml; charset=utf-8"
# So that no text can end the script element it is in.
_JSON_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
# More than a year of days.
MAX_JSON_DATES = 400


def json_ld(occurrences: Iterable[Occurrence], *, now: datetime.datetime) -> str:
    """schema.org ``Event`` for each date, safe inside ``<script type="application/ld+json">``."""
    events = [_event(row, now=now) for row in list(occurrences)[:MAX_JSON_DATES]]
    value = {"@context": "https://schema.org", "@graph": events}
    return printable(json.dumps(value, ensure_ascii=False)).translate(_JSON_IN_HTML)


def _event(row: Occurrence, *, now: datetime.datetime) -> dict:
    page = row.event
    url = row.get_full_url() or ""
    status = "EventScheduled"
    if row.is_cancelled:
        status = "EventCancelled"
    elif row.is_moved:
        status = "EventRescheduled"
    data = {
        "@type": "Event",
        "@id": url,
        "url": url,
        "name": row.title,
        "description": row.own_description or page.lead,
        "eventStatus": f"https://schema.org/{status}",
        "eventAttendanceMode": f"https://schema.org/{_attendance_mode(row)}",
        "startDate": _moment(row, row.local_start, row.first_day),
        "endDate": _moment(row, row.local_end, row.last_day) if row.has_end else "",
        "previousStartDate": str(row.recurrence_id) if row.is_moved else "",
        "isAccessibleForFree": page.is_free or "",
        "location": _locations(row),
        "organizer": [
            {"@type": "NGO", "name": organization.title, "url": organization.get_full_url() or ""}
            for organization in row.host_organizations
        ],
        "inLanguage": page.language.code if page.language else "",
        "maximumAttendeeCapacity": row.capacity or "",
        "remainingAttendeeCapacity": _seats_left(row),
        "offers": _offers(row, now=now),
        "audience": {"@type": "Audience", "audienceType": page.audience} if page.audience else "",
    }
    return {key: value for key, value in data.items() if value}


def _seats_left(row: Occurrence) -> int | str:
    seats = row.registration_seats
    return "" if seats is None or seats.seats_left is None else str(seats.seats_left)


_OFFERED = {
    Availability.OPEN: "InStock",
    Availability.WAITING_LIST: "BackOrder",
    Availability.FULL: "SoldOut",
    Availability.NOT_YET: "PreOrder",
    Availability.CLOSED: "OutOfStock",
    Availability.PAST: "Discontinued",
    Availability.CALLED_OFF: "Discontinued",
}


def _offers(row: Occurrence, *, now: datetime.datetime) -> dict | str:
    """How one gets a seat, as a schema.org Offer; "" without registration here."""
    state = row.availability(now=now)
    if state is None:
        return ""
    page = row.event
    base = page.get_full_url() if page.is_course else row.get_full_url()
    offer = {
        "@type": "Offer",
        "url": f"{base or ''}register/",
        "availability": f"https://schema.org/{_OFFERED[state]}",
        "validFrom": page.registration_opens_at.isoformat() if page.registration_opens_at else "",
    }
    if page.is_free:
        offer |= {"price": "0", "priceCurrency": "PLN"}
    return {key: value for key, value in offer.items() if value}


def _moment(row: Occurrence, moment, day) -> str:
    return day.isoformat() if row.is_all_day else moment.isoformat()


def _attendance_mode(row: Occurrence) -> str:
    if row.event.online_url:
        return "MixedEventAttendanceMode" if row.venue else "OnlineEventAttendanceMode"
    return "OfflineEventAttendanceMode"


def _locations(row: Occurrence) -> list[dict]:
    places = []
    if row.venue:
        venue = row.venue
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "postalCode": venue.postal_code,
            "addressLocality": venue.city,
            "addressCountry": "PL",
        }
        place: dict[str, object] = {"@type": "Place", "name": venue.name}
        place["address"] = {key: value for key, value in address.items() if value}
        if venue.latitude is not None and venue.longitude is not None:
            place["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": float(venue.latitude),
                "longitude": float(venue.longitude),
            }
        places.append(place)
    if row.event.online_url:
        places.append({"@type": "VirtualLocation", "url": row.event.online_url})
    return places


def atom(
    occurrences: Iterable[Occurrence], *, title: str, url: str, feed_url: str, language: str
) -> str:
    """An Atom feed (RFC 4287) of dates, in the order given."""
    feed = AtomFeed(
        title=title, link=url, description="", feed_url=feed_url, language=language, feed_guid=url
    )
    for row in occurrences:
        link = row.get_full_url() or ""
        feed.add_item(
            title=f"{_when(row)}: {row.full_title}",
            link=link,
            description=_summary(row),
            unique_id=link,
            updateddate=row.event.last_published_at,
            pubdate=row.event.first_published_at,
            categories=[row.event.kind.name] if row.event.kind else [],
        )
    return feed.writeString("utf-8")


def _when(row: Occurrence) -> str:
    day = date_format(row.first_day, "j E Y")
    return f"{day}, {time_format(row.start_clock, 'H:i')}" if row.start_clock else day


def _summary(row: Occurrence) -> str:
    venue = f"{row.venue.name}, {row.venue.address}".strip(", ") if row.venue else ""
    hosts = ", ".join(organization.title for organization in row.host_organizations)
    return " · ".join(filter(None, [row.note, row.own_description or row.event.lead, venue, hosts]))
