"""What an editor sees beside a rule before saving: the next dates and what speaks against them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from itertools import islice

from dateutil.relativedelta import relativedelta

from wagtail_ngo import conf
from wagtail_ngo.domain import recurrence
from wagtail_ngo.domain.schedule import PlannedDate, Schedule, planned_dates
from wagtail_ngo.models import Occurrence

YEARS_AHEAD = 20


@dataclass(frozen=True)
class PreviewDate:
    start: datetime.datetime
    shows_time: bool
    holiday: str | None
    clashes: tuple[str, ...]


def next_dates(
    schedule: Schedule,
    *,
    now: datetime.datetime,
    limit: int = 10,
    venue_id: int | None = None,
    except_page: int | None = None,
) -> list[PreviewDate]:
    """The next ``limit`` dates from today on; of a series in the past, its first ones."""
    today = now.astimezone(schedule.zone).date()
    last = max(today, schedule.start_date) + relativedelta(years=YEARS_AHEAD)
    days = recurrence.iterate(schedule.rule, schedule.start_date, last=last)
    coming = list(islice((day for day in days if day >= today), limit))
    if not coming:
        days = recurrence.iterate(schedule.rule, schedule.start_date, last=last)
        coming = list(islice(days, limit))
    planned = [
        date
        for date in planned_dates(schedule, first=coming[0], last=coming[-1])
        if date.recurrence_id in set(coming)
    ]
    holiday = conf.get_object("HOLIDAYS")
    return [
        PreviewDate(
            start=date.start,
            shows_time=not schedule.is_whole_day,
            holiday=holiday(date.recurrence_id),
            clashes=clashes(date, venue_id=venue_id, except_page=except_page),
        )
        for date in planned
    ]


def clashes(date: PlannedDate, *, venue_id: int | None, except_page: int | None) -> tuple[str, ...]:
    """Titles of other live events at the venue at that time."""
    if venue_id is None:
        return ()
    rows = (
        Occurrence.objects.filter(venue_id=venue_id, page__live=True)
        .exclude(page_id=except_page)
        .taking_place()
        .overlapping(date.starts_at, date.ends_at)
        .select_related("page")
    )
    return tuple(row.title for row in rows[:3])
