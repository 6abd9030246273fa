"""Elections in figures, for reports: which were held in a period, who voted, the turnout."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Site

from wagtail_ngo.domain.council.counts import turnout
from wagtail_ngo.domain.days import bounds
from wagtail_ngo.models import CouncilElectionPage, ElectionCount, ElectionRecord
from wagtail_ngo.services import sites


@dataclass(frozen=True)
class HeldElection:
    """One election with its confirmed result; ``election`` is None when the page was deleted.

    ``key`` is that of its record, which outlives the page.
    """

    key: int
    title: str
    election: CouncilElectionPage | None
    held_on: datetime.date
    # Organizations that took ballots, one representative each. Voters are no trainees.
    voters: int
    entitled: int

    @property
    def turnout(self) -> float | None:
        """Per cent of the roll, to one decimal."""
        return turnout(self.voters, self.entitled)


def keep_record(count: ElectionCount) -> ElectionRecord:
    """Write down what the confirmed count says, for the figures of the year."""
    election = count.election
    values = {
        "council_id": election.get_parent().pk,
        "title": election.title,
        "held_on": timezone.localdate(election.voting_from),
        "voters": count.voters,
        "entitled": count.entitled,
    }
    return ElectionRecord.objects.update_or_create(election=election, defaults=values)[0]


def held_between(
    start: datetime.date, end: datetime.date, *, site: Site | None = None
) -> QuerySet[ElectionRecord]:
    """Elections with a confirmed count whose voting began on ``start`` ≤ day ≤ ``end``.

    What is unpublished or deleted was held all the same. A translation or alias of a page has no
    count, so it is never counted.
    """
    began, ended = bounds(start, end, timezone.get_current_timezone())
    moved = Q(election__voting_from__gte=began, election__voting_from__lt=ended)
    rows = ElectionRecord.objects.filter(moved | Q(election=None, held_on__range=(start, end)))
    if site is not None:
        roots = sites.root_pages(site)
        deleted = Q(election=None) & sites.below("council__path", roots)
        rows = rows.filter(sites.below("election__path", roots) | deleted)
    return rows.order_by("held_on", "pk")


def elections_held(
    start: datetime.date, end: datetime.date, *, site: Site | None = None
) -> list[HeldElection]:
    """The same as values, in the order held; one query."""
    held = [_held(row) for row in held_between(start, end, site=site).select_related("election")]
    return sorted(held, key=lambda election: election.held_on)


def _held(row: ElectionRecord) -> HeldElection:
    page = row.election
    return HeldElection(
        key=row.pk,
        title=page.title if page else row.title,
        election=page,
        held_on=timezone.localdate(page.voting_from) if page else row.held_on,
        voters=row.voters,
        entitled=row.entitled,
    )
