"""What programs subscribe to: calendar files, the Atom feed, the QR code of an address."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable

import segno
from django.db.models import Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from wagtail.models import Page

from wagtail_ngo import conf
from wagtail_ngo.domain.web_addresses import ascii_url
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.exports.events import web as events_web
from wagtail_ngo.models import EventIndexPage, EventPage, NGOPage, Occurrence
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet
from wagtail_ngo.views.conditional import conditional
from wagtail_ngo.views.events.date_pages import first_dates
from wagtail_ngo.views.events.filters import EventFilterForm
from wagtail_ngo.views.events.pages import get_occurrence, index_occurrences

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Events whose last date ended longer ago are left out of a listing's calendar.
KEPT_PAST = datetime.timedelta(days=90)
MAX_EVENTS = 500


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    rows = page.occurrences.with_details(request).prefetch_related(
        "page__overrides", "page__successors"
    )
    return _answer(request, rows, name=page.title, url=page.get_full_url(), filename=page.slug)


def date(request: HttpRequest, page: EventPage, day: str) -> HttpResponse:
    row = get_occurrence(request, page, day)
    return _answer(
        request,
        [row],
        name=row.full_title,
        url=row.get_full_url(),
        filename=f"{page.slug}-{day}",
        whole=False,
    )


def listing(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """The calendar with the filters of its list; see ``exports.events.calendar`` for ``whole``."""
    form = EventFilterForm(request, page)
    rows = form.apply(index_occurrences(request, page))
    whole = form.keeps_whole_events
    rows = _recent(rows, whole=whole).with_details(request)
    return _answer(
        request, rows, name=page.title, url=page.get_full_url(), filename=page.slug, whole=whole
    )


def organization(request: HttpRequest, page: NGOPage) -> HttpResponse:
    """All dates that one NGO hosts."""
    rows = Occurrence.objects.visible_to(request).hosted_by(page).once(request)
    rows = _recent(rows, whole=False).with_details(request)
    return _answer(
        request,
        rows,
        name=page.title,
        url=page.get_full_url(),
        filename=page.slug,
        whole=False,
    )


def _recent(rows: OccurrenceQuerySet, *, whole: bool) -> OccurrenceQuerySet:
    """Coming and recent dates; with ``whole`` all dates of each event that has one."""
    recent = rows.filter(ends_at__gt=timezone.now() - KEPT_PAST)
    soonest = recent.order_by().values("page").annotate(first=Min("starts_at")).order_by("first")
    pages = [row["page"] for row in soonest[:MAX_EVENTS]]
    rows = Occurrence.objects.all() if whole else recent
    return (
        rows.filter(page__in=pages)
        .order_by("page", "recurrence_id")
        .prefetch_related("page__overrides", "page__successors")
    )


def feed(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """The next date of each event as Atom, soonest first, with the filters of the list."""
    form = EventFilterForm(request, page)
    rows = form.apply(index_occurrences(request, page).upcoming(now=timezone.now()))
    rows = list(first_dates(rows).with_details(request)[: conf.get("FEED_SIZE")])
    url = page.get_full_url(request) or ""
    content = events_web.atom(
        rows,
        title=page.title,
        url=url,
        feed_url=f"{url}feed/{form.query}",
        language=get_language() or "",
    )
    return conditional(request, content, events_web.ATOM_TYPE)


def qr_code(request: HttpRequest, page: Page) -> HttpResponse:
    """The subscription address as a picture for a phone's camera."""
    address = webcal(f"{page.get_full_url(request) or ''}ics/")
    image = io.BytesIO()
    segno.make(ascii_url(address) or address, error="m").save(
        image, kind="svg", scale=4, border=2, light="#fff"
    )
    return conditional(request, image.getvalue(), "image/svg+xml")


def webcal(url: str) -> str:
    """The address under which calendar programs subscribe instead of downloading once."""
    return f"webcal://{url.partition('://')[2]}"


def _answer(
    request: HttpRequest,
    rows: Iterable[Occurrence],
    *,
    name: str,
    url: str | None,
    filename: str,
    whole: bool = True,
) -> HttpResponse:
    """The file, or 304 by its ETag. No Last-Modified: a renamed venue has no such date."""
    rows = list(rows)
    content = exports.calendar(rows, name=name, url=url or "", whole=whole)
    response = conditional(request, content, CONTENT_TYPE)
    response["Content-Disposition"] = content_disposition_header(False, f"{filename}.ics")
    return response
