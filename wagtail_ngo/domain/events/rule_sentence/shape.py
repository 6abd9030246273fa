"""What kind of rule it is: the few shapes that have an idiom, all others get a plain list."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail_ngo.domain.events.recurrence import Frequency, RecurrenceRule

WORKING_DAYS = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Shape:
    """One of: daily, weekly, month_day, month_position, working_day, year_day, other."""

    name: str
    weekdays: tuple[int, ...] = ()
    position: int = 0
    days: tuple[int, ...] = ()


def shape_of(rule: RecurrenceRule, start: datetime.date) -> Shape:
    """The idiom that says all of the rule but its interval and end."""
    if rule.months or rule.year_days or rule.week_numbers:
        return Shape("other")
    numbers = tuple(sorted({day.number for day in rule.weekdays}))
    has_positions = any(day.position for day in rule.weekdays)
    if rule.positions:
        single = len(rule.positions) == 1 and not rule.month_days
        if rule.frequency is Frequency.MONTHLY and single and not has_positions:
            if numbers == WORKING_DAYS:
                return Shape("working_day", position=rule.positions[0])
            if len(numbers) == 1:
                return Shape("month_position", weekdays=numbers, position=rule.positions[0])
        return Shape("other")
    if rule.frequency is Frequency.DAILY and not rule.weekdays and not rule.month_days:
        return Shape("daily")
    if rule.frequency is Frequency.WEEKLY:
        return Shape("weekly", weekdays=numbers or (start.weekday(),))
    if rule.frequency is Frequency.MONTHLY and not rule.weekdays:
        return Shape("month_day", days=rule.month_days or (start.day,))
    if rule.frequency is Frequency.MONTHLY and not rule.month_days:
        positions = {day.position for day in rule.weekdays}
        if len(positions) == 1 and has_positions:
            return Shape("month_position", weekdays=numbers, position=positions.pop())
    if rule.frequency is Frequency.YEARLY and not rule.weekdays and not rule.month_days:
        return Shape("year_day")
    return Shape("other")
