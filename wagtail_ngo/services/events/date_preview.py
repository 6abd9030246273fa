"""What an editor sees beside a rule before saving: the next dates and what speaks against them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dateutil.relativedelta import relativedelta

from wagtail_ngo import conf
from wagtail_ngo.domain.events import recurrence
from wagtail_ngo.domain.events.schedule import Change, DateKey, PlannedDate, Schedule, planned_dates
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.events.left_out import LeftOut

YEARS_AHEAD = 20


@dataclass(frozen=True)
class PreviewDate:
    start: datetime.datetime
    shows_time: bool
    holiday: str | None
    clashes: tuple[str, ...]
    original_date: datetime.date
    is_cancelled: bool = False
    is_moved: bool = False
    is_extra: bool = False


def next_dates(
    schedule: Schedule,
    *,
    now: datetime.datetime,
    limit: int = 10,
    changes: Iterable[Change] = (),
    left_out: LeftOut | None = None,
    venue_id: int | None = None,
    except_page: int | None = None,
) -> list[PreviewDate]:
    """The next ``limit`` dates from today on; of a series in the past, its first ones."""
    changes = list(changes)
    days = _days(schedule, changes, left_out, now=now, count=limit + len(changes))
    if not days:
        return []
    planned = [
        date
        for date in planned_dates(
            schedule, changes, first=days[0], last=days[-1], left_out=left_out
        )
        if date.recurrence_id in set(days)
    ]
    extra = {change.key for change in changes if change.kind is OverrideKind.EXTRA}
    holiday = conf.get_object("HOLIDAYS")
    return [
        PreviewDate(
            start=date.start,
            shows_time=not schedule.is_whole_day,
            holiday=holiday(date.start.date()),
            clashes=clashes(date, venue_id=venue_id, except_page=except_page),
            original_date=date.recurrence_id,
            is_cancelled=date.is_cancelled,
            is_moved=date.is_moved,
            is_extra=date.key in extra,
        )
        for date in sorted(planned, key=lambda date: date.start)[:limit]
    ]


def left_out_dates(
    schedule: Schedule,
    left_out: LeftOut,
    *,
    now: datetime.datetime,
    changes: Iterable[Change] = (),
    limit: int = 10,
) -> list[tuple[datetime.date, str]]:
    """Coming days of the rule that have no date, each with the holiday or break that takes it.

    At most ``limit``, within the years for which dates are stored.
    """
    if not left_out or schedule.rule is None:
        return []
    today = now.astimezone(schedule.zone).date()
    last = today + relativedelta(months=conf.get("OCCURRENCE_MONTHS_AHEAD"))
    named = {change.key for change in changes}
    days = recurrence.iterate(schedule.rule, schedule.start_date, first=today, last=last)
    events = (
        (day, left_out.reason(day))
        for day in days
        if day >= today and DateKey(day) not in named and left_out(day)
    )
    return list(islice(events, limit))


def _days(
    schedule: Schedule,
    changes: list[Change],
    left_out: LeftOut | None,
    *,
    now: datetime.datetime,
    count: int,
) -> list[datetime.date]:
    """Original days of the rule and of extra dates, from today on or else from the first."""
    today = now.astimezone(schedule.zone).date()
    last = max(today, schedule.start_date) + relativedelta(years=YEARS_AHEAD)
    named = {change.key for change in changes}
    extra = [change.original_date for change in changes if change.names_a_date]
    for first in (today, datetime.date.min):
        days = recurrence.iterate(schedule.rule, schedule.start_date, last=last)
        if left_out:
            days = (day for day in days if DateKey(day) in named or not left_out(day))
        chosen = set(islice((day for day in days if day >= first), count))
        chosen |= {day for day in extra if first <= day <= last}
        if chosen:
            return sorted(chosen)[:count]
    return []


def clashes(date: PlannedDate, *, venue_id: int | None, except_page: int | None) -> tuple[str, ...]:
    """Titles of other live events at the venue at that time."""
    if venue_id is None or date.is_cancelled:
        return ()
    rows = (
        Occurrence.objects.filter(venue_id=venue_id, page__live=True)
        .exclude(page_id=except_page)
        .taking_place()
        .overlapping(date.starts_at, date.ends_at)
        .select_related("page")
    )
    return tuple(row.title for row in rows[:3])
