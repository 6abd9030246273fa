"""From an editor's intention to dates: a schedule, single changes to it, and what follows.

Everything here is naive local wall time of the event's own zone; ``PlannedDate`` attaches the zone.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple
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


class DateKey(NamedTuple):
    """What a date is known by, whatever becomes of it: its original local start.

    ``session`` is the hour, as "1400", of a date beside the one that the day itself means. That one
    has "": it follows the event when editors change the event's hour.
    """

    day: datetime.date
    session: str = ""

    @classmethod
    def parse(cls, address: str) -> DateKey:
        """The key behind an address. Raises ValueError."""
        day, session = address[:10], address[11:]
        session_time(session)
        return cls(datetime.date.fromisoformat(day), session)

    @property
    def address(self) -> str:
        """The last part of the date's web address."""
        return f"{self.day}-{self.session}" if self.session else str(self.day)


def session_of(time: datetime.time | None) -> str:
    return f"{time:%H%M}" if time else ""


def session_time(session: str) -> datetime.time | None:
    return datetime.time(int(session[:2]), int(session[2:])) if session else None


@dataclass(frozen=True, slots=True)
class Change:
    """An editor's change to the date that the rule (or, for EXTRA, nothing) puts on a day.

    With ``original_time`` it is about a date that the rule does not give: one more on that day.
    """

    original_date: datetime.date
    kind: OverrideKind
    new_date: datetime.date | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    original_time: datetime.time | None = None
    end_date: datetime.date | None = None
    # None: as the event.
    all_day: bool | None = None

    @property
    def key(self) -> DateKey:
        return DateKey(self.original_date, session_of(self.original_time))

    @property
    def names_a_date(self) -> bool:
        """Whether there is such a date, also where the rule gives none."""
        is_session = self.original_time is not None and self.kind is not OverrideKind.REMOVED
        return self.kind is OverrideKind.EXTRA or is_session


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of an event. ``key`` is its original local start and never changes."""

    key: DateKey
    start: datetime.datetime
    end: datetime.datetime
    time_zone: str
    # Whether the end is told to the public.
    has_end: bool
    is_cancelled: bool = False
    is_moved: bool = False
    is_all_day: bool = False

    @property
    def recurrence_id(self) -> datetime.date:
        """The original day."""
        return self.key.day

    @property
    def starts_at(self) -> datetime.datetime:
        return to_utc(self.start, ZoneInfo(self.time_zone))

    @property
    def ends_at(self) -> datetime.datetime:
        """Never before the start, even where a clock change swallows the whole date."""
        return self.moments[1]

    @property
    def moments(self) -> tuple[datetime.datetime, datetime.datetime]:
        """``starts_at`` and ``ends_at``."""
        zone = ZoneInfo(self.time_zone)
        starts_at = to_utc(self.start, zone)
        return starts_at, max(starts_at, to_utc(self.end, zone))


def _at(day: datetime.date, time: datetime.time | None) -> datetime.datetime:
    """The wall time on ``day``; what has no hour begins and ends with the day."""
    return datetime.datetime.combine(day, time or MIDNIGHT)


def planned_dates(
    schedule: Schedule,
    changes: Iterable[Change] = (),
    *,
    first: datetime.date = datetime.date.min,
    last: datetime.date,
    left_out: Callable[[datetime.date], bool] | None = None,
) -> list[PlannedDate]:
    """Dates whose original day lies in ``first`` … ``last``, in the order of their original days.

    A change whose day the rule does not name has no effect, unless it is an extra date. Days for
    which ``left_out`` says so have no date, unless a change is about that very date.
    """
    by_key = {change.key: change for change in changes}
    days = recurrence.dates_between(schedule.rule, schedule.start_date, first=first, last=last)
    keys = {DateKey(day) for day in days}
    if left_out is not None:
        keys = {key for key in keys if key in by_key or not left_out(key.day)}
    keys |= {
        key for key, change in by_key.items() if change.names_a_date and first <= key.day <= last
    }
    planned = (_plan(schedule, key, by_key.get(key)) for key in sorted(keys))
    return [date for date in planned if date is not None]


def _plan(schedule: Schedule, key: DateKey, change: Change | None) -> PlannedDate | None:
    if change is not None and change.kind is OverrideKind.REMOVED:
        return None
    start, end = schedule.times_on(key.day)
    if change is not None:
        start, end = _changed_times(schedule, change)
    own_end = change is not None and change.end_time is not None
    kind = change.kind if change is not None else None
    return PlannedDate(
        key,
        start,
        end,
        schedule.time_zone,
        is_cancelled=kind is OverrideKind.CANCELLED,
        is_moved=kind is OverrideKind.MOVED,
        is_all_day=_is_whole_day(schedule, change),
        has_end=own_end or _is_whole_day(schedule, change) or schedule.has_end,
    )


def _is_whole_day(schedule: Schedule, change: Change | None) -> bool:
    if change is None or change.all_day is None:
        return schedule.is_whole_day
    return change.all_day or (schedule.is_whole_day and change.start_time is None)


def _changed_times(
    schedule: Schedule, change: Change
) -> tuple[datetime.datetime, datetime.datetime]:
    """A new time without a new end keeps the usual length."""
    day = change.original_date
    if change.kind is not OverrideKind.CHANGED:
        day = change.new_date or day
    if _is_whole_day(schedule, change):
        days = schedule.days if schedule.is_whole_day else 0
        last = change.end_date or day + days * ONE_DAY
        return _at(day, MIDNIGHT), _at(max(last, day) + ONE_DAY, MIDNIGHT)
    start, end = schedule.times_on(day)
    if schedule.is_whole_day:
        # Without an end of its own the date lasts to the end of its day.
        start, end = _at(day, change.start_time), _at(day + ONE_DAY, MIDNIGHT)
        return start, _own_end(change, start, days=0) or end
    time = change.start_time or change.original_time
    new_start = start if time is None else _at(day, time)
    usual = new_start + (end - start) if schedule.has_end else end
    return new_start, _own_end(change, new_start, days=schedule.days) or usual


def _own_end(change: Change, start: datetime.datetime, *, days: int) -> datetime.datetime | None:
    """The end that the change gives; an hour not after the start is one of the next day."""
    if change.end_time is None:
        return None
    last = change.end_date or start.date() + days * ONE_DAY
    end = _at(last, change.end_time)
    return end if end > start else _at(start.date() + ONE_DAY, change.end_time)
