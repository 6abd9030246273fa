"""The sign-in sheet of a date, or of all dates of its event, for the browser's viewer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from wagtail_ngo.admin.registration.base import CHANGE, get_date
from wagtail_ngo.domain.pdf.values import PDFError
from wagtail_ngo.services.registration import lists
from wagtail_ngo.services.registration.sheets import sign_in_sheet

#: Dates of one event on one print.
MOST_DATES = 40


def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """``?all=1``: this date and the later ones of its event."""
    date = get_date(request, pk, CHANGE)
    dates = [date]
    if request.GET.get("all") and date.page_id:
        rows = lists.dates_to_list().filter(page=date.page_id, starts_at__gte=date.starts_at)
        dates = list(rows.taking_place().order_by("starts_at", "pk")[:MOST_DATES]) or dates
    try:
        made = sign_in_sheet(dates, now=timezone.now())
    except PDFError as error:
        messages.error(request, _("The PDF cannot be made: %(reason)s") % {"reason": error})
        return redirect("wagtail_ngo_date", pk)
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sign-in-{date.local_day}-{pk}.pdf"'
    response["Cache-Control"] = "no-store"
    return response
