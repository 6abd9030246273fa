"""VTIMEZONE components (RFC 5545 §3.6.5) from the zone database.

icalendar 7.3 can make them, but states the onset of summer time in the new offset instead of the
old one (§3.8.2.4), which puts it an hour off for clients that trust the file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import icalendar

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Onset:
    """A moment at which clocks change; ``wall`` is what the clock shows just before."""

    wall: datetime.datetime
    offset_from: datetime.timedelta
    offset_to: datetime.timedelta
    name: str
    is_daylight: bool

    @property
    def yearly_rule(self) -> dict:
        """The yearly rule, such as the last Sunday of March, that the day may follow."""
        day = _WEEKDAYS[self.wall.weekday()]
        is_last = (self.wall + datetime.timedelta(days=7)).month != self.wall.month
        position = -1 if is_last else (self.wall.day - 1) // 7 + 1
        return {"freq": "YEARLY", "bymonth": self.wall.month, "byday": f"{position}{day}"}


def onsets(zone: ZoneInfo, *, first_year: int, last_year: int) -> Iterator[Onset]:
    """All clock changes in the years given, in order."""
    moment = datetime.datetime(first_year, 1, 1, tzinfo=datetime.UTC)
    end = datetime.datetime(last_year + 1, 1, 1, tzinfo=datetime.UTC)
    while moment < end:
        later = moment + datetime.timedelta(days=1)
        if _offset(moment, zone) != _offset(later, zone):
            yield _onset(moment, later, zone)
        moment = later


def _offset(moment: datetime.datetime, zone: ZoneInfo) -> datetime.timedelta:
    return moment.astimezone(zone).utcoffset() or datetime.timedelta(0)


def _onset(low: datetime.datetime, high: datetime.datetime, zone: ZoneInfo) -> Onset:
    old = _offset(low, zone)
    while high - low > datetime.timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    new = high.astimezone(zone)
    return Onset(
        wall=high.replace(tzinfo=None) + old,
        offset_from=old,
        offset_to=_offset(high, zone),
        name=new.tzname() or "",
        is_daylight=bool(new.dst()),
    )


def vtimezone(name: str, *, first_year: int, last_year: int) -> icalendar.Timezone:
    """The definition of a zone that is right from ``first_year`` on.

    Where the clock changes follow one yearly rule it is given without end, so that series without
    end stay right; elsewhere each change is listed up to ``last_year``.
    """
    zone = ZoneInfo(name)
    component = icalendar.Timezone()
    component.add("tzid", name)
    groups: dict[tuple, list[Onset]] = {}
    for onset in onsets(zone, first_year=first_year - 1, last_year=last_year):
        key = onset.is_daylight, onset.offset_from, onset.offset_to, onset.name
        groups.setdefault(key, []).append(onset)
    years = last_year - first_year + 2
    for group in groups.values():
        component.add_component(_observance(group, years=years))
    if not groups:
        component.add_component(_constant(zone, first_year))
    return component


def _observance(group: list[Onset], *, years: int) -> icalendar.cal.Component:
    first = group[0]
    observance = icalendar.TimezoneDaylight() if first.is_daylight else icalendar.TimezoneStandard()
    observance.add("dtstart", first.wall)
    observance.add("tzoffsetfrom", first.offset_from)
    observance.add("tzoffsetto", first.offset_to)
    observance.add("tzname", first.name)
    rules = {(str(o.yearly_rule), o.wall.time()) for o in group}
    if len(rules) == 1 and len(group) == years:
        observance.add("rrule", first.yearly_rule)
    elif len(group) > 1:
        # ical.js reads the first value of each RDATE, and where there is one no DTSTART.
        for onset in group:
            observance.add("rdate", [onset.wall])
    return observance


def _constant(zone: ZoneInfo, year: int) -> icalendar.TimezoneStandard:
    start = datetime.datetime(year - 1, 1, 1)  # noqa: DTZ001 -- wall time of the zone
    aware = start.replace(tzinfo=zone)
    observance = icalendar.TimezoneStandard()
    observance.add("dtstart", start)
    observance.add("tzoffsetfrom", aware.utcoffset())
    observance.add("tzoffsetto", aware.utcoffset())
    observance.add("tzname", aware.tzname())
    return observance
