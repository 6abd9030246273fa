"""The page behind the link by which an organization says whether an item still holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from wagtail_ngo.services.directory import exchange_reminders

TEMPLATE = "wagtail_ngo/pages/exchange_link.html"


@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest, token: str) -> HttpResponse:
    """Two buttons: it still holds, it is over. Opening the link changes nothing."""
    opened = exchange_reminders.open_link(token)
    if opened is None:
        # The base page takes its title from a page; nothing of the entry is told here.
        site = Site.find_for_request(request)
        context = {"page": site and site.root_page, "no_index": True, "no_share": True}
        return _private(render(request, TEMPLATE, context, status=404))
    reminder, item = opened
    today = timezone.localdate()
    context = {
        "page": item.organization,
        "item": item,
        "next_last_day": exchange_reminders.next_last_day(reminder, today=today),
        "is_waiting": item.valid_until == reminder.last_day,
        "no_index": True,
        "no_share": True,
        "crumb_here": item.text,
    }
    if request.method == "POST":
        change = (
            exchange_reminders.take_down if "over" in request.POST else exchange_reminders.prolong
        )
        context["is_done"] = change(reminder, today=today)
        item.refresh_from_db(fields=["valid_until"])
        context |= {"is_waiting": False, "is_over": not item.is_current(today)}
    return _private(render(request, TEMPLATE, context))


def _private(response: HttpResponse) -> HttpResponse:
    """A link in the address bar must not travel on."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
