"""What elections keep of people: with a person's data when these are erased, or after a time."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.models import Candidate, CouncilSeat, Representative, RollEntry
from wagtail_ngo.services.council import papers
from wagtail_ngo.services.people.rows import redacted, write

_NO_CONTACT = {"email": "", "phone": "", "sex": "", "deputy_sex": ""}


def forget_contacts(*, now: datetime.datetime, dry_run: bool = False) -> int:
    """Delete what served an election only, ELECTION_KEEP_DAYS after its voting; how many rows.

    Delegates' names, addresses, phones, the sex given for the rule of deputies, and all of
    nominations that never stood. Counts, names of those who stood, and the result stay.
    """
    ended = now - datetime.timedelta(days=conf.get("ELECTION_KEEP_DAYS"))
    over = Q(election__voting_from__lt=ended)
    candidates = Candidate.objects.filter(over).exclude(**_NO_CONTACT)
    never_stood = Candidate.objects.filter(over, state__in=("rejected", "a_waiting"), votes=None)
    delegates = RollEntry.objects.filter(roll__election__voting_from__lt=ended).exclude(delegate="")
    rows = candidates.count() + delegates.count()
    if not dry_run:
        never_stood.delete()
        candidates.update(**_NO_CONTACT)
        delegates.update(delegate="", representative=None)
    return rows


def forget_representative(person: Representative) -> None:
    """A representative's data are erased: so is the delegate's name on every roll."""
    RollEntry.objects.filter(representative=person).update(delegate="", representative=None)


def export_representative(person: Representative) -> dict:
    """Where a representative is named as a delegate."""
    entries = RollEntry.objects.filter(representative=person).select_related("roll__election")
    return {
        "delegate_on_rolls": [
            {
                "election": entry.roll.election.title,
                "organization": entry.name,
                "ballot_issued_at": entry.ballot_issued_at,
            }
            for entry in entries
        ]
    }


@transaction.atomic
def withdraw_consent(candidate: Candidate, *, now: datetime.datetime) -> None:
    """Neither the candidate nor the deputy is named in public any more; the votes stay.

    Seats of the council and stored protocols lose the names at once.
    """
    candidate.consent_withdrawn_at = candidate.consent_withdrawn_at or now
    if candidate.deputy_name:
        candidate.deputy_consent_withdrawn_at = candidate.deputy_consent_withdrawn_at or now
    candidate.save()
    CouncilSeat.objects.filter(candidate=candidate).update(
        consented_on=None, deputy_consented_on=None
    )
    papers.renew_protocols(candidate.election)


#: What a person leaves in a row, by who the person was there.
_CANDIDATE = {
    "statement": "", "consent_text": "", "state_note": "", "email": "", "phone": "", "sex": "",
    "consented_at": None,
}  # fmt: skip


@transaction.atomic
def erase_candidate(candidate: Candidate, *, today: datetime.date) -> None:
    """Take a candidate's and the deputy's names out for good, of their seats as well.

    Votes and places stay: the result keeps its sums.
    """
    for seat in CouncilSeat.objects.filter(candidate=candidate):
        empty_seat(seat, member=True, deputy=True)
    _empty(candidate, today=today)
    _empty_deputy(candidate)
    candidate.save()
    papers.renew_protocols(candidate.election)


def _empty(candidate: Candidate, *, today: datetime.date) -> None:
    candidate.given_names, candidate.family_name = "", _("Erased person")
    for name, value in _CANDIDATE.items():
        setattr(candidate, name, value)
    candidate.erased_on = today


def _empty_deputy(candidate: Candidate) -> None:
    candidate.deputy_given_names = candidate.deputy_family_name = candidate.deputy_sex = ""
    candidate.deputy_consented_at = None


def empty_seat(seat: CouncilSeat, *, member: bool, deputy: bool) -> None:
    """The seat stays, without the names asked for."""
    if member:
        seat.given_names, seat.family_name, seat.consented_on = "", _("Erased person"), None
    if deputy:
        seat.deputy_given_names = seat.deputy_family_name = ""
        seat.deputy_consented_on = None
    seat.save()


# Erasers of the register of personal data


@transaction.atomic
def erase_from_candidate(row: Candidate, subject, *, now: datetime.datetime) -> None:
    """The candidate or the deputy, whoever is meant; somebody who is only mentioned is redacted."""
    traces = subject.traces
    is_deputy = bool(traces.kinds_in(row.deputy_full_name))
    contact = f"{row.full_name} {row.email} {row.phone}"
    if is_deputy:
        _empty_deputy(row)
    elif traces.kinds_in(contact):
        _empty(row, today=timezone.localdate(now))
    else:
        write(row, redacted(row, ["statement", "state_note"], traces))
        return
    row.save()
    papers.renew_protocols(row.election)


def erase_from_seat(row: CouncilSeat, subject, *, now: datetime.datetime) -> None:
    is_deputy = bool(subject.traces.kinds_in(row.deputy_full_name))
    empty_seat(row, member=not is_deputy, deputy=is_deputy)


def erase_from_roll(row: RollEntry, subject, *, now: datetime.datetime) -> None:
    """The organization stays on the roll, and that it voted."""
    RollEntry.objects.filter(pk=row.pk).update(delegate="", representative=None)
