"""Repeat rules in Polish."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from wagtail_ngo.domain.events.recurrence import RecurrenceRule
from wagtail_ngo.domain.events.rule_sentence.shape import Shape, shape_of

# Accusative, singular and plural: "w środę", "w środy".
_DAY = ("poniedziałek", "wtorek", "środę", "czwartek", "piątek", "sobotę", "niedzielę")
_DAYS = ("poniedziałki", "wtorki", "środy", "czwartki", "piątki", "soboty", "niedziele")
_FEMININE = {2, 5, 6}
_MONTHS_GENITIVE = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
_MONTHS_LOCATIVE = (
    *("styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu"),
    *("lipcu", "sierpniu", "wrześniu", "październiku", "listopadzie", "grudniu"),
)
# Unit of each frequency: "co rok", "co 2 lata", "co 5 lat".
_UNITS = (
    ("rok", "lata", "lat"),
    ("miesiąc", "miesiące", "miesięcy"),
    ("tydzień", "tygodnie", "tygodni"),
    ("dzień", "dni", "dni"),
)
_ORDINALS = {
    1: ("pierwszy", "pierwszą"),
    2: ("drugi", "drugą"),
    3: ("trzeci", "trzecią"),
    4: ("czwarty", "czwartą"),
    5: ("piąty", "piątą"),
    -1: ("ostatni", "ostatnią"),
    -2: ("przedostatni", "przedostatnią"),
}
# What a series leaves out: public holidays, school breaks.
EXCEPT = {
    (True, False): "oprócz świąt",
    (False, True): "oprócz ferii i przerw szkolnych",
    (True, True): "oprócz świąt, ferii i przerw szkolnych",
}


def sentence(rule: RecurrenceRule | None, start: datetime.date) -> str:
    if rule is None:
        return "nie powtarza się"
    parts = [_what(rule, shape_of(rule, start), start)]
    if rule.until is not None:
        until = rule.until
        parts.append(f"do {until.day} {_MONTHS_GENITIVE[until.month - 1]} {until.year}")
    if rule.count is not None:
        parts.append("jeden raz" if rule.count == 1 else f"{rule.count} razy")
    return ", ".join(parts)


def brief(rule: RecurrenceRule, start: datetime.date) -> str:
    """Without its end, as short as people say it: "co czwartek"."""
    shape = shape_of(rule, start)
    if shape.name == "weekly" and rule.interval == 1:
        return f"co {_join([_DAY[day] for day in shape.weekdays])}"
    return _what(rule, shape, start)


def _every(rule: RecurrenceRule) -> str:
    one, few, many = _UNITS[rule.frequency]
    number = rule.interval
    if number == 1:
        return "codziennie" if one == "dzień" else f"co {one}"
    is_few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"co {number} {few if is_few else many}"


def _what(rule: RecurrenceRule, shape: Shape, start: datetime.date) -> str:
    every = _every(rule)
    if shape.name == "daily":
        return every
    if shape.name == "weekly":
        return f"{every} {_on([_DAYS[day] for day in shape.weekdays])}"
    if shape.name == "month_day":
        return f"{every} {_join([_month_day(day) for day in shape.days])}"
    if shape.name == "month_position":
        return f"{every} {_on([_numbered(day, shape.position) for day in shape.weekdays])}"
    if shape.name == "working_day":
        return (
            f"{every} w {_ordinal(shape.position, False)} dzień roboczy (od poniedziałku do piątku)"
        )
    if shape.name == "year_day":
        return f"{every} {start.day} {_MONTHS_GENITIVE[start.month - 1]}"
    return "; ".join([every, *_plain(rule)])


def _plain(rule: RecurrenceRule) -> list[str]:
    """Each part of the rule for itself: exact, if not elegant."""
    parts = []
    if rule.months:
        parts.append(f"w {_join([_MONTHS_LOCATIVE[month - 1] for month in rule.months])}")
    if rule.weekdays:
        days = [
            _numbered(day.number, day.position) if day.position else _DAYS[day.number]
            for day in rule.weekdays
        ]
        parts.append(_on(days))
    lists = (
        ("dni miesiąca", rule.month_days),
        ("dni roku", rule.year_days),
        ("tygodnie roku", rule.week_numbers),
        ("spośród tych dni", rule.positions),
    )
    parts += [f"{label}: {', '.join(map(str, numbers))}" for label, numbers in lists if numbers]
    return parts


def _month_day(day: int) -> str:
    if day == -1:
        return "ostatniego dnia miesiąca"
    return f"{day}. dnia miesiąca" if day > 0 else f"{-day}. dnia od końca miesiąca"


def _numbered(weekday: int, position: int) -> str:
    return f"{_ordinal(position, weekday in _FEMININE)} {_DAY[weekday]}"


def _ordinal(number: int, feminine: bool) -> str:
    if number in _ORDINALS:
        return _ORDINALS[number][feminine]
    if number < 0 and -number in _ORDINALS:
        return f"{_ORDINALS[-number][feminine]} od końca"
    return f"{number}." if number > 0 else f"{-number}. od końca"


def _on(days: Sequence[str]) -> str:
    return f"{'we' if days[0].startswith('wt') else 'w'} {_join(days)}"


def _join(words: Sequence[str]) -> str:
    return " i ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]
