"""What reading an iCalendar file gives: events, their changed dates, remarks, refusals."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any

from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.domain.events.schedule import DateKey, session_of
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
    # The line of the file, 0 where no single one is meant.
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReadChange:
    """One date of a series that differs from the rest, by its original local start."""

    original_date: datetime.date
    kind: OverrideKind
    new_date: datetime.date | None = None
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    title: str = ""
    note: str = ""
    original_time: datetime.time | None = None
    end_date: datetime.date | None = None
    # None: as the event.
    all_day: bool | None = None
    description: str = ""
    link: str = ""

    @property
    def key(self) -> DateKey:
        return DateKey(self.original_date, session_of(self.original_time))


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
    # The same as safe HTML.
    paragraphs: tuple[str, ...] = ()
    location: str = ""
    organizer: str = ""
    url: str = ""
    online_url: str = ""
    categories: tuple[str, ...] = ()
    changes: list[ReadChange] = field(default_factory=list)
    modified_at: datetime.datetime | None = None
    # The UID in the file, where several events there have the same.
    shared_uid: str = ""


@dataclass
class LonelyChanges:
    """Changes to dates of an event that is not in the file itself."""

    uid: str
    sequence: int
    changes: list[ReadChange] = field(default_factory=list)


@dataclass
class Reading:
    events: list[ReadEvent] = field(default_factory=list)
    lonely: list[LonelyChanges] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    #: What the calendar calls itself: NAME (RFC 7986 §5.1) or X-WR-CALNAME.
    calendar_name: str = ""
