"""What visitors read: the values of a report, counted again when anything they count has changed.

Counting who came takes as long as there were visits, and a report is read more often than a record
changes. So values are kept in the cache under the state of the records: rows that come or go, dates
whose state changes, saved entries, and everything that Wagtail logs or revises make another state.
What is changed past all of these, in its place, is seen after ``KEPT_SECONDS``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import cache
from django.db import connections, models, router
from django.db.models import Count, Q
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from wagtail_ngo.domain.reports.values import ReportValues
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    BulletinRecord,
    Cooperation,
    ElectionRecord,
    FundingAward,
    FundingCall,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
)
from wagtail_ngo.services.reports.figures import report_values
from wagtail_ngo.services.reports.scope import Scope
from wagtail_ngo.services.search import state

KEPT_SECONDS = 300

#: Histories, of which the newest row says all.
HISTORIES = (Revision, PageLogEntry, ModelLogEntry)
#: Rows that come and go without a history, and what of them is added up.
COUNTED: tuple[tuple[type[models.Model], str], ...] = (
    (Page, ""),
    (Attendance, ""),
    (OccurrenceOrganization, ""),
    (OccurrenceClosing, "head_count"),
    (BulletinRecord, ""),
    (BulletinDistribution, "copies"),
    (ElectionRecord, "voters"),
    (FundingCall, ""),
    (FundingAward, "amount"),
    (Cooperation, ""),
)


def values(scope: Scope) -> ReportValues:
    """The values of ``scope`` as they are, or as they were when nothing was different."""
    return kept("report", (scope, scope.before()), lambda: report_values(scope))


def kept(name: str, scopes: tuple[Scope, Scope], count: Callable[[], ReportValues]) -> ReportValues:
    """What ``count`` gave for these two scopes, the later one first, or gives now."""
    key = f"wagtail_ngo.{name}.{_state(*scopes)}"
    data = cache.get(key)
    if data is not None:
        return ReportValues.from_data(data)
    counted = count()
    cache.set(key, counted.to_data(), KEPT_SECONDS)
    return counted


def _state(scope: Scope, before: Scope) -> str:
    parts = [page.pk if page else None for page in (scope.calendar, scope.site, scope.programme)]
    days = (*scope.period, *before.period)
    told = repr((days, parts, scope.is_empty, _dates(scope, before), _rows(), state.token()))
    return hashlib.sha256(told.encode()).hexdigest()


def _dates(scope: Scope, before: Scope) -> list[tuple]:
    """Dates of the two periods by kind of counting and state."""
    now, then = (Q(local_day__range=tuple(moment_scope.period)) for moment_scope in (scope, before))
    rows = Occurrence.objects.filter(
        local_day__range=(before.period.first, scope.period.last), ends_at__lte=scope.now
    )
    counted = rows.order_by("counts_as", "status").values("counts_as", "status")
    counted = counted.annotate(now=Count("pk", filter=now), before=Count("pk", filter=then))
    return list(counted.values_list("counts_as", "status", "now", "before"))


def _rows() -> tuple:
    """Newest rows, numbers of rows and sums, asked in one statement."""
    connection = connections[router.db_for_read(Occurrence)]
    quote = connection.ops.quote_name

    def ask(what: str, model: type[models.Model]) -> str:
        return f"(SELECT {what} FROM {quote(model._meta.db_table)})"  # noqa: S608 -- our own names

    def newest(model: type[models.Model]) -> str:
        return ask(f"MAX({quote(str(model._meta.pk.column))})", model)

    parts = [newest(model) for model in HISTORIES]
    for model, added_up in COUNTED:
        parts += [newest(model), ask("COUNT(*)", model)]
        if added_up:
            parts.append(ask(f"SUM({quote(added_up)})", model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}")
        return cursor.fetchone()
