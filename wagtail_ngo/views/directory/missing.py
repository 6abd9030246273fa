"""The form by which a visitor tells of an organization that the directory does not have."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.forms.entries import MissingOrganizationForm
from wagtail_ngo.models import NGODirectoryPage
from wagtail_ngo.services.directory import missing
from wagtail_ngo.services.people.notices import notice
from wagtail_ngo.views.rate_limits import is_too_often

TEMPLATE = "wagtail_ngo/pages/missing.html"


def report_missing(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The form, with the words of the search that found nothing as a name to begin with."""
    form = MissingOrganizationForm(
        request.POST or None, initial={"name": request.GET.get("name", "")[:255]}
    )
    context = {"page": page, "form": form, "no_index": True, "no_share": True}
    context["privacy"] = notice(request, "wagtail_ngo.MissingOrganization")
    context["crumb_here"] = context["share_title"] = _("Report a missing organization")
    if request.method != "POST":
        return render(request, TEMPLATE, context)
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=422)
    # Machines that fill the hidden field are told that all went well.
    if not form.is_trapped:
        if is_too_often(request, "missing", per_hour=conf.get("REPORTS_PER_HOUR")):
            return render(request, TEMPLATE, {**context, "is_too_often": True}, status=429)
        told = {key: value for key, value in form.cleaned_data.items() if key != "website"}
        missing.report(page, **told)
    return render(request, TEMPLATE, {**context, "is_sent": True})
