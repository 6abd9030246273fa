"""Uses counted by day, without anything about who used what."""

from __future__ import annotations

import datetime
from collections import Counter

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from wagtail_ngo.enums import CountedUse
from wagtail_ngo.models import DailyCount, SearchedQuery

#: Rows dropped by one statement; a database takes only so many parameters.
AT_ONCE = 500


def add(
    use: CountedUse, *, day: datetime.date, times: int = 1, key: str = "", label: str = ""
) -> None:
    """Add ``times`` to the count of ``day``."""
    row = DailyCount.objects.filter(use=use, day=day, key=key)
    if row.update(times=F("times") + times):
        return
    try:
        with transaction.atomic():
            DailyCount.objects.create(use=use, day=day, key=key, label=label[:255], times=times)
    except DatabaseError:  # somebody else's was the first of the day
        row.update(times=F("times") + times)


def of_days(use: CountedUse, first: datetime.date, last: datetime.date) -> QuerySet[DailyCount]:
    return DailyCount.objects.filter(use=use, day__range=(first, last))


def times(use: CountedUse, first: datetime.date, last: datetime.date) -> int | None:
    """How often in these days; None when they were over before anything was counted at all."""
    rows = DailyCount.objects.filter(use=use, day__lte=last)
    return _sum_since(rows, first)


def searches(first: datetime.date, last: datetime.date) -> int | None:
    """Searches of these days: the words that are still kept, and the sums of older days."""
    parts = [
        times(CountedUse.SEARCH, first, last),
        _sum_since(SearchedQuery.objects.filter(day__lte=last), first),
    ]
    counts = [part for part in parts if part is not None]
    return sum(counts) if counts else None


def searches_by_month(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, int]]:
    """(first day of the month, searches) of the months that have any, in order."""
    months: Counter[datetime.date] = Counter()
    for model, filters in ((SearchedQuery, {}), (DailyCount, {"use": CountedUse.SEARCH})):
        rows = model.objects.filter(day__range=(first, last), **filters).order_by()
        by_month = rows.annotate(month=TruncMonth("day")).values("month")
        months.update(dict(by_month.annotate(sum=Sum("times")).values_list("month", "sum")))
    return sorted(months.items())


def _sum_since(rows: QuerySet, first: datetime.date) -> int | None:
    """None where there are no rows at all, which is another thing than 0."""
    is_known = rows.exists()
    counted = rows.filter(day__gte=first).order_by().aggregate(sum=Sum("times"))
    return counted["sum"] or 0 if is_known else None


@transaction.atomic
def fold_searches(rows: QuerySet[SearchedQuery]) -> int:
    """Drop the words of ``rows`` and keep how many searches there were; how many rows went.

    The rows are locked: a second task that folds them finds none, and no search is lost between
    adding up and dropping.
    """
    locked = list(rows.order_by("pk").select_for_update().values_list("pk", "day", "times"))
    days: Counter[datetime.date] = Counter()
    for _pk, day, searched in locked:
        days[day] += searched
    for day, total in days.items():
        add(CountedUse.SEARCH, day=day, times=total)
    keys = [pk for pk, _day, _times in locked]
    return sum(
        SearchedQuery.objects.filter(pk__in=keys[start : start + AT_ONCE]).delete()[0]
        for start in range(0, len(keys), AT_ONCE)
    )
