"""Seats in the form of an event: never fewer than are taken, said beside the field."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext


def capacity_error(page: Any, capacity: int | None, *, key: Any = None) -> str | None:
    """Why an event, or its date known by ``key``, cannot have so few seats; None if it can.

    For the whole event those dates are looked at that take its number.
    """
    if capacity is None or not page.pk:
        return None
    rows = page.occurrences.filter(
        seats_taken__gt=capacity, own_capacity=None, closed_at=None, ends_at__gt=timezone.now()
    )
    if key is None:
        own = {row.key for row in page.overrides.all() if row.capacity is not None}
        rows = [row for row in rows if row.key not in own]
    else:
        rows = rows.filter(recurrence_id=key.day, session=key.session)
    fullest = max(rows, key=lambda row: row.seats_taken, default=None)
    course = getattr(page, "course", None) if key is None else None
    if course is not None and course.seats_taken > capacity:
        taken, when = course.seats_taken, ""
    elif fullest is not None:
        taken, when = fullest.seats_taken, date_format(fullest.first_day, "j E Y")
    else:
        return None
    return _sentence(taken, when)


def _sentence(taken: int, when: str) -> str:
    if when:
        text = ngettext(
            "%(count)s seat is taken already on %(day)s. There cannot be fewer.",
            "%(count)s seats are taken already on %(day)s. There cannot be fewer.",
            taken,
        )
    else:
        text = ngettext(
            "%(count)s seat is taken already. There cannot be fewer.",
            "%(count)s seats are taken already. There cannot be fewer.",
            taken,
        )
    return text % {"count": taken, "day": when}
