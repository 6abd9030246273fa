"""The dates of many events, rebuilt a batch at a time.

What is stored of a batch is read by a constant number of questions, without a lock, and compared
with what its pages say. Only events that differ are locked, each in a transaction of its own, and
read again. Nothing is missed by that: whoever publishes an event rebuilds its dates afterwards.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events.occurrences import Draft, announce, draft_of, rebuild_alone
from wagtail_ngo.services.events.stored_events import read_events

#: Events of one batch: all their dates are in memory together.
SIZE = 20


def plan_all(
    pages: QuerySet[EventPage], *, now: datetime.datetime, rewrite_past: bool = False
) -> Iterator[Draft]:
    """What a rebuild would do with the dates of those of these pages that are live."""
    for drafts in _batches(pages, now=now, rewrite_past=rewrite_past):
        yield from drafts


def _batches(
    pages: QuerySet[EventPage], *, now: datetime.datetime, rewrite_past: bool
) -> Iterator[list[Draft]]:
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), SIZE):
        events = read_events(keys[start : start + SIZE])
        yield [
            draft_of(event, now=now, rewrite_past=rewrite_past)
            for event in events
            if event.page.live
        ]


def rebuild_all(
    pages: QuerySet[EventPage], *, now: datetime.datetime, rewrite_past: bool = False
) -> Iterator[Draft]:
    """Rebuild the dates of live pages, and say of each what was done; of a batch at its end.

    It has to be run through to the end. A failure leaves what was done before.
    """
    for drafts in _batches(pages, now=now, rewrite_past=rewrite_past):
        done: list[Draft] = []
        try:
            for draft in drafts:
                if draft.is_needed:
                    key = draft.page.pk
                    new = rebuild_alone(key, now=now, rewrite_past=rewrite_past, seen=draft)
                    # Somebody may have deleted it since it was read.
                    done += [new] if new is not None else []
                else:
                    done.append(draft)
        finally:
            announce([draft for draft in done if draft.page.live])
        yield from done
