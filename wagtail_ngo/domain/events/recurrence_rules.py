"""Repeat rules (RFC 5545 §3.3.10) as values: reading, writing and checking them.

A rule of this package repeats whole days, so it knows no hours and no time zone. ``until`` is the
last *local* date, included. django-recurrence stores it as 23:59:59 "UTC": only its date is read,
so that neither the server's zone nor the event's can shift it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import recurrence
from django.utils.translation import gettext_lazy as _

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_YEAR = 2200


class RuleError(ValueError):
    """A rule that cannot be kept; the message is a sentence for the editor."""

    def __init__(self, code: str, message: Any, *, next_date: datetime.date | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        # The date that would be right, where one can be named.
        self.next_date = next_date


class Frequency(IntEnum):
    """The values of django-recurrence and dateutil. Nothing below a day."""

    YEARLY = 0
    MONTHLY = 1
    WEEKLY = 2
    DAILY = 3


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """A weekday (0 = Monday); with a position, the n-th or n-th last one of its period."""

    number: int
    position: int = 0

    def __str__(self) -> str:
        return f"{self.position or ''}{WEEKDAY_CODES[self.number]}"


# Part of the rule, field of the dataclass, lowest and highest absolute value.
_NUMBER_PARTS = {
    "BYMONTH": ("months", 1, 12),
    "BYMONTHDAY": ("month_days", -4, 31),
    "BYYEARDAY": ("year_days", -366, 366),
    "BYWEEKNO": ("week_numbers", -53, 53),
    "BYSETPOS": ("positions", -366, 366),
}
_SUB_DAILY = {"SECONDLY", "MINUTELY", "HOURLY"}
_SUB_DAILY_PARTS = {"BYHOUR", "BYMINUTE", "BYSECOND"}


@dataclass(frozen=True, slots=True)
class RecurrenceRule:
    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime.date | None = None
    weekdays: tuple[Weekday, ...] = ()
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    week_numbers: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0

    def __str__(self) -> str:
        """The value of an RRULE property; UNTIL as a date."""
        parts = [f"FREQ={self.frequency.name}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAY_CODES[self.week_start]}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        if self.weekdays:
            parts.append("BYDAY=" + ",".join(map(str, self.weekdays)))
        for name, (field, _low, _high) in _NUMBER_PARTS.items():
            if values := getattr(self, field):
                parts.append(f"{name}=" + ",".join(map(str, values)))
        return ";".join(parts)

    @property
    def is_bounded(self) -> bool:
        return self.count is not None or self.until is not None

    def to_recurrence(self) -> recurrence.Recurrence:
        """The same rule as django-recurrence's object."""
        until = self.until and datetime.datetime.combine(
            self.until, datetime.time(23, 59, 59), datetime.UTC
        )
        rule = recurrence.Rule(
            int(self.frequency),
            interval=self.interval,
            wkst=self.week_start or None,
            count=self.count,
            until=until,
            byday=[recurrence.Weekday(day.number, day.position or None) for day in self.weekdays],
            **{
                name.lower(): list(getattr(self, field))
                for name, (field, _low, _high) in _NUMBER_PARTS.items()
            },
        )
        return recurrence.Recurrence(rrules=[rule], include_dtstart=False)


def from_recurrence(value: recurrence.Recurrence | None) -> RecurrenceRule | None:
    """The one rule inside django-recurrence's object, or None if it does not repeat."""
    if not value or not value.rrules:
        return None
    rule = value.rrules[0]
    weekdays = (recurrence.to_weekday(day) for day in rule.byday)
    return RecurrenceRule(
        frequency=Frequency(rule.freq),
        interval=rule.interval,
        count=rule.count,
        until=None if rule.count is not None else rule.until and rule.until.date(),
        weekdays=tuple(Weekday(day.number, day.index or 0) for day in weekdays),
        week_start=getattr(rule.wkst, "number", rule.wkst) or 0,
        **{
            field: tuple(getattr(rule, name.lower()) or ())
            for name, (field, _low, _high) in _NUMBER_PARTS.items()
        },
    )


