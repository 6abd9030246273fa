"""Repeat rules in British English."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.domain.events.rule_sentence.shape import Shape, shape_of

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNITS = ("year", "month", "week", "day")
_WORDS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}

# What a series leaves out: public holidays, school breaks.
EXCEPT = {
    (True, False): "except on public holidays",
    (False, True): "except in school breaks",
    (True, True): "except on public holidays and in school breaks",
}


def sentence(rule: RecurrenceRule | None, start: datetime.date) -> str:
    if rule is None:
        return "does not repeat"
    parts = [_what(rule, shape_of(rule, start), start, _every(rule))]
    if rule.until is not None:
        parts.append(f"until {_date(rule.until)}")
    if rule.count is not None:
        parts.append("once" if rule.count == 1 else f"{rule.count} times")
    return ", ".join(parts)


def brief(rule: RecurrenceRule, start: datetime.date) -> str:
    """Without its end, as short as people say it: "every Thursday"."""
    shape = shape_of(rule, start)
    if shape.name == "weekly" and rule.interval == 1:
        return f"every {_join([DAYS[day] for day in shape.weekdays])}"
    return _what(rule, shape, start, _every(rule))


def _every(rule: RecurrenceRule) -> str:
    unit = _UNITS[rule.frequency]
    return f"every {unit}" if rule.interval == 1 else f"every {rule.interval} {unit}s"


def _what(rule: RecurrenceRule, shape: Shape, start: datetime.date, every: str) -> str:
    if shape.name == "daily":
        return every
    if shape.name == "weekly":
        return f"{every} on {_join([DAYS[day] for day in shape.weekdays])}"
    if shape.name == "month_day":
        days = ["last day" if day == -1 else _day(day) for day in shape.days]
        return f"{every} on the {_join(days)}"
    if shape.name == "month_position":
        weekdays = _join([DAYS[day] for day in shape.weekdays])
        return f"{every} on the {_ordinal(shape.position)} {weekdays}"
    if shape.name == "working_day":
        return f"{every} on the {_ordinal(shape.position)} working day (Monday to Friday)"
    if shape.name == "year_day":
        return f"{every} on {start.day} {MONTHS[start.month - 1]}"
    return "; ".join([every, *_plain(rule)])


def _plain(rule: RecurrenceRule) -> list[str]:
    """Each part of the rule for itself: exact, if not elegant."""
    parts = []
    if rule.months:
        parts.append(f"in {_join([MONTHS[month - 1] for month in rule.months])}")
    if rule.weekdays:
        days = [
            f"the {_ordinal(day.position)} {DAYS[day.number]}" if day.position else DAYS[day.number]
            for day in rule.weekdays
        ]
        parts.append(f"on {_join(days)}")
    lists = (
        ("days of the month", rule.month_days),
        ("days of the year", rule.year_days),
        ("weeks of the year", rule.week_numbers),
        ("of these days number", rule.positions),
    )
    parts += [f"{label}: {', '.join(map(str, numbers))}" for label, numbers in lists if numbers]
    return parts


def _join(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def _ordinal(number: int) -> str:
    if number in _WORDS:
        return _WORDS[number]
    if number < 0:
        return f"{_suffixed(-number)} last"
    return _suffixed(number)


def _suffixed(number: int) -> str:
    words = {1: "st", 2: "nd", 3: "rd"}
    suffix = "th" if 10 <= number % 100 <= 20 else words.get(number % 10, "th")
    return f"{number}{suffix}"


def _day(number: int) -> str:
    return _suffixed(number) if number > 0 else f"{_suffixed(-number)} last day"


def _date(day: datetime.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
