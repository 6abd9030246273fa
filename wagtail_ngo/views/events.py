"""The public pages of events: the calendar's lists, an event, one of its dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.models import EventIndexPage, EventPage, Occurrence
from wagtail_ngo.services import occurrences as service
from wagtail_ngo.validators import parse_day


@dataclass(frozen=True)
class Day:
    """A heading of the list and what stands below it."""

    date: datetime.date
    occurrences: list[Occurrence]
    is_today: bool


def by_day(rows: Iterable[Occurrence], *, today: datetime.date | None = None) -> list[Day]:
    """Rows under the day on which they begin; those that began before ``today`` under today."""
    days: dict[datetime.date, list[Occurrence]] = {}
    for row in rows:
        day = row.first_day if today is None else max(row.first_day, today)
        days.setdefault(day, []).append(row)
    return [Day(day, rows, day == today) for day, rows in days.items()]


def index_occurrences(request: HttpRequest, page: EventIndexPage):
    """All dates of this calendar that the visitor may see."""
    return Occurrence.objects.visible_to(request).under(page)


def upcoming(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    now = timezone.now()
    rows = index_occurrences(request, page).upcoming(now=now).with_details(request)
    page_obj = Paginator(rows, conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    context = {
        **page.get_context(request),
        "page_obj": page_obj,
        "days": by_day(page_obj.object_list, today=timezone.localdate()),
    }
    return TemplateResponse(request, page.get_template(request), context)


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    now = timezone.now()
    if getattr(request, "is_preview", False):
        plan = service.plan(page, now=now)
        rows = sorted([*plan.added, *plan.updated, *plan.unchanged], key=lambda r: r.starts_at)
    else:
        rows = list(page.occurrences.order_by("starts_at").with_details(request))
    coming = [row for row in rows if not row.is_past(now=now)]
    context = {
        **page.get_context(request),
        "coming": coming,
        "past": [row for row in reversed(rows) if row.is_past(now=now)],
        "next_occurrence": next((row for row in coming if not row.is_cancelled), None),
    }
    return TemplateResponse(request, page.get_template(request), context)


def date(request: HttpRequest, page: EventPage, day: str) -> HttpResponse:
    """One date of an event, found by its original local date."""
    occurrence = get_occurrence(request, page, day)
    context = {
        **page.get_context(request),
        "occurrence": occurrence,
        "crumb_here": occurrence.first_day,
    }
    return TemplateResponse(request, "wagtail_ngo/pages/event_date.html", context)


def get_occurrence(request: HttpRequest, page: EventPage, day: str) -> Occurrence:
    """The date whose original day ``day`` names; 404 if there is none."""
    try:
        original = parse_day(day)
    except ValueError as error:
        raise Http404("No such date.") from error
    row = page.occurrences.with_details(request).filter(recurrence_id=original).first()
    if row is None:
        raise Http404("No such date.")
    return row
