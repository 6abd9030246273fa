"""Nominations in the admin: invitations, candidates, decisions, consent, the lot."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from wagtail_ngo.admin.council.base import PREPARE, ElectionView, get_election, words
from wagtail_ngo.enums import CandidateOrder, CandidateState, ConsentSource
from wagtail_ngo.form_fields import RowField
from wagtail_ngo.forms.council.nominations import CandidateFields
from wagtail_ngo.models import Candidate, NGOPage
from wagtail_ngo.services.council import nominations, privacy

#: Mails sent by one press; the button sends the next ones.
MOST_INVITATIONS = 50


class CandidateForm(CandidateFields):
    """A nomination that reached the office on paper, or one to be corrected."""

    organization = RowField(
        NGOPage.objects.none(), label=gettext_lazy("Organization"), required=True
    )
    has_consent = forms.BooleanField(
        label=gettext_lazy("The candidate's consent to publication is here"), required=False
    )
    deputy_has_consent = forms.BooleanField(
        label=gettext_lazy("The deputy's consent to publication is here"), required=False
    )
    consent_source = forms.ChoiceField(
        label=gettext_lazy("Consent received by"),
        choices=ConsentSource.choices,
        initial=ConsentSource.PAPER,
        required=False,
    )
    field_order = ["organization", "area"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        eligible = nominations.eligible_organizations(self.election, today=timezone.localdate())
        keys = [entry.pk for entry in eligible]
        if self.instance.organization_id:
            keys.append(self.instance.organization_id)
        field = self.fields["organization"]
        field.queryset = NGOPage.objects.filter(pk__in=keys).order_by("sort_key")
        field.initial = self.instance.organization_id
        self.fields["has_consent"].initial = self.instance.has_consent
        self.fields["deputy_has_consent"].initial = self.instance.deputy_has_consent
        if self.instance.consent_source:
            self.fields["consent_source"].initial = self.instance.consent_source
        if "deputy_family_name" not in self.fields:
            del self.fields["deputy_has_consent"]

    def clean(self):
        cleaned = super().clean()
        candidate = self.instance
        candidate.election = self.election
        candidate.organization = cleaned.get("organization") or candidate.organization
        if not self.errors:
            for name in self.Meta.fields:
                if name in cleaned:
                    setattr(candidate, name, cleaned[name])
            try:
                nominations.check(candidate)
            except ValidationError as error:
                self.add_faults(error)
        return cleaned

    def store(self, *, now) -> Candidate:
        """The candidate stored; a consent ticked for the first time is dated now."""
        candidate, cleaned = self.save(commit=False), self.cleaned_data
        if candidate.pk is None:
            candidate.nominated_at = now
        if cleaned["has_consent"] and not candidate.has_consent:
            candidate.consented_at, candidate.consent_withdrawn_at = now, None
            candidate.consent_text = nominations.consent_text(self.election)
            candidate.consent_source = cleaned["consent_source"]
        if cleaned.get("deputy_has_consent") and not candidate.deputy_has_consent:
            candidate.deputy_consented_at, candidate.deputy_consent_withdrawn_at = now, None
        candidate.organization_name = candidate.organization.title
        candidate.save()
        return candidate


class CandidatesView(ElectionView):
    """Everybody nominated, who was asked, and who may still be asked."""

    template_name = "wagtail_ngo/admin/council/candidates.html"
    permissions = (PREPARE,)

    def get_page_title(self):
        return _("Candidates")

    def get_context_data(self, **kwargs):
        election, today = self.election, timezone.localdate()
        candidates = list(election.candidates.select_related("area").order_by("state", "sort_key"))
        drawn = election.draws.select_related("drawn_by").order_by("-drawn_at", "-pk")
        undrawn = [
            candidate
            for candidate in candidates
            if candidate.state == CandidateState.ACCEPTED and candidate.draw_number is None
        ]
        return super().get_context_data(
            candidates=candidates,
            askable=nominations.askable_organizations(election, today=today),
            invitations=election.invitations.select_related("organization"),
            takes_nominations=election.calendar.takes_nominations(timezone.now()),
            is_drawn=election.candidate_order == CandidateOrder.DRAWN,
            draws=list(drawn),
            undrawn=undrawn,
            has_count=election.counts.exists(),
            **kwargs,
        )


class CandidateView(ElectionView):
    """One nomination: add it, correct it, decide about it."""

    template_name = "wagtail_ngo/admin/council/candidate.html"
    permissions = (PREPARE,)

    def dispatch(self, request, *args, **kwargs):
        self.candidate_pk = kwargs.get("candidate_pk")
        return super().dispatch(request, *args, **kwargs)

    def candidate(self) -> Candidate:
        if self.candidate_pk is None:
            return Candidate(election=self.election)
        rows = self.election.candidates.select_related("organization")
        return get_object_or_404(rows, pk=self.candidate_pk, erased_on=None)

    def get_page_title(self):
        return _("Add a candidate") if self.candidate_pk is None else _("Candidate")

    def get_context_data(self, **kwargs):
        candidate = kwargs.pop("candidate", None) or self.candidate()
        form = kwargs.pop("form", None)
        if form is None:
            form = CandidateForm(instance=candidate, election=self.election)
        return super().get_context_data(
            candidate=candidate if candidate.pk else None,
            form=form,
            has_count=self.election.counts.exists(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        candidate = self.candidate()
        if self.election.counts.exists():
            messages.error(request, _("The ballots are being counted: the list stays as it is."))
            return redirect(self.address("candidates"))
        form = CandidateForm(request.POST, instance=candidate, election=self.election)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form, candidate=candidate))
        form.store(now=timezone.now())
        messages.success(request, _("The nomination is saved."))
        return redirect(self.address("candidates"))


#: What a button of a nomination does → the state it leads to.
DECISIONS = {
    "accept": CandidateState.ACCEPTED,
    "reject": CandidateState.REJECTED,
    "withdraw": CandidateState.WITHDRAWN,
}


@require_POST
def decide(request: HttpRequest, pk: int, candidate_pk: int, decision: str) -> HttpResponse:
    """Accept, reject or withdraw a nomination; withdraw a consent; erase a candidate."""
    election = get_election(request, pk, PREPARE)
    candidate = get_object_or_404(election.candidates, pk=candidate_pk, erased_on=None)
    now = timezone.now()
    note = request.POST.get("note", "").strip()[:500]
    if decision == "consent-withdrawn":
        privacy.withdraw_consent(candidate, now=now)
        messages.success(request, _("The names are no longer shown anywhere."))
    elif decision == "erase":
        privacy.erase_candidate(candidate, today=timezone.localdate(now))
        messages.success(request, _("The person's data are erased. The figures stay."))
    else:
        try:
            nominations.decide(
                candidate, DECISIONS[decision], note=note, user=request.user, now=now
            )
        except ValidationError as error:
            messages.error(request, f"{candidate.name}: {words(error)}")
    return redirect("wagtail_ngo_election_candidates", pk)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Mail a link to those who were not asked yet."""
    election = get_election(request, pk, PREPARE)
    now = timezone.now()
    if not election.calendar.takes_nominations(now):
        messages.error(request, _("Nominations are not open now."))
        return redirect("wagtail_ngo_election_candidates", pk)
    askable = nominations.askable_organizations(election, today=timezone.localdate(now))
    sent = sum(
        nominations.invite(election, entry, now=now) is not None
        for entry in askable[:MOST_INVITATIONS]
    )
    text = ngettext("%(count)d invitation was sent.", "%(count)d invitations were sent.", sent)
    messages.success(request, text % {"count": sent})
    return redirect("wagtail_ngo_election_candidates", pk)


