"""Dates and times as people write them, read without guessing.

``16.01.2027``, ``16-01-2027``, ``16 stycznia 2027 r.``, ``16 I 2027``, ``2027-01-16``; ``15:00``,
``15.00``, ``godz. 15``. The day comes before the month, as everywhere in Europe. What can be read
in two ways, such as ``01-02-03``, is refused.
"""

from __future__ import annotations

import datetime
import re

#: Longer texts are no dates; they are refused before any pattern looks at them.
LONGEST = 60
#: The last moment that a day, or a minute written 23:59 or 24:00, still belongs to.
DAY_END = datetime.time(23, 59, 59)

_MONTH_NAMES = (
    "stycznia styczeń sty january jan i",
    "lutego luty lut february feb ii",
    "marca marzec mar march iii",
    "kwietnia kwiecień kwi april apr iv",
    "maja maj may v",
    "czerwca czerwiec cze june jun vi",
    "lipca lipiec lip july jul vii",
    "sierpnia sierpień sie august aug viii",
    "września wrzesień wrz september sep sept ix",
    "października październik paź october oct x",
    "listopada listopad lis november nov xi",
    "grudnia grudzień gru december dec xii",
)
_MONTHS = {
    form: number for number, names in enumerate(_MONTH_NAMES, 1) for form in names.split()
} | {
    # Keyboards without Polish letters.
    "styczen": 1, "kwiecien": 4, "sierpien": 8, "wrzesnia": 9, "wrzesien": 9,
    "pazdziernika": 10, "pazdziernik": 10, "paz": 10, "grudzien": 12,
}  # fmt: skip

_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})")
_NAMED = re.compile(r"(\d{1,2})[ .]{0,2}([^\W\d_]{1,12})[ .,]{0,2}(\d{4})")
_YEAR_MARK = re.compile(r" ?(?:r\.?|roku)$")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,6})?)?)?")
_TIME_WORD = re.compile(r"^(?:godz(?:ina|iny|\.)?|g\.|o|at) ?")
# An hour at the end of a text, and the words that are between a date and its hour.
_LAST_TIME = re.compile(r"(?<=[ t.,])\d{1,2}(?:[:.]\d{2}){0,2}(?:\.\d{1,6})?$")
_BEFORE_TIME = re.compile(r"(?:(?:do |o )?(?:godz(?:iny|ina|\.)?|g\.)|do|o|at|t)$")


def read_date(text: str) -> datetime.date:
    """The date that the text means. Raises ValueError when it means none, or more than one."""
    words = _YEAR_MARK.sub("", _plain(text))
    if match := _YEAR_FIRST.fullmatch(words):
        return datetime.date(int(match[1]), int(match[3]), int(match[4]))
    if match := _DAY_FIRST.fullmatch(words):
        return datetime.date(int(match[4]), int(match[3]), int(match[1]))
    if match := _SHORT_YEAR.fullmatch(words):
        return datetime.date(2000 + int(match[3]), int(match[2]), int(match[1]))
    if (match := _NAMED.fullmatch(words)) and match[2] in _MONTHS:
        return datetime.date(int(match[3]), _MONTHS[match[2]], int(match[1]))
    raise ValueError("not a date")


def read_time(text: str) -> datetime.time:
    """The time of day that the text means; ``24:00`` is the last second of the day."""
    match = _TIME.fullmatch(_TIME_WORD.sub("", _plain(text)))
    if match is None:
        raise ValueError("not a time")
    hour, minute, second = (int(part or 0) for part in match.groups())
    if (hour, minute, second) == (24, 0, 0):
        return DAY_END
    return datetime.time(hour, minute, second)


def read_moment(text: str) -> tuple[datetime.date, datetime.time | None]:
    """Date and time of day; None for the time when only a day is given."""
    try:
        return read_date(text), None
    except ValueError:
        words = _plain(text)
        hour = _LAST_TIME.search(words)
        if hour is None:
            raise
        day = _BEFORE_TIME.sub("", words[: hour.start()].rstrip(" ,")).rstrip(" ,")
        return read_date(day), read_time(hour[0])


def _plain(text: str) -> str:
    """In small letters, each run of blanks (no-break spaces too) as one."""
    if len(text) > LONGEST:
        raise ValueError("not a date")
    return " ".join(text.split()).lower()
