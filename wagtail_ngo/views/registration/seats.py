"""Seats of an event as JSON: what its pages say to everybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from wagtail_ngo.exports.registration import JSON_TYPE, seats_json
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.registration.rules import Target, target_on_page
from wagtail_ngo.views.conditional import conditional


def seats(request: HttpRequest, page: EventPage) -> HttpResponse:
    """The course, or the coming dates; 404 where people do not register here."""
    if not page.registers_here:
        raise Http404("No registration.")
    now = timezone.now()
    if page.is_course:
        course = target_on_page(page, None)
        targets = [course] if course and course.dates else []
    else:
        rows = page.occurrences.upcoming(now=now)
        targets = [Target(row, page, (row,)) for row in rows]
    response = conditional(request, seats_json(page, targets, now=now), JSON_TYPE)
    # The web pages of others may show it too.
    response["Access-Control-Allow-Origin"] = "*"
    return response
