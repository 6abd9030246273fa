"""The count in the admin: typed by one person, confirmed by another."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from wagtail_ngo import tasks
from wagtail_ngo.admin.council.base import (
    COUNT,
    VALIDATE,
    ElectionView,
    get_election,
    words,
)
from wagtail_ngo.forms.council.counts import CountForm
from wagtail_ngo.forms.council.nominations import ReasonForm
from wagtail_ngo.services.council import counts, results


class CountView(ElectionView):
    """Type the count. What cannot be is refused in words beside the field."""

    template_name = "wagtail_ngo/admin/council/count.html"
    permissions = (COUNT,)

    def get_page_title(self):
        return _("Count of ballots")

    def dispatch(self, request, *args, **kwargs):
        election = get_election(request, kwargs["pk"], COUNT)
        is_done = counts.latest_validated(election) and not counts.open_count(election)
        if not election.is_locked or is_done:
            text = _("The count is confirmed. A correction needs a reason.")
            messages.error(request, text if is_done else _("Freeze the electoral roll first."))
            return redirect("wagtail_ngo_election", election.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        count = counts.open_count(self.election)
        form = kwargs.pop("form", None) or CountForm(election=self.election, count=count)
        return super().get_context_data(
            form=form,
            sheets=form.sheets(),
            count=count,
            entitled=self.election.roll.entries.entitled().count(),
            desk=counts.desk_count(self.election),
            max_names=self.election.max_names,
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        count = counts.open_count(self.election)
        form = CountForm(request.POST, election=self.election, count=count)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            counts.save_count(
                self.election,
                form.numbers(),
                voters=form.voter_count(),
                note=form.cleaned_data["note"],
                user=request.user,
                now=timezone.now(),
            )
        except counts.CountError as error:
            messages.error(request, words(error))
            return redirect(self.hub_url)
        messages.success(request, _("The count is saved. Somebody else has to confirm it."))
        return redirect(self.address("count"))


class ValidateView(ElectionView):
    """A second person compares the count with the paper and confirms it."""

    template_name = "wagtail_ngo/admin/council/validate.html"
    permissions = (VALIDATE,)

    def get_page_title(self):
        return _("Confirm the count")

    def get_context_data(self, **kwargs):
        count = counts.open_count(self.election)
        if count is None:
            raise Http404
        now = timezone.now()
        return super().get_context_data(
            count=count,
            result=results.result_of(count),
            digest=counts.digest_of(count),
            obstacles=counts.obstacles(count, user=self.request.user, now=now),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        count = counts.open_count(self.election)
        if count is None:
            messages.error(request, _("Somebody confirmed this count already."))
            return redirect(self.hub_url)
        digest = request.POST.get("digest", "")
        try:
            counts.validate(count, digest=digest, user=request.user, now=timezone.now())
        except counts.CountError as error:
            messages.error(request, words(error))
            return redirect(self.address("validate"))
        messages.success(request, _("The result is confirmed and public."))
        return redirect(self.hub_url)


class CorrectView(ElectionView):
    """Begin a correction of a confirmed count: a new version, with its reason for the public."""

    template_name = "wagtail_ngo/admin/council/correct.html"
    permissions = (COUNT,)

    def get_page_title(self):
        return _("Correct the count")

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=kwargs.pop("form", None) or ReasonForm(), **kwargs)

    def post(self, request, *args, **kwargs):
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            counts.start_correction(
                self.election,
                reason=form.cleaned_data["reason"],
                user=request.user,
                now=timezone.now(),
            )
        except counts.CountError as error:
            messages.error(request, words(error))
            return redirect(self.hub_url)
        return redirect(self.address("count"))


@require_POST
def retry_protocol(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Make the stored protocol of a confirmed version again."""
    election = get_election(request, pk, COUNT, VALIDATE)
    count = election.counts.validated().filter(number=number).first()
    if count is None:
        raise Http404
    tasks.queue_protocol(count)
    messages.success(request, _("The file is being made again."))
    return redirect("wagtail_ngo_election", pk)
