"""Counts of registrations and of who was there, as JSON. No person is in it, only how many."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable
from typing import Any

from wagtail_ngo.domain.characters import printable
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.registration.counts import DateCounts, EventCounts
from wagtail_ngo.services.registration.rules import Target

JSON_TYPE = "application/json; charset=utf-8"
#: Raised when a name or a meaning changes; new names may come at any time.
VERSION = 1


def counts_json(events: Iterable[EventCounts]) -> str:
    """For the office's own tools; see docs/reference/counts.md."""
    return _write({"version": VERSION, "events": [_event(event) for event in events]})


def seats_json(page: EventPage, targets: Iterable[Target], *, now: datetime.datetime) -> str:
    """What the pages of an event say of its seats, for everybody."""
    return _write(
        {
            "version": VERSION,
            "title": page.title,
            "url": page.get_full_url() or "",
            "registration": "course" if page.is_course else "date",
            "places": [_place(page, target, now=now) for target in targets],
        }
    )


def _write(value: dict[str, Any]) -> str:
    return printable(json.dumps(value, ensure_ascii=False, indent=1))


def _event(event: EventCounts) -> dict[str, Any]:
    first, page = event.first, event.first.page
    return {
        "id": str(event.key),
        "title": page.title if page else first.event_title,
        "url": (page.get_full_url() or "") if page and page.live else "",
        "people": event.people,
        "organizations": event.organizations,
        "course": event.course and dataclasses.asdict(event.course),
        "dates": [_date(date) for date in event.dates],
    }


def _date(date: DateCounts) -> dict[str, Any]:
    row = date.row
    return {
        **_when(row),
        "title": row.title,
        "counts_as": row.counts_as,
        "status": row.status,
        "is_closed": row.is_closed,
        **dataclasses.asdict(date.seats),
        "attended": date.attended,
        "head_count": date.head_count,
        "people": date.people,
        "organizations": date.organizations,
    }


def _when(row: Occurrence) -> dict[str, str]:
    return {
        "id": row.key.address,
        "starts_at": row.local_start.isoformat(),
        "ends_at": row.local_end.isoformat(),
    }


def _place(page: EventPage, target: Target, *, now: datetime.datetime) -> dict[str, Any]:
    """A date, or the course with its dates."""
    state, seats, times = target.availability(now=now), target.seat_values, target.times
    zone = target.dates[0].zone
    base = page.get_full_url() if target.is_course else target.dates[0].get_full_url()
    takes_people = state in (Availability.OPEN, Availability.WAITING_LIST)
    # Before and after, the pages say no numbers either.
    tells = takes_people or state == Availability.FULL
    return {
        "dates": [_when(row) for row in target.dates],
        "state": str(state),
        "capacity": seats.capacity if tells else None,
        "seats_left": seats.left if tells else None,
        "waiting": seats.waiting if tells else None,
        "opens_at": times.opens_at.isoformat() if times and times.opens_at else None,
        "closes_at": times.last_moment.astimezone(zone).isoformat() if times else None,
        "register_url": f"{base or ''}register/" if takes_people else None,
    }
