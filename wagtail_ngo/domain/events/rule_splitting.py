"""One repeat rule made into two at a day: what was before it, and what goes on from it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import takewhile

from wagtail_ngo.domain.events.recurrence import RecurrenceRule, iterate

ONE_DAY = datetime.timedelta(days=1)


def split(
    rule: RecurrenceRule | None, start: datetime.date, day: datetime.date
) -> tuple[RecurrenceRule, RecurrenceRule]:
    """The rule of the dates before ``day``, and that of a series which begins on it.

    Together they give the dates of ``rule`` from ``start`` on, each once. ValueError unless ``day``
    is a date of the series, and not its first.
    """
    if rule is None:
        raise ValueError(day)
    days = list(takewhile(lambda date: date <= day, iterate(rule, start, last=day)))
    if day <= start or not days or days[-1] != day:
        raise ValueError(day)
    before = replace(rule, count=None, until=day - ONE_DAY)
    after = rule if rule.count is None else replace(rule, count=rule.count - (len(days) - 1))
    return before, after
