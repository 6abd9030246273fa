"""Dates of an election as iCalendar and as schema.org data."""

from __future__ import annotations

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from wagtail_ngo.domain.calendar_feeds import stable_uid
from wagtail_ngo.domain.events import ical
from wagtail_ngo.models import CouncilElectionPage


def dates(election: CouncilElectionPage) -> list[tuple[str, str, datetime.datetime, Any]]:
    """Key, title, start and end (or None) of each fixed date, in order."""
    rows = [
        ("nominations", _("Nominations begin"), election.nominations_from, None),
        ("nominations-end", _("Nominations end"), election.nominations_until, None),
        ("list", _("List of candidates"), election.list_published_at, None),
        ("voting", _("Voting"), election.voting_from, election.voting_until),
    ]
    return [(key, title, start, end) for key, title, start, end in rows if start is not None]


def dates_ics(election: CouncilElectionPage) -> bytes:
    """The dates to subscribe to. UIDs stay; SEQUENCE rises with each publication."""
    modified = election.last_published_at or election.first_published_at
    url = election.full_url or ""
    events = [
        ical.CalendarEvent(
            uid=stable_uid("election", election.translation_key, election.locale_id, key),
            sequence=int(modified.timestamp()) // 60 if modified else 0,
            modified_at=modified or start,
            time_zone=settings.TIME_ZONE,
            main=ical.CalendarDate(
                start=_wall(start),
                end=_wall(end) if end else None,
                title=f"{title}: {election.title}",
                url=url,
                location=_place(election) if key == "voting" else "",
            ),
        )
        for key, title, start, end in dates(election)
    ]
    return ical.calendar(events, name=election.title, url=url)


def _wall(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None)


def _place(election: CouncilElectionPage) -> str:
    venue = election.venue
    return ", ".join(filter(None, [venue.name, venue.address])) if venue else ""


def json_ld(election: CouncilElectionPage) -> dict[str, Any] | None:
    """schema.org/Event of the voting; None while its day is not fixed."""
    if election.voting_from is None:
        return None
    local = ZoneInfo(settings.TIME_ZONE)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": election.full_url or "",
        "url": election.full_url or "",
        "name": election.title,
        "description": election.lead,
        "startDate": election.voting_from.astimezone(local).isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
    }
    if election.voting_until:
        data["endDate"] = election.voting_until.astimezone(local).isoformat()
    if election.venue:
        data["location"] = {
            "@type": "Place",
            "name": election.venue.name,
            "address": election.venue.address,
        }
    return {key: value for key, value in data.items() if value}
