"""A month of a calendar as a table: weeks as rows, weekdays as columns."""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.formats import date_format

from wagtail_ngo.domain.days import bounds, midnight
from wagtail_ngo.models import EventIndexPage, Occurrence
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet
from wagtail_ngo.validators import FIRST_YEAR, LAST_YEAR
from wagtail_ngo.views.events.filters import EventFilterForm
from wagtail_ngo.views.events.pages import index_occurrences

TEMPLATE = "wagtail_ngo/pages/event_month.html"
SHOWN_PER_DAY = 4
ONE_DAY = datetime.timedelta(days=1)
# A date that ends at midnight does not take place on the day that begins then.
MOMENT = datetime.timedelta(microseconds=1)


@dataclass
class MonthDay:
    """A cell of the table. ``more`` counts the dates that it has no room for."""

    date: datetime.date
    is_in_month: bool
    is_today: bool
    occurrences: list[Occurrence] = field(default_factory=list)
    more: int = 0


def current_month(request: HttpRequest, page: EventIndexPage) -> HttpResponse:
    today = timezone.localdate()
    return redirect(f"{page.get_url(request)}month/{today:%Y-%m}/")


def month(request: HttpRequest, page: EventIndexPage, year: str, number: str) -> HttpResponse:
    if not (FIRST_YEAR < int(year) < LAST_YEAR and 1 <= int(number) <= 12):
        raise Http404("No such month.")
    first = datetime.date(int(year), int(number), 1)
    form = EventFilterForm(request, page, dates=False)
    rows = form.apply(index_occurrences(request, page))
    weeks = month_table(rows, first, today=timezone.localdate())
    has_dates = any(day.occurrences for week in weeks for day in week if day.is_in_month)
    context = {
        **page.get_context(request),
        "month": first,
        "weeks": weeks,
        "has_dates": has_dates,
        "nearest": None if has_dates else _nearest(request, rows, first),
        "no_index": not has_dates,
        **neighbours(rows, first),
        "share_title": f"{page.title}: {month_name(first)}",
        "form": form,
        "weekdays": [day.date for day in weeks[0]],
        "crumb_here": date_format(first, "F Y"),
    }
    return TemplateResponse(request, TEMPLATE, context)


def month_name(first: datetime.date) -> str:
    """Month and year as they stand within a sentence: „luty 2027”, "February 2027"."""
    name = date_format(first, "F Y")
    # Languages that write months small do so in their other form too.
    return name.lower() if date_format(first, "E").islower() else name


def neighbours(rows: OccurrenceQuerySet, first: datetime.date) -> dict[str, datetime.date | None]:
    """First days of the nearest months to turn to, ``previous`` and ``next``.

    None beyond the first and the last date; from a month outside they lead back to the dates, so
    that whoever follows the links comes to an end.
    """
    # The ends of an index: the smallest and the largest of all would ask for every date.
    days = rows.order_by("local_day").values_list("local_day", flat=True)
    ends = rows.order_by("-ends_at").values_list("ends_at", flat=True)
    first_day, last_end = days.first(), ends.first()
    if first_day is None or last_end is None:
        return {"previous": None, "next": None}
    oldest = first_day.replace(day=1)
    newest = timezone.localdate(last_end - MOMENT).replace(day=1)
    before = (first - ONE_DAY).replace(day=1)
    after = (first + 31 * ONE_DAY).replace(day=1)
    return {
        "previous": min(before, newest) if before >= oldest else None,
        "next": max(after, oldest) if after <= newest else None,
    }


def _nearest(
    request: HttpRequest, rows: OccurrenceQuerySet, first: datetime.date
) -> Occurrence | None:
    """The first date after a month without any, else the last one before it."""
    start = midnight(first, timezone.get_current_timezone())
    later = rows.filter(starts_at__gte=start).order_by("starts_at", "pk")
    earlier = rows.filter(starts_at__lt=start).order_by("-starts_at", "-pk")
    return later.with_details(request).first() or earlier.with_details(request).first()


def month_table(
    rows: OccurrenceQuerySet,
    first: datetime.date,
    *,
    today: datetime.date,
    shown: int = SHOWN_PER_DAY,
) -> list[list[MonthDay]]:
    """Weeks from Monday; only the dates that are shown are loaded as objects."""
    weeks = [
        [MonthDay(day, day.month == first.month, day == today) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    days = {day.date: day for week in weeks for day in week}
    by_day = _primary_keys_by_day(rows, min(days), max(days))
    wanted = {pk for keys in by_day.values() for pk in keys[:shown]}
    # A cell holds an hour and a title: nothing of hosts and venues.
    dates = Occurrence.objects.filter(pk__in=wanted).select_related("page").in_bulk()
    for date, keys in by_day.items():
        days[date].occurrences = [dates[pk] for pk in keys[:shown] if pk in dates]
        days[date].more = max(0, len(keys) - shown)
    return weeks


def _primary_keys_by_day(
    rows: OccurrenceQuerySet, first: datetime.date, last: datetime.date
) -> dict[datetime.date, list[int]]:
    """Keys of the dates that take place on each day; long ones are on every day they last."""
    values = (
        rows.overlapping(*bounds(first, last, timezone.get_current_timezone()))
        .order_by("starts_at", "pk")
        .values_list("pk", "starts_at", "ends_at", "time_zone")
    )

    @cache
    def local_day(moment: datetime.datetime, zone: str) -> datetime.date:
        # Many dates share their hour, and zones are slow.
        return moment.astimezone(ZoneInfo(zone)).date()

    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for pk, starts_at, ends_at, name in values.iterator(chunk_size=2000):
        start = local_day(starts_at, name)
        end = max(start, local_day(ends_at - MOMENT, name))
        day = max(start, first)
        while day <= min(end, last):
            by_day[day].append(pk)
            day += ONE_DAY
    return by_day
