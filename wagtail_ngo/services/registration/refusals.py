"""Why something was not done, as an error that every service of registrations raises."""

from __future__ import annotations

from enum import StrEnum

from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.models import Registration


class Refusal(StrEnum):
    """Why somebody cannot register, beside what ``Availability`` says."""

    ORGANIZATION_FULL = "organization_full"
    ORGANIZATION_MISSING = "organization_missing"
    TOO_MANY_COMPANIONS = "too_many_companions"
    REGISTERED_ALREADY = "registered_already"
    OVER = "over"
    DATE_CLOSED = "date_closed"


class RefusedError(Exception):
    """Nothing was changed; ``reason`` says why."""

    def __init__(self, reason: Availability | Refusal):
        super().__init__(str(reason))
        self.reason = reason


def refuse_changed(row: Registration, shown: str) -> None:
    """Refuse what was decided by a status that the registration has no more. "": none was seen.

    Only after the row is locked: two organisers may press different buttons at once.
    """
    if shown and row.status != shown:
        raise RefusedError(Refusal.OVER)
