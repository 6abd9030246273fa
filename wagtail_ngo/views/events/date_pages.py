"""Pages of a long list of dates."""

from __future__ import annotations

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import cached_property

from wagtail_ngo import conf
from wagtail_ngo.models import Occurrence
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet

#: Nobody pages further; whoever looks for a later date gives a range.
MOST_DATES = 2000


class DatePaginator(Paginator):
    """Counts no further than MOST_DATES: series without end have dates for years to come."""

    @cached_property
    def count(self) -> int:
        return self.object_list[:MOST_DATES].count()

    @property
    def is_cut(self) -> bool:
        return self.count == MOST_DATES


def page_of_dates(request: HttpRequest, rows: OccurrenceQuerySet) -> Page:
    """The page that the address asks for. Only its dates are loaded, with all that is shown."""
    paginator = DatePaginator(rows.values_list("pk", flat=True), conf.get("PAGE_SIZE"))
    page = paginator.get_page(request.GET.get("page"))
    keys = list(page.object_list)
    found = Occurrence.objects.filter(pk__in=keys).with_details(request).in_bulk()
    page.object_list = [found[key] for key in keys if key in found]
    return page
