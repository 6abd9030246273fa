"""Repeat rules of files in the words of this package: what means the same is kept."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from itertools import islice

from wagtail_ngo.domain.events.ical_import.lines import Property
from wagtail_ngo.domain.events.ical_import.moments import Moment, read_moment
from wagtail_ngo.domain.events.ical_import.zones import UTC, Zone
from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    iterate,
    parse,
)

ONE_DAY = datetime.timedelta(days=1)
MOST_DATES = 1000


@dataclass(frozen=True, slots=True)
class Basis:
    """Where the rule is reckoned: the start as the file gives it, and the zone of that."""

    start: Moment
    zone: Zone

    @property
    def day(self) -> datetime.date:
        return self.start.wall.date()


def parts_of(part: Property) -> dict[str, str]:
    """Raises RuleError where a part is given twice and differs."""
    parts: dict[str, str] = {}
    for piece in filter(None, part.value.strip().upper().removeprefix("RRULE:").split(";")):
        name, _equals, value = piece.partition("=")
        name, value = name.strip(), value.strip()
        if parts.setdefault(name, value) != value:
            raise RuleError("format", "")
    return parts


def read_rule(part: Property, basis: Basis) -> RecurrenceRule:
    """The rule as the file's zone reckons it. Raises RuleError for what cannot be kept."""
    parts = parts_of(part)
    _drop_hours(parts, basis)
    _drop_skip(parts, basis)
    if parts.get("COUNT", "").startswith(("-", "0")) and "UNTIL" in parts:
        del parts["COUNT"]
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_last_day(part, parts['UNTIL'], basis):%Y%m%d}"
    count = parts.pop("COUNT", "")
    _count_from_the_end(parts)
    rule = parse(";".join(f"{name}={value}" for name, value in parts.items()))
    return _ended(rule, count, basis) if count else rule


def _drop_hours(parts: dict[str, str], basis: Basis) -> None:
    """BYHOUR and the like that only repeat the hour of the start."""
    wall = basis.start.wall
    own = {"BYHOUR": wall.hour, "BYMINUTE": wall.minute, "BYSECOND": 0}
    for name, number in own.items():
        values = parts.get(name, "x").split(",")
        if all(value.isdigit() and int(value) == number for value in values):
            del parts[name]


def _drop_skip(parts: dict[str, str], basis: Basis) -> None:
    """RFC 7529: the usual calendar, and the last day where a month has no 31st."""
    if parts.get("RSCALE") in (None, "GREGORIAN"):
        parts.pop("RSCALE", None)
        skip = parts.pop("SKIP", "OMIT")
        if skip == "BACKWARD" and parts.get("FREQ") == "MONTHLY":
            day = parts.get("BYMONTHDAY", str(basis.day.day) if "BYDAY" not in parts else "")
            if day == "31":
                parts["BYMONTHDAY"] = "-1"
            elif not day.isdigit() or int(day) > 28:
                raise RuleError("skip", "")
        elif skip != "OMIT" and (parts.get("FREQ") not in ("DAILY", "WEEKLY")):
            raise RuleError("skip", "")


def _count_from_the_end(parts: dict[str, str]) -> None:
    """BYMONTHDAY below -4, which django-recurrence does not keep, by positions of all days."""
    days = parts.get("BYMONTHDAY", "")
    is_plain = parts.get("FREQ") == "MONTHLY" and not {"BYDAY", "BYSETPOS"} & parts.keys()
    try:
        is_far = any(int(day) < -4 for day in days.split(",") if day)
    except ValueError:
        return
    if is_plain and is_far:
        parts["BYSETPOS"] = parts.pop("BYMONTHDAY")
        parts["BYDAY"] = "MO,TU,WE,TH,FR,SA,SU"


def _last_day(part: Property, text: str, basis: Basis) -> datetime.date:
    """UNTIL is a moment in UTC for timed events; rules here know the last date, included."""
    until = read_moment(part, lambda _part: None, text)
    if until.is_day or basis.start.is_day:
        return until.wall.date()
    wall = until.wall
    if until.zone == UTC:
        wall = basis.zone.from_utc(UTC.to_utc(wall))
    is_over = wall.time() < basis.start.wall.time()
    return wall.date() - ONE_DAY if is_over else wall.date()


def _ended(rule: RecurrenceRule, text: str, basis: Basis) -> RecurrenceRule:
    """With its COUNT; one that is larger than rules may have becomes the day it comes to."""
    if not text.isdigit() or len(text) > 6:
        raise RuleError("count", "")
    count = int(text)
    if rule.until is not None or count <= MOST_DATES:
        return parse(f"{rule};COUNT={count}")
    days = iterate(rule, basis.day, last=datetime.date(2200, 12, 31))
    last = next(islice(days, count - 1, None), None)
    return replace(rule, until=last)


def shifted(rule: RecurrenceRule, start: datetime.date, days: int) -> RecurrenceRule | None:
    """The rule whose dates lie ``days`` (-1 … 1) after those of ``rule``; None if there is none."""
    until = rule.until and rule.until + days * ONE_DAY
    moved = replace(rule, until=until)
    if days == 0:
        return rule
    others = rule.months, rule.month_days, rule.year_days, rule.week_numbers, rule.positions
    if rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        if any(others):
            return None
        weekdays = tuple(sorted(Weekday((day.number + days) % 7) for day in rule.weekdays))
        week_start = (rule.week_start + days) % 7
        return replace(moved, weekdays=weekdays, week_start=week_start)
    if rule.weekdays or rule.year_days or rule.week_numbers or rule.positions:
        return None
    # Days that have their neighbour in every month.
    numbers = rule.month_days or (start.day,)
    if any(not 2 <= number <= 27 for number in numbers):
        return None
    return replace(moved, month_days=tuple(number + days for number in rule.month_days))


def shifted_far(rule: RecurrenceRule, days: int) -> RecurrenceRule | None:
    """The rule some days later, where a rule says that: for days and weeks, else None."""
    others = rule.months, rule.month_days, rule.year_days, rule.week_numbers, rule.positions
    is_simple = rule.frequency in (Frequency.DAILY, Frequency.WEEKLY) and not any(others)
    if days == 0:
        return rule
    return shifted(rule, datetime.date.min, days) if is_simple else None


def is_read_differently(rule: RecurrenceRule) -> bool:
    """Whether programs expand the rule in more than one way."""
    if rule.frequency is not Frequency.YEARLY:
        return False
    in_every_month = bool(rule.month_days) and not rule.months
    return in_every_month or (bool(rule.week_numbers) and rule.interval > 1)
