"""Days as spans of time."""

from __future__ import annotations

import datetime


def midnight(day: datetime.date, zone: datetime.tzinfo) -> datetime.datetime:
    """The moment at which the day begins in ``zone``."""
    return datetime.datetime.combine(day, datetime.time(), tzinfo=zone)


def bounds(
    first: datetime.date, last: datetime.date, zone: datetime.tzinfo
) -> tuple[datetime.datetime, datetime.datetime]:
    """When the first day begins and when the last one has ended, in ``zone``."""
    return midnight(first, zone), midnight(last + datetime.timedelta(days=1), zone)
