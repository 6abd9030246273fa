"""Days that a series leaves out by the editor's choice: public holidays and school breaks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from wagtail_ngo import conf
from wagtail_ngo.models import SchoolBreak


@dataclass(frozen=True)
class LeftOut:
    """Why a day has no date; called with a day it says whether it has none."""

    holiday: Callable[[datetime.date], Any] | None = None
    breaks: tuple[tuple[datetime.date, datetime.date, str], ...] = ()

    def __call__(self, day: datetime.date) -> bool:
        return bool(self.reason(day))

    def __bool__(self) -> bool:
        return self.holiday is not None or bool(self.breaks)

    def reason(self, day: datetime.date) -> str:
        """The name of the holiday or break; empty for a day that is not left out."""
        name = self.holiday(day) if self.holiday else None
        if name:
            return str(name)
        return next((text for first, last, text in self.breaks if first <= day <= last), "")


def school_breaks() -> tuple[tuple[datetime.date, datetime.date, str], ...]:
    """First day, last day and name of each break that is entered."""
    return tuple(SchoolBreak.objects.values_list("first_day", "last_day", "name"))


def left_out_of(event: Any, breaks: Iterable | None = None) -> LeftOut:
    """What the event leaves out. One query, and only where it leaves out breaks.

    ``breaks`` are those of ``school_breaks``, where they are known already.
    """
    holiday = conf.get_object("HOLIDAYS") if event.skips_holidays else None
    if not event.skips_breaks:
        return LeftOut(holiday)
    return LeftOut(holiday, school_breaks() if breaks is None else tuple(breaks))
