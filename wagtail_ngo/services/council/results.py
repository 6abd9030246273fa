"""What the public page, the protocol and the composition show of an election, in few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from wagtail_ngo.domain.council.counts import turnout
from wagtail_ngo.models import (
    Candidate,
    CandidateVotes,
    CouncilElectionPage,
    ElectionCount,
    NGOPage,
)
from wagtail_ngo.services.council.counts import outcome_of


@dataclass(frozen=True)
class PublicCandidate:
    """A candidate as anybody may see them."""

    key: int
    name: str
    deputy: str
    organization: str
    organization_url: str
    statement: str
    number: int | None


@dataclass(frozen=True)
class CandidateList:
    area: str
    seats: int
    candidates: tuple[PublicCandidate, ...]


@dataclass(frozen=True)
class ResultRow:
    candidate: PublicCandidate
    votes: int
    place: int
    is_elected: bool
    # Length of the bar in per cent of the most votes of the list.
    length: float


@dataclass(frozen=True)
class SectionResult:
    area: str
    seats: int
    entitled: int
    issued: int
    valid: int
    invalid: int
    blank: int | None
    tie_note: str
    rows: tuple[ResultRow, ...]

    @property
    def vacant(self) -> int:
        return self.seats - sum(row.is_elected for row in self.rows)


@dataclass(frozen=True)
class Result:
    count: ElectionCount
    voters: int
    entitled: int
    turnout: float | None
    sections: tuple[SectionResult, ...]


def shown(
    candidate: Candidate, organizations: dict[int, NGOPage], *, number: bool = True
) -> PublicCandidate:
    """The candidate without a word that they did not agree to."""
    is_named = candidate.has_consent and candidate.erased_on is None
    deputy = candidate.deputy_name if is_named and candidate.deputy_has_consent else ""
    key = candidate.organization_id
    entry = None if key is None else organizations.get(key)
    return PublicCandidate(
        key=candidate.pk,
        name=candidate.name if is_named else _("name withheld"),
        deputy=deputy,
        organization=candidate.organization_name,
        organization_url=entry.get_url() or "" if entry else "",
        statement=candidate.statement if is_named else "",
        number=candidate.draw_number if number else None,
    )


def visible_organizations(candidates: Iterable[Candidate], request) -> dict[int, NGOPage]:
    """Entries of the candidates' organizations that this visitor may open."""
    keys = {candidate.organization_id for candidate in candidates} - {None}
    return NGOPage.objects.visible_to(request).in_bulk(keys) if keys else {}


def candidate_lists(election: CouncilElectionPage, request) -> list[CandidateList]:
    """The published lists. Who did not agree to publication is not on them."""
    candidates = list(election.candidates.public().filter(erased_on=None).on_ballot())
    organizations = visible_organizations(candidates, request)
    rules = election.rules
    is_drawn = election.candidate_order == "drawn"
    if not is_drawn:
        candidates.sort(key=lambda candidate: candidate.sort_key)
    lists = []
    for area in rules.areas:
        own = [c for c in candidates if not rules.has_areas or c.area_id == area.key]
        rows = tuple(shown(candidate, organizations, number=is_drawn) for candidate in own)
        lists.append(CandidateList(area.name, area.seats, rows))
    return lists


def result_of(count: ElectionCount, request=None) -> Result:
    """One version of the count with its rows in order."""
    votes = Prefetch("votes", queryset=CandidateVotes.objects.select_related("candidate"))
    sections = list(count.sections.prefetch_related(votes))
    candidates = [row.candidate for section in sections for row in section.votes.all()]
    organizations = visible_organizations(candidates, request)
    return Result(
        count=count,
        voters=count.voters,
        entitled=count.entitled,
        turnout=turnout(count.voters, count.entitled),
        sections=tuple(_section_result(section, organizations) for section in sections),
    )


def _section_result(section, organizations) -> SectionResult:
    candidates = {row.candidate_id: row.candidate for row in section.votes.all()}
    standings = outcome_of(section).standings
    most = max((standing.votes for standing in standings), default=0) or 1
    return SectionResult(
        area=section.area_name,
        seats=section.seats,
        entitled=section.entitled,
        issued=section.issued,
        valid=section.valid,
        invalid=section.invalid,
        blank=section.blank,
        tie_note=section.tie_note if any(row.is_chosen for row in section.votes.all()) else "",
        rows=tuple(
            ResultRow(
                candidate=shown(candidates[standing.key], organizations),
                votes=standing.votes,
                place=standing.place,
                is_elected=standing.is_elected,
                length=round(100 * standing.votes / most, 1),
            )
            for standing in standings
        ),
    )


def versions(election: CouncilElectionPage) -> list[ElectionCount]:
    """Confirmed versions, the latest first: the result, and what was corrected."""
    return list(election.counts.validated().order_by("-number"))
