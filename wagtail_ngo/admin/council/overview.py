"""The election at a glance: what is done, what comes next, and who may do it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button

from wagtail_ngo.admin.council.base import (
    COUNT,
    EVERY,
    ISSUE,
    PREPARE,
    VALIDATE,
    ElectionView,
    get_election,
    may,
    words,
)
from wagtail_ngo.domain.pdf.values import PDFError
from wagtail_ngo.enums import CandidateState
from wagtail_ngo.forms.council.nominations import TermForm
from wagtail_ngo.models import CouncilElectionPage, CouncilTerm
from wagtail_ngo.services.council import composition, counts, papers, reminders, results, rolls


class OverviewView(ElectionView):
    """Every step of the election in its order."""

    template_name = "wagtail_ngo/admin/council/overview.html"

    def get_page_title(self):
        return _("Election")

    def get_breadcrumbs_items(self):
        edit_url = reverse("wagtailadmin_pages:edit", args=[self.election.pk])
        return [
            {"url": edit_url, "label": self.election.title},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        election, now = self.election, timezone.now()
        versions = results.versions(election)
        roll = election.roll if election.is_locked else None
        states = election.candidates.values_list("state", flat=True)
        phase = election.calendar.phase(now, is_validated=bool(versions))
        return super().get_context_data(
            phase=phase,
            waiting=sum(state == CandidateState.WAITING for state in states),
            accepted=sum(state == CandidateState.ACCEPTED for state in states),
            draw=election.draws.order_by("-drawn_at", "-pk").first(),
            roll=roll,
            entitled=roll.entries.entitled().count() if roll else 0,
            voted=roll.entries.voted().count() if roll else 0,
            desk_is_open=rolls.desk_is_open(election, now=now),
            open_count=counts.open_count(election),
            versions=versions,
            term=CouncilTerm.objects.filter(election=election).first(),
            **kwargs,
        )


class CompositionView(ElectionView):
    """The term that begins with the confirmed result."""

    template_name = "wagtail_ngo/admin/council/composition.html"
    permissions = (PREPARE,)

    def get_page_title(self):
        return _("Publish the composition")

    def get_context_data(self, **kwargs):
        count = counts.latest_validated(self.election)
        term = CouncilTerm.objects.filter(election=self.election).first()
        initial = {"starts_on": term.starts_on, "ends_on": term.ends_on} if term else None
        form = kwargs.pop("form", None) or TermForm(initial=initial)
        result = results.result_of(count) if count else None
        return super().get_context_data(form=form, result=result, term=term, **kwargs)

    def post(self, request, *args, **kwargs):
        form = TermForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            composition.publish_composition(self.election, user=request.user, **form.cleaned_data)
        except counts.CountError as error:
            messages.error(request, words(error))
        else:
            messages.success(request, _("The composition is published on the council's page."))
        return redirect(self.hub_url)


#: Paper → who may have it.
PAPERS = {
    "roll": (papers.roll_sheet, (PREPARE, ISSUE)),
    "ballot": (papers.ballot_papers, (PREPARE,)),
}


def paper(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """A paper as PDF for the browser's viewer; stored nowhere, names of delegates are private."""
    if name not in PAPERS:
        raise Http404
    make, permissions = PAPERS[name]
    election = get_election(request, pk, *permissions)
    if name == "roll" and not election.is_locked:
        raise Http404
    try:
        made = make(election, now=timezone.now())
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect("wagtail_ngo_election", pk)
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{election.slug}-{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def protocol_draft(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The protocol of one version, confirmed or not, to be signed by the commission."""
    election = get_election(request, pk, COUNT, VALIDATE)
    count = election.counts.filter(number=number).first()
    if count is None:
        raise Http404
    try:
        made = papers.protocol(count, now=timezone.now())
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect("wagtail_ngo_election", pk)
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{election.slug}-{number}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def header_buttons(page, user, next_url=None, view_name=None, **kwargs):
    """The way from an election's menu to its records."""
    if isinstance(page.specific_deferred, CouncilElectionPage) and may(user, *EVERY):
        url = reverse("wagtail_ngo_election", args=[page.pk])
        yield Button(_("Hold the election"), url, icon_name="group", priority=5)


class EndingTerms(Component):
    """On the admin's first page: terms that end soon."""

    name = "ngo-ending-terms"
    template_name = "wagtail_ngo/admin/council/ending_terms.html"
    order = 220

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        terms = reminders.ending_terms(today=timezone.localdate())
        shown = [t for t in terms if t.council.permissions_for_user(request.user).can_edit()]
        return {"terms": shown}


def add_panel(request, panels) -> None:
    """The panel of ending terms, for those who may edit a council."""
    panels.append(EndingTerms())


def register_log_actions(actions) -> None:
    """What is done to an election's records, in the history of its page."""
    for name, label, message in (
        ("freeze_roll", _("Freeze the electoral roll"), _("Electoral roll frozen")),
        ("decide_candidate", _("Decide about a nomination"), _("Nomination decided")),
        ("draw_candidates", _("Draw the order of candidates"), _("Order of candidates drawn")),
        ("ballot_taken_back", _("Take a ballot back"), _("Tick at the desk taken back")),
        ("validate_count", _("Confirm a count"), _("Count confirmed")),
        ("correct_count", _("Correct a count"), _("Correction of the count begun")),
        ("publish_composition", _("Publish a composition"), _("Composition published")),
    ):
        actions.register_action(f"wagtail_ngo.{name}", label, message)