@require_POST
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A link to hand over, shown once; earlier unused links of the organization stop to open."""
    election = get_election(request, pk, PREPARE)
    eligible = nominations.eligible_organizations(election, today=timezone.localdate())
    chosen = request.POST.get("organization", "")
    organization = next((entry for entry in eligible if str(entry.pk) == chosen), None)
    if organization is None:
        messages.error(request, _("Choose an organization that may vote."))
    else:
        invitation = nominations.new_invitation(election, organization, now=timezone.now())
        site = election.get_site()
        url = f"{site.root_url if site else ''}{nominations.link_path(invitation)}"
        text = _("Link for %(name)s, works once: %(url)s")
        messages.success(request, text % {"name": organization.title, "url": url})
    return redirect("wagtail_ngo_election_candidates", pk)


@require_POST
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the order by lot. A second draw needs a reason."""
    election = get_election(request, pk, PREPARE)
    reason = request.POST.get("reason", "").strip()[:255]
    try:
        drawn = nominations.draw(election, user=request.user, now=timezone.now(), reason=reason)
    except ValidationError as error:
        messages.error(request, words(error))
    else:
        text = _("The order is drawn. Seed: %(seed)s")
        messages.success(request, text % {"seed": drawn.seed})
    return redirect("wagtail_ngo_election_candidates", pk)
