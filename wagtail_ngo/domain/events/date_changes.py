"""What those who know of a date are told when it changes: old and new side by side."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from wagtail_ngo.enums import OccurrenceStatus


class Change(StrEnum):
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    MOVED = "moved"
    RELOCATED = "relocated"


@dataclass(frozen=True, slots=True)
class DateFacts:
    """What is said of a date to people who want to come."""

    starts_at: datetime.datetime
    ends_at: datetime.datetime
    is_all_day: bool
    has_end: bool
    time_zone: str
    status: str
    title: str
    venue: str
    note: str = ""

    @property
    def is_called_off(self) -> bool:
        return self.status in (OccurrenceStatus.CANCELLED, OccurrenceStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class DateChange:
    """One stored date before and after. ``occurrence_id`` is that of the row."""

    occurrence_id: int
    before: DateFacts
    after: DateFacts

    @property
    def kinds(self) -> frozenset[Change]:
        """What people must be told; empty where nothing concerns them."""
        before, after = self.before, self.after
        if after.is_called_off:
            if before.is_called_off:
                return frozenset()
            withdrawn = after.status == OccurrenceStatus.WITHDRAWN
            return frozenset({Change.WITHDRAWN if withdrawn else Change.CANCELLED})
        kinds = set()
        if before.is_called_off:
            kinds.add(Change.RESTORED)
        if _when(before) != _when(after):
            kinds.add(Change.MOVED)
        if before.venue != after.venue:
            kinds.add(Change.RELOCATED)
        return frozenset(kinds)


def _when(facts: DateFacts) -> tuple:
    end = facts.ends_at if facts.has_end else None
    return facts.starts_at, end, facts.is_all_day
