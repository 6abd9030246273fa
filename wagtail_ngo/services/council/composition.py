"""From a confirmed result to the council's composition and term."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from wagtail_ngo.models import (
    Candidate,
    CouncilElectionPage,
    CouncilPage,
    CouncilSeat,
    CouncilTerm,
)
from wagtail_ngo.services.council.counts import CountError, latest_validated, outcome_of
from wagtail_ngo.services.council.locks import lock


@transaction.atomic
def publish_composition(
    election: CouncilElectionPage,
    *,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    user,
) -> CouncilTerm:
    """The term of this election, with a seat for each person elected.

    Pressed again after a correction, it adds who is elected now and takes off who is not. All
    other seats stay as they are: an editor may have noted who left, or that a name is shown no
    more. CountError without a confirmed count.
    """
    lock(election)
    count = latest_validated(election)
    if count is None:
        raise CountError(_("The count is not confirmed yet."))
    council = CouncilPage.objects.get(pk=election.get_parent().pk)
    term, _is_new = CouncilTerm.objects.update_or_create(
        election=election,
        defaults={"council": council, "starts_on": starts_on, "ends_on": ends_on},
    )
    elected = _elected(count)
    from_count = CouncilSeat.objects.filter(term=term).exclude(candidate=None)
    from_count.exclude(candidate__in=[candidate.pk for candidate, _area in elected]).delete()
    seated = set(from_count.values_list("candidate", flat=True))
    for candidate, area_name in elected:
        if candidate.pk not in seated:
            _seat(term, candidate, area_name).save()
    log(instance=election, action="wagtail_ngo.publish_composition", user=user,
        data={"version": count.number, "seats": len(elected)})  # fmt: skip
    return term


def _elected(count) -> list[tuple[Candidate, str]]:
    elected = []
    for section in count.sections.prefetch_related("votes__candidate__organization"):
        candidates = {row.candidate_id: row.candidate for row in section.votes.all()}
        keys = outcome_of(section).elected
        elected += [(candidates[key], section.area_name) for key in keys]
    return elected


def _seat(term: CouncilTerm, candidate: Candidate, area_name: str) -> CouncilSeat:
    """A seat with the names its holders agreed to show; the office keeps the others."""
    return CouncilSeat(
        term=term,
        candidate=candidate,
        area_name=area_name,
        organization=candidate.organization,
        organization_name=candidate.organization_name,
        given_names=candidate.given_names,
        family_name=candidate.family_name,
        consented_on=_day(candidate.consented_at) if candidate.has_consent else None,
        deputy_given_names=candidate.deputy_given_names,
        deputy_family_name=candidate.deputy_family_name,
        deputy_consented_on=(
            _day(candidate.deputy_consented_at) if candidate.deputy_has_consent else None
        ),
    )


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return None if moment is None else timezone.localdate(moment)
