"""The calendar file of a person's own dates: it enters them, moves them and takes them out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

from wagtail_ngo.domain.events.ical import PRODID, clean, clean_line
from wagtail_ngo.domain.events.ical_zones import vtimezone
from wagtail_ngo.domain.web_addresses import clean_url


@dataclass(frozen=True, slots=True)
class InvitedDate:
    """One date of one person. ``uid`` and a rising ``sequence`` let programs know it again."""

    uid: str
    sequence: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    time_zone: str
    is_all_day: bool
    title: str
    location: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False


def invitation(
    dates: Iterable[InvitedDate],
    *,
    organizer: str,
    organizer_name: str,
    attendee: str,
    sent_at: datetime.datetime,
) -> tuple[bytes, str]:
    """A VCALENDAR for one person and its METHOD: REQUEST, or CANCEL where all is called off.

    RFC 5546 §3.2.2 and §3.2.5: one method a file; a mixed set of dates is a REQUEST in which the
    dates that are off have STATUS:CANCELLED.
    """
    dates = list(dates)
    method = "CANCEL" if dates and all(date.is_cancelled for date in dates) else "REQUEST"
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODID)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    zones: dict[str, set[int]] = {}
    for date in dates:
        if not date.is_all_day:
            zones.setdefault(date.time_zone, set()).add(date.starts_at.year)
    for zone, years in sorted(zones.items()):
        calendar.add_component(vtimezone(zone, first_year=min(years), last_year=max(years)))
    for date in dates:
        calendar.add_component(
            _event(date, organizer, organizer_name, attendee, sent_at.astimezone(datetime.UTC))
        )
    return calendar.to_ical(), method


def _event(
    date: InvitedDate, organizer: str, organizer_name: str, attendee: str, sent_at
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", date.uid)
    event.add("sequence", date.sequence)
    event.add("dtstamp", sent_at)
    event.add("dtstart", _value(date.starts_at, date))
    if date.ends_at is not None:
        event.add("dtend", _value(date.ends_at, date))
    event.add("summary", clean_line(date.title))
    event.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    if date.location:
        event.add("location", clean_line(date.location))
    if date.description:
        event.add("description", clean(date.description))
    if date.url:
        event.add("url", clean_url(date.url))
    host = icalendar.vCalAddress(f"mailto:{organizer}")
    host.params["CN"] = icalendar.vText(clean_line(organizer_name) or organizer)
    event.add("organizer", host, encode=False)
    guest = icalendar.vCalAddress(f"mailto:{attendee}")
    guest.params["PARTSTAT"] = icalendar.vText("DECLINED" if date.is_cancelled else "ACCEPTED")
    guest.params["RSVP"] = icalendar.vText("FALSE")
    event.add("attendee", guest, encode=False)
    return event


def _value(moment: datetime.datetime, date: InvitedDate) -> datetime.date | datetime.datetime:
    local = moment.astimezone(ZoneInfo(date.time_zone))
    return local.date() if date.is_all_day else local
