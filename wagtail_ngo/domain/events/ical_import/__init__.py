"""Reading iCalendar files (RFC 5545) that others made: bytes in, values and remarks out.

Nothing is fetched and nothing is guessed: what cannot be kept exactly becomes a ``Remark``. What
cannot be read costs its own line, else its own event, never the file.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from wagtail_ngo.domain.events.ical_import import texts
from wagtail_ngo.domain.events.ical_import.frame import modified_at, sequence
from wagtail_ngo.domain.events.ical_import.lines import (
    Component,
    Property,
    read_components,
    read_lines,
)
from wagtail_ngo.domain.events.ical_import.series import SeriesReader
from wagtail_ngo.domain.events.ical_import.texts import web_address
from wagtail_ngo.domain.events.ical_import.zones import FileZones, Zone
from wagtail_ngo.domain.events.ical_import_values import (
    ReadError,
    ReadEvent,
    Reading,
    ReadLimits,
    Remark,
)
from wagtail_ngo.domain.events.schedule import DateKey

__all__ = ["own_uid", "read", "web_address"]

UID_NAMESPACE = uuid.UUID("5f0d1c0e-6a0b-5c7e-9a53-3a0f4f4c6b1d")
MAX_UID = 200
#: Components that are not read, with the code of the remark.
LEFT_OUT_COMPONENTS = {"VTODO": "tasks", "VJOURNAL": "journals", "VFREEBUSY": "busy"}


@dataclass
class _Series:
    """Components of one UID: what may be the event, changes to its dates, dates of their own."""

    uid: str
    zones: FileZones
    mains: list[Component] = field(default_factory=list)
    changed: list[Component] = field(default_factory=list)
    later: list[Component] = field(default_factory=list)
    added: list[Component] = field(default_factory=list)

    @property
    def parts(self) -> list[Component]:
        return [*self.mains, *self.changed, *self.later, *self.added]


def read(
    data: bytes,
    *,
    time_zone: str,
    today: datetime.date,
    limits: ReadLimits | None = None,
    known: Callable[[str], ReadEvent | None] = lambda _uid: None,
) -> Reading:
    """The events of a file. Raises ReadError for one that is too large or no calendar.

    ``time_zone`` is that of times that name none, and of times in UTC. ``known`` gives the event
    of a UID that was read before, for a change to one of its dates that comes alone.
    """
    limits = limits or ReadLimits()
    if len(data) > limits.size:
        raise ReadError("size", megabytes=max(1, limits.size // 1_000_000))
    letters, lines = read_lines(data)
    count = letters.text.upper().count("BEGIN:VEVENT")
    if count > limits.events:
        raise ReadError("events", limit=limits.events)
    if not count and "BEGIN:VCALENDAR" not in letters.text.upper():
        raise ReadError("format")
    reading = Reading()
    if letters.sample:
        reading.remarks.append(Remark("letters", "", f"{letters.encoding}: {letters.sample}"))
    root = read_components(lines)
    reading.calendar_name = _name_of(root)
    default = Zone(time_zone)
    for series in _series_of(root, default, reading):
        _read_guarded(series, reading, today=today, limits=limits, known=known)
    return reading


def _name_of(root: Component) -> str:
    names = (
        texts.line(calendar.text(name))
        for calendar in root.children
        if calendar.name == "VCALENDAR"
        for name in ("NAME", "X-WR-CALNAME")
    )
    return next(filter(None, names), "")


def _series_of(root: Component, default: Zone, reading: Reading) -> list[_Series]:
    """Events of all calendars of the file by UID, each with the zones of its calendar."""
    by_uid: dict[str, _Series] = {}
    # Events copied from a mail are in the file without a calendar.
    calendars = [part for part in root.children if part.name == "VCALENDAR"]
    for calendar in [*calendars, root]:
        zones = FileZones(calendar, default)
        for part in calendar.children:
            _say_what_is_left_out(part, reading)
            if part.name == "VEVENT" and not part.is_cut:
                _take_method(calendar, part)
                uid = _uid(part)
                series = by_uid.setdefault(uid, _Series(uid, zones))
                if series.zones is not zones:
                    series.zones = series.zones.joined(zones)
                _sort_in(series, part)
    return _joined(by_uid)


def _say_what_is_left_out(part: Component, reading: Reading) -> None:
    title = texts.line(part.text("SUMMARY"))
    if part.name in LEFT_OUT_COMPONENTS:
        reading.remarks.append(Remark(LEFT_OUT_COMPONENTS[part.name], title, "", part.line))
    elif part.name == "VEVENT" and part.is_cut:
        reading.remarks.append(Remark("damaged", title, "", part.line))


def _take_method(calendar: Component, part: Component) -> None:
    """A file that cancels says so once, for all that is in it (RFC 5546 §3.2.5)."""
    if calendar.text("METHOD").strip().upper() == "CANCEL":
        part.properties = [item for item in part.properties if item.name != "STATUS"]
        part.properties.append(Property(part.line, "STATUS", {}, "CANCELLED"))


def _sort_in(series: _Series, part: Component) -> None:
    original = part.first("RECURRENCE-ID")
    if original is None:
        series.mains.append(part)
    elif "RANGE" in original.params:
        series.later.append(part)
    else:
        series.changed.append(part)


def _joined(by_uid: dict[str, _Series]) -> list[_Series]:
    """Dates that are events of their own, as our files write them, joined to their event."""
    for uid in list(by_uid):
        series = by_uid[uid]
        related = series.mains[0].text("RELATED-TO").strip() if series.mains else ""
        if not related or not _is_date_of(uid, related):
            continue
        owner = by_uid.get(related)
        if owner is not None and owner is not series and owner.mains:
            owner.added += series.mains
            owner.changed += series.changed
            del by_uid[uid]
    return list(by_uid.values())


def _is_date_of(uid: str, related: str) -> bool:
    try:
        DateKey.parse(uid.removeprefix(f"{related}-"))
    except ValueError:
        return False
    return uid.startswith(f"{related}-")


def _uid(part: Component) -> str:
    """The UID; where there is none or an endless one, one that stays the same for the event."""
    uid = " ".join(part.text("UID").split())
    if 0 < len(uid) <= MAX_UID:
        return uid
    start = part.text("DTSTART")
    return str(uuid.uuid5(UID_NAMESPACE, uid or f"{part.text('SUMMARY')} {start}"))


def _read_guarded(series: _Series, reading: Reading, *, today, limits, known) -> None:
    """What is wrong with one event in a way that nobody thought of costs this event alone."""
    before = len(reading.events)
    try:
        _read_series(series, reading, today=today, limits=limits, known=known)
    except (ValueError, OverflowError, LookupError, TypeError, AttributeError) as error:
        del reading.events[before:]
        part = series.parts[0]
        title = texts.line(part.text("SUMMARY"))[:255]
        reading.remarks.append(Remark("unreadable_event", title, type(error).__name__, part.line))


def _read_series(series: _Series, reading: Reading, *, today, limits, known) -> None:
    def reader() -> SeriesReader:
        return SeriesReader(reading, series.zones, today=today, limits=limits)

    if not series.mains:
        event = known(series.uid)
        part = series.parts[0]
        if event is None:
            title = texts.line(part.text("SUMMARY"))[:255]
            reading.remarks.append(Remark("no_series", title, "", part.line))
        else:
            reading.lonely.append(reader().read_alone(event, series.changed + series.later))
        return
    mains = _newest(series.mains, reading)
    for number, main in enumerate(mains):
        own = series if number == 0 else _Series(series.uid, series.zones)
        event = reader().read(series.uid, main, own.changed, own.added)
        if event is None:
            continue
        if len(mains) > 1:
            event.shared_uid = series.uid
            event.uid = own_uid(series.uid, event)
        reading.events.append(event)
        for part in own.later:
            event = reader().read_later(event, part) or event
            if event is not reading.events[-1]:
                reading.events.append(event)


def own_uid(uid: str, event: ReadEvent) -> str:
    """The UID of an event that shares one with others: by its start, so that it stays the same."""
    hour = f"T{event.start_time:%H%M}" if event.start_time else ""
    return f"{uid[: MAX_UID - 14]}-{event.start_date:%Y%m%d}{hour}"


def _newest(mains: list[Component], reading: Reading) -> list[Component]:
    """The components that are events: older versions go, others with the same UID stay."""
    if len(mains) == 1:
        return mains
    highest = max(map(sequence, mains))
    by_start: dict[str, Component] = {}
    for part in mains:
        start = part.text("DTSTART").strip()
        if sequence(part) == highest:
            other = by_start.get(start)
            if other is None or _stamp(part) >= _stamp(other):
                by_start[start] = part
    newest = list(by_start.values())
    title = texts.line(newest[0].text("SUMMARY"))[:255]
    code = "double" if len(newest) == 1 else "same_uid"
    reading.remarks.append(Remark(code, title, "", newest[0].line))
    return newest


def _stamp(part: Component) -> datetime.datetime:
    return modified_at(part) or datetime.datetime.min.replace(tzinfo=datetime.UTC)