def parse(text: str) -> RecurrenceRule:
    """The rule that ``text`` ("FREQ=…", with or without "RRULE:") states.

    Raises RuleError for what this package cannot keep exactly; nothing is dropped silently.
    """
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if len(lines) != 1:
        raise RuleError("format", _("Give one repeat rule."))
    body = lines[0].upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in filter(None, body.split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise RuleError("format", _("The repeat rule cannot be read."))
        parts[name] = value
    rule = _read_parts(parts)
    check(rule)
    return rule


def _read_parts(parts: dict[str, str]) -> RecurrenceRule:
    frequency = parts.pop("FREQ", "")
    if frequency in _SUB_DAILY or _SUB_DAILY_PARTS & parts.keys():
        raise RuleError("sub_daily", _("An event can repeat once a day at most."))
    if frequency not in Frequency.__members__:
        raise RuleError("frequency", _("The repeat rule names no known frequency."))
    fields: dict[str, Any] = {"frequency": Frequency[frequency]}
    for name, value in parts.items():
        if name in _NUMBER_PARTS:
            fields[_NUMBER_PARTS[name][0]] = tuple(_number(item) for item in value.split(","))
        elif name == "BYDAY":
            fields["weekdays"] = tuple(_weekday(item) for item in value.split(","))
        elif name in {"INTERVAL", "COUNT"}:
            fields[name.lower()] = _number(value)
        elif name == "WKST":
            fields["week_start"] = _weekday(value).number
        elif name == "UNTIL":
            fields["until"] = _until(value)
        else:
            raise RuleError("unknown", _("The repeat rule has a part that is not known."))
    return RecurrenceRule(**fields)


def _number(text: str) -> int:
    if not re.fullmatch(r"[+-]?[0-9]{1,5}", text):
        raise RuleError("format", _("The repeat rule has a number that cannot be read."))
    return int(text)


def _weekday(text: str) -> Weekday:
    match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", text)
    if not match:
        raise RuleError("weekday", _("The repeat rule has a weekday that cannot be read."))
    return Weekday(WEEKDAY_CODES.index(match[2]), int(match[1] or 0))


def _until(text: str) -> datetime.date:
    match = re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})(T[0-9]{6}Z?)?", text)
    try:
        if match is None:
            raise ValueError(text)
        return datetime.date(*(int(group) for group in match.groups()[:3]))
    except ValueError as error:
        raise RuleError("until", _("The last date of the repeat rule is not a date.")) from error


def check(rule: RecurrenceRule) -> None:
    """Raise RuleError unless the rule is one that dateutil and django-recurrence keep exactly."""
    if not 1 <= rule.interval <= 999:
        raise RuleError("interval", _("“Every” must be a number from 1 to 999."))
    if rule.count is not None and not 1 <= rule.count <= 1000:
        raise RuleError("count", _("The number of dates must be from 1 to 1,000."))
    if rule.count is not None and rule.until is not None:
        raise RuleError("ends", _("Give a last date or a number of dates, not both."))
    if rule.until is not None and rule.until.year > LAST_YEAR:
        raise RuleError("until", _("The last date is too far away."))
    for field, low, high in _NUMBER_PARTS.values():
        if any(number == 0 or not low <= number <= high for number in getattr(rule, field)):
            raise RuleError("range", _("The repeat rule has a number that is out of range."))
    _check_combination(rule)


def _check_combination(rule: RecurrenceRule) -> None:
    yearly = rule.frequency is Frequency.YEARLY
    if any(day.position for day in rule.weekdays):
        if rule.frequency not in (Frequency.YEARLY, Frequency.MONTHLY):
            raise RuleError(
                "weekday_position", _("Only a month or a year has a first, second … weekday.")
            )
        if not all(day.position for day in rule.weekdays):
            # dateutil wants both kinds to hold at once, the standard either.
            raise RuleError(
                "weekday_position", _("Give either all weekdays a number or none of them.")
            )
        if rule.week_numbers:
            raise RuleError(
                "weekday_position", _("A numbered weekday cannot be joined with week numbers.")
            )
        limit = 5 if rule.frequency is Frequency.MONTHLY or rule.months else 53
        if any(abs(day.position) > limit for day in rule.weekdays):
            raise RuleError("weekday_position", _("There are at most five such weekdays."))
    if rule.week_numbers and not yearly:
        raise RuleError("week_numbers", _("Only a yearly rule may name week numbers."))
    if rule.week_numbers and (rule.month_days or rule.year_days or rule.months):
        # dateutil takes "the week's days", RFC 5545 intersects; the two differ at the year's ends.
        raise RuleError(
            "week_numbers", _("Week numbers cannot be joined with months or days of the month.")
        )
    if rule.year_days and not yearly:
        raise RuleError("year_days", _("Only a yearly rule may name days of the year."))
    if rule.month_days and rule.frequency is Frequency.WEEKLY:
        raise RuleError("month_days", _("A weekly rule cannot name days of the month."))
    if rule.positions and rule.frequency is Frequency.DAILY:
        raise RuleError("positions", _("A day has no positions to choose from."))
    if rule.months and rule.month_days and not _has_day(rule):
        raise RuleError("never", _("No month that the rule names has such a day."))
    others = rule.weekdays, rule.months, rule.month_days, rule.year_days, rule.week_numbers
    if rule.positions and not any(others):
        raise RuleError("positions", _("A position needs days that it counts."))


def _has_day(rule: RecurrenceRule) -> bool:
    """Whether a month of the rule has a day of the rule, in leap years at least."""
    longest = max(calendar.monthrange(2024, month)[1] for month in rule.months)
    return any(abs(day) <= longest for day in rule.month_days)
