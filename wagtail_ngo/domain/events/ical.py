"""iCalendar files (RFC 5545) from values. Text in, bytes out; who serves them is elsewhere."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

import icalendar

from wagtail_ngo.domain.calendar_feeds import add_feed_properties, clean, clean_line
from wagtail_ngo.domain.events.ical_zones import vtimezone
from wagtail_ngo.domain.events.local_time import localise, to_utc
from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.domain.web_addresses import clean_url

PRODID = "-//wagtail-ngo//Events//EN"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """What one VEVENT says. Times are naive wall time of the event's zone."""

    start: datetime.datetime
    end: datetime.datetime | None = None
    title: str = ""
    description: str = ""
    url: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """An event with all its dates: a rule, days it leaves out, and dates that differ."""

    uid: str
    sequence: int
    modified_at: datetime.datetime
    time_zone: str
    main: CalendarDate
    is_all_day: bool = False
    rule: RecurrenceRule | None = None
    # Wall times of dates left out.
    excluded: tuple[datetime.datetime, ...] = ()
    # Original wall time → what that date says.
    different: dict[datetime.datetime, CalendarDate] = field(default_factory=dict)
    # The last date that is known by now; the rule may go on.
    last_day: datetime.date | None = None
    # The event that this one is a date of.
    related_uid: str = ""
    # RELTYPE and UID of the events of the same series (RFC 9253 §5: FIRST, NEXT).
    relations: tuple[tuple[str, str], ...] = ()


def calendar(
    events: Iterable[CalendarEvent], *, name: str, url: str = "", refresh_hours: int = 6
) -> bytes:
    """A VCALENDAR with the events and the zones they use. Lines end with CR LF."""
    events = list(events)
    component = icalendar.Calendar()
    component.add("prodid", PRODID)
    component.add("version", "2.0")
    component.add("calscale", "GREGORIAN")
    component.add("method", "PUBLISH")
    add_feed_properties(component, name=name, url=url, refresh_hours=refresh_hours)
    for zone, years in sorted(_zones(events).items()):
        component.add_component(vtimezone(zone, first_year=min(years), last_year=max(years)))
    for event in events:
        for part in _components(event):
            component.add_component(part)
    return component.to_ical()


def _zones(events: list[CalendarEvent]) -> dict[str, set[int]]:
    """Names of the zones that timed events use, with their years."""
    zones: dict[str, set[int]] = {}
    for event in events:
        if not event.is_all_day:
            years = zones.setdefault(event.time_zone, set())
            moments = [event.main.start, *event.different]
            moments += [date.start for date in event.different.values()]
            years |= {moment.year for moment in moments}
            if event.rule is not None:
                # Counted from the last date there is, not from its birth.
                last = event.last_day or event.main.start.date()
                years.add(max(*years, last.year) + 10)
    return zones


def _components(event: CalendarEvent) -> list[icalendar.Event]:
    parts = [_main(event)]
    for original, date in sorted(event.different.items()):
        part = _component(event, date)
        part.add("recurrence-id", _nominal(original, event))
        parts.append(part)
    return parts


def _main(event: CalendarEvent) -> icalendar.Event:
    part = _component(event, event.main)
    if event.rule is not None:
        part.add("rrule", _rule(event.rule, event))
    if event.excluded:
        values = [_nominal(moment, event) for moment in sorted(event.excluded)]
        part.add("exdate", values, parameters={"VALUE": "DATE"} if event.is_all_day else {})
    return part


def _rule(rule: RecurrenceRule, event: CalendarEvent) -> icalendar.vRecur:
    """UNTIL as RFC 5545 §3.3.10 wants it: a date for whole days, else a moment in UTC."""
    value = icalendar.vRecur.from_ical(str(replace(rule, until=None)))
    if rule.until is not None:
        until: datetime.date = rule.until
        if not event.is_all_day:
            last = datetime.datetime.combine(until, datetime.time(23, 59, 59))
            until = to_utc(last, ZoneInfo(event.time_zone))
        value["until"] = [until]
    return value


def _component(event: CalendarEvent, date: CalendarDate) -> icalendar.Event:
    part = icalendar.Event()
    part.add("uid", clean_line(event.uid))
    part.add("sequence", event.sequence)
    part.add("dtstamp", event.modified_at.astimezone(datetime.UTC))
    part.add("last-modified", event.modified_at.astimezone(datetime.UTC))
    _add_time(part, "dtstart", date.start, event)
    if date.end is not None:
        _add_time(part, "dtend", date.end, event)
    part.add("summary", clean_line(date.title))
    part.add("status", "CANCELLED" if date.is_cancelled else "CONFIRMED")
    if date.description:
        part.add("description", clean(date.description))
    if date.url:
        part.add("url", clean_url(date.url))
    if date.location:
        part.add("location", clean_line(date.location))
    if event.related_uid:
        part.add("related-to", clean_line(event.related_uid))
    for kind, uid in event.relations:
        part.add("related-to", clean_line(uid), parameters={"RELTYPE": kind})
    if date.geo:
        part.add("geo", date.geo)
    if date.categories:
        part.add("categories", [clean_line(category) for category in date.categories])
    return part


def _value(moment: datetime.datetime, event: CalendarEvent) -> datetime.date | datetime.datetime:
    if event.is_all_day:
        return moment.date()
    return localise(moment, ZoneInfo(event.time_zone))


def _add_time(
    part: icalendar.Event, name: str, moment: datetime.datetime, event: CalendarEvent
) -> None:
    part.add(name, _value(moment, event))


def _nominal(moment: datetime.datetime, event: CalendarEvent) -> datetime.date | datetime.datetime:
    """The hour that the rule names, also on the day on which clocks leave it out.

    Programs find the date by this hour; the one that clocks show then is another text.
    """
    if event.is_all_day:
        return moment.date()
    return moment.replace(tzinfo=ZoneInfo(event.time_zone))
