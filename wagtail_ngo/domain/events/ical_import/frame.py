"""How one event of a file is placed in time: its zone, its start and end, its dates' keys."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from wagtail_ngo.domain.events.ical import clean_line
from wagtail_ngo.domain.events.ical_import import rules
from wagtail_ngo.domain.events.ical_import.lines import Component, Property
from wagtail_ngo.domain.events.ical_import.moments import (
    Moment,
    UnreadableError,
    read_length,
    read_moment,
)
from wagtail_ngo.domain.events.ical_import.zones import UTC, FileZone, FileZones, Zone
from wagtail_ngo.domain.events.ical_import_values import ReadEvent, Reading, ReadLimits, Remark
from wagtail_ngo.domain.events.schedule import DateKey, session_of

ONE_DAY = datetime.timedelta(days=1)


def sequence(part: Component) -> int:
    text = part.text("SEQUENCE").strip()
    return min(int(text), 2_000_000_000) if text.isdigit() and len(text) < 12 else 0


def modified_at(part: Component) -> datetime.datetime | None:
    """LAST-MODIFIED, in UTC; None where it is missing or cannot be read."""
    value = part.first("LAST-MODIFIED")
    if value is None:
        return None
    try:
        moment = read_moment(value, lambda _part: UTC)
    except UnreadableError:
        return None
    return moment.wall.replace(tzinfo=datetime.UTC)


def _agree(zone: Zone, other: Zone, wall: datetime.datetime) -> bool:
    """Whether clocks of both show the same, in winter and in summer."""
    moments = [wall, wall.replace(month=1, day=15), wall.replace(month=7, day=15)]
    return all(zone.to_utc(moment) == other.to_utc(moment) for moment in moments)


@dataclass
class Times:
    """Start and end of one component."""

    start: Moment
    end: Moment | None


class Frame:
    """The zone and start of an event, and the report of what cannot be kept."""

    def __init__(
        self, reading: Reading, zones: FileZones, *, today: datetime.date, limits: ReadLimits
    ) -> None:
        self.reading = reading
        self.zones = zones
        self.today = today
        self.limits = limits
        self.title = ""
        self.line = 0
        self.basis = rules.Basis(Moment(datetime.datetime.min), zones.default)  # noqa: DTZ901
        self.zone = zones.default
        self.shift = 0
        #: Whether the dates of the rule are listed one by one.
        self.is_listed = False

    def remark(self, code: str, detail: str = "", line: int = 0) -> None:
        remark = Remark(code, self.title, detail, line or self.line)
        if remark not in self.reading.remarks[-50:]:
            self.reading.remarks.append(remark)

    def _times(self, part: Component) -> Times | None:
        """Start and end of a component; without a start that can be read None."""
        value = part.first("DTSTART")
        if value is None:
            self.remark("no_start")
            return None
        try:
            start = read_moment(value, self._zone_of)
        except UnreadableError as error:
            self.remark("unreadable_start", error.detail, error.line)
            return None
        return Times(start, self._end_of(part, start))

    def _end_of(self, part: Component, start: Moment) -> Moment | None:
        end, length = part.first("DTEND"), part.first("DURATION")
        try:
            if end is not None:
                moment = read_moment(end, self._zone_of)
            elif length is not None:
                return read_length(length).after(start, self.zones.default)
            else:
                return None
        except UnreadableError as error:
            self.remark("unreadable_end", error.detail, error.line)
            return None
        if moment.is_day != start.is_day:
            self.remark("mixed", line=end.line)
            return None
        if not start.is_day and (moment.zone is None) != (start.zone is None):
            self.remark("mixed", line=end.line)
            moment = moment if moment.zone else replace(moment, zone=start.zone)
        return moment

    def _zone_of(self, part: Property) -> Zone | None:
        name = part.params.get("TZID", "").strip()
        if not name:
            return None
        zone = self.zones.find(name)
        if zone is None:
            self.remark("zone", clean_line(name)[:80], part.line)
        return zone

    def _settle_zone(self, start: Moment) -> None:
        """The zone of the event, and the one in which its rule is reckoned."""
        default = self.zones.default
        zone = start.zone or default
        if start.is_day or zone == default:
            self.basis, self.zone = rules.Basis(start, default), default
        elif isinstance(zone, FileZone) and _agree(zone, default, start.wall):
            self.basis = rules.Basis(replace(start, zone=default), default)
            self.zone = default
        elif zone.is_utc or isinstance(zone, FileZone):
            if not zone.is_utc:
                self.remark("zone", clean_line(zone.name)[:80])
            self.basis, self.zone = rules.Basis(start, zone), default
        else:
            self.basis, self.zone = rules.Basis(start, zone), zone
        self.shift = (self._local(start).date() - self.basis.day).days

    def _local(self, moment: Moment) -> datetime.datetime:
        """Wall time in the event's zone. What floats is in the zone of the start."""
        zone = moment.zone or self.basis.zone
        if isinstance(zone, FileZone) and self.zone == self.basis.zone == self.zones.default:
            zone = self.zone if _agree(zone, self.zone, moment.wall) else zone
        if moment.is_day or zone == self.zone:
            return moment.wall
        return self.zone.from_utc(zone.to_utc(moment.wall)).replace(second=0, microsecond=0)

    def _key(self, moment: Moment, event: ReadEvent) -> DateKey:
        """What the date of an original start is known by; see ``DateKey``."""
        if moment.is_day:
            return DateKey(moment.wall.date())
        if event.all_day:
            return DateKey(self._local(moment).date())
        basis = self.basis
        zone = moment.zone or basis.zone
        instant = zone.to_utc(moment.wall)
        wall = moment.wall if zone == basis.zone else basis.zone.from_utc(instant)
        usual = datetime.datetime.combine(wall, basis.start.wall.time())
        if wall == usual or basis.zone.to_utc(usual) == instant:
            return DateKey(wall.date() + self.shift * ONE_DAY)
        local = self._local(moment)
        return DateKey(local.date(), session_of(local.time()))
