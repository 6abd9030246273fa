"""Spans of days that a report is about, and the ones they are compared with."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple, Self

from dateutil.relativedelta import relativedelta


class Period(NamedTuple):
    """Days from ``first`` to ``last``, both included."""

    first: datetime.date
    last: datetime.date

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls(datetime.date(year, 1, 1), datetime.date(year, 12, 31))

    @classmethod
    def of_half(cls, year: int, half: int) -> Self:
        """January to June for half 1, July to December for half 2."""
        if half not in (1, 2):
            raise ValueError("A year has the halves 1 and 2.")
        first_month = 1 if half == 1 else 7
        last_month = first_month + 5
        last_day = calendar.monthrange(year, last_month)[1]
        return cls(datetime.date(year, first_month, 1), datetime.date(year, last_month, last_day))

    @classmethod
    def of_year_until(cls, day: datetime.date) -> Self:
        """The year of ``day`` up to and with it."""
        return cls(day.replace(month=1, day=1), day)

    def year_earlier(self) -> Self:
        """The same days of the year before; 29 February becomes 28 February."""
        return type(self)(*(day + relativedelta(years=-1) for day in self))

    @property
    def is_year(self) -> bool:
        return self == Period.of_year(self.first.year)

    @property
    def half(self) -> int | None:
        """1 or 2 when the days are just that half of a year."""
        year = self.first.year
        return next((half for half in (1, 2) if self == Period.of_half(year, half)), None)

    def previous(self) -> Self:
        """The same span before: the year before for a year or a half, else as many days before.

        A half is compared with the same half of the year before, since the two halves of a year
        differ by themselves.
        """
        if self.is_year:
            return self.of_year(self.first.year - 1)
        if self.half:
            return self.of_half(self.first.year - 1, self.half)
        days = (self.last - self.first).days + 1
        before = self.first - datetime.timedelta(days=1)
        return type(self)(before - datetime.timedelta(days=days - 1), before)

    def months(self) -> list[datetime.date]:
        """First days of the months that the span touches, in order."""
        month, months = self.first.replace(day=1), []
        while month <= self.last:
            months.append(month)
            month = (month + datetime.timedelta(days=31)).replace(day=1)
        return months
