"""How far ahead the dates of an event are stored."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import partial

from dateutil.relativedelta import relativedelta

from wagtail_ngo import conf
from wagtail_ngo.domain.events.schedule import Change, PlannedDate, Schedule, planned_dates


def horizon(now: datetime.datetime) -> datetime.date:
    """The last day for which the dates of a rule are stored."""
    return (now + relativedelta(months=conf.get("OCCURRENCE_MONTHS_AHEAD"))).date()


def dates_to_store(
    schedule: Schedule,
    changes: list[Change],
    *,
    now: datetime.datetime,
    first: datetime.date = datetime.date.min,
    left_out: Callable[[datetime.date], bool] | None = None,
) -> list[PlannedDate]:
    """Dates up to the horizon, and those beyond it of which a change speaks.

    One extra date years ahead brings no others of its series.
    """
    last = max(horizon(now), schedule.start_date)
    dates_between = partial(planned_dates, schedule, changes, left_out=left_out)
    dates = dates_between(first=first, last=last)
    keys = {change.key for change in changes}
    for day in sorted({key.day for key in keys if key.day > last}):
        dates += [date for date in dates_between(first=day, last=day) if date.key in keys]
    return dates
