"""RFC 5545 §3.3.10 a second time, slow and obvious: look at every day and ask whether it fits.

It shares no code with dateutil, so that the two check each other.
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from functools import cache

from wagtail_ngo.domain.events.recurrence import Frequency, RecurrenceRule

ONE_DAY = datetime.timedelta(days=1)


def dates(rule: RecurrenceRule, start: datetime.date, last: datetime.date) -> list[datetime.date]:
    """All dates of the series up to ``last``; the start always is the first."""
    end = min(last, rule.until or last)
    periods = defaultdict(list)
    # Whole periods, so that positions count from the period's first day.
    day = start.replace(month=1, day=1) - 7 * ONE_DAY
    stop = datetime.date(end.year + 1, 1, 7)
    while day <= stop:
        if fits(rule, start, day):
            periods[period(rule, day)].append(day)
        day += ONE_DAY
    first_period = period(rule, start)
    found = {start}
    for key, days in periods.items():
        if (key - first_period) % rule.interval == 0:
            found |= set(chosen(rule, days))
    ordered = sorted(one for one in found if start <= one <= end)
    return ordered[: rule.count] if rule.count else ordered


def period(rule: RecurrenceRule, day: datetime.date) -> int:
    """The number of the day's period: its year, month, week or day."""
    if rule.frequency is Frequency.YEARLY:
        return day.year
    if rule.frequency is Frequency.MONTHLY:
        return day.year * 12 + day.month
    if rule.frequency is Frequency.WEEKLY:
        return (day.toordinal() - 1 - rule.week_start) // 7
    return day.toordinal()


def chosen(rule: RecurrenceRule, days: list[datetime.date]) -> list[datetime.date]:
    if not rule.positions:
        return days
    picked = []
    for position in rule.positions:
        index = position - 1 if position > 0 else len(days) + position
        if 0 <= index < len(days):
            picked.append(days[index])
    return picked


def fits(rule: RecurrenceRule, start: datetime.date, day: datetime.date) -> bool:
    return all(
        (
            not rule.months or day.month in rule.months,
            not rule.week_numbers or week_fits(rule, day),
            not rule.year_days or year_day_fits(rule, day),
            not rule.month_days or month_day_fits(rule, day),
            weekday_fits(rule, start, day),
            implied_day_fits(rule, start, day),
        )
    )


def month_day_fits(rule, day) -> bool:
    length = calendar.monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def year_day_fits(rule, day) -> bool:
    length = 366 if calendar.isleap(day.year) else 365
    number = day.timetuple().tm_yday
    return number in rule.year_days or number - length - 1 in rule.year_days


def week_fits(rule, day) -> bool:
    """A week belongs to the year that has most of its days."""
    first = day - ((day.weekday() - rule.week_start) % 7) * ONE_DAY
    year = (first + 3 * ONE_DAY).year
    number = ((first + 3 * ONE_DAY).timetuple().tm_yday - 1) // 7 + 1
    weeks = weeks_of(year, rule.week_start)
    return number in rule.week_numbers or number - weeks - 1 in rule.week_numbers


@cache
def weeks_of(year: int, week_start: int) -> int:
    """Weeks of which the middle day lies in the year."""
    days = (datetime.date(year, 1, 1) + n * ONE_DAY for n in range(366))
    middle = (week_start + 3) % 7
    return sum(1 for day in days if day.year == year and day.weekday() == middle)


def weekday_fits(rule, start, day) -> bool:
    if not rule.weekdays:
        needs = rule.frequency is Frequency.WEEKLY or rule.week_numbers
        return day.weekday() == start.weekday() if needs else True
    for weekday in rule.weekdays:
        if weekday.number != day.weekday():
            continue
        if not weekday.position or position_fits(rule, day, weekday.position):
            return True
    return False


def position_fits(rule, day, position: int) -> bool:
    if rule.frequency is Frequency.MONTHLY or rule.months:
        number = day.day
        length = calendar.monthrange(day.year, day.month)[1]
    else:
        number = day.timetuple().tm_yday
        length = 366 if calendar.isleap(day.year) else 365
    forwards = (number - 1) // 7 + 1
    backwards = -((length - number) // 7 + 1)
    return position in (forwards, backwards)


def implied_day_fits(rule, start, day) -> bool:
    """Where the rule names no day, that of the start is meant."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.week_numbers:
        return True
    if rule.frequency is Frequency.MONTHLY:
        return day.day == start.day
    if rule.frequency is Frequency.YEARLY:
        return day.day == start.day and bool(rule.months or day.month == start.month)
    return True
