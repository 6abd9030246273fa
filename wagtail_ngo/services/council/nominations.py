"""Nominations: who is asked, what is sent through a link, what becomes of it, and the lot."""

from __future__ import annotations

import datetime
import secrets

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from wagtail_ngo.domain.council.draw import drawn_order
from wagtail_ngo.enums import CandidateState, ConsentSource, ContactKind, LeftOutReason
from wagtail_ngo.models import (
    Candidate,
    CandidateDraw,
    CouncilElectionPage,
    NGOPage,
    NominationInvitation,
)
from wagtail_ngo.services.council import rolls
from wagtail_ngo.services.council.locks import lock
from wagtail_ngo.services.directory.reviews import LinkError, address_of
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.validators import validate_nomination

SALT = "wagtail_ngo.nomination"
INVITATION = kinds.register(
    kinds.Kind("election.invitation", gettext_lazy("Invitation to nominate"), is_bulk=True)
)
#: States in which a nomination takes the place of its organization.
COUNTED = (CandidateState.WAITING, CandidateState.ACCEPTED)


def consent_text(election: CouncilElectionPage) -> str:
    """The words a candidate agrees to."""
    return election.consent_text or _(
        "I agree that my name, the organization that nominates me and what I write about myself "
        "are published on the web site of the city as part of this election and its result. I may "
        "withdraw this at any time; my name then disappears from the site."
    )


# Asking


def askable_organizations(election: CouncilElectionPage, *, today: datetime.date) -> list[NGOPage]:
    """Organizations that may nominate, have an address, and were not asked or named anybody."""
    asked = set(election.invitations.values_list("organization", flat=True))
    named = set(
        election.candidates.filter(state__in=COUNTED).values_list("organization", flat=True)
    )
    entries = eligible_organizations(election, today=today)
    addressed = NGOPage.objects.filter(
        pk__in=[entry.pk for entry in entries], contact_channels__kind=ContactKind.EMAIL
    ).distinct()
    return [entry for entry in addressed.order_by("sort_key") if entry.pk not in asked | named]


def eligible_organizations(election: CouncilElectionPage, *, today: datetime.date) -> list[NGOPage]:
    """Those on the frozen roll, or before that those the directory would put on it now."""
    if election.is_locked:
        frozen = election.roll.entries.entitled().exclude(organization=None)
        return [row.organization for row in frozen.select_related("organization")]
    rows = rolls.judged(election, today=today)
    return [entry for entry, reason in rows if reason == LeftOutReason.NONE]


@transaction.atomic
def invite(
    election: CouncilElectionPage, organization: NGOPage, *, now: datetime.datetime
) -> NominationInvitation | None:
    """Queue one mail with a new link; None when the organization has no address.

    Earlier links of the same organization stop to open.
    """
    address = address_of(organization)
    if not address:
        return None
    invitation = new_invitation(election, organization, now=now)
    site = election.get_site()
    context = {
        "election": election,
        "organization": organization,
        "url": f"{site.root_url}{link_path(invitation)}",
        "page_url": election.full_url,
        "until": election.nominations_until,
        "site_name": site.site_name or site.root_page.title,
    }
    parts = Parts(
        render_to_string("wagtail_ngo/email/nomination_subject.txt", context),
        render_to_string("wagtail_ngo/email/nomination.txt", context),
    )
    outbox.queue(
        parts,
        kind=INVITATION.name,
        recipient=address,
        now=now,
        about=f"election:{election.pk}",
        expires_at=election.nominations_until,
    )
    NominationInvitation.objects.filter(pk=invitation.pk).update(sent_at=now)
    return invitation


def new_invitation(
    election: CouncilElectionPage, organization: NGOPage, *, now: datetime.datetime
) -> NominationInvitation:
    """A link without a mail, to be handed over by the office."""
    election.invitations.filter(organization=organization, used_at=None).delete()
    return NominationInvitation.objects.create(
        election=election,
        organization=organization,
        nonce=secrets.token_urlsafe(32),
        created_at=now,
    )


def link_path(invitation: NominationInvitation) -> str:
    token = signing.dumps({"id": invitation.pk, "nonce": invitation.nonce}, salt=SALT)
    return reverse("wagtail_ngo:nomination", args=[token])


