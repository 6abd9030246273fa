"""Dates of events for machines on the web: schema.org and Atom."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.domain.events.local_time import localise
from wagtail_ngo.domain.events.schedule import session_time
from wagtail_ngo.exports.feeds import AtomFeed
from wagtail_ngo.models import Occurrence

ATOM_TYPE = "application/atom+xml; charset=utf-8"
# So that no text can end the script element it is in.
_JSON_IN_HTML = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
#: Dates of a series that are told; every further one has a page of its own.
MAX_JSON_DATES = 10


def json_ld(occurrences: Iterable[Occurrence], *, now: datetime.datetime) -> str:
    """schema.org ``Event`` of the dates given, safe inside ``<script type="application/ld+json">``.

    One date is the event; several of one page are an event with ``eventSchedule`` and, with their
    status and place, ``subEvent``: the first MAX_JSON_DATES of them.
    """
    rows = list(occurrences)
    if not rows:
        return ""
    value = _event(rows[0], now=now) if len(rows) == 1 else _series(rows, now=now)
    value = {"@context": "https://schema.org", **value}
    return printable(json.dumps(value, ensure_ascii=False)).translate(_JSON_IN_HTML)


def _series(rows: list[Occurrence], *, now: datetime.datetime) -> dict:
    """What holds for all dates, from the next one that takes place; begins and ends with them."""
    page = rows[0].event
    first = next((row for row in rows if not row.is_cancelled), rows[0])
    url = page.get_full_url() or ""
    own = {"eventStatus", "previousStartDate", "remainingAttendeeCapacity", "offers"}
    data = {key: value for key, value in _event(first, now=now).items() if key not in own}
    last = rows[-1]
    data |= {"@id": url, "url": url, "name": page.title, "description": page.lead}
    data |= {"endDate": _moment(last, last.local_end, last.last_day) if last.has_end else ""}
    shown = rows[:MAX_JSON_DATES]
    data["eventSchedule"] = [_schedule(row) for row in shown if not row.is_cancelled]
    data["subEvent"] = [_event(row, now=now) for row in shown]
    return {key: value for key, value in data.items() if value}


def _schedule(row: Occurrence) -> dict:
    data = {
        "@type": "Schedule",
        "startDate": row.first_day.isoformat(),
        "startTime": "" if row.is_all_day else f"{row.local_start:%H:%M:%S}",
        "endTime": "" if row.is_all_day or not row.has_end else f"{row.local_end:%H:%M:%S}",
        "scheduleTimezone": row.time_zone,
    }
    return {key: value for key, value in data.items() if value}


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
        "previousStartDate": _previous_start(row) if row.is_moved else "",
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


def _previous_start(row: Occurrence) -> str:
    """When it would have begun; with the hour where it has one."""
    schedule, key = row.event.schedule, row.key
    time = session_time(key.session) or schedule.start_time
    if schedule.is_whole_day or time is None:
        return key.day.isoformat()
    return localise(datetime.datetime.combine(key.day, time), schedule.zone).isoformat()


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
    if not places:
        # schema.org readers pass over an event without a location.
        address = {"@type": "PostalAddress", "addressCountry": "PL"}
        name = _("The place will be announced")
        places.append({"@type": "Place", "name": name, "address": address})
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
