"""The electoral roll: frozen once from the directory, its delegates, and ballots at the desk."""

from __future__ import annotations

import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_ngo.domain.council.eligibility import Facts, judge
from wagtail_ngo.domain.folding import fold
from wagtail_ngo.enums import ElectionForm, LeftOutReason
from wagtail_ngo.models import (
    CouncilElectionPage,
    ElectionRoll,
    NGODirectoryPage,
    NGOPage,
    Representative,
    RollEntry,
)
from wagtail_ngo.services.council.locks import lock


class RollError(Exception):
    """The roll cannot be frozen; the message says why, for an editor."""


def directory_of(election: CouncilElectionPage) -> NGODirectoryPage | None:
    """The directory whose organizations vote: the chosen one, or the only one of the site."""
    if election.directory_id:
        return election.directory
    site = election.get_site()
    directories = NGODirectoryPage.objects.live()
    if site is not None:
        directories = directories.descendant_of(site.root_page)
    directories = list(directories[:2])
    return directories[0] if len(directories) == 1 else None


def organizations_of(election: CouncilElectionPage, *, today: datetime.date) -> list[NGOPage]:
    """Every entry below the directory, drafts too, in the order of the alphabet."""
    directory = directory_of(election)
    if directory is None:
        return []
    authorised = Representative.objects.filter(
        Q(term_from=None) | Q(term_from__lte=today),
        Q(term_until=None) | Q(term_until__gte=today),
        may_represent=True,
        erased_on=None,
    )
    people = Prefetch("representatives", queryset=authorised.order_by("name"), to_attr="authorised")
    # An alias is the same organization under another address.
    entries = NGOPage.objects.descendant_of(directory).filter(alias_of=None)
    return list(entries.order_by("sort_key", "pk").prefetch_related("areas", people))


def judged(
    election: CouncilElectionPage, *, today: datetime.date
) -> list[tuple[NGOPage, LeftOutReason]]:
    """Each organization of the directory, and why it may not vote, as of this moment."""
    organizations = organizations_of(election, today=today)
    site = election.get_site()
    published = set(NGOPage.objects.visible_to(None, site=site).values_list("pk", flat=True))
    reasons = judge(
        [_facts(entry, is_published=entry.pk in published) for entry in organizations],
        needs_register=election.needs_register,
    )
    return [(entry, reasons[entry.pk]) for entry in organizations]


def _facts(entry: NGOPage, *, is_published: bool) -> Facts:
    numbers = {f"{name} {getattr(entry, name)}" for name in ("krs", "nip", "regon")
               if getattr(entry, name)}  # fmt: skip
    return Facts(
        entry.pk, is_published, entry.status, entry.register, frozenset(numbers), fold(entry.title)
    )


@transaction.atomic
def freeze(
    election: CouncilElectionPage, *, user, now: datetime.datetime, reason: str = ""
) -> ElectionRoll:
    """The roll, written from the directory as it is now.

    A roll that exists stays as it is, unless a ``reason`` says why it is written again; that is
    refused once a ballot was issued or counted. Delegates already named are kept.
    """
    lock(election)
    roll = ElectionRoll.objects.filter(election=election).first()
    if roll is not None and not reason:
        return roll
    if directory_of(election) is None:
        raise RollError(_("Choose the directory whose organizations vote."))
    if election.rules.has_areas and not election.rules.areas:
        raise RollError(_("The rules name areas, but there is none."))
    delegates = _clear(roll) if roll is not None else {}
    roll = ElectionRoll.objects.create(
        election=election, frozen_at=now, frozen_by=user, reason=reason
    )
    rows = judged(election, today=timezone.localdate(now))
    RollEntry.objects.bulk_create(_entries(roll, rows, delegates))
    log(instance=election, action="wagtail_ngo.freeze_roll", user=user, data={"reason": reason})
    return roll


def _clear(roll: ElectionRoll) -> dict[int, str]:
    """Delete a roll that nobody voted by; the delegates it named, by organization."""
    if roll.entries.voted().exists() or roll.election.counts.exists():
        raise RollError(_("Ballots were issued by this roll: it stays as it is."))
    delegates = dict(roll.entries.exclude(delegate="").values_list("organization", "delegate"))
    roll.delete()
    return delegates