def open_link(token: str, *, now: datetime.datetime) -> NominationInvitation:
    """The invitation behind a link. LinkError: tampered, used, early or expired."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise LinkError("tampered") from None
    invitation = (
        NominationInvitation.objects.select_related("election", "organization")
        .filter(pk=content["id"], nonce=content["nonce"])
        .filter(election__live=True, organization__live=True)
        .first()
    )
    if invitation is None:
        raise LinkError("tampered")
    if invitation.used_at:
        raise LinkError("used")
    calendar = invitation.election.calendar
    if not calendar.takes_nominations(now):
        begins = calendar.nominations_from
        raise LinkError("early" if begins is None or now < begins else "expired")
    return invitation


@transaction.atomic
def submit(
    invitation: NominationInvitation, candidate: Candidate, *, now: datetime.datetime
) -> Candidate:
    """Store what an organization sent; it waits for the office. The link is used up.

    LinkError when another browser was faster; ValidationError where the rules forbid it.
    """
    lock(invitation.election)
    unused = NominationInvitation.objects.filter(pk=invitation.pk, used_at=None)
    if not unused.update(used_at=now):
        raise LinkError("used")
    candidate.election, candidate.organization = invitation.election, invitation.organization
    candidate.state, candidate.consent_source = CandidateState.WAITING, ConsentSource.WEB
    candidate.consent_text = consent_text(invitation.election)
    candidate.nominated_at = candidate.consented_at = now
    candidate.deputy_consented_at = now if candidate.deputy_name else None
    check(candidate)
    candidate.save()
    return candidate


# What the office does


def check(candidate: Candidate) -> None:
    """Raise ValidationError, by field, where the rules of the election forbid the nomination."""
    election = candidate.election
    others = election.candidates.filter(state__in=COUNTED).exclude(pk=candidate.pk)
    validate_nomination(
        candidate.nominee,
        election.rules,
        others=set(others.values_list("organization", flat=True)),
    )


@transaction.atomic
def decide(
    candidate: Candidate,
    state: CandidateState,
    *,
    note: str = "",
    user,
    now: datetime.datetime,
) -> None:
    """Accept, reject or withdraw a nomination. ValidationError where it may not be accepted."""
    lock(candidate.election)
    if candidate.election.counts.exists():
        raise ValidationError(_("The ballots are being counted: the list stays as it is."))
    if state == CandidateState.ACCEPTED:
        check(candidate)
        check_consent(candidate)
    candidate.state, candidate.state_note = state, note
    candidate.save()
    log(instance=candidate.election, action="wagtail_ngo.decide_candidate", user=user,
        data={"candidate": candidate.pk, "state": str(state)})  # fmt: skip


def check_consent(candidate: Candidate) -> None:
    """Raise ValidationError unless all who would be on the list agreed to that."""
    if not candidate.has_consent:
        raise ValidationError(
            {"consented_at": _("Nobody goes on the list without a consent to publication.")}
        )
    if candidate.deputy_name and not candidate.deputy_has_consent:
        raise ValidationError(
            {"deputy_consented_at": _("The deputy's consent to publication is missing.")}
        )


@transaction.atomic
def draw(
    election: CouncilElectionPage, *, user, now: datetime.datetime, reason: str = ""
) -> CandidateDraw:
    """Draw the order of the accepted candidates by lot and keep how.

    A second draw needs a reason: without one the first stays, however often the button is pressed.
    """
    lock(election)
    earlier = election.draws.order_by("-drawn_at", "-pk").first()
    if earlier is not None and not reason:
        return earlier
    if election.counts.exists():
        raise ValidationError(_("The ballots are being counted: the list stays as it is."))
    drawn = CandidateDraw.objects.create(
        election=election, seed=secrets.token_hex(16), drawn_at=now, drawn_by=user, reason=reason
    )
    election.candidates.update(draw_number=None)
    candidates = list(election.candidates.standing().order_by("sort_key", "pk"))
    order = drawn_order([candidate.label for candidate in candidates], seed=drawn.seed)
    for number, index in enumerate(order, start=1):
        candidates[index].draw_number = number
    Candidate.objects.bulk_update(candidates, ["draw_number"])
    log(instance=election, action="wagtail_ngo.draw_candidates", user=user,
        data={"seed": drawn.seed, "reason": reason})  # fmt: skip
    return drawn
