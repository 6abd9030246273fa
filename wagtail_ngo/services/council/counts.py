"""The count of ballots: typed, checked, confirmed by a second person, corrected in the open."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_ngo.domain.council import counts
from wagtail_ngo.domain.council.counts import Finding, Section
from wagtail_ngo.domain.council.result import Outcome, outcome
from wagtail_ngo.domain.council.rules import Area
from wagtail_ngo.models import (
    Candidate,
    CandidateVotes,
    CouncilElectionPage,
    CountSection,
    ElectionCount,
)
from wagtail_ngo.services.council.figures import keep_record
from wagtail_ngo.services.council.locks import lock
from wagtail_ngo.services.council.rolls import entitled_by_area
from wagtail_ngo.signals import election_validated


class CountError(Exception):
    """Something cannot be done with a count; the message says why."""


@dataclass(frozen=True)
class Ballot:
    """One list: its area, who may vote on it, and the candidates in the order of the ballot."""

    area: Area
    entitled: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True)
class Numbers:
    """What was typed about one list. ``chosen`` are candidates whom people decided a tie for."""

    issued: int
    valid: int
    invalid: int
    blank: int | None = None
    votes: Mapping[int, int] = field(default_factory=dict)
    chosen: frozenset[int] = frozenset()
    tie_note: str = ""


def ballots(election: CouncilElectionPage) -> list[Ballot]:
    """Every list of the election."""
    rules = election.rules
    candidates = list(election.candidates.standing().on_ballot())
    entitled = entitled_by_area(election, election.roll) if election.is_locked else {}
    return [
        Ballot(
            area,
            entitled.get(area.key, 0),
            tuple(c for c in candidates if not rules.has_areas or c.area_id == area.key),
        )
        for area in rules.areas
    ]


def desk_count(election: CouncilElectionPage) -> int | None:
    """How many organizations the desk ticked; None where it ticked nobody."""
    return election.roll.entries.voted().count() or None


def findings(
    election: CouncilElectionPage, numbers: Mapping[int | None, Numbers], *, voters: int
) -> list[Finding]:
    """What is wrong or odd about these numbers."""
    lists = [ballot for ballot in ballots(election) if ballot.area.key in numbers]
    sections = [_section(ballot, numbers[ballot.area.key]) for ballot in lists]
    return counts.findings(
        sections,
        election.rules,
        voters=voters,
        entitled=election.roll.entries.entitled().count(),
        desk=desk_count(election),
    )


def _section(ballot: Ballot, typed: Numbers) -> Section:
    return Section(
        area=ballot.area,
        entitled=ballot.entitled,
        issued=typed.issued,
        valid=typed.valid,
        invalid=typed.invalid,
        blank=typed.blank,
        votes=typed.votes,
    )


def outcome_of(section: CountSection) -> Outcome:
    """Who is elected on one list, by votes and by what people decided in a tie."""
    rows = list(section.votes.all())
    chosen = {row.candidate_id for row in rows if row.is_chosen} if section.tie_note else ()
    votes = {row.candidate_id: row.votes for row in rows}
    return outcome(votes, seats=section.seats, chosen=chosen)


def open_count(election: CouncilElectionPage) -> ElectionCount | None:
    """The version that is being typed."""
    return election.counts.filter(validated_at=None).order_by("-number").first()


def latest_validated(election: CouncilElectionPage) -> ElectionCount | None:
    """The result."""
    return election.counts.validated().order_by("-number").first()


@transaction.atomic
def save_count(
    election: CouncilElectionPage,
    numbers: Mapping[int | None, Numbers],
    *,
    voters: int,
    note: str,
    user,
    now: datetime.datetime,
) -> ElectionCount:
    """The open version with these numbers; the first one is begun. CountError says why not.

    Sums that cannot be are refused here too, whatever form they came from.
    """
    lock(election)
    if not election.is_locked:
        raise CountError(_("Freeze the electoral roll first."))
    count = open_count(election)
    if count is None:
        if latest_validated(election):
            raise CountError(_("The count is confirmed. A correction needs a reason."))
        count = ElectionCount.objects.create(election=election, typed_at=now)
    errors = [
        str(finding) for finding in findings(election, numbers, voters=voters) if finding.is_error
    ]
    if errors:
        raise CountError(" ".join(errors))
    count.voters, count.note, count.typed_at = voters, note, now
    count.entitled = election.roll.entries.entitled().count()
    count.save()
    if user is not None:
        count.typists.add(user)
    _write_sections(count, numbers)
    return count


def _write_sections(count: ElectionCount, numbers: Mapping[int | None, Numbers]) -> None:
    count.sections.all().delete()
    for position, ballot in enumerate(ballots(count.election)):
        typed = numbers.get(ballot.area.key)
        if typed is None:
            continue
        section = CountSection.objects.create(
            count=count,
            area_id=ballot.area.key,
            area_name=ballot.area.name,
            seats=ballot.area.seats,
            entitled=ballot.entitled,
            position=position,
            issued=typed.issued,
            valid=typed.valid,
            invalid=typed.invalid,
            blank=typed.blank,
            tie_note=typed.tie_note,
        )
        keys = {candidate.pk for candidate in ballot.candidates}
        tied = set(outcome(typed.votes, seats=ballot.area.seats).tied)
        CandidateVotes.objects.bulk_create(
            CandidateVotes(
                section=section,
                candidate_id=key,
                votes=votes,
                is_chosen=key in typed.chosen and key in tied,
            )
            for key, votes in typed.votes.items()
            if key in keys
        )


def numbers_of(count: ElectionCount) -> dict[int | None, Numbers]:
    """What a stored version says, by area."""
    return {
        section.area_id: Numbers(
            issued=section.issued,
            valid=section.valid,
            invalid=section.invalid,
            blank=section.blank,
            votes={row.candidate_id: row.votes for row in section.votes.all()},
            chosen=frozenset(row.candidate_id for row in section.votes.all() if row.is_chosen),
            tie_note=section.tie_note,
        )
        for section in count.sections.prefetch_related("votes")
    }


def digest_of(count: ElectionCount) -> str:
    """Names what a person saw: it changes with every number and word of the version."""
    sections = [
        [key, n.issued, n.valid, n.invalid, n.blank, sorted(n.votes.items()), sorted(n.chosen),
         n.tie_note]
        for key, n in numbers_of(count).items()
    ]  # fmt: skip
    told = [count.pk, count.voters, count.entitled, count.note, count.reason, sections]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def obstacles(count: ElectionCount, *, user, now: datetime.datetime) -> list[str]:
    """Why this person cannot confirm this version now; empty when nothing speaks against it."""
    election, reasons = count.election, []
    numbers = numbers_of(count)
    if election.voting_from is None or now < election.voting_from:
        reasons.append(_("The voting has not begun."))
    if user is not None and count.typists.filter(pk=user.pk).exists():
        reasons.append(_("You typed this count yourself. Somebody else has to confirm it."))
    missing = [b.area.name for b in ballots(election) if b.area.key not in numbers]
    if missing:
        reasons.append(_("Ballots are not counted for: %(areas)s.") % {"areas": ", ".join(missing)})
    unknown = _candidates_without_votes(election, numbers)
    if unknown:
        text = _("Votes are not typed for: %(names)s. Where there is none, type 0.")
        reasons.append(text % {"names": ", ".join(unknown)})
    problems = findings(election, numbers, voters=count.voters)
    reasons += [str(finding) for finding in problems if finding.is_error or not count.note]
    reasons += _undecided(count)
    return reasons


def _candidates_without_votes(
    election: CouncilElectionPage, numbers: Mapping[int | None, Numbers]
) -> list[str]:
    """Names on the ballots whose votes nobody typed: unknown is not 0."""
    return [
        candidate.name
        for ballot in ballots(election)
        if ballot.area.key in numbers
        for candidate in ballot.candidates
        if candidate.pk not in numbers[ballot.area.key].votes
    ]


def _undecided(count: ElectionCount) -> Sequence[str]:
    sections = count.sections.prefetch_related("votes")
    tied = [(section, outcome_of(section)) for section in sections]
    return [
        _("%(area)s: equal votes at the last seat. Decide who gets it and say how.")
        % {"area": section.area_name or _("List")}
        for section, result in tied
        if not result.is_decided
    ]


@transaction.atomic
def validate(count: ElectionCount, *, digest: str, user, now: datetime.datetime) -> None:
    """Make this version the result, for good. CountError says why not.

    ``digest`` names what the person saw: a version that changed since is not confirmed.
    """
    lock(count.election)
    if digest_of(count) != digest:
        raise CountError(_("The count was changed meanwhile. Look at it again."))
    reasons = obstacles(count, user=user, now=now)
    if reasons:
        raise CountError(" ".join(reasons))
    waiting = ElectionCount.objects.filter(pk=count.pk, validated_at=None)
    if not waiting.update(validated_at=now, validated_by=user):
        raise CountError(_("Somebody confirmed this count already."))
    count.refresh_from_db()
    keep_record(count)
    log(instance=count.election, action="wagtail_ngo.validate_count", user=user,
        data={"version": count.number})  # fmt: skip
    election_validated.send(sender=type(count.election), count=count)


@transaction.atomic
def start_correction(
    election: CouncilElectionPage, *, reason: str, user, now: datetime.datetime
) -> ElectionCount:
    """A new version that begins with the confirmed numbers; the old one stays public.

    A correction that was begun already is returned as it is.
    """
    lock(election)
    if (begun := open_count(election)) is not None:
        return begun
    result = latest_validated(election)
    if result is None:
        raise CountError(_("There is no confirmed count to correct."))
    highest = election.counts.aggregate(number=Max("number"))["number"]
    count = ElectionCount.objects.create(
        election=election,
        number=highest + 1,
        voters=result.voters,
        entitled=result.entitled,
        note=result.note,
        reason=reason,
        typed_at=now,
    )
    count.typists.add(user)
    _write_sections(count, numbers_of(result))
    log(instance=election, action="wagtail_ngo.correct_count", user=user,
        data={"version": count.number, "reason": reason})  # fmt: skip
    return count
