"""Repeat rules (RFC 5545 §3.3.10) as values: reading, writing, checking and expanding them.

A rule of this package repeats whole days, so it knows no hours and no time zone. ``until`` is the
last *local* date, included. django-recurrence stores it as 23:59:59 "UTC": only its date is read,
so that neither the server's zone nor the event's can shift it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice, takewhile
from typing import Any

import recurrence
from dateutil import rrule as dateutil_rrule
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

    Raises RuleError for whatever this package cannot keep exactly; nothing is dropped silently.
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
        return datetime.date(*(int(group) for group in match.groups()[:3]))
    except (AttributeError, ValueError) as error:
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


def iterate(
    rule: RecurrenceRule | None, start: datetime.date, *, last: datetime.date
) -> Iterator[datetime.date]:
    """Dates from ``start`` up to ``last`` in order; ``start`` itself always is the first.

    RFC 5545 §3.8.5.3: the start counts towards COUNT even where the rule does not name it.
    """
    if start > last:
        return
    yield start
    if rule is None:
        return
    end = min(last, rule.until or last)
    later = (day for day in _matching_dates(rule, start, end) if day > start)
    yield from takewhile(
        lambda day: day <= end, islice(later, None if rule.count is None else rule.count - 1)
    )


def _matching_dates(
    rule: RecurrenceRule, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    """Days that the rule names, COUNT aside, up to ``end``; perhaps some before ``start``.

    Days and weeks are stepped through here: a rule that never matches, which dateutil follows to
    the year 9999, then ends at the window. For months and years that costs little.
    """
    if rule.frequency is Frequency.DAILY:
        return _daily(rule, start, end)
    if rule.frequency is Frequency.WEEKLY:
        return _weekly(rule, start, end)
    if rule.week_numbers:
        return _numbered_weeks(rule, start, end)
    return _dateutil_dates(rule, start, end)


def _daily(
    rule: RecurrenceRule, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    numbers = {day.number for day in rule.weekdays}
    for ordinal in range(start.toordinal(), end.toordinal() + 1, rule.interval):
        day = datetime.date.fromordinal(ordinal)
        if rule.months and day.month not in rule.months:
            continue
        if numbers and day.weekday() not in numbers:
            continue
        if rule.month_days:
            length = calendar.monthrange(day.year, day.month)[1]
            if not {day.day, day.day - length - 1} & set(rule.month_days):
                continue
        yield day


def _weekly(
    rule: RecurrenceRule, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    """Positions count the whole week, also the one in which the series begins."""
    numbers = {day.number for day in rule.weekdays} or {start.weekday()}
    offsets = sorted((number - rule.week_start) % 7 for number in numbers)
    monday = start.toordinal() - (start.weekday() - rule.week_start) % 7
    for first in range(monday, end.toordinal() + 1, 7 * rule.interval):
        days = [datetime.date.fromordinal(first + offset) for offset in offsets]
        days = [day for day in days if not rule.months or day.month in rule.months]
        if rule.positions:
            indices = {n - 1 if n > 0 else len(days) + n for n in rule.positions}
            days = [day for index, day in enumerate(days) if index in indices]
        yield from (day for day in days if day <= end)


def _numbered_weeks(
    rule: RecurrenceRule, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    """Days of the weeks that the rule numbers, year by year.

    A week belongs to the year that has most of its days, so the first and the last one reach into
    a neighbour year. dateutil miscounts the last week of the year before.
    """
    numbers = {day.number for day in rule.weekdays} or {start.weekday()}
    offsets = [(number - rule.week_start) % 7 for number in numbers]
    for year in range(start.year, min(end.year, LAST_YEAR) + 1, rule.interval):
        days = sorted(
            day
            for owner in {max(year - 1, 1), year, year + 1}
            for week in _week_beginnings(owner, rule)
            for day in (datetime.date.fromordinal(week + offset) for offset in offsets)
            if day.year == year
        )
        if rule.positions:
            indices = {n - 1 if n > 0 else len(days) + n for n in rule.positions}
            days = [day for index, day in enumerate(days) if index in indices]
        yield from (day for day in days if day <= end)


def _week_beginnings(year: int, rule: RecurrenceRule) -> set[int]:
    """Ordinals of the first days of those weeks of ``year`` that the rule numbers."""
    first, after = (_first_week(one, rule.week_start) for one in (year, year + 1))
    count = (after - first) // 7
    numbers = {n if n > 0 else count + 1 + n for n in rule.week_numbers}
    return {first + 7 * (n - 1) for n in numbers if 0 < n <= count}


def _first_week(year: int, week_start: int) -> int:
    """Ordinal of the day that begins week 1: the first week with four days in the year."""
    fourth = datetime.date(year, 1, 4)
    return fourth.toordinal() - (fourth.weekday() - week_start) % 7


def _dateutil_dates(
    rule: RecurrenceRule, start: datetime.date, end: datetime.date
) -> Iterator[datetime.date]:
    """Months and years by dateutil."""
    dates = dateutil_rrule.rrule(
        int(rule.frequency),
        dtstart=datetime.datetime.combine(start, datetime.time()),
        interval=rule.interval,
        wkst=rule.week_start,
        until=datetime.datetime.combine(end, datetime.time()),
        bymonth=rule.months or None,
        bymonthday=rule.month_days or None,
        byyearday=rule.year_days or None,
        bysetpos=rule.positions or None,
        byweekday=[dateutil_rrule.weekday(d.number, d.position or None) for d in rule.weekdays]
        or None,
    )
    return (moment.date() for moment in dates)


def dates_between(
    rule: RecurrenceRule | None, start: datetime.date, *, first: datetime.date, last: datetime.date
) -> list[datetime.date]:
    """Dates of the series from ``first`` to ``last``, both included, sorted and unique."""
    return [day for day in iterate(rule, start, last=last) if day >= first]


def check_series(
    rule: RecurrenceRule, start: datetime.date, *, last: datetime.date, limit: int
) -> None:
    """Raise RuleError if the rule does not fit its first date, or gives over ``limit`` dates."""
    if rule.until is not None and rule.until < start:
        raise RuleError("until_before_start", _("The last date lies before the first one."))
    if not is_on_rule(rule, start):
        raise RuleError(
            "start_off_rule",
            _("The first date does not follow the rule. Change the date or the rule."),
            next_date=next_match(rule, start),
        )
    end = rule.until or last
    count = sum(1 for _day in islice(iterate(rule, start, last=max(end, start)), limit + 1))
    if count > limit:
        raise RuleError(
            "too_many",
            _("The rule gives more than %(limit)d dates. Give an earlier last date.")
            % {"limit": limit},
        )


def is_on_rule(rule: RecurrenceRule, start: datetime.date) -> bool:
    return start in _matching_dates(rule, start, start)


def next_match(rule: RecurrenceRule, start: datetime.date) -> datetime.date | None:
    """The first day from ``start`` on that a series of this rule can begin with."""
    end = start.replace(year=start.year + 5, day=min(start.day, 28))
    return next((day for day in _matching_dates(rule, start, end) if day >= start), None)
