"""A line of Polish read as an event: "co drugi czwartek 17–19 w Rondzie, gospodarz Indygo".

The other way round from ``rule_sentence.polish``: every sentence that module writes is read back to
a rule of the same dates. What is not understood is named, never guessed.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import Any

from wagtail_ngo.domain.events.recurrence import (
    Frequency,
    RecurrenceRule,
    RuleError,
    Weekday,
    check,
    next_match,
)
from wagtail_ngo.domain.events.written_days import (
    LONGEST,
    MONTHS,
    YEAR,
    Text,
    date_of,
    take_days,
    take_hours,
)

_DAYS = (
    "poniedział(?:ek|ki)", "wtor(?:ek|ki)", "śr(?:oda|odę|ody)", "czwart(?:ek|ki)", "piąt(?:ek|ki)",
    "sobo(?:ta|tę|ty)", "niedziel(?:a|ę|e)",
)  # fmt: skip
_ORDINALS = {
    1: "pierwsz(?:y|ą|a)", 2: "drug(?:i|ą|a)", 3: "trzec(?:i|ią|ia)", 4: "czwart(?:y|ą|a)",
    5: "piąt(?:y|ą|a)", -1: "ostatn(?:i|ią|ia)", -2: "przedostatn(?:i|ią|ia)",
}  # fmt: skip
_LOCATIVES = (
    *("styczniu", "lutym", "marcu", "kwietniu", "maju", "czerwcu"),
    *("lipcu", "sierpniu", "wrześniu", "październiku", "listopadzie", "grudniu"),
)
_UNITS = {
    "rok": Frequency.YEARLY, "lata": Frequency.YEARLY, "lat": Frequency.YEARLY,
    "miesiąc": Frequency.MONTHLY, "miesiące": Frequency.MONTHLY, "miesięcy": Frequency.MONTHLY,
    "tydzień": Frequency.WEEKLY, "tygodnie": Frequency.WEEKLY, "tygodni": Frequency.WEEKLY,
    "dzień": Frequency.DAILY, "dni": Frequency.DAILY,
    "roku": Frequency.YEARLY, "miesiącu": Frequency.MONTHLY, "tygodniu": Frequency.WEEKLY,
}  # fmt: skip

_DAY = rf"(?:{'|'.join(_DAYS)})"
_ORDINAL = rf"(?:(?:{'|'.join(_ORDINALS.values())}|\d{{1,3}}\.)(?!\w)(?:\s+od\s+końca)?)"
_JOIN = r"(?:\s*,\s*|\s+i\s+(?:we?\s+)?|\s+oraz\s+(?:we?\s+)?)"
_MONTH = "|".join(MONTHS)
_IN_MONTH = r"(?:\s+(?:każdego\s+)?miesiąca)?"


def _compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.I)


_HOST = _compiled(r"\b(?:gospodarz(?:e|em)?|gospodyni|prowadzi|prowadzą)\b\s*:?\s*([^\0,;\n]+)")
_FREE = r"(?:świąt|święta|ferii|ferie|przerw(?:y|ach)?\s+szkoln\w+|dni\s+wolnych)"
_EXCEPT = _compiled(
    rf"\b(?:oprócz|prócz|bez|z\s+wyjątkiem|nie\s+w)\s+{_FREE}"
    rf"(?:(?:\s*,\s*|\s+i\s+|\s+ani\s+|\s+lub\s+)(?:nie\s+)?(?:w\s+)?{_FREE})*"
)
_COUNT = _compiled(r"\b(?:jeden\s+raz|(\d{1,4})\s+razy?)\b")
_UNTIL = _compiled(rf"\b(?:aż\s+)?do\s+(?:dnia\s+)?(\d{{1,2}})\s+({_MONTH})\b{YEAR}")
_FROM = _compiled(rf"\bod\s+(?:dnia\s+)?(\d{{1,2}})\s+({_MONTH})\b{YEAR}")
_LISTS = {
    name: _compiled(rf"\b{words}:\s*(-?\d{{1,3}}(?:,\s*-?\d{{1,3}})*)")
    for name, words in (
        ("month_days", "dni miesiąca"),
        ("year_days", "dni roku"),
        ("week_numbers", "tygodnie roku"),
        ("positions", "spośród tych dni"),
    )
}
_WORKING_DAY = _compiled(
    rf"\bwe?\s+({_ORDINAL})\s+dzień\s+roboczy(?:\s+\(od poniedziałku do piątku\))?{_IN_MONTH}"
)
_MONTH_DAY = r"(?:ostatniego\s+dnia|\d{1,2}\.\s+dnia(?:\s+od\s+końca)?)\s+miesiąca"
_MONTH_DAYS = _compiled(rf"\b{_MONTH_DAY}(?:{_JOIN}{_MONTH_DAY})*")
_EVERY = _compiled(rf"\b(?:codziennie|co\s+(?:(\d{{1,3}}|{_ORDINAL})\s+)?({'|'.join(_UNITS)})\b)")
_ONCE_A = _compiled(r"\braz\s+w\s+(tygodniu|miesiącu|roku)\b")
_EVERY_DAY = _compiled(rf"\bco\s+(?:({_ORDINAL})\s+)?({_DAY}(?:{_JOIN}{_DAY})*)\b")
_NUMBERED_DAYS = _compiled(
    rf"\b(?:we?\s+)?(?:każd(?:y|ą)\s+)?({_ORDINAL}(?:{_JOIN}{_ORDINAL})*\s+{_DAY}"
    rf"(?:{_JOIN}(?:{_ORDINAL}(?:{_JOIN}{_ORDINAL})*\s+)?{_DAY})*)\b{_IN_MONTH}"
)
_PLAIN_DAYS = _compiled(rf"\bwe?\s+(?:każd(?:y|ą)\s+)?({_DAY}(?:{_JOIN}{_DAY})*)\b")
_IN_MONTHS = _compiled(rf"\bw\s+((?:{'|'.join(_LOCATIVES)})(?:{_JOIN}(?:{'|'.join(_LOCATIVES)}))*)")
_PLACE = _compiled(r"\b(?:we?|na|przy|miejsce:)\s+([^\0,;\n]+)")
_WORD = _compiled(rf"({_ORDINAL})|({_DAY})")


@dataclass(frozen=True, slots=True)
class WrittenEvent:
    """What a line says. None or empty: it says nothing of that."""

    rule: RecurrenceRule | None = None
    #: The day on which a series begins, or the days of a course without a rule.
    days: tuple[datetime.date, ...] = ()
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    skips_holidays: bool = False
    skips_breaks: bool = False
    #: As written, perhaps in another case: "Rondzie", "Indygo".
    place: str = ""
    host: str = ""
    unknown: tuple[str, ...] = ()


def read(line: str, *, today: datetime.date) -> WrittenEvent:
    """The event that the line means, as far as it can be understood.

    A series without a day of its own begins on the first day from ``today`` on that fits its rule.
    """
    if len(line) > LONGEST:
        return WrittenEvent(unknown=(line[:60],))
    text = Text(line)
    host = text.take(_HOST)
    exception = text.take(_EXCEPT)
    rule, since, faults = _read_rule(text, today=today)
    days, strange = take_days(text, today=today)
    if since:
        # "co czwartek od 7 maja": a Friday is no first day of Thursdays, the next Thursday is.
        days = sorted({_first_day(rule, since) or since, *days})
    start, end = take_hours(text)
    place = text.take(_PLACE)
    if not days and (first := _first_day(rule, today)):
        days = [first]
    without = exception[0].lower() if exception else ""
    return WrittenEvent(
        rule,
        tuple(days),
        start,
        end,
        skips_holidays=any(word in without for word in ("świ", "dni")),
        skips_breaks=any(word in without for word in ("feri", "przerw")),
        place=place[1].strip() if place else "",
        host=host[1].strip() if host else "",
        unknown=(*faults, *strange, *text.rest()),
    )


def _first_day(rule: RecurrenceRule | None, since: datetime.date) -> datetime.date | None:
    """The first day from ``since`` on that the rule can begin with.

    Of "every second Tuesday" it is the very next Tuesday: it says which weeks are meant.
    """
    return None if rule is None else next_match(replace(rule, interval=1), since)


def read_rule(sentence: str, *, today: datetime.date) -> RecurrenceRule | None:
    """The rule that the sentence states, or None."""
    return read(sentence, today=today).rule


def _read_rule(
    text: Text, *, today: datetime.date
) -> tuple[RecurrenceRule | None, datetime.date | None, list[str]]:
    """The rule, the day from which it holds where one is said, and what cannot be."""
    count, until, since = text.take(_COUNT), text.take(_UNTIL), text.take(_FROM)
    first = since and _day(since, today=today)
    parts: dict[str, Any] = {name: numbers for name in _LISTS if (numbers := _numbers(text, name))}
    frequency, interval = _frequency(text, parts)
    _take_days_of_rule(text, parts, frequency)
    if frequency is None and parts:
        frequency = Frequency.WEEKLY if _is_weekly(parts) else Frequency.MONTHLY
    if frequency is None:
        return None, first, [match[0] for match in (count, until) if match]
    last = until and _day(until, today=first or today)
    rule = RecurrenceRule(
        frequency,
        interval=interval,
        count=int(count[1] or 1) if count else None,
        until=last or None,
        **parts,
    )
    try:
        check(rule)
    except RuleError as error:
        return None, first, [str(error.message)]
    return rule, first, [until[0]] if until and not last else []


def _is_weekly(parts: dict) -> bool:
    return set(parts) == {"weekdays"} and not any(day.position for day in parts["weekdays"])


def _numbers(text: Text, name: str) -> tuple[int, ...]:
    match = text.take(_LISTS[name])
    return tuple(int(number) for number in match[1].split(",")) if match else ()


def _frequency(text: Text, parts: dict) -> tuple[Frequency | None, int]:
    """How often; "co drugi czwartek" names a weekday as well, which goes into ``parts``."""
    if match := text.take(_EVERY):
        unit = match[2].lower() if match[2] else "dzień"
        return _UNITS[unit], _interval(match[1])
    if match := text.take(_ONCE_A):
        return _UNITS[match[1].lower()], 1
    if match := text.take(_EVERY_DAY):
        parts["weekdays"] = _weekdays(match[2])
        return Frequency.WEEKLY, _interval(match[1])
    return None, 1


def _interval(words: str | None) -> int:
    if not words:
        return 1
    return int(words) if words.isdigit() else max(1, _ordinal(words))


def _take_days_of_rule(text: Text, parts: dict, frequency: Frequency | None) -> None:
    """Weekdays, days of the month and months, each into its part of the rule."""
    if match := text.take(_WORKING_DAY):
        parts["weekdays"] = tuple(Weekday(number) for number in range(5))
        parts["positions"] = (_ordinal(match[1]),)
    if match := text.take(_MONTH_DAYS):
        parts["month_days"] = tuple(_month_day(text) for text in re.findall(_MONTH_DAY, match[0]))
    if (match := text.take(_NUMBERED_DAYS)) or (match := text.take(_PLAIN_DAYS)):
        parts["weekdays"] = _weekdays(match[1])
    if match := text.take(_IN_MONTHS):
        words = re.split(_JOIN, match[1].lower())
        parts["months"] = tuple(_LOCATIVES.index(word) + 1 for word in words)


def _weekdays(words: str) -> tuple[Weekday, ...]:
    """ "pierwszy i trzeci czwartek" is two; a day without a number has that of the one before."""
    days, numbers, is_fresh = [], [0], False
    for match in _WORD.finditer(words):
        # "czwarty" and "piąty" are numbers, "czwartek" and "piątek" are days.
        if match[1] and not re.fullmatch(_DAY, match[0], re.I):
            numbers = [*numbers, _ordinal(match[1])] if is_fresh else [_ordinal(match[1])]
            is_fresh = True
            continue
        is_fresh = False
        day = next(n for n, form in enumerate(_DAYS) if re.fullmatch(form, match[0], re.I))
        days += [Weekday(day, number) for number in numbers]
    return tuple(dict.fromkeys(days))


def _ordinal(words: str) -> int:
    """The number that the word means; counted from the end it is negative."""
    name = words.split()[0]
    if name[0].isdigit():
        number = int(name.rstrip("."))
    else:
        number = next(n for n, form in _ORDINALS.items() if re.fullmatch(form, name, re.I))
    return -number if "końca" in words.lower() else number


def _month_day(words: str) -> int:
    if words.lower().startswith("ostatniego"):
        return -1
    number = int(words.split(".")[0])
    return -number if "końca" in words.lower() else number


def _day(match: re.Match, *, today: datetime.date) -> datetime.date | None:
    month = MONTHS.index(match[2].lower()) + 1
    return date_of(int(match[1]), month, int(match[3]) if match[3] else None, today=today)


def explicit(rule: RecurrenceRule, start: datetime.date) -> RecurrenceRule:
    """The rule with the weekday or day of the month written out that its start implies."""
    bare = not (rule.weekdays or rule.month_days or rule.year_days or rule.week_numbers)
    if bare and rule.frequency is Frequency.WEEKLY:
        return replace(rule, weekdays=(Weekday(start.weekday()),))
    if bare and rule.frequency is Frequency.MONTHLY:
        return replace(rule, month_days=(start.day,))
    return rule
