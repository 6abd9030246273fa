"""Wall-clock time and moments: the one place where a zone is attached."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo


def localise(wall: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The moment at which clocks of ``zone`` show ``wall``.

    A time that the spring change leaves out moves forward by the gap (02:30 becomes 03:30); of a
    time that the autumn change repeats the first is meant. RFC 5545 §3.3.5.
    """
    aware = wall.replace(tzinfo=zone, fold=0)
    shown = aware.astimezone(datetime.UTC).astimezone(zone)
    return aware if shown.replace(tzinfo=None) == wall else shown


def to_utc(wall: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """The same in UTC. A time that clocks leave out is counted from the hour before it."""
    return wall.replace(tzinfo=zone, fold=0).astimezone(datetime.UTC)
