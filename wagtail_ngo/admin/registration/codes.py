"""The page of one person, opened by the code that they show at the entrance."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from wagtail_ngo.admin.registration import taps
from wagtail_ngo.admin.registration.base import CHECK_IN, require
from wagtail_ngo.services.registration import lists, tokens
from wagtail_ngo.services.registration.attendance import WELCOME
from wagtail_ngo.services.registration.tokens import LinkError, Purpose


@require_http_methods(["GET", "HEAD"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Who it is, and the button that notes that they are there."""
    require(request, CHECK_IN)
    now = timezone.now()
    try:
        row = tokens.read(token, Purpose.CHECK_IN, now=now)
    except LinkError:
        messages.error(request, _("This code opens nothing. Look for the person by name."))
        return redirect("wagtail_ngo_dates")
    date = lists.date_to_check_in(row, now=now)
    if date is None:
        messages.error(request, _("There is no date left to check this person in for."))
        return redirect("wagtail_ngo_dates")
    today = now.astimezone(date.zone).date()
    context = {
        "date": date,
        "guest": lists.guest(date, row),
        "is_over": row.status not in WELCOME,
        "is_other_day": not date.first_day <= today <= date.last_day,
        "tick_url": taps.address(date),
        "back_url": reverse("wagtail_ngo_check_in", args=[date.pk]),
    }
    response = render(request, "wagtail_ngo/admin/registration/check_in_code.html", context)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "same-origin"
    return response
