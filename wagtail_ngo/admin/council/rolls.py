"""The electoral roll and the desk in the admin."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from wagtail_ngo.admin.council.base import ISSUE, PREPARE, ElectionView, get_election, words
from wagtail_ngo.domain.council.counts import turnout
from wagtail_ngo.enums import LeftOutReason
from wagtail_ngo.forms.council.nominations import DelegateForm
from wagtail_ngo.services.council import rolls
from wagtail_ngo.services.council.rolls import DeskAnswer


class RollView(ElectionView):
    """Who may vote: what the roll would hold, and once frozen what it holds."""

    template_name = "wagtail_ngo/admin/council/roll.html"
    permissions = (PREPARE,)

    def get_page_title(self):
        return _("Electoral roll")

    def get_context_data(self, **kwargs):
        election = self.election
        if not election.is_locked:
            rows = rolls.judged(election, today=timezone.localdate())
            left_out = [(entry, reason.label) for entry, reason in rows if reason]
            eligible = [entry for entry, reason in rows if reason == LeftOutReason.NONE]
            return super().get_context_data(eligible=eligible, left_out=left_out, **kwargs)
        entries = election.roll.entries.select_related("area")
        return super().get_context_data(
            roll=election.roll,
            entries=[entry for entry in entries if entry.is_entitled],
            frozen_out=[entry for entry in entries if not entry.is_entitled],
            by_area=election.form == "own_area",
            may_freeze_again=not election.roll.entries.voted().exists()
            and not election.counts.exists(),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        """Freeze; again only with a reason."""
        reason = request.POST.get("reason", "").strip()[:255]
        try:
            rolls.freeze(self.election, user=request.user, now=timezone.now(), reason=reason)
        except rolls.RollError as error:
            messages.error(request, words(error))
        else:
            messages.success(request, _("The roll is frozen. The directory changes nothing here."))
        return redirect(self.address("roll"))


class EntryView(ElectionView):
    """The delegate and the area of one organization."""

    template_name = "wagtail_ngo/admin/council/entry.html"
    permissions = (PREPARE,)

    def get_page_title(self):
        return _("Delegate")

    def entry(self):
        rows = self.election.roll.entries if self.election.is_locked else None
        if rows is None:
            raise Http404
        return get_object_or_404(rows.entitled(), pk=self.kwargs["entry_pk"])

    def get_context_data(self, **kwargs):
        entry = self.entry()
        form = kwargs.pop("form", None) or DelegateForm(election=self.election, entry=entry)
        people = []
        if entry.organization_id:
            authorised = entry.organization.representatives.filter(erased_on=None)
            people = list(authorised.values_list("name", flat=True))
        return super().get_context_data(entry=entry, form=form, people=people, **kwargs)

    def post(self, request, *args, **kwargs):
        entry = self.entry()
        form = DelegateForm(request.POST, election=self.election, entry=entry)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        values = form.cleaned_data
        try:
            rolls.change_entry(entry, delegate=values["delegate"], area=values.get("area"))
        except ValidationError as error:
            messages.error(request, words(error))
        else:
            messages.success(request, _("Saved: %(name)s") % {"name": entry.name})
        return redirect(self.address("roll"))


#: What the desk is told; each is beside the organization's name.
ANSWERS = {
    DeskAnswer.ISSUED: gettext_lazy("Ballot issued."),
    DeskAnswer.ALREADY: gettext_lazy("The ballot of this organization was issued already."),
    DeskAnswer.CLOSED: gettext_lazy("Ballots are issued on the days of the voting only."),
    DeskAnswer.NO_DELEGATE: gettext_lazy("Write down who takes the ballot."),
    DeskAnswer.NO_AREA: gettext_lazy("This organization has no area on the roll yet."),
    DeskAnswer.NOT_ENTITLED: gettext_lazy("This organization is not on the roll."),
}


@require_http_methods(["GET", "HEAD"])
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """The roll for the desk: search, tick, undo. A plain page: a phone, a keyboard, no script."""
    election = get_election(request, pk, ISSUE)
    if not election.is_locked:
        messages.error(request, _("Freeze the electoral roll first."))
        return redirect("wagtail_ngo_election", pk)
    entries = election.roll.entries.entitled().select_related("area", "ballot_issued_by")
    total, voted = entries.count(), entries.voted().count()
    query = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    for word in query.split():
        entries = entries.filter(Q(name__icontains=word) | Q(delegate__icontains=word))
    if request.GET.get("waiting"):
        entries = entries.filter(ballot_issued_at=None)
    context = {
        "election": election,
        "entries": entries,
        "query": query,
        "only_waiting": bool(request.GET.get("waiting")),
        "total": total,
        "voted": voted,
        "turnout": turnout(voted, total),
        "is_open": rolls.desk_is_open(election, now=timezone.now()),
        "hub_url": reverse("wagtail_ngo_election", args=[pk]),
        "closed": ANSWERS[DeskAnswer.CLOSED],
    }
    response = render(request, "wagtail_ngo/admin/council/desk.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def tick(request: HttpRequest, pk: int, entry_pk: int) -> HttpResponse:
    """Issue the ballot of one organization, or take it back."""
    election = get_election(request, pk, ISSUE)
    if not election.is_locked:
        raise Http404
    entry = get_object_or_404(election.roll.entries.entitled(), pk=entry_pk)
    now = timezone.now()
    if "undo" in request.POST:
        if rolls.take_ballot_back(election, entry, user=request.user, now=now):
            messages.success(request, _("%(name)s: taken back.") % {"name": entry.name})
    else:
        answer = rolls.issue_ballot(
            election, entry, delegate=request.POST.get("delegate", ""), user=request.user, now=now
        )
        say = messages.success if answer == DeskAnswer.ISSUED else messages.error
        say(request, f"{entry.name}: {ANSWERS[answer]}")
    query = {name: request.POST[name] for name in ("q", "waiting") if request.POST.get(name)}
    address = reverse("wagtail_ngo_election_desk", args=[pk])
    return redirect(f"{address}?{urlencode(query)}#row-{entry.pk}" if query
                    else f"{address}#row-{entry.pk}")  # fmt: skip
