"""Repeat rules as other programs understand them.

Many calendar programs expand rules as dateutil does, which departs from RFC 5545 in a few places.
A rule that would come out wrong there is written in other words, or not at all.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from wagtail_ngo.domain.events.recurrence import Frequency, RecurrenceRule, Weekday, is_on_rule

_LAST_WEEKS = {52, 53}


def portable(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule | None:
    """A rule with the same dates that every program reads alike, or None if there is none.

    Without one the dates have to be listed.
    """
    if not is_on_rule(rule, start):
        # RFC 5545 §3.8.5.3 leaves open what such a series is; COUNT comes out differently.
        return None
    if _LAST_WEEKS & {abs(number) for number in rule.week_numbers}:
        # dateutil miscounts the last week of a year that reaches into the next one.
        return None
    if rule.week_numbers and not rule.weekdays:
        # dateutil takes the whole week, the standard the weekday of the start.
        return replace(rule, weekdays=(Weekday(start.weekday()),))
    if rule.frequency is Frequency.WEEKLY and rule.positions:
        return None if rule.months else _without_positions(rule, start)
    return rule


def _without_positions(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule:
    """Every week has the same days, so positions name weekdays.

    dateutil counts the positions of the first week from the start on.
    """
    numbers = {day.number for day in rule.weekdays} or {start.weekday()}
    ordered = sorted(numbers, key=lambda number: (number - rule.week_start) % 7)
    indices = {n - 1 if n > 0 else len(ordered) + n for n in rule.positions}
    chosen = tuple(Weekday(n) for index, n in enumerate(ordered) if index in indices)
    return replace(rule, weekdays=chosen, positions=())
