"""Which number and which period the next issue has."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class IssueNumber:
    number: int
    year: int
    period_start: datetime.date
    period_end: datetime.date


def following(
    *, end_number: int, year: int, period_start: datetime.date, period_end: datetime.date
) -> IssueNumber:
    """The issue after one; numbers start again each year.

    After a period of whole months comes the next month; after any other as many days.
    """
    start = period_end + datetime.timedelta(days=1)
    last_day = calendar.monthrange(period_end.year, period_end.month)[1]
    if period_start.day == 1 and period_end.day == last_day:
        end = month_end(start)
    else:
        end = start + (period_end - period_start)
    number = end_number + 1 if start.year == year else 1
    return IssueNumber(number, start.year, start, end)


def first(today: datetime.date) -> IssueNumber:
    """The first issue of a serial: for the month of ``today``."""
    start = today.replace(day=1)
    return IssueNumber(1, today.year, start, month_end(start))


def month_end(day: datetime.date) -> datetime.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def overlaps(first: int, last: int | None, other_first: int, other_last: int | None) -> bool:
    """Whether two issues, possibly double ones, share a number."""
    return first <= max(other_first, other_last or 0) and other_first <= max(first, last or 0)
