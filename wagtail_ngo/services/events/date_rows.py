"""The stored rows of dates: made of a page and its plan, written, deleted."""

from __future__ import annotations

import math
from operator import attrgetter
from typing import Any

from django.db import connection, router
from django.db.models import F
from django.db.models.base import ModelState

from wagtail_ngo.domain.events.schedule import DateKey, PlannedDate
from wagtail_ngo.enums import OccurrenceStatus
from wagtail_ngo.models import Occurrence
from wagtail_ngo.prepared import Prepared
from wagtail_ngo.services.new_pages.insertion import insert

#: Fields that a rebuild may write.
FIELDS = (
    "recurrence_id",
    "session",
    "starts_at",
    "ends_at",
    "local_day",
    "days",
    "is_all_day",
    "has_end",
    "time_zone",
    "status",
    "is_off_rule",
    "own_title",
    "event_title",
    "event_key",
    "note",
    "own_description",
    "own_link",
    "kind_id",
    "kind_name",
    "counts_as",
    "venue_id",
    "venue_name",
    "capacity",
)
#: Their values, to be compared: far sooner done than one by one.
values_of = attrgetter(*FIELDS)
_REFERENCES = ("venue_id", "kind_id")
_KEYS = Prepared(
    Occurrence,
    lambda pages: (
        Occurrence.objects.filter(page_id__in=pages)
        .order_by()
        .values_list("pk", "recurrence_id", "session")
    ),
)


def row_of(
    pattern: Occurrence, date: PlannedDate, override: Any, venues: dict[int, str]
) -> Occurrence:
    """A copy of the page's pattern: making each row by itself takes longer than writing it."""
    page = pattern.event
    row = _copy_of(pattern)
    row.recurrence_id, row.session = date.key
    row.starts_at, row.ends_at = date.moments
    row.local_day = date.start.date()
    row.days = max(1, math.ceil((row.ends_at - row.starts_at).total_seconds() / 86400))
    row.is_all_day, row.has_end = date.is_all_day, date.has_end
    if date.is_cancelled:
        row.status = OccurrenceStatus.CANCELLED
    elif date.is_moved:
        row.status = OccurrenceStatus.MOVED
    venue_id = (override and override.venue_id) or page.venue_id
    row.venue_id = venue_id
    row.venue_name = venues.get(venue_id, "") if venue_id else ""
    row.capacity = page.capacity
    if override is not None:
        row.own_title, row.note = override.title, override.note
        row.own_description, row.own_link = override.description, override.link
        if override.capacity is not None:
            row.capacity = override.capacity
    return row


def _copy_of(pattern: Occurrence) -> Occurrence:
    """An unsaved row with the values of another one; nothing of it can be changed in place."""
    row: Occurrence = object.__new__(Occurrence)
    row.__dict__.update(pattern.__dict__)
    row._state = ModelState()
    row._state.fields_cache = dict(pattern._state.fields_cache)
    return row


def delete(rows: list[Occurrence]) -> None:
    """Without those for which somebody registered meanwhile.

    Locked first: a deletion in two steps would not look at the counters again.
    """
    if not rows:
        return
    free = Occurrence.objects.filter(pk__in=[row.pk for row in rows], record_count=0, seats_taken=0)
    if connection.features.has_select_for_update:
        free = free.select_for_update()
    keys = list(free.order_by("pk").values_list("pk", flat=True))
    Occurrence.objects.filter(pk__in=keys).delete()


def update(rows: list[Occurrence]) -> None:
    """Whoever has a seat keeps it: a capacity never falls below what is taken."""
    if not rows:
        return
    names = [name.removesuffix("_id") if name in _REFERENCES else name for name in FIELDS]
    Occurrence.objects.bulk_update(rows, names, batch_size=50)
    low = Occurrence.objects.filter(pk__in=[row.pk for row in rows], capacity__lt=F("seats_taken"))
    low.update(capacity=F("seats_taken"))


def insert_rows(rows: list[Occurrence]) -> None:
    """Store new rows of one page, and give them their keys."""
    if not rows:
        return
    insert(Occurrence, rows)
    stored = _KEYS.rows([rows[0].event.pk])
    keys = {DateKey(day, session): pk for pk, day, session in stored}
    alias = router.db_for_write(Occurrence)
    for row in rows:
        row.pk = keys[row.key]
        row._state.adding, row._state.db = False, alias
