"""Office hours as people write them: ``pn-pt 8:00-16:00; so 9-13``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from wagtail_ngo.domain.written_dates import read_time

SHORT = ("pn", "wt", "śr", "cz", "pt", "so", "nd")
# Beginnings of the names of days, Polish, English and of OpenStreetMap, Monday first.
_BEGINNINGS = (
    ("pn", "pon", "mon", "mo"),
    ("wt", "tue", "tu"),
    ("śr", "sr", "wed", "we"),
    ("cz", "thu", "th"),
    ("pt", "pią", "piat", "fri", "fr"),
    ("so", "sb", "sat", "sa"),
    ("nd", "nie", "ndz", "sun", "su"),
)
_DAY = r"[^\W\d_]{2,12}\.?"
_DAYS = re.compile(
    rf"(?P<days>{_DAY}(?:\s?(?:[-–—,/&+]|do|i|oraz|to)\s?{_DAY}){{0,6}})\s?:?\s*"
    r"(?:(?:w )?godz(?:\.|inach|iny)?\s?|od\s)?"
    r"(?P<opens>\d{1,2}(?:[:.]\d{2})?)\s?(?:[-–—]|do|to)\s?(?P<closes>\d{1,2}(?:[:.]\d{2})?)"
    r"(?:\s?\((?P<note>[^()]{1,100})\))?",
    re.IGNORECASE,
)
#: Longer texts are not looked at.
LONGEST = 1000


class WrittenHours(NamedTuple):
    """Open on ``weekday`` (0 = Monday) from ``opens`` until ``closes``, local time."""

    weekday: int
    opens: datetime.time
    closes: datetime.time
    note: str = ""


def read_hours(text: str) -> tuple[list[WrittenHours], list[str]]:
    """The hours of a week, and the parts that are none."""
    hours: list[WrittenHours] = []
    unread: list[str] = []
    line = " ".join(re.sub(r"[\n|;]+", ";", text[:LONGEST]).split())
    end = 0
    for match in _DAYS.finditer(line):
        unread.append(line[end : match.start()])
        end = match.end()
        try:
            hours += _of_days(match)
        except ValueError:
            unread.append(match[0])
    unread.append(line[end:])
    return sorted(set(hours)), [part for piece in unread if (part := piece.strip(" ,;."))]


def write_hours(hours: Iterable[WrittenHours]) -> str:
    """``pn-pt 08:00-16:00 | so 09:00-13:00 (note)``: what ``read_hours`` reads."""
    parts = []
    ordered = sorted(hours, key=lambda hour: (hour.opens, hour.closes, hour.note, hour.weekday))
    for (opens, closes, note), same in groupby(ordered, key=lambda hour: hour[1:]):
        days = ",".join(SHORT[hour.weekday] for hour in same)
        written = f"{days} {opens:%H:%M}-{closes:%H:%M}"
        parts.append(f"{written} ({note})" if note else written)
    return " | ".join(parts)


def plain_note(text: str) -> str:
    """The note without the marks that part hours in a cell."""
    return " ".join(re.sub(r"[()|;]", " ", text).split())


def _of_days(match: re.Match) -> list[WrittenHours]:
    opens, closes = read_time(match["opens"]), read_time(match["closes"])
    if closes <= opens:
        raise ValueError("closes before it opens")
    note = plain_note(match["note"] or "")
    return [WrittenHours(day, opens, closes, note) for day in _days(match["days"])]


def _days(text: str) -> list[int]:
    days: list[int] = []
    words = re.findall(r"[^\W\d_]+\.?|[-–—,/&+]", text)
    upto = False
    for word in words:
        if word in "-–—" or word.casefold() in {"do", "to"}:
            upto = True
        elif word in ",/&+" or word.casefold() in {"i", "oraz"}:
            continue
        else:
            day = _day(word)
            days += range(days[-1] + 1, day) if upto else []
            days.append(day)
            upto = False
    return days


def _day(word: str) -> int:
    plain = word.casefold().rstrip(".")
    for number, beginnings in enumerate(_BEGINNINGS):
        if plain.startswith(beginnings):
            return number
    raise ValueError("not a day")
