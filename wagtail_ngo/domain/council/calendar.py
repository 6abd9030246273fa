"""Where an election is at a moment, and whether its dates fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from wagtail_ngo.enums import ElectionPhase


@dataclass(frozen=True)
class Calendar:
    """The dates of an election. Those not fixed yet are None."""

    nominations_from: datetime | None = None
    nominations_until: datetime | None = None
    list_published_at: datetime | None = None
    voting_from: datetime | None = None
    voting_until: datetime | None = None

    def phase(self, now: datetime, *, is_validated: bool = False) -> ElectionPhase:
        """The phase at ``now``; each begins at its moment and the last of the reached ones counts.

        Nominations may be sent until the last moment given, that moment not included.
        """
        if is_validated:
            return ElectionPhase.VALIDATED
        reached = ElectionPhase.BEFORE
        for phase, moment in (
            (ElectionPhase.NOMINATIONS, self.nominations_from),
            (ElectionPhase.CHECKING, self.nominations_until),
            (ElectionPhase.LIST, self.list_published_at),
            (ElectionPhase.VOTING, self.voting_from),
            (ElectionPhase.COUNTING, self.voting_until),
        ):
            if moment is not None and moment <= now:
                reached = phase
        return reached

    def takes_nominations(self, now: datetime) -> bool:
        return self.phase(now) == ElectionPhase.NOMINATIONS

    def shows_candidates(self, now: datetime) -> bool:
        """Whether the list of candidates is public."""
        return self.list_published_at is not None and self.list_published_at <= now

    def disorder(self) -> list[str]:
        """Names of dates that lie before the one they follow."""
        names = (
            "nominations_from",
            "nominations_until",
            "list_published_at",
            "voting_from",
            "voting_until",
        )
        wrong, latest = [], None
        for name in names:
            moment = getattr(self, name)
            if moment is None:
                continue
            if latest is not None and moment < latest:
                wrong.append(name)
            latest = moment if latest is None else max(latest, moment)
        return wrong
