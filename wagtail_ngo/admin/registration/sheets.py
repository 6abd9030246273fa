"""Papers of a date for the browser's viewer: its sign-in sheet, and badges to cut out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_ngo.admin.registration.base import CHANGE, get_date
from wagtail_ngo.domain.pdf.values import Made, PDFError
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services.registration import lists
from wagtail_ngo.services.registration.sheets import badges, sign_in_sheet

#: Dates of one event on one print.
MOST_DATES = 40


def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """``?all=1``: this date and the later ones of its event."""
    date = get_date(request, pk, CHANGE)
    dates = [date]
    if request.GET.get("all") and date.page_id:
        rows = lists.dates_to_list().filter(page=date.page_id, starts_at__gte=date.starts_at)
        dates = list(rows.taking_place().order_by("starts_at", "pk")[:MOST_DATES]) or dates
    return _answer(request, date, "sign-in", lambda: sign_in_sheet(dates, now=timezone.now()))


def badge_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    date = get_date(request, pk, CHANGE)
    if not lists.sheet_names(date):
        messages.info(request, _("Nobody has a seat, so there are no badges."))
        return redirect("wagtail_ngo_date", pk)
    return _answer(request, date, "badges", lambda: badges(date, now=timezone.now()))


def _answer(
    request: HttpRequest, date: Occurrence, name: str, make: Callable[[], Made]
) -> HttpResponse:
    try:
        made = make()
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect("wagtail_ngo_date", date.pk)
    response = HttpResponse(made.data, content_type="application/pdf")
    disposition = f'inline; filename="{name}-{date.local_day}-{date.pk}.pdf"'
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "no-store"
    return response
