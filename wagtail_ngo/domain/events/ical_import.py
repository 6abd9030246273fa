"""Reading iCalendar files (RFC 5545) that others made: bytes in, values and remarks out.

Nothing is fetched and nothing is guessed: what cannot be kept exactly becomes a ``Remark``.
"""

from __future__ import annotations

import datetime
import re
import uuid
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar

from wagtail_ngo.domain.events.ical import clean, clean_line
from wagtail_ngo.domain.events.ical_import_values import (
    ReadChange,
    ReadError,
    ReadEvent,
    Reading,
    ReadLimits,
    Remark,
)
from wagtail_ngo.domain.events.recurrence import RuleError, check_series, dates_between, parse
from wagtail_ngo.enums import OverrideKind

UID_NAMESPACE = uuid.UUID("5f0d1c0e-6a0b-5c7e-9a53-3a0f4f4c6b1d")
ONE_DAY = datetime.timedelta(days=1)
#: Components and properties that are not read, with the code of the remark.
LEFT_OUT_COMPONENTS = {"VTODO": "tasks", "VJOURNAL": "journals", "VFREEBUSY": "busy"}
LEFT_OUT_PROPERTIES = {"ATTENDEE": "attendees", "ATTACH": "attachments", "EXRULE": "exrule"}


def read(
    data: bytes, *, time_zone: str, today: datetime.date, limits: ReadLimits | None = None
) -> Reading:
    """The events of a file. Raises ReadError for one that is too large or no calendar.

    ``time_zone`` is that of times that name none, and of times in UTC.
    """
    limits = limits or ReadLimits()
    if len(data) > limits.size:
        raise ReadError("size", megabytes=max(1, limits.size // 1_000_000))
    count = data.upper().count(b"BEGIN:VEVENT")
    if count > limits.events:
        raise ReadError("events", limit=limits.events)
    reading = Reading()
    series: dict[str, list[icalendar.Event]] = {}
    for calendar in _calendars(data):
        for part in calendar.subcomponents:
            if part.name in LEFT_OUT_COMPONENTS:
                reading.remarks.append(
                    Remark(LEFT_OUT_COMPONENTS[part.name], _text(part, "SUMMARY"))
                )
            elif part.name == "VEVENT":
                series.setdefault(_uid(part), []).append(part)
        zone = clean_line(str(calendar.get("X-WR-TIMEZONE", "")))
        time_zone = zone if _is_zone(zone) else time_zone
    if sum(map(len, series.values())) < count:
        reading.remarks.append(Remark("damaged"))
    for uid, parts in series.items():
        _Reader(reading, time_zone, today, limits).read(uid, parts)
    return reading


def _calendars(data: bytes) -> list[icalendar.Calendar]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1250", errors="replace")
    if "BEGIN:VCALENDAR" not in text.upper():
        raise ReadError("format")
    try:
        found = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ReadError("format") from error
    return [one for one in found if isinstance(one, icalendar.Calendar)]


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        return False


def _first(part: icalendar.cal.Component, name: str) -> Any:
    value = part.get(name)
    return value[0] if isinstance(value, list) and value else value


def _text(part: icalendar.cal.Component, name: str) -> str:
    return clean_line(str(_first(part, name) or ""))


def _uid(part: icalendar.Event) -> str:
    """The UID; where there is none or an endless one, one that stays the same for the event."""
    uid = _text(part, "UID")
    if 0 < len(uid) <= 200:
        return uid
    start = getattr(_first(part, "DTSTART"), "dt", "")
    return str(uuid.uuid5(UID_NAMESPACE, uid or f"{_text(part, 'SUMMARY')} {start}"))


def web_address(value: str) -> str:
    """The address if a browser may open it as a page; "" for file:, javascript: and the like."""
    value = clean_line(value)
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return value if is_web and len(value) <= 200 and " " not in value else ""


class _Reader:
    """Reads the components of one UID: the series and its changed dates."""

    def __init__(
        self, reading: Reading, time_zone: str, today: datetime.date, limits: ReadLimits
    ) -> None:
        self.reading = reading
        self.default_zone = time_zone
        self.today = today
        self.limits = limits
        self.title = ""

    def remark(self, code: str, detail: str = "") -> None:
        self.reading.remarks.append(Remark(code, self.title, detail))

    def read(self, uid: str, parts: list[icalendar.Event]) -> None:
        self.title = _text(parts[0], "SUMMARY")
        mains = [part for part in parts if "RECURRENCE-ID" not in part]
        if not mains:
            return self.remark("no_series")
        if len(mains) > 1:
            self.remark("double")
        main = max(mains, key=_sequence)
        self.title = _text(main, "SUMMARY")
        if _text(main, "CLASS").upper() in ("PRIVATE", "CONFIDENTIAL"):
            return self.remark("private")
        event = self._event(uid, main)
        if event is None:
            return None
        self._rule(event, main)
        changes = {change.original_date: change for change in self._listed(event, main)}
        for part in parts:
            if "RECURRENCE-ID" in part and (change := self._change(event, part)):
                changes[change.original_date] = change
        if _text(main, "STATUS").upper() == "CANCELLED":
            self._cancel(event, changes)
        event.changes = [changes[day] for day in sorted(changes)]
        event.sequence = max(_sequence(part) for part in parts)
        self.reading.events.append(event)
        return None

    def _event(self, uid: str, main: icalendar.Event) -> ReadEvent | None:
        for name, code in LEFT_OUT_PROPERTIES.items():
            if name in main:
                self.remark(code)
        if any(part.name == "VALARM" for part in main.subcomponents):
            self.remark("alarms")
        if _text(main, "STATUS").upper() == "TENTATIVE":
            self.remark("tentative")
        start, end = self._times(main)
        if start is None:
            self.remark("no_start")
            return None
        zone = self._zone(start)
        event = ReadEvent(
            uid=uid,
            sequence=_sequence(main),
            title=self.title[:255],
            time_zone=zone,
            start_date=_local(start, zone)[0],
            start_time=_local(start, zone)[1],
            all_day=not isinstance(start, datetime.datetime),
            description=clean(str(_first(main, "DESCRIPTION") or "")),
            location=_text(main, "LOCATION"),
            organizer=self._organizer(main),
            categories=self._categories(main),
        )
        event.url = self._address(main, "URL")
        event.online_url = self._address(main, "CONFERENCE")
        event.end_date, event.end_time = self._end(event, start, end)
        return event

    def _times(self, part: icalendar.Event) -> tuple[Any, Any]:
        """DTSTART and its end, from DTEND or DURATION; None for what is missing or unreadable."""
        start = getattr(_first(part, "DTSTART"), "dt", None)
        end = getattr(_first(part, "DTEND"), "dt", None)
        length = getattr(_first(part, "DURATION"), "dt", None)
        if not isinstance(start, datetime.date):
            return None, None
        if not isinstance(end, datetime.date) or type(end) is not type(start):
            end = None
        if end is None and isinstance(length, datetime.timedelta):
            end = start + length
        return start, end

    def _zone(self, moment: datetime.date) -> str:
        tzinfo = getattr(moment, "tzinfo", None)
        key = getattr(tzinfo, "key", None) or ""
        if tzinfo is None or key in ("UTC", "Etc/UTC") or tzinfo is datetime.UTC:
            return self.default_zone
        if not _is_zone(key):
            self.remark("zone", clean_line(str(tzinfo))[:80])
            return self.default_zone
        return key

    def _end(self, event: ReadEvent, start: Any, end: Any) -> tuple[Any, Any]:
        if end is None or end <= start:
            return None, None
        if event.all_day:
            last = end - ONE_DAY
            return (last if last > event.start_date else None), None
        day, time = _local(end, event.time_zone)
        return (day if day != event.start_date else None), time

    def _organizer(self, part: icalendar.Event) -> str:
        """Its name; the mail address of a person is not taken over."""
        organizer = _first(part, "ORGANIZER")
        name = getattr(organizer, "params", {}).get("CN", "")
        return clean_line(str(name))[:255] if "@" not in str(name) else ""

    def _categories(self, part: icalendar.Event) -> tuple[str, ...]:
        value = part.get("CATEGORIES")
        found = value if isinstance(value, list) else [value] if value else []
        return tuple(clean_line(str(name)) for one in found for name in getattr(one, "cats", []))

    def _address(self, part: icalendar.Event, name: str) -> str:
        value = _text(part, name)
        found = web_address(value)
        if value and not found:
            self.remark("address", value[:80])
        return found

    def _rule(self, event: ReadEvent, main: icalendar.Event) -> None:
        value = main.get("RRULE")
        if value is None:
            return None
        text = "" if isinstance(value, list) else value.to_ical().decode()
        try:
            rule = parse(_with_local_until(text, event) if text else "")
            check_series(
                rule,
                event.start_date,
                last=max(event.start_date, self.today) + datetime.timedelta(days=731),
                limit=self.limits.dates,
            )
        except RuleError as error:
            if error.code != "start_off_rule":
                return self.remark("rule", text[:200] or "RRULE, RRULE")
            self.remark("start_off_rule", text[:200])
        event.rule = rule
        return None

    def _listed(self, event: ReadEvent, main: icalendar.Event) -> Iterator[ReadChange]:
        """EXDATE leaves dates out, RDATE adds some."""
        for moment in _moments(main, "EXDATE"):
            yield ReadChange(_local(moment, event.time_zone)[0], OverrideKind.REMOVED)
        seen = {event.start_date}
        for moment in _moments(main, "RDATE"):
            day, time = _local(moment, event.time_zone)
            if day in seen or _is_on_rule(event, day):
                self.remark("same_day", str(day))
                continue
            seen.add(day)
            other = time if time != event.start_time else None
            yield ReadChange(day, OverrideKind.EXTRA, start_time=other)

    def _change(self, event: ReadEvent, part: icalendar.Event) -> ReadChange | None:
        original = _first(part, "RECURRENCE-ID")
        if getattr(original, "params", {}).get("RANGE"):
            self.remark("this_and_future", str(getattr(original, "dt", ""))[:10])
            return None
        start, end = self._times(part)
        if not isinstance(getattr(original, "dt", None), datetime.date) or start is None:
            self.remark("no_start")
            return None
        day = _local(original.dt, event.time_zone)[0]
        title = _text(part, "SUMMARY")[:255]
        location = _text(part, "LOCATION")
        values = {
            "title": title if title != event.title else "",
            "note": location[:500] if location and location != event.location else "",
        }
        if _text(part, "STATUS").upper() == "CANCELLED":
            return ReadChange(day, OverrideKind.CANCELLED, **values)
        return self._moved(event, day, start, end, values)

    def _moved(
        self, event: ReadEvent, day: datetime.date, start: Any, end: Any, values: dict
    ) -> ReadChange:
        new_day, time = _local(start, event.time_zone)
        end_time = None
        if end is not None and not event.all_day:
            end_time = _local(end, event.time_zone)[1]
            end_time = end_time if end_time != event.end_time else None
        if new_day == day and time == event.start_time and end_time is None:
            return ReadChange(day, OverrideKind.CHANGED, **values)
        return ReadChange(
            day,
            OverrideKind.MOVED,
            new_date=new_day if new_day != day else None,
            start_time=time if time != event.start_time else None,
            end_time=end_time,
            **values,
        )

    def _cancel(self, event: ReadEvent, changes: dict[datetime.date, ReadChange]) -> None:
        if event.rule is not None:
            self.remark("cancelled_series")
        else:
            changes[event.start_date] = ReadChange(event.start_date, OverrideKind.CANCELLED)


def _is_on_rule(event: ReadEvent, day: datetime.date) -> bool:
    return bool(dates_between(event.rule, event.start_date, first=day, last=day))


def _sequence(part: icalendar.Event) -> int:
    try:
        return min(max(int(_first(part, "SEQUENCE") or 0), 0), 2_000_000_000)
    except (TypeError, ValueError):
        return 0


def _moments(part: icalendar.Event, name: str) -> Iterator[datetime.date]:
    value = part.get(name)
    for group in value if isinstance(value, list) else [value] if value else []:
        for one in getattr(group, "dts", []):
            moment = one.dt[0] if isinstance(one.dt, tuple) else one.dt
            if isinstance(moment, datetime.date):
                yield moment


def _local(moment: datetime.date, zone: str) -> tuple[datetime.date, datetime.time | None]:
    """Day and wall time in the event's zone; no time for a day."""
    if not isinstance(moment, datetime.datetime):
        return moment, None
    if moment.tzinfo is not None:
        moment = moment.astimezone(ZoneInfo(zone))
    return moment.date(), moment.time().replace(second=0, microsecond=0)


def _with_local_until(text: str, event: ReadEvent) -> str:
    """UNTIL is a moment in UTC for timed events; rules here know the last local date."""
    match = re.search(r"UNTIL=(\d{8})T(\d{6})(Z?)", text, re.IGNORECASE)
    if not match:
        return text
    until = datetime.datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S")  # noqa: DTZ007
    if match[3]:
        until = until.replace(tzinfo=datetime.UTC).astimezone(ZoneInfo(event.time_zone))
    day = until.date()
    if event.start_time and until.time() < event.start_time:
        day -= ONE_DAY
    return text[: match.start()] + f"UNTIL={day:%Y%m%d}" + text[match.end() :]
