"""Whether an office is open now, and its week at a glance."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True)
class Hours:
    """Open on ``weekday`` (0 = Monday) from ``opens`` until ``closes``, local time."""

    weekday: int
    opens: datetime.time
    closes: datetime.time
    note: str = ""


@dataclass(frozen=True)
class HoursException:
    """From ``first_day`` to ``last_day``, both included: other hours, or closed without any."""

    first_day: datetime.date
    last_day: datetime.date
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    note: str = ""


def is_open(
    week: Iterable[Hours], exceptions: Iterable[HoursException], *, at: datetime.datetime
) -> bool:
    """Whether the office is open at the local wall time ``at``. The closing minute is closed."""
    time = at.time().replace(tzinfo=None)
    return any(opens <= time < closes for opens, closes in hours_on(week, exceptions, at.date()))


def hours_on(
    week: Iterable[Hours], exceptions: Iterable[HoursException], day: datetime.date
) -> list[tuple[datetime.time, datetime.time]]:
    """Open hours of one day, in order. Any exception on that day replaces the usual hours."""
    special = [
        exception for exception in exceptions if exception.first_day <= day <= exception.last_day
    ]
    if special:
        return sorted(
            (hours.opens, hours.closes) for hours in special if hours.opens and hours.closes
        )
    return sorted((hours.opens, hours.closes) for hours in week if hours.weekday == day.weekday())


def by_weekday(week: Iterable[Hours]) -> list[tuple[int, list[Hours]]]:
    """Weekday and its hours, Monday first, only days that have any."""
    ordered = sorted(week, key=lambda row: (row.weekday, row.opens))
    return [(day, list(hours)) for day, hours in groupby(ordered, key=lambda row: row.weekday)]
