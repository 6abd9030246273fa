"""Pages of a long list of dates, and of events with their next dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Min, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.domain.events.rule_sentence import brief
from wagtail_ngo.models import Occurrence
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet

#: Nobody pages further; whoever looks for a later date gives a range.
MOST_DATES = 2000
#: Dates of a series that a list names; the first is in it as an entry.
NAMED = 2


@dataclass(frozen=True)
class SeriesNote:
    """What a list says of a series beside its next date."""

    words: str
    more: int


class DatePaginator(Paginator):
    """Counts no further than MOST_DATES: series without end have dates for years to come."""

    @cached_property
    def count(self) -> int:
        # How many there are does not depend on their order.
        return self.object_list.order_by()[:MOST_DATES].count()

    @property
    def is_cut(self) -> bool:
        return self.count == MOST_DATES


class EventPaginator(DatePaginator):
    """Of events that were read: to count them costs as much as to read them."""

    @cached_property
    def count(self) -> int:
        return len(self.object_list)


def page_of_dates(request: HttpRequest, rows: OccurrenceQuerySet) -> Page:
    """The page that the address asks for. Only its dates are loaded, with all that is shown."""
    paginator = DatePaginator(rows.values_list("pk", flat=True), conf.get("PAGE_SIZE"))
    page = paginator.get_page(request.GET.get("page"))
    keys = list(page.object_list)
    dates = Occurrence.objects.filter(pk__in=keys).with_details(request).in_bulk()
    page.object_list = [dates[key] for key in keys if key in dates]
    return page


def _numbered(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Dates with their place among those of their event, as ``nth``."""
    order = ["starts_at", "pk"]
    return rows.annotate(nth=Window(RowNumber(), partition_by=F("page"), order_by=order))


def first_dates(rows: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """The first date of each event, in order."""
    return _numbered(rows).filter(nth=1).order_by("starts_at", "pk")


def page_of_events(request: HttpRequest, rows: OccurrenceQuerySet, *, is_whole: bool) -> Page:
    """The events of one page of the list, each by its first date with a note on the next ones.

    ``is_whole`` says that no date of an event was filtered out, so that its rule is true.
    """
    groups = rows.order_by().values("page").annotate(first=Min("starts_at"), dates=Count("pk"))
    groups = groups.order_by("first", "page").values_list("page", "dates")[:MOST_DATES]
    page = EventPaginator(list(groups), conf.get("PAGE_SIZE")).get_page(request.GET.get("page"))
    counts = dict(page.object_list)
    keys = _numbered(rows.filter(page__in=counts)).filter(nth__lte=NAMED)
    chosen = Occurrence.objects.filter(pk__in=list(keys.values_list("pk", flat=True)))
    dates: dict[int, list[Occurrence]] = defaultdict(list)
    for row in chosen.with_details(request).order_by("starts_at", "pk"):
        dates[row.page_id].append(row)
    page.object_list = []
    for key, count in counts.items():
        if named := dates[key]:
            named[0].series = _note(named, count, is_whole=is_whole) if count > 1 else None
            page.object_list.append(named[0])
    return page


def _note(named: list[Occurrence], count: int, *, is_whole: bool) -> SeriesNote:
    event = named[0].page
    rule = event.schedule.rule if is_whole else None
    language = get_language() or "en"
    words = [brief(rule, event.start_date, language=language)] if rule else []
    words.append(_("next on %(days)s") % {"days": _days([row.first_day for row in named])})
    return SeriesNote(", ".join(words), max(0, count - len(named)))


def _days(days: list[datetime.date]) -> str:
    """As "10 and 17 December", "31 December and 7 January"."""
    *before, last = dict.fromkeys(days)
    parts = [
        str(day.day)
        if (day.year, day.month) == (last.year, last.month)
        else date_format(day, "j E")
        for day in before
    ]
    return _(" and ").join([*parts, date_format(last, "j E")])
