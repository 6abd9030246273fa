"""Single dates of a series in a file: added, left out, changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from wagtail_ngo.domain.events.ical_import import texts
from wagtail_ngo.domain.events.ical_import.frame import ONE_DAY, Frame, modified_at, sequence
from wagtail_ngo.domain.events.ical_import.lines import Component
from wagtail_ngo.domain.events.ical_import.moments import (
    Length,
    Period,
    UnreadableError,
    read_moment,
    read_period,
)
from wagtail_ngo.domain.events.ical_import_values import ReadChange, ReadEvent
from wagtail_ngo.domain.events.recurrence import dates_between
from wagtail_ngo.domain.events.schedule import DateKey, session_time
from wagtail_ngo.enums import OverrideKind


class DatesReader(Frame):
    """Reads what a file says about single dates of an event."""

    def _periods(self, main: Component, name: str) -> Iterator[tuple[Period, int]]:
        for part in main.all(name):
            for value in filter(str.strip, part.value.split(",")):
                try:
                    yield read_period(part, self._zone_of, value), part.line
                except UnreadableError as error:
                    self.remark("unreadable", error.detail, error.line)

    def _listed_dates(self, event: ReadEvent, main: Component) -> dict[DateKey, ReadChange]:
        """RDATE adds dates, EXDATE leaves some out."""
        changes = {change.key: change for change in event.changes}
        for period, _line in islice(self._periods(main, "RDATE"), self.limits.dates + 1):
            change = self._added_date(event, period)
            if change is not None:
                changes.setdefault(change.key, change)
        for period, line in islice(self._periods(main, "EXDATE"), 10 * self.limits.dates):
            key = self._key(period.start, event)
            extra = changes.get(key)
            if extra is not None and extra.kind is OverrideKind.EXTRA:
                del changes[key]
            elif key.session:
                self.remark("exdate_hour", f"{key.day} {session_time(key.session):%H:%M}", line)
            else:
                changes[key] = ReadChange(key.day, OverrideKind.REMOVED)
        return changes

    def _added_date(self, event: ReadEvent, period: Period) -> ReadChange | None:
        """An RDATE; None for a date that the event has anyway."""
        key, start = self._key(period.start, event), self._local(period.start)
        if not key.session and (key.day == event.start_date or self._is_on_rule(event, key.day)):
            return None
        end = period.end
        if isinstance(end, Length):
            end = end.after(period.start, self.zones.default)
        change = ReadChange(key.day, OverrideKind.EXTRA, original_time=session_time(key.session))
        is_day = period.start.is_day or event.all_day
        local_end = None if end is None else self._local(end)
        times = self._changed_times(event, key, start, local_end, is_day=is_day)
        return replace(change, **times)

    def _changed_times(
        self,
        event: ReadEvent,
        key: DateKey,
        start: datetime.datetime,
        end: datetime.datetime | None,
        *,
        is_day: bool,
    ) -> dict[str, Any]:
        """The fields of a change that say when; nothing for what is as for the whole event."""
        values: dict[str, Any] = {}
        if start.date() != key.day:
            values["new_date"] = start.date()
        if is_day != event.all_day:
            values["all_day"] = is_day
        if is_day:
            last = (end or start + ONE_DAY).date() - ONE_DAY
            usual = start.date() + (self._days(event) if event.all_day else 0) * ONE_DAY
            if end is not None and last > start.date() - ONE_DAY and last != usual:
                values["end_date"] = last
            return values
        if event.all_day or start.time() != event.start_time:
            values["start_time"] = start.time()
        if end is not None and end > start and end != self._usual_end(event, start):
            values["end_time"] = end.time()
            if (end.date() - start.date()).days != self._days(event):
                values["end_date"] = end.date()
        return values

    def _days(self, event: ReadEvent) -> int:
        return ((event.end_date or event.start_date) - event.start_date).days

    def _usual_end(self, event: ReadEvent, start: datetime.datetime) -> datetime.datetime | None:
        if event.end_time is None or event.start_time is None:
            return None
        first = datetime.datetime.combine(event.start_date, event.start_time)
        last = datetime.datetime.combine(event.end_date or event.start_date, event.end_time)
        return start + (last - first)

    def _read_changes(
        self,
        event: ReadEvent,
        main: Component,
        parts: list[Component],
        changes: dict[DateKey, ReadChange],
    ) -> None:
        """Of two changes to one date the newer wins; a removed date comes back only by a newer."""
        newest: dict[DateKey, tuple[tuple, Component]] = {}
        for number, part in enumerate(parts):
            key = self._original_key(event, part)
            if key is None:
                continue
            stamp = modified_at(part) or datetime.datetime.min.replace(tzinfo=datetime.UTC)
            rank = (sequence(part), stamp, number)
            if key not in newest or rank > newest[key][0]:
                newest[key] = rank, part
        for key, (_rank, part) in newest.items():
            before = changes.get(key)
            is_removed = before is not None and before.kind is OverrideKind.REMOVED
            if is_removed and sequence(part) <= sequence(main):
                continue
            is_day = event.all_day and not key.session
            if is_day and _is_extra(before) and _is_cancelled(part):
                # A whole day that no rule names has no hour by which to keep it as cancelled.
                self.remark("cancelled_extra", f"{key.day}", part.line)
                del changes[key]
                continue
            change = self._change(event, part, key, before)
            if change is not None:
                changes[key] = change

    def _original_key(self, event: ReadEvent, part: Component) -> DateKey | None:
        value = part.first("RECURRENCE-ID")
        if value is None:
            return None
        try:
            return self._key(read_moment(value, self._zone_of), event)
        except UnreadableError as error:
            self.remark("unreadable", error.detail, error.line)
            return None

    def _change(
        self, event: ReadEvent, part: Component, key: DateKey, before: ReadChange | None
    ) -> ReadChange | None:
        is_cancelled, is_extra = _is_cancelled(part), _is_extra(before)
        is_own = bool(key.session) or not self._is_on_rule(event, key.day)
        if is_own and not is_extra and key.day != event.start_date and not self.is_listed:
            # No date of the series: programs show it as one more.
            if is_cancelled:
                return None
            self.remark("orphan", f"{key.day}", part.line)
            is_extra = True
        values: dict[str, Any] = {**self._change_words(event, part)}
        times = self._times(part)
        if times is None and not is_cancelled:
            return None
        if times is not None:
            start = self._local(times.start)
            end = None if times.end is None else self._local(times.end)
            values |= self._changed_times(event, key, start, end, is_day=times.start.is_day)
        if is_extra and is_cancelled and not key.session:
            return self._cancelled_extra(event, key, values)
        kind = OverrideKind.MOVED if _is_moved(values, is_extra) else OverrideKind.CHANGED
        if is_cancelled:
            kind = OverrideKind.CANCELLED
        elif is_extra:
            kind = OverrideKind.EXTRA
        return ReadChange(key.day, kind, original_time=session_time(key.session), **values)

    def _cancelled_extra(self, event: ReadEvent, key: DateKey, values: dict) -> ReadChange:
        return ReadChange(key.day, OverrideKind.CANCELLED, original_time=event.start_time, **values)

    def _change_words(self, event: ReadEvent, part: Component) -> dict[str, str]:
        """What the date says of its own; a place among the event's is told in the note."""
        title = texts.line(part.text("SUMMARY"))[:255]
        location = texts.line(part.text("LOCATION"))[:500]
        description = texts.plain(texts.paragraphs(part.text("DESCRIPTION")))[:2000]
        link = texts.web_address(part.text("URL"))
        return {
            "title": title if title != event.title else "",
            "note": location if location != event.location else "",
            "description": description if description != event.description[:2000] else "",
            "link": link if link != event.url else "",
        }

    def _add_own_date(
        self, event: ReadEvent, part: Component, changes: dict[DateKey, ReadChange]
    ) -> None:
        """A date that is in the file as an event of its own, as our files write them."""
        key = DateKey.parse(part.text("UID").rpartition(part.text("RELATED-TO") + "-")[2])
        if key == DateKey(event.start_date) or key in changes:
            return
        before = ReadChange(key.day, OverrideKind.EXTRA)
        if change := self._change(event, part, key, before):
            changes[change.key] = change

    def _is_on_rule(self, event: ReadEvent, day: datetime.date) -> bool:
        return bool(dates_between(event.rule, event.start_date, first=day, last=day))


def _is_cancelled(part: Component) -> bool:
    return part.text("STATUS").strip().upper() == "CANCELLED"


def _is_extra(change: ReadChange | None) -> bool:
    return change is not None and change.kind is OverrideKind.EXTRA


def _is_moved(values: dict[str, Any], is_extra: bool) -> bool:
    """Whether it begins at another time; a whole day that got an hour stays where it was."""
    is_shifted = "new_date" in values or ("start_time" in values and "all_day" not in values)
    return is_shifted and not is_extra
