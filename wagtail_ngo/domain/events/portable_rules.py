"""Repeat rules as other programs understand them.

Programs read the commonest forms of rules alike and depart from RFC 5545 and from each other in
the rest. What leaves is one of those forms, in other words where the same dates can be said so, or
no rule at all. ``tests/round_trip`` holds it against six readers.
"""

from __future__ import annotations

import calendar
import datetime
from dataclasses import replace

from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    Weekday,
    is_on_rule,
    iterate,
)

_EVERY_DAY = tuple(Weekday(number) for number in range(7))


def portable(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule | None:
    """A rule with the same dates that every program reads alike, or None if there is none.

    Without one the dates have to be listed.
    """
    if not is_on_rule(rule, start):
        # RFC 5545 §3.8.5.3 leaves open what such a series is; COUNT comes out differently.
        return None
    if rule.week_numbers or rule.year_days:
        return None
    if rule.positions:
        return _with_positions(rule, start)
    common = _in_larger_steps(_with_its_day(rule, start))
    return _in_usual_weeks(common, start) if common is not None and _is_common(common) else None


def _with_its_day(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule:
    """With the day that the start implies, where programs differ about short months."""
    if rule.weekdays or rule.month_days:
        return rule
    if rule.frequency is Frequency.MONTHLY and (rule.months or start.day > 28):
        return replace(rule, month_days=(start.day,))
    if rule.frequency is Frequency.YEARLY and (rule.months or (start.month, start.day) == (2, 29)):
        return replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
    if rule.frequency is Frequency.WEEKLY and rule.months:
        return replace(rule, weekdays=(Weekday(start.weekday()),))
    return rule


def _in_larger_steps(rule: RecurrenceRule) -> RecurrenceRule | None:
    """Parts that narrow days and weeks down, as the days of months and years; None without such.

    A yearly rule without months is one of every month or week.
    """
    names_month_days = rule.month_days and rule.frequency is Frequency.DAILY
    narrows = names_month_days or (rule.months and rule.frequency is not Frequency.YEARLY)
    widens = rule.frequency is Frequency.YEARLY and not rule.months
    if not (narrows or (widens and (rule.month_days or rule.weekdays))):
        return rule
    if rule.interval != 1 or (widens and _numbered(rule)):
        return None
    if rule.months:
        days = rule.weekdays or (() if rule.month_days else _EVERY_DAY)
        return replace(rule, frequency=Frequency.YEARLY, weekdays=days)
    frequency = Frequency.MONTHLY if rule.month_days else Frequency.WEEKLY
    return replace(rule, frequency=frequency)


def _numbered(rule: RecurrenceRule) -> bool:
    return any(day.position for day in rule.weekdays)


def _is_common(rule: RecurrenceRule) -> bool:
    """Weekdays beside days of the month are read alike as plain ones counted from its beginning."""
    counts_back = any(day < 0 for day in rule.month_days)
    if rule.month_days and rule.weekdays and (_numbered(rule) or counts_back):
        return False
    # sabre/vobject 2.1 looks for a fifth last weekday without end.
    if any(day.position == -5 for day in rule.weekdays):
        return False
    return not rule.months or _has_each_day(rule)


def _has_each_day(rule: RecurrenceRule) -> bool:
    """Whether each month named has each day: ical.js makes 1 July of 31 June. 29 February is right
    by itself.
    """
    if (rule.months, rule.month_days) == ((2,), (29,)):
        return True
    shortest = min(calendar.monthrange(2027, month)[1] for month in rule.months)
    return all(abs(day) <= shortest for day in rule.month_days)


def _in_usual_weeks(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule | None:
    """Weeks begin on Monday; another beginning says something for every second, third … week only.

    libical misreads some of those; so they are listed.
    """
    usual = replace(rule, week_start=0)
    if rule.week_start and rule.frequency is Frequency.WEEKLY and rule.interval > 1:
        last = start + datetime.timedelta(weeks=4 * rule.interval)
        unbounded = replace(rule, count=None, until=None), replace(usual, count=None, until=None)
        own, others = (list(iterate(rule, start, last=last)) for rule in unbounded)
        return usual if own == others else None
    return usual


def _with_positions(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule | None:
    """Positions are read alike where they count plain weekdays of a month."""
    if rule.months or rule.month_days:
        return None
    if rule.frequency is Frequency.WEEKLY:
        return _in_usual_weeks(_without_positions(rule, start), start)
    rule = replace(rule, week_start=0)
    if rule.frequency is not Frequency.MONTHLY or not rule.weekdays or _numbered(rule):
        return None
    if len(rule.weekdays) == 1 and all(abs(number) <= 5 for number in rule.positions):
        numbered = (replace(rule.weekdays[0], position=number) for number in rule.positions)
        return replace(rule, weekdays=tuple(numbered), positions=())
    # sabre/vobject 2.1 never comes to an end over -2.
    return rule if all(number >= -1 for number in rule.positions) else None


def _without_positions(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule:
    """Every week has the same days, so positions name weekdays.

    dateutil counts the positions of the first week from the start on.
    """
    numbers = {day.number for day in rule.weekdays} or {start.weekday()}
    ordered = sorted(numbers, key=lambda number: (number - rule.week_start) % 7)
    indices = {n - 1 if n > 0 else len(ordered) + n for n in rule.positions}
    chosen = tuple(Weekday(n) for index, n in enumerate(ordered) if index in indices)
    return replace(rule, weekdays=chosen, positions=())
