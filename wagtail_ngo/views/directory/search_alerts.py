"""A search by e-mail: asking for it, and the pages behind the links of its letters."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wagtail_ngo.forms.search import SearchAlertForm
from wagtail_ngo.models import NGODirectoryPage, SearchAlert
from wagtail_ngo.services.search import alerts, search
from wagtail_ngo.services.search.results import Selection
from wagtail_ngo.views.directory.search_address import SearchAddress
from wagtail_ngo.views.rate_limits import is_too_often

TITLE = gettext_lazy("This search by e-mail")
ASKS_PER_HOUR = 5


def subscribe(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The form. Its answer is the same for every address, known or not."""
    address = SearchAddress.read(request.GET)
    hits = search(page, request, address.selection, now=timezone.now())
    names = {facet.name for facet in hits.facets}
    chosen = {name: values for name, values in address.chosen.items() if name in names}
    wanted = [value.name for facet in hits.facets for value in facet.selected]
    label = ", ".join([*([address.words] if address.words else []), *wanted])
    form = SearchAlertForm(request.POST or None)
    context = {
        **page.get_context(request),
        "form": form,
        "label": label,
        "query_string": address.query_string(names),
        "crumb_here": TITLE,
        "no_index": True,
    }
    status = 200
    if request.method == "POST":
        status = 422
        if not label:
            form.add_error(None, _("Search for something first, or choose an area."))
        elif form.is_valid() and is_too_often(request, "search_alert", per_hour=ASKS_PER_HOUR):
            context["is_too_often"], status = True, 429
        elif form.is_valid():
            if not form.cleaned_data["website"]:
                selection = Selection(text=address.words, chosen=chosen)
                email = form.cleaned_data["email"]
                alerts.subscribe(page, email, selection, label=label, now=timezone.now())
            context["is_asked"], status = True, 200
    return TemplateResponse(request, "wagtail_ngo/pages/search_alert.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button: mail programs open links by themselves."""
    alert = _alert(token)
    if request.method == "POST":
        alerts.confirm(alert, now=timezone.now())
    return _answer(request, alert, "confirm", is_done=request.method == "POST")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; mail programs post here without asking (RFC 8058).

    No CSRF token is possible for them: the secret in the address is what allows it.
    """
    alert = _alert(token)
    if request.method == "POST":
        alerts.unsubscribe(alert)
    return _answer(request, alert, "unsubscribe", is_done=request.method == "POST")


def _alert(token: str) -> SearchAlert:
    return get_object_or_404(SearchAlert.objects.select_related("directory"), token=token)


def _answer(request, alert: SearchAlert, action: str, *, is_done: bool) -> HttpResponse:
    context = {
        "page": alert.directory,
        "label": alert.label,
        "action": action,
        "is_done": is_done,
        "crumb_here": TITLE,
        "no_share": True,
        "no_index": True,
        "public_url": alert.directory.get_full_url(),
    }
    response = render(request, "wagtail_ngo/pages/search_alert_link.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
