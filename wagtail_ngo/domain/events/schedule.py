"""From an editor's intention to dates: a schedule, single changes to it, and what follows.

Everything here is naive local wall time of the event's own zone; ``PlannedDate`` attaches the zone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from wagtail_ngo.domain.events import recurrence
from wagtail_ngo.domain.events.local_time import to_utc
from wagtail_ngo.enums import OverrideKind

MIDNIGHT = datetime.time()
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Schedule:
    """When an event takes place: its first date and how it repeats."""

    start_date: datetime.date
    start_time: datetime.time | None = None
    end_date: datetime.date | None = None
    end_time: datetime.time | None = None
    all_day: bool = False
    open_end: bool = False
    time_zone: str = "Europe/Warsaw"
    rule: recurrence.RecurrenceRule | None = None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_whole_day(self) -> bool:
        return self.all_day or self.start_time is None

    @property
    def has_end(self) -> bool:
        """Whether the end is told to the public (otherwise the day's end is stored)."""
        return self.is_whole_day or (self.end_time is not None and not self.open_end)

    @property
    def days(self) -> int:
        """Midnights that one date spans."""
        return ((self.end_date or self.start_date) - self.start_date).days

    def times_on(self, day: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
        """Start and end, as wall time, of the date that begins on ``day``."""
        last_day = day + datetime.timedelta(days=self.days)
        if self.is_whole_day:
            return _at(day, MIDNIGHT), _at(last_day + ONE_DAY, MIDNIGHT)
        if not self.has_end:
            return _at(day, self.start_time), _at(last_day + ONE_DAY, MIDNIGHT)
        return _at(day, self.start_time), _at(last_day, self.end_time)


@dataclass(frozen=True, slots=True)
class Change:
    """An editor's change to the date that the rule (or, for EXTRA, nothing) puts on a day."""

    original_date: datetime.date
    kind: OverrideKind
    new_date: datetime.date | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of an event. ``recurrence_id`` is its original local date and never changes."""

    recurrence_id: datetime.date
    start: datetime.datetime
    end: datetime.datetime
    time_zone: str
    is_cancelled: bool = False
    is_moved: bool = False

    @property
    def starts_at(self) -> datetime.datetime:
        return to_utc(self.start, ZoneInfo(self.time_zone))

    @property
    def ends_at(self) -> datetime.datetime:
        """Never before the start, even where a clock change swallows the whole date."""
        return max(self.starts_at, to_utc(self.end, ZoneInfo(self.time_zone)))


def _at(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return datetime.datetime.combine(day, time)


def planned_dates(
    schedule: Schedule,
    changes: Iterable[Change] = (),
    *,
    first: datetime.date = datetime.date.min,
    last: datetime.date,
) -> list[PlannedDate]:
    """Dates whose original day lies in ``first`` … ``last``, in the order of their original days.

    A change whose day the rule does not name has no effect, unless it is an extra date.
    """
    by_day = {change.original_date: change for change in changes}
    days = set(recurrence.dates_between(schedule.rule, schedule.start_date, first=first, last=last))
    days |= {
        day
        for day, change in by_day.items()
        if change.kind is OverrideKind.EXTRA and first <= day <= last
    }
    planned = (_plan(schedule, day, by_day.get(day)) for day in sorted(days))
    return [date for date in planned if date is not None]


def _plan(schedule: Schedule, day: datetime.date, change: Change | None) -> PlannedDate | None:
    start, end = schedule.times_on(day)
    zone = schedule.time_zone
    if change is None:
        return PlannedDate(day, start, end, zone)
    if change.kind is OverrideKind.REMOVED:
        return None
    if change.kind is OverrideKind.CANCELLED:
        return PlannedDate(day, start, end, zone, is_cancelled=True)
    if change.kind is OverrideKind.CHANGED:
        return PlannedDate(day, start, end, zone)
    start, end = _moved_times(schedule, change)
    return PlannedDate(day, start, end, zone, is_moved=change.kind is OverrideKind.MOVED)


def _moved_times(schedule: Schedule, change: Change) -> tuple[datetime.datetime, datetime.datetime]:
    """A new time without a new end keeps the usual length."""
    day = change.new_date or change.original_date
    start, end = schedule.times_on(day)
    if change.start_time is None or schedule.is_whole_day:
        new_start = start
    else:
        new_start = _at(day, change.start_time)
    if not schedule.has_end and change.end_time is None:
        return new_start, end
    if change.end_time is None or schedule.is_whole_day:
        return new_start, new_start + (end - start)
    new_end = _at(day + datetime.timedelta(days=schedule.days), change.end_time)
    return new_start, new_end if new_end > new_start else new_end + ONE_DAY
