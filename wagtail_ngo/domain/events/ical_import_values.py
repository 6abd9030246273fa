"""What reading an iCalendar file gives: events, their changed dates, remarks, refusals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.enums import OverrideKind


@dataclass(frozen=True, slots=True)
class ReadLimits:
    size: int = 5_000_000
    events: int = 2000
    dates: int = 1000


class ReadError(ValueError):
    """A file that is refused as a whole."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was not understood, or not taken over; ``title`` names the event."""

    code: str
    title: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReadChange:
    """One date of a series that differs from the rest, by its original local day."""

    original_date: datetime.date
    kind: OverrideKind
    new_date: datetime.date | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    title: str = ""
    note: str = ""
    original_time: datetime.time | None = None


@dataclass
class ReadEvent:
    uid: str
    sequence: int
    title: str
    start_date: datetime.date
    time_zone: str
    start_time: datetime.time | None = None
    end_date: datetime.date | None = None
    end_time: datetime.time | None = None
    all_day: bool = False
    rule: RecurrenceRule | None = None
    description: str = ""
    location: str = ""
    organizer: str = ""
    url: str = ""
    online_url: str = ""
    categories: tuple[str, ...] = ()
    changes: list[ReadChange] = field(default_factory=list)


@dataclass
class Reading:
    events: list[ReadEvent] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
