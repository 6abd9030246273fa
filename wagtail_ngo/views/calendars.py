"""Calendar files: what programs subscribe to."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import condition

from wagtail_ngo.exports import events as exports
from wagtail_ngo.models import EventIndexPage, EventPage, Occurrence
from wagtail_ngo.views.events import get_occurrence, index_occurrences

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Dates that ended longer ago are left out of a listing's calendar.
KEPT_PAST = datetime.timedelta(days=90)
MAX_EVENTS = 500


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    rows = page.occurrences.with_details(request).prefetch_related("page__overrides")
    return _answer(request, rows, name=page.title, url=page.get_full_url(), filename=page.slug)


def date(request: HttpRequest, page: EventPage, day: str) -> HttpResponse:
    row = get_occurrence(request, page, day)
    return _answer(
        request,
        [row],
        name=row.title,
        url=row.get_full_url(),
        filename=f"{page.slug}-{day}",
        whole=False,
    )


def listing(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    now = timezone.now()
    recent = index_occurrences(request, page).filter(ends_at__gt=now - KEPT_PAST)
    pages = recent.values("page").order_by("page").distinct()[:MAX_EVENTS]
    rows = (
        Occurrence.objects.filter(page__in=list(pages.values_list("page", flat=True)))
        .order_by("page", "recurrence_id")
        .with_details(request)
        .prefetch_related("page__overrides")
    )
    return _answer(request, rows, name=page.title, url=page.get_full_url(), filename=page.slug)


def _answer(
    request: HttpRequest,
    rows: Iterable[Occurrence],
    *,
    name: str,
    url: str | None,
    filename: str,
    whole: bool = True,
) -> HttpResponse:
    """The file, or 304 if the subscriber has it. The ETag is that of the bytes."""
    rows = list(rows)
    body = exports.calendar(rows, name=name, url=url or "", whole=whole)
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    changed = [row.page.last_published_at for row in rows if row.page.last_published_at]

    @condition(etag_func=lambda request: etag)
    def respond(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(body, content_type=CONTENT_TYPE)
        response["Content-Disposition"] = content_disposition_header(False, f"{filename}.ics")
        if changed:
            response["Last-Modified"] = http_date(max(changed).timestamp())
        response["Cache-Control"] = "max-age=900"
        return response

    return respond(request)
