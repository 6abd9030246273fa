"""A change to "this and all later dates" (RFC 5545 §3.2.13): one series becomes two."""

from __future__ import annotations

import datetime
from dataclasses import replace

from wagtail_ngo.domain.events.ical_import.rules import shifted_far
from wagtail_ngo.domain.events.ical_import_values import ReadEvent
from wagtail_ngo.domain.events.recurrence import iterate

ONE_DAY = datetime.timedelta(days=1)


def split(event: ReadEvent, day: datetime.date, later: ReadEvent) -> ReadEvent | None:
    """Ends ``event`` before ``day``; the dates from then on, as ``later`` says, as a new event.

    ``later`` is the new event without rule and changes. None where no rule says its dates.
    """
    rule = event.rule
    days = (later.start_date - day).days
    if rule is None or (moved := shifted_far(rule, days)) is None:
        return None
    before = sum(1 for _day in iterate(rule, event.start_date, last=day - ONE_DAY))
    if rule.count is not None:
        remaining = rule.count - before
        if remaining < 1:
            return None
        moved = replace(moved, count=remaining)
    later.rule = moved
    later.changes = [
        replace(change, original_date=change.original_date + days * ONE_DAY)
        for change in event.changes
        if change.original_date > day
    ]
    event.rule = replace(rule, count=None, until=day - ONE_DAY)
    event.changes = [change for change in event.changes if change.original_date < day]
    return later