def _entries(roll: ElectionRoll, rows, delegates: dict[int, str]):
    areas = {
        area.activity_area_id: area
        for area in reversed(roll.election.areas.all())
        if area.activity_area_id
    }
    by_area = roll.election.form == ElectionForm.OWN_AREA
    for entry, reason in rows:
        person = entry.authorised[0] if entry.authorised and not reason else None
        matches = [areas[area.pk] for area in entry.areas.all() if area.pk in areas]
        yield RollEntry(
            roll=roll,
            organization=entry,
            name=entry.title,
            register_number=_number(entry),
            sort_key=entry.sort_key,
            reason=reason,
            area=matches[0] if matches and by_area and not reason else None,
            representative=person,
            delegate=delegates.get(entry.pk, "") or (person.name if person else ""),
        )


def _number(entry: NGOPage) -> str:
    return f"KRS {entry.krs}" if entry.krs else entry.register_number


# At the desk


class DeskAnswer(StrEnum):
    ISSUED = "issued"
    ALREADY = "already"
    CLOSED = "closed"
    NO_DELEGATE = "no_delegate"
    NO_AREA = "no_area"
    NOT_ENTITLED = "not_entitled"


def desk_is_open(election: CouncilElectionPage, *, now: datetime.datetime) -> bool:
    """Whether ballots may be issued: on the days of the voting, until a count is confirmed."""
    if election.voting_from is None or election.counts.validated().exists():
        return False
    first = timezone.localdate(election.voting_from)
    last = timezone.localdate(election.voting_until) if election.voting_until else first
    return first <= timezone.localdate(now) <= last


def issue_ballot(
    election: CouncilElectionPage, entry: RollEntry, *, delegate: str, user, now: datetime.datetime
) -> DeskAnswer:
    """Tick that the delegate took the ballots. Of two who press at once one is told so."""
    delegate = delegate.strip()[:255] or entry.delegate
    if not desk_is_open(election, now=now):
        return DeskAnswer.CLOSED
    if not entry.is_entitled or entry.roll.election_id != election.pk:
        return DeskAnswer.NOT_ENTITLED
    if not delegate:
        return DeskAnswer.NO_DELEGATE
    if election.form == ElectionForm.OWN_AREA and entry.area_id is None:
        return DeskAnswer.NO_AREA
    waiting = RollEntry.objects.filter(pk=entry.pk, reason="", ballot_issued_at=None)
    changed = waiting.update(ballot_issued_at=now, ballot_issued_by=user, delegate=delegate)
    return DeskAnswer.ISSUED if changed else DeskAnswer.ALREADY


def take_ballot_back(
    election: CouncilElectionPage, entry: RollEntry, *, user, now: datetime.datetime
) -> bool:
    """Undo a tick made by mistake; logged. False when there is none, or the desk is closed."""
    if not desk_is_open(election, now=now):
        return False
    ticked = RollEntry.objects.filter(pk=entry.pk, ballot_issued_at__isnull=False)
    changed = ticked.update(ballot_issued_at=None, ballot_issued_by=None)
    if changed:
        log(instance=election, action="wagtail_ngo.ballot_taken_back", user=user,
            data={"organization": entry.name})  # fmt: skip
    return bool(changed)


def change_entry(entry: RollEntry, *, delegate: str, area) -> None:
    """Name another delegate or area, until the organization has its ballots."""
    if not entry.is_entitled:
        raise ValidationError(_("An organization that was left out has no delegate."))
    waiting = RollEntry.objects.filter(pk=entry.pk, ballot_issued_at=None)
    is_same = delegate == entry.delegate
    person = entry.representative_id if is_same else None
    if not waiting.update(delegate=delegate, area=area, representative=person):
        raise ValidationError(_("The ballots are issued: nothing of this entry changes any more."))


def entitled_by_area(election: CouncilElectionPage, roll: ElectionRoll) -> dict[int | None, int]:
    """Organizations that may vote in each area; one without an area votes nowhere yet."""
    entitled = roll.entries.entitled()
    if election.form != ElectionForm.OWN_AREA:
        return dict.fromkeys((area.key for area in election.rules.areas), entitled.count())
    counts = dict.fromkeys((area.key for area in election.rules.areas), 0)
    for area in entitled.values_list("area", flat=True):
        if area in counts:
            counts[area] += 1
    return counts
