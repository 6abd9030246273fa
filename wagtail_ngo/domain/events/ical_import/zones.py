"""Zones as files name them: of the zone database, of Windows, or defined in the file alone."""

from __future__ import annotations

import datetime
import re
from copy import copy
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from wagtail_ngo.domain.events.ical_import.lines import Component
from wagtail_ngo.domain.events.local_time import to_utc
from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    RuleError,
    dates_between,
    parse,
)

_UTC_NAMES = frozenset(("utc", "gmt", "uct", "zulu", "z", "greenwich", "universal", "gmt0"))
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?")
_WALL = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?")
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Zone:
    """A zone of the zone database. UTC says a moment, never where somebody is."""

    name: str

    @property
    def is_utc(self) -> bool:
        return self.name.lower().removeprefix("etc/") in _UTC_NAMES

    def to_utc(self, wall: datetime.datetime) -> datetime.datetime:
        return to_utc(wall, ZoneInfo(self.name))

    def from_utc(self, moment: datetime.datetime) -> datetime.datetime:
        return moment.astimezone(ZoneInfo(self.name)).replace(tzinfo=None)


UTC = Zone("UTC")


@dataclass(frozen=True)
class _Observance:
    """Summer or winter time of a VTIMEZONE: from when on, and how far from UTC."""

    start: datetime.datetime
    offset_from: datetime.timedelta
    offset: datetime.timedelta
    rule: RecurrenceRule | None = None
    added: tuple[datetime.datetime, ...] = ()

    def last_onset(self, wall: datetime.datetime) -> datetime.datetime | None:
        """The last moment up to ``wall`` at which it began."""
        onsets = [moment for moment in (self.start, *self.added) if moment <= wall]
        if self.rule is not None and self.start <= wall:
            first = datetime.date(max(wall.year - 2, 1), 1, 1)
            days = dates_between(self.rule, first, first=first + ONE_DAY, last=wall.date())
            moments = [datetime.datetime.combine(day, self.start.time()) for day in days]
            onsets += [moment for moment in moments if self.start <= moment <= wall]
        return max(onsets, default=None)


@dataclass(frozen=True)
class FileZone(Zone):
    """A zone that only the file defines (VTIMEZONE, §3.6.5)."""

    observances: tuple[_Observance, ...] = ()

    @property
    def is_utc(self) -> bool:
        return False

    def offset(self, wall: datetime.datetime) -> datetime.timedelta:
        begun = [
            (onset, part.offset)
            for part in self.observances
            if (onset := part.last_onset(wall)) is not None
        ]
        if begun:
            return max(begun, key=lambda pair: pair[0])[1]
        return min(self.observances, key=lambda part: part.start).offset_from

    def to_utc(self, wall: datetime.datetime) -> datetime.datetime:
        return (wall - self.offset(wall)).replace(tzinfo=datetime.UTC)

    def from_utc(self, moment: datetime.datetime) -> datetime.datetime:
        plain = moment.replace(tzinfo=None)
        return plain + self.offset(plain + self.offset(plain))


@cache
def _names() -> dict[str, str]:
    names = {name.lower(): name for name in available_timezones()}
    return {windows.lower(): name for windows, name in WINDOWS_TO_OLSON.items()} | names


def named(text: str) -> Zone | None:
    """The zone that a TZID means: "/x.org/Europe/Warsaw", "Central European Standard Time"."""
    text = text.strip().strip("/").lower()
    if text.removeprefix("etc/") in _UTC_NAMES:
        return UTC
    parts = text.split("/")
    for length in (len(parts), 3, 2):
        if name := _names().get("/".join(parts[-length:])):
            return Zone(name)
    return None


def defined(component: Component) -> Zone | None:
    """The zone of a VTIMEZONE; None if it cannot be read."""
    place = component.first("X-LIC-LOCATION")
    if place and (zone := named(place.value)):
        return zone
    parts = [_observance(part) for part in component.children]
    readable = tuple(part for part in parts if part is not None)
    if not parts or len(readable) < len(parts):
        return None
    return FileZone(component.text("TZID"), readable)


def _observance(component: Component) -> _Observance | None:
    start, before, after = (
        component.first(name) for name in ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO")
    )
    if start is None or before is None or after is None:
        return None
    try:
        return _Observance(
            start=_wall(start.value),
            offset_from=_offset(before.value),
            offset=_offset(after.value),
            rule=_yearly(component),
            added=tuple(_wall(value) for part in component.all("RDATE") for value in [part.value]),
        )
    except (ValueError, AttributeError):
        return None


def _yearly(component: Component) -> RecurrenceRule | None:
    """The rule of the clock changes. Real ones are yearly and name their month."""
    part = component.first("RRULE")
    if part is None:
        return None
    try:
        rule = parse(part.value)
    except RuleError:
        return None
    is_usual = rule.frequency is Frequency.YEARLY and rule.interval == 1 and rule.months
    return rule if is_usual else None


def _wall(text: str) -> datetime.datetime:
    match = _WALL.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day, hour, minute, second = map(int, match.groups())
    return datetime.datetime(  # noqa: DTZ001 -- wall time of the zone
        year, month, day, hour, minute, second
    )


def _offset(text: str) -> datetime.timedelta:
    match = _OFFSET.fullmatch(text.strip())
    if match is None or int(match[2]) > 15 or int(match[3]) > 59:
        raise ValueError(text)
    offset = datetime.timedelta(hours=int(match[2]), minutes=int(match[3]))
    return -offset if match[1] == "-" else offset


class FileZones:
    """The zones that one VCALENDAR defines, and the one of its times without a zone."""

    def __init__(self, calendar: Component, default: Zone) -> None:
        own = named(calendar.text("X-WR-TIMEZONE"))
        self.default = own if own is not None and not own.is_utc else default
        self.definitions = {
            part.text("TZID"): part for part in calendar.children if part.name == "VTIMEZONE"
        }
        self.answers: dict[str, Zone | None] = {}

    def joined(self, other: FileZones) -> FileZones:
        """With what another calendar defines; its own go before."""
        both = copy(self)
        both.definitions, both.answers = {**other.definitions, **self.definitions}, {}
        return both

    def find(self, name: str) -> Zone | None:
        if name not in self.answers:
            zone = named(name)
            if zone is None and name in self.definitions:
                zone = defined(self.definitions[name])
            self.answers[name] = zone
        return self.answers[name]
