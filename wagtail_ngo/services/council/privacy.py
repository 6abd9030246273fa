"""What elections keep of people: with a person's data when these are erased, or after a time."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.models import Candidate, CouncilSeat, Representative, RollEntry

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


def erase_candidate(candidate: Candidate, *, today: datetime.date) -> None:
    """Take a candidate's and the deputy's names out for good, of their seats as well.

    Votes and places stay: the result keeps its sums.
    """
    seats = CouncilSeat.objects.filter(candidate=candidate)
    for seat in seats:
        seat.given_names, seat.family_name = "", _("Erased person")
        seat.deputy_given_names = seat.deputy_family_name = ""
        seat.consented_on = seat.deputy_consented_on = None
        seat.save()
    candidate.given_names, candidate.family_name = "", _("Erased person")
    candidate.deputy_given_names = candidate.deputy_family_name = ""
    candidate.statement = candidate.consent_text = candidate.state_note = ""
    candidate.email = candidate.phone = candidate.sex = candidate.deputy_sex = ""
    candidate.consented_at = candidate.deputy_consented_at = None
    candidate.erased_on = today
    candidate.save()
