"""Several days and hours in one text, as people write them in Polish.

"5, 12 i 19 maja 2027, 17–19", "12.05.2027", or one day in each line.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from wagtail_ngo.domain.events.recurrence_rules import LAST_YEAR

MONTHS = (
    *("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca"),
    *("lipca", "sierpnia", "września", "października", "listopada", "grudnia"),
)
#: More than a course has; a longer text is no list of dates.
MOST_DAYS = 60
LONGEST = 2000
#: Days of events are within these years.
FIRST_YEAR = 1900
YEAR = r"(?:\s+(\d{4})(?:\s*r\.|\s+roku)?)?"
_MONTH = "|".join(MONTHS)
_JOIN = r"(?:\s*,\s*|\s+i\s+|\s+oraz\s+)"
_NAMED = re.compile(rf"\b(\d{{1,2}}(?:{_JOIN}\d{{1,2}})*)\s+({_MONTH})\b{YEAR}", re.I)
_FIGURES = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_CLOCK = r"(\d{1,2})(?:[:.](\d{2}))?"
_HOURS = re.compile(
    rf"(?:\b(?:od|w)\s+)?(?:\bgodz(?:\.|iny|inach)?\s*)?\b{_CLOCK}\s*(?:[-–—]|\bdo\b)\s*{_CLOCK}\b"
    r"(?![.:]?\d|\s*\.)",
    re.I,
)
_HOUR = re.compile(
    rf"\b(?:(?:o|od)\s+(?:godz(?:\.|inie|iny)?\s*)?|godz(?:\.|ina)?\s*){_CLOCK}\b(?![.:]?\d)", re.I
)


@dataclass(frozen=True, slots=True)
class WrittenDays:
    """Days in order, each once; hours, where the text names them; and what is neither."""

    days: tuple[datetime.date, ...] = ()
    start_time: datetime.time | None = None
    end_time: datetime.time | None = None
    unknown: tuple[str, ...] = ()


class Text:
    """A text of which parts are taken away as they are understood; what stays was not."""

    def __init__(self, text: str) -> None:
        self.left = " ".join(text.replace("\xa0", " ").split(" "))

    def take(self, pattern: re.Pattern) -> re.Match | None:
        """The first match, which nothing after this sees any more."""
        match = pattern.search(self.left)
        if match:
            self.left = f"{self.left[: match.start()]}\0{self.left[match.end() :]}"
        return match

    def take_all(self, pattern: re.Pattern) -> list[re.Match]:
        """Every match, from the left."""
        matches = list(pattern.finditer(self.left))
        self.left = pattern.sub("\0", self.left)
        return matches

    def rest(self) -> tuple[str, ...]:
        """What was not understood, in pieces; words that only join are none."""
        pieces = (piece.strip(" ,;.:\t") for piece in re.split(r"[\0\n;,]", self.left))
        return tuple(piece for piece in pieces if piece and piece.lower() not in {"i", "oraz", "w"})


def read_days(text: str, *, today: datetime.date) -> WrittenDays:
    """The days that the text lists; one without a year is the next of its kind from ``today`` on.

    Nothing is guessed: a day that there is not stays among what is unknown.
    """
    if len(text) > LONGEST:
        return WrittenDays(unknown=(text[:60],))
    left = Text(text)
    days, faults = take_days(left, today=today)
    start, end = take_hours(left)
    if len(days) > MOST_DAYS:
        return WrittenDays(unknown=(text[:60],))
    return WrittenDays(tuple(days), start, end, (*faults, *left.rest()))


def take_days(text: Text, *, today: datetime.date) -> tuple[list[datetime.date], list[str]]:
    """Days of the text, sorted, and what looks like a day and is none."""
    days: set[datetime.date] = set()
    faults = []
    matches = text.take_all(_NAMED)
    years = [match[3] for match in matches]
    for number, match in enumerate(matches):
        # "30 kwietnia, 7 i 14 maja 2027": the year is said once, at the end.
        year = next((int(year_number) for year_number in years[number:] if year_number), None)
        month = MONTHS.index(match[2].lower()) + 1
        for figure in re.findall(r"\d+", match[1]):
            day = date_of(int(figure), month, year, today=today)
            days.add(day) if day else faults.append(f"{figure} {match[2]}")
    for match in text.take_all(_FIGURES):
        parts = [int(part) for part in match.groups() if part]
        year, month, figure = parts if match[4] else reversed(parts)
        day = date_of(figure, month, year, today=today)
        days.add(day) if day else faults.append(match[0])
    return sorted(days), faults


def date_of(
    day: int, month: int, year: int | None, *, today: datetime.date
) -> datetime.date | None:
    """The day; without a year the next one from ``today`` on; None if there is no such day.

    Nor is one far away, such as of the year 9999: no event takes such a day.
    """
    years = range(today.year, today.year + 9) if year is None else [year]
    for candidate in years:
        if not FIRST_YEAR <= candidate <= LAST_YEAR:
            continue
        try:
            date = datetime.date(candidate, month, day)
        except ValueError:
            continue
        if year is not None or date >= today:
            return date
    return None


def take_hours(text: Text) -> tuple[datetime.time | None, datetime.time | None]:
    """Start and end that the text names, "17–19", "od 17.30 do 19", "o 17"; None where it does not.

    Hours that no clock has stay in the text.
    """
    match = _HOURS.search(text.left)
    if match and (start := _time(match[1], match[2])) and (end := _time(match[3], match[4])):
        text.take(_HOURS)
        return start, end
    match = _HOUR.search(text.left)
    if match and (start := _time(match[1], match[2])):
        text.take(_HOUR)
        return start, None
    return None, None


def _time(hour: str, minute: str | None) -> datetime.time | None:
    try:
        return datetime.time(int(hour), int(minute or 0))
    except ValueError:
        return None
