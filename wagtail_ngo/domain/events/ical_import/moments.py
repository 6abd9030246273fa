"""Dates, times and lengths of iCalendar (RFC 5545 §3.3.4 to §3.3.9) from their text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from wagtail_ngo.domain.events.ical_import.lines import Property
from wagtail_ngo.domain.events.ical_import.zones import UTC, Zone

_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MOMENT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)")
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?"
    r"(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})S)?)?"
)
#: Outside of these no zone is reliable and sums overflow.
FIRST_YEAR, LAST_YEAR = 1800, 2300


class UnreadableError(ValueError):
    """A value that cannot be read; says which property, on which line."""

    def __init__(self, part: Property, value: str = "") -> None:
        super().__init__(part.name)
        self.line = part.line
        self.detail = f"{part.name}: {(value or part.value).strip()[:60]}"


@dataclass(frozen=True, slots=True)
class Moment:
    """Wall time in a zone; without one it floats. A day is midnight with ``is_day``."""

    wall: datetime.datetime
    is_day: bool = False
    zone: Zone | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """Days are those of the calendar, seconds are exact (§3.3.6)."""

    days: int
    seconds: int

    def after(self, moment: Moment, zone: Zone) -> Moment:
        wall = moment.wall + datetime.timedelta(days=self.days)
        if self.seconds and not moment.is_day:
            zone = moment.zone or zone
            wall = zone.from_utc(zone.to_utc(wall) + datetime.timedelta(seconds=self.seconds))
        return Moment(wall, moment.is_day, moment.zone)


@dataclass(frozen=True, slots=True)
class Period:
    start: Moment
    end: Moment | Length | None = None


def read_moment(
    part: Property, zone_of: Callable[[Property], Zone | None], value: str | None = None
) -> Moment:
    """Raises UnreadableError."""
    text = (part.value if value is None else value).strip()
    match = _MOMENT.fullmatch(text)
    try:
        if match is None:
            day = _DAY.fullmatch(text)
            if day is None:
                raise UnreadableError(part, text)
            return Moment(_wall(*map(int, day.groups())), is_day=True)
        wall = _wall(*map(int, match.groups()[:6]))
    except ValueError as error:
        raise UnreadableError(part, text) from error
    says_day = part.params.get("VALUE", "").upper() == "DATE"
    if says_day and wall.time() == datetime.time():
        # With another hour than midnight the value is right and its label wrong.
        return Moment(datetime.datetime.combine(wall, datetime.time()), is_day=True)
    return Moment(wall, zone=UTC if match[7] else zone_of(part))


def _wall(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0):
    """To the minute: nobody meets at a second. 24:00 is the next midnight."""
    if not FIRST_YEAR <= year <= LAST_YEAR or second > 60:
        raise ValueError(year)
    is_midnight = (hour, minute) == (24, 0)
    wall = datetime.datetime(year, month, day, 0 if is_midnight else hour, minute)  # noqa: DTZ001
    return wall + datetime.timedelta(days=1) if is_midnight else wall


def read_length(part: Property, value: str | None = None) -> Length:
    """Raises UnreadableError, also for one that is negative."""
    text = (part.value if value is None else value).strip().upper()
    match = _LENGTH.fullmatch(text)
    if match is None or not any(match.groups()[1:]):
        raise UnreadableError(part, text)
    weeks, days, hours, minutes, seconds = (int(group or 0) for group in match.groups()[1:])
    length = Length(7 * weeks + days, 3600 * hours + 60 * minutes + seconds)
    if match[1] == "-" or length.days > 40_000 or length.seconds > 40_000 * 86_400:
        raise UnreadableError(part, text)
    return length


def read_period(part: Property, zone_of: Callable[[Property], Zone | None], value: str) -> Period:
    """A moment, or the start of a period with its end. Raises UnreadableError."""
    start, slash, end = value.partition("/")
    if not slash:
        return Period(read_moment(part, zone_of, start))
    if end.strip().upper().startswith("P"):
        return Period(read_moment(part, zone_of, start), read_length(part, end))
    return Period(read_moment(part, zone_of, start), read_moment(part, zone_of, end))
