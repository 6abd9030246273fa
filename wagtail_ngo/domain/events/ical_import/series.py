"""One series of a file: its event, the dates that its lines add, leave out or change."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import islice
from typing import Any

from wagtail_ngo.domain.events.ical import clean_line
from wagtail_ngo.domain.events.ical_import import rules, texts
from wagtail_ngo.domain.events.ical_import.dates import DatesReader
from wagtail_ngo.domain.events.ical_import.frame import ONE_DAY, Times, modified_at, sequence
from wagtail_ngo.domain.events.ical_import.lines import Component
from wagtail_ngo.domain.events.ical_import.moments import Moment, UnreadableError
from wagtail_ngo.domain.events.ical_import.splits import split
from wagtail_ngo.domain.events.ical_import.zones import Zone
from wagtail_ngo.domain.events.ical_import_values import LonelyChanges, ReadChange, ReadEvent
from wagtail_ngo.domain.events.recurrence import (
    RecurrenceRule,
    RuleError,
    check_series,
    iterate,
)
from wagtail_ngo.domain.events.schedule import DateKey
from wagtail_ngo.enums import OverrideKind

#: Days ahead up to which a rule is tried out.
DAYS_TRIED = 731
LEFT_OUT_PROPERTIES = {"ATTENDEE": "attendees", "ATTACH": "attachments", "EXRULE": "exrule"}


class SeriesReader(DatesReader):
    """Reads the components of one UID. What cannot be kept becomes a remark."""

    def read(
        self, uid: str, main: Component, changed: list[Component], added: list[Component]
    ) -> ReadEvent | None:
        """The event of ``main`` with what other components say about its dates."""
        self.title, self.line = texts.line(main.text("SUMMARY"))[:255], main.line
        if main.text("CLASS").strip().upper() in ("PRIVATE", "CONFIDENTIAL"):
            self.remark("private")
            return None
        self._say_what_is_left_out(main)
        times = self._times(main)
        if times is None:
            return None
        self._settle_zone(times.start)
        event = self._event(uid, main, times)
        self._read_rule(event, main)
        changes = self._listed_dates(event, main)
        self._read_changes(event, main, changed, changes)
        for part in added:
            self._add_own_date(event, part, changes)
        if main.text("STATUS").strip().upper() == "CANCELLED":
            self._cancel(event, changes)
        event.changes = [changes[key] for key in sorted(changes)]
        self._keep_to_limit(event)
        event.sequence = max(sequence(part) for part in (main, *changed, *added))
        stamps = [stamp for part in (main, *changed, *added) if (stamp := modified_at(part))]
        event.modified_at = max(stamps, default=None)
        return event

    def _say_what_is_left_out(self, main: Component) -> None:
        for number, text in main.unread:
            self.remark("line", clean_line(text)[:60], number)
        for name, code in LEFT_OUT_PROPERTIES.items():
            if main.first(name):
                self.remark(code)
        if any(part.name == "VALARM" for part in main.children):
            self.remark("alarms")
        if main.text("STATUS").strip().upper() == "TENTATIVE":
            self.remark("tentative")

    def _event(self, uid: str, main: Component, times: Times) -> ReadEvent:
        start = self._local(times.start)
        parts = tuple(texts.paragraphs(main.text("DESCRIPTION")))
        event = ReadEvent(
            uid=uid,
            sequence=sequence(main),
            title=self.title,
            time_zone=self.zone.name,
            start_date=start.date(),
            start_time=None if times.start.is_day else start.time(),
            all_day=times.start.is_day,
            description=texts.plain(parts),
            paragraphs=parts,
            location=texts.line(main.text("LOCATION")),
            organizer=self._organizer(main),
            categories=self._categories(main),
        )
        event.url = self._address(main, "URL")
        event.online_url = self._address(main, "CONFERENCE") or self._address(
            main, "X-GOOGLE-CONFERENCE"
        )
        event.end_date, event.end_time = self._end(times, start)
        if main.first("RRULE") and times.end is not None and not times.start.is_day:
            self._say_when_clocks_change(times.start, times.end)
        return event

    def _end(self, times: Times, start: datetime.datetime) -> tuple[Any, Any]:
        """Last day and hour of the end, None for what goes without saying."""
        if times.end is None:
            return None, None
        end = self._local(times.end)
        if end < start:
            self.remark("early_end", f"{end:%Y-%m-%d %H:%M}")
        if end <= start:
            return None, None
        if times.start.is_day:
            last = end.date() - ONE_DAY
            return (last if last > start.date() else None), None
        return (end.date() if end.date() != start.date() else None), end.time()

    def _say_when_clocks_change(self, first: Moment, last: Moment) -> None:
        """The first date of a series sets the end of all; in that night hours are not as usual."""
        start, end = self._local(first), self._local(last)
        if self.zone.to_utc(end) - self.zone.to_utc(start) != end - start:
            self.remark("clock_change")

    def _organizer(self, part: Component) -> str:
        """Its name; the mail address of a person is not taken over."""
        organizer = part.first("ORGANIZER")
        name = texts.line(organizer.params.get("CN", "")) if organizer else ""
        return "" if "@" in name else name[:255]

    def _categories(self, part: Component) -> tuple[str, ...]:
        values = ",".join(value.value for value in part.all("CATEGORIES"))
        names = (texts.line(name.replace("\\", "")) for name in values.split(","))
        return tuple(name for name in names if name)

    def _address(self, part: Component, name: str) -> str:
        value = clean_line(part.text(name))
        address = texts.web_address(value)
        if value and not address:
            self.remark("address", value[:80])
        return address

    def _read_rule(self, event: ReadEvent, main: Component) -> None:
        values = {part.value.strip().upper(): part for part in main.all("RRULE")}
        if not values:
            return
        part = next(iter(values.values()))
        shown = part.value[:200]
        try:
            if len(values) > 1:
                raise RuleError("format", "")
            rule = rules.read_rule(part, self.basis)
            local = rules.shifted(rule, self.basis.day, self.shift)
            if local is None:
                self._list_dates(event, rule, shown)
                return
            last = max(event.start_date, self.today) + DAYS_TRIED * ONE_DAY
            check_series(
                local, event.start_date, today=self.today, last=last, limit=self.limits.dates
            )
        except (RuleError, UnreadableError) as error:
            if getattr(error, "code", "") != "start_off_rule":
                self.remark("rule", shown, part.line)
                return
            self.remark("start_off_rule", shown, part.line)
        event.rule = local
        if local is not None and rules.is_read_differently(local):
            self.remark("rule_differs", shown, part.line)
        if self.basis.zone.is_utc and not event.all_day and not self.zone.is_utc:
            self.remark("utc_series", line=part.line)

    def _list_dates(self, event: ReadEvent, rule: RecurrenceRule, shown: str) -> None:
        """Dates one by one, where no rule says them in the event's zone."""
        last = max(event.start_date, self.today) + DAYS_TRIED * ONE_DAY
        days = iterate(rule, self.basis.day, last=last, first=self.today)
        shift = self.shift * ONE_DAY
        self.is_listed = True
        for day in islice(days, self.limits.dates):
            if (local := day + shift) != event.start_date:
                event.changes.append(ReadChange(local, OverrideKind.EXTRA))
        self.remark("listed", shown)

    def _cancel(self, event: ReadEvent, changes: dict[DateKey, ReadChange]) -> None:
        if event.rule is not None or changes:
            self.remark("cancelled_series")
        else:
            key = DateKey(event.start_date)
            changes[key] = ReadChange(event.start_date, OverrideKind.CANCELLED)

    def _keep_to_limit(self, event: ReadEvent) -> None:
        if len(event.changes) > self.limits.dates:
            del event.changes[self.limits.dates :]
            self.remark("changes", str(self.limits.dates))

    def read_alone(self, event: ReadEvent, parts: list[Component]) -> LonelyChanges:
        """Changes to dates of an event that was read before."""
        self.title, self.line = event.title, parts[0].line
        time = event.start_time or datetime.time()
        start = datetime.datetime.combine(event.start_date, time)
        self._settle_zone(Moment(start, event.all_day, Zone(event.time_zone)))
        changes = {change.key: change for change in event.changes}
        before = dict(changes)
        self._read_changes(event, parts[0], parts, changes)
        news = [changes[key] for key in sorted(changes) if changes[key] is not before.get(key)]
        return LonelyChanges(event.uid, max(map(sequence, parts)), news)

    def read_later(self, event: ReadEvent, part: Component) -> ReadEvent | None:
        """What a change to "this and all later dates" makes of the series: a second one."""
        self.title, self.line = event.title, part.line
        time = event.start_time or datetime.time()
        start = datetime.datetime.combine(event.start_date, time)
        self._settle_zone(Moment(start, event.all_day, Zone(event.time_zone)))
        key, times = self._original_key(event, part), self._times(part)
        if key is None or times is None:
            return None
        words = self._event(f"{event.uid[:180]}-from-{key.day:%Y%m%d}", part, times)
        later = replace(
            event,
            uid=words.uid,
            title=words.title if part.first("SUMMARY") else event.title,
            start_date=words.start_date,
            start_time=words.start_time,
            end_date=words.end_date,
            end_time=words.end_time,
            all_day=words.all_day,
            location=words.location or event.location,
            changes=[],
        )
        if part.text("STATUS").strip().upper() == "CANCELLED" and event.rule is not None:
            event.rule = replace(event.rule, count=None, until=key.day - ONE_DAY)
            return None
        rest = split(event, key.day, later)
        self.remark("split" if rest else "this_and_future", str(key.day))
        return rest
