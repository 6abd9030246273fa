"""The public pages of events: the calendar's lists, an event, one of its dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo.domain.days import bounds
from wagtail_ngo.domain.events.rule_sentence import sentence
from wagtail_ngo.enums import OrganizationRole
from wagtail_ngo.exports.events import web as exports
from wagtail_ngo.models import EventIndexPage, EventPage, NGOPage, Occurrence
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet
from wagtail_ngo.services.events import occurrences as service
from wagtail_ngo.services.events import splitting
from wagtail_ngo.validators import FIRST_YEAR, LAST_YEAR, parse_day
from wagtail_ngo.views.events.date_pages import page_of_dates, page_of_events
from wagtail_ngo.views.events.filters import EventFilterForm

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """A heading of the list and what is below it."""

    date: datetime.date
    occurrences: list[Occurrence]
    is_today: bool

    @property
    def month(self) -> datetime.date:
        """Its first day, under whose name the list gathers its days."""
        return self.date.replace(day=1)


def by_day(
    rows: Iterable[Occurrence],
    *,
    today: datetime.date | None = None,
    first: datetime.date | None = None,
) -> list[Day]:
    """Rows under the day on which they begin; those that began before ``first`` under that day."""
    days: dict[datetime.date, list[Occurrence]] = {}
    for row in rows:
        day = row.first_day if first is None else max(row.first_day, first)
        days.setdefault(day, []).append(row)
    return [Day(day, rows, day == today) for day, rows in days.items()]


def index_occurrences(request: HttpRequest, page: EventIndexPage, *, scans: bool = False):
    """All dates of this calendar that the visitor may see, none twice by an alias.

    ``scans`` says that all of them are read, not the first ones in time.
    """
    rows = Occurrence.objects.visible_to(request, under=page, scans=scans)
    return rows.once(request, under=page)


def upcoming(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    """What is on now and later, by day; from the day that the visitor gives, also a past one."""
    form = EventFilterForm(request, page)
    today, start = timezone.localdate(), form.values.get("start")
    is_range = bool(start or form.values.get("end"))
    rows = index_occurrences(request, page, scans=not is_range)
    if start and start < today:
        rows = rows.order_by("starts_at", "pk")
    else:
        rows = rows.upcoming(now=timezone.now())
    first = min(today, start) if start else today
    rows = form.apply(rows)
    if is_range:
        page_obj = page_of_dates(request, rows)
    else:
        page_obj = page_of_events(request, rows, is_whole=form.keeps_whole_events)
    return _list(request, page, page_obj, form=form, today=today, first=first)


def archive(request: HttpRequest, page: EventIndexPage, year: str = "") -> HttpResponse:
    """What is over, the latest first; by ``year`` of four digits, since the list only grows."""
    now = timezone.now()
    form = EventFilterForm(request, page, dates=False)
    rows = form.apply(index_occurrences(request, page))
    past = rows.past(now=now)
    years = _years(rows, past)
    newest = years[0] if years else timezone.localdate().year
    shown = int(year) if year else newest
    if not FIRST_YEAR < shown < LAST_YEAR:
        raise Http404("No such year.")
    shown_rows = _in_year(past, shown)
    extra = {"years": years, "year": shown, "crumb_here": str(shown)}
    extra["share_title"] = _("Past events %(year)s") % {"year": shown}
    return _list(request, page, page_of_dates(request, shown_rows), form=form, today=None, **extra)


def _in_year(rows: OccurrenceQuerySet, year: int) -> OccurrenceQuerySet:
    """A date belongs to the year in which it began where it took place.

    The moments are a day wider: by them a list in order of time follows its index.
    """
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    start, end = bounds(first - ONE_DAY, last + ONE_DAY, datetime.UTC)
    return rows.filter(
        starts_at__gte=start, starts_at__lt=end, local_day__gte=first, local_day__lte=last
    )


def _years(rows: OccurrenceQuerySet, past: OccurrenceQuerySet) -> list[int]:
    """Years that have dates that are over, the latest first, without reading the whole history.

    The day of the oldest of all dates is found by its index; of those that are over it is not.
    """
    oldest = rows.order_by("local_day").values_list("local_day", flat=True).first()
    if oldest is None:
        return []
    # East of here the year may have turned already.
    newest = timezone.localdate(timezone.now() + datetime.timedelta(days=1))
    years = range(newest.year, oldest.year - 1, -1)
    return [year for year in years if _in_year(past, year).exists()]


def _list(
    request: HttpRequest,
    page: EventIndexPage,
    page_obj: paginator.Page,
    *,
    form: EventFilterForm,
    today: datetime.date | None,
    first: datetime.date | None = None,
    **extra,
) -> HttpResponse:
    url = page.get_full_url(request) or ""
    context = {
        **page.get_context(request),
        "page_obj": page_obj,
        "days": by_day(page_obj.object_list, today=today, first=first),
        "form": form,
        "ics_url": f"{url}ics/{form.query}",
        "feed_url": f"{url}feed/{form.query}",
        **extra,
    }
    return TemplateResponse(request, page.get_template(request), context)


def event(request: HttpRequest, page: EventPage) -> HttpResponse:
    now = timezone.now()
    if getattr(request, "is_preview", False):
        plan = service.plan(page, now=now)
        rows = sorted([*plan.added, *plan.updated, *plan.unchanged], key=lambda r: r.starts_at)
    else:
        dates = page.occurrences.order_by("starts_at")
        rows = list(dates.with_details(request, page_is_known=True))
    coming = [row for row in rows if not row.is_past(now=now)]
    context = {
        **page.get_context(request),
        "json_ld": exports.json_ld(coming or rows[-1:], now=now),
        # What is over for good nobody subscribes to.
        "ics_url": f"{page.get_full_url(request) or ''}ics/" if coming else "",
        "rule_sentence": _rule_sentence(page),
        "partners": _partners(request, page),
        "earlier_event": _neighbour(request, pk=page.predecessor_id),
        "later_event": _neighbour(request, predecessor=page.pk),
        "coming": coming,
        "past": [row for row in reversed(rows) if row.is_past(now=now)],
        "next_occurrence": next((row for row in coming if not row.is_cancelled), None),
    }
    return TemplateResponse(request, page.get_template(request), context)


def _rule_sentence(page: EventPage) -> str:
    rule = page.schedule.rule
    if rule is None:
        return ""
    return sentence(
        rule,
        page.start_date,
        language=get_language() or "en",
        holidays=page.skips_holidays,
        breaks=page.skips_breaks,
    )


def _neighbour(request: HttpRequest, **lookup) -> EventPage | None:
    """The event of a split series before or after this one, if the visitor may see it."""
    if None in lookup.values():
        return None
    return EventPage.objects.visible_to(request).filter(**lookup).order_by("start_date").first()


def _partners(request: HttpRequest, page: EventPage) -> list[NGOPage]:
    """The partners that the visitor may see, in the editor's order."""
    ids = [
        row.organization_id
        for row in page.organizations.all()
        if row.role == OrganizationRole.PARTNER
    ]
    entries = NGOPage.objects.visible_to(request).in_bulk(ids) if ids else {}
    return [entries[pk] for pk in ids if pk in entries]


