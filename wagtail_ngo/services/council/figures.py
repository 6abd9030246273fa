"""Elections in figures, for reports: which were held in a period, who voted, the turnout."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils import timezone

from wagtail_ngo.domain.council.counts import turnout
from wagtail_ngo.models import CouncilElectionPage, ElectionCount


@dataclass(frozen=True)
class HeldElection:
    """One election with its confirmed result."""

    election: CouncilElectionPage
    held_on: datetime.date
    # Organizations that took ballots, one representative each. Voters are no trainees.
    voters: int
    entitled: int

    @property
    def turnout(self) -> float | None:
        """Per cent of the roll, to one decimal."""
        return turnout(self.voters, self.entitled)


def held_between(
    start: datetime.date, end: datetime.date, *, request: HttpRequest | None = None, site=None
) -> QuerySet[CouncilElectionPage]:
    """Elections with a confirmed count whose voting began on ``start`` ≤ day ≤ ``end``.

    Each carries ``voters`` and ``entitled`` of its latest confirmed version. Only those that the
    visitor may see; a translation or alias of a page has no count, so it is never counted.
    """
    validated = ElectionCount.objects.validated().filter(election=OuterRef("pk"))
    latest = validated.order_by("-number")
    return (
        CouncilElectionPage.objects.visible_to(request, site=site)
        .filter(voting_from__gte=_midnight(start))
        .filter(voting_from__lt=_midnight(end + datetime.timedelta(days=1)))
        .annotate(
            voters=Subquery(latest.values("voters")[:1]),
            entitled=Subquery(latest.values("entitled")[:1]),
        )
        .filter(voters__isnull=False)
        .order_by("voting_from", "pk")
    )


def elections_held(
    start: datetime.date, end: datetime.date, *, request: HttpRequest | None = None, site=None
) -> list[HeldElection]:
    """The same as values, in the order held; one query."""
    return [
        HeldElection(page, timezone.localdate(page.voting_from), page.voters, page.entitled)
        for page in held_between(start, end, request=request, site=site)
    ]


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
