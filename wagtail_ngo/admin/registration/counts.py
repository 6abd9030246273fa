"""Counts of a year or of one event as JSON, for the office's own tools."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from wagtail_ngo.admin.registration.base import ANY, require
from wagtail_ngo.exports.registration import JSON_TYPE, counts_json
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.registration.counts import counts
from wagtail_ngo.validators import FIRST_YEAR, LAST_YEAR, is_row_number
from wagtail_ngo.views.conditional import conditional


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """All dates of the event in ``?event=``, else those of ``?year=``, without it of this year."""
    require(request, *ANY)
    if event := request.GET.get("event", ""):
        page = get_object_or_404(EventPage, pk=event if is_row_number(event) else 0)
        dates = Occurrence.objects.filter(page=page)
    else:
        dates = Occurrence.objects.in_year(_year(request.GET.get("year")))
    response = conditional(request, counts_json(counts(dates)), JSON_TYPE)
    # For this user alone; the validators hold all the same.
    patch_cache_control(response, private=True)
    return response


def _year(text: str | None) -> int:
    if text is None:
        return timezone.localdate().year
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR):
        raise Http404("No such year.")
    return int(text[:5])