def date(request: HttpRequest, page: EventPage, day: str) -> HttpResponse:
    """One date of an event, found by its original local start."""
    occurrence = get_occurrence(request, page, day)
    if occurrence.page_id != page.pk:
        # The series was split after this address was printed or mailed.
        return redirect(occurrence.get_url(request), permanent=True)
    is_past = occurrence.is_past(now=timezone.now())
    context = {
        **page.get_context(request),
        "occurrence": occurrence,
        "json_ld": exports.json_ld([occurrence], now=timezone.now()),
        "ics_url": "" if is_past else f"{occurrence.get_full_url(request) or ''}ics/",
        "share_title": occurrence.full_title,
        "crumb_here": occurrence.first_day,
    }
    return TemplateResponse(request, "wagtail_ngo/pages/event_date.html", context)


def get_occurrence(request: HttpRequest, page: EventPage, day: str) -> Occurrence:
    """The date that ``day`` names, "2027-01-09" or "2027-01-09-1400"; 404 if there is none.

    A day without an hour means the rule's own date, else the first one of that day. Of a series
    that was split the date may belong to a later event by now.
    """
    try:
        original = parse_day(day[:10])
    except ValueError as error:
        raise Http404("No such date.") from error
    sessions = {"session": day[11:]} if day[11:] else {}
    rows = Occurrence.objects.with_details(request).filter(recurrence_id=original, **sessions)
    row = rows.filter(page=page).order_by("session").first()
    if row is None:
        later = splitting.follow(page, original).visible_to(request).order_by().values("pk")
        row = rows.filter(page__in=later).order_by("session").first()
    if row is None:
        raise Http404("No such date.")
    return row
