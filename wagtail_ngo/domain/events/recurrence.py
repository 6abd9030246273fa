"""Dates of series: repeat rules expanded. The rules themselves are in ``recurrence_rules``."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile

from dateutil import rrule as dateutil_rrule
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.events.recurrence_rules import (
    LAST_YEAR,
    WEEKDAY_CODES,
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    check,
    from_recurrence,
    parse,
)

__all__ = [
    "LAST_YEAR",
    "WEEKDAY_CODES",
    "Frequency",
    "RecurrenceRule",
    "RuleError",
    "Weekday",
    "check",
    "check_series",
    "dates_between",
    "from_recurrence",
    "is_on_rule",
    "iterate",
    "next_match",
    "parse",
]


def iterate(
    rule: RecurrenceRule | None,
    start: datetime.date,
    *,
    last: datetime.date,
    first: datetime.date = datetime.date.min,
) -> Iterator[datetime.date]:
    """Dates from ``start`` up to ``last`` in order; ``start`` itself always is the first.

    RFC 5545 §3.8.5.3: the start counts towards COUNT even where the rule does not name it.
    Dates before ``first`` may be left out, so that a series costs no more as it grows old.
    """
    if start > last:
        return
    yield start
    if rule is None:
        return
    end = min(last, rule.until or last)
    if rule.count is None and first > start:
        days = _matching_dates(*_entered_late(rule, start, first), end)
    else:
        days = _matching_dates(rule, start, end)
    later = (day for day in days if day > start)
    yield from takewhile(
        lambda day: day <= end, islice(later, None if rule.count is None else rule.count - 1)
    )


def _entered_late(
    rule: RecurrenceRule, start: datetime.date, first: datetime.date
) -> tuple[RecurrenceRule, datetime.date]:
    """The rule with what its start implies written out, and a later day in step with it."""
    if rule.frequency is Frequency.DAILY:
        steps = (first - start).days // rule.interval
        return rule, start + datetime.timedelta(days=steps * rule.interval)
    if rule.frequency is Frequency.WEEKLY:
        weekdays = rule.weekdays or (Weekday(start.weekday()),)
        monday = start - datetime.timedelta(days=(start.weekday() - rule.week_start) % 7)
        steps = (first - monday).days // (7 * rule.interval)
        day = max(start, monday + datetime.timedelta(days=7 * steps * rule.interval))
        return replace(rule, weekdays=weekdays), day
    names_days = rule.weekdays or rule.month_days or rule.year_days or rule.week_numbers
    if rule.frequency is Frequency.MONTHLY:
        rule = rule if names_days else replace(rule, month_days=(start.day,))
        begun = 12 * start.year + start.month - 1
        steps = (12 * first.year + first.month - 1 - begun) // rule.interval
        year, month = divmod(begun + steps * rule.interval, 12)
        return rule, max(start, datetime.date(year, month + 1, 1))
    if not names_days:
        rule = replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
    elif rule.week_numbers and not rule.weekdays:
        rule = replace(rule, weekdays=(Weekday(start.weekday()),))
    # A week that the rule numbers may begin in the year before.
    years = (first.year - start.year) // rule.interval * rule.interval
    return rule, max(start, datetime.date(start.year + years, 1, 1))


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
    first, after = (_first_week(each, rule.week_start) for each in (year, year + 1))
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
    return [day for day in iterate(rule, start, last=last, first=first) if day >= first]


def check_series(
    rule: RecurrenceRule,
    start: datetime.date,
    *,
    last: datetime.date,
    limit: int,
    today: datetime.date = datetime.date.min,
) -> None:
    """Raise RuleError if the rule does not fit its first date, or gives too many dates.

    Too many are over ``limit`` from ``today`` to ``last``: what took place never counts.
    """
    if rule.until is not None and rule.until < start:
        raise RuleError("until_before_start", _("The last date lies before the first one."))
    if not is_on_rule(rule, start):
        raise RuleError(
            "start_off_rule",
            _("The first date does not follow the rule. Change the date or the rule."),
            next_date=next_match(rule, start),
        )
    days = iterate(rule, start, last=max(last, start), first=today)
    coming = (day for day in days if day >= today)
    if sum(1 for _day in islice(coming, limit + 1)) > limit:
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
