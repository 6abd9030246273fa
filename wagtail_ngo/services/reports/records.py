"""The records behind a figure, for those who may see them. No record names a person."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from wagtail_ngo.enums import CountedUse, CountsAs, FigureKey
from wagtail_ngo.models import Occurrence
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.scope import Scope

#: So many records are shown; the figure itself counts them all.
MOST = 2000


@dataclass(frozen=True)
class Record:
    """``count``: what the record adds to the figure; "" where it is one of many."""

    label: str
    day: datetime.date | None = None
    url: str = ""
    count: str = ""


def records(key: FigureKey, scope: Scope) -> list[Record]:
    """The records that the figure counts, in their order; at most ``MOST``, by few queries."""
    return [] if scope.is_empty else list(islice(_SOURCES[key](scope), MOST))


def _dates(*kinds: CountsAs) -> Callable[[Scope], Iterator[Record]]:
    def find(scope: Scope) -> Iterator[Record]:
        rows = counting.dates(scope, *kinds).select_related("page")
        return (_date_record(row) for row in rows[:MOST])

    return find


def _date_record(row: Occurrence, count: str = "") -> Record:
    return Record(row.title, row.local_day, row.get_url() or "", count)


def _people(*kinds: CountsAs) -> Callable[[Scope], Iterator[Record]]:
    """Dates with how many gave their name there; who they are stays with the registrations."""

    def find(scope: Scope) -> Iterator[Record]:
        rows = counting.dates(scope, *kinds).select_related("page")
        named = rows.annotate(named=Count("attendances__person_key", distinct=True))
        return (_date_record(row, str(row.named)) for row in named[:MOST])

    return find


def _participations(*kinds: CountsAs) -> Callable[[Scope], Iterator[Record]]:
    def find(scope: Scope) -> Iterator[Record]:
        rows = counting.dates(scope, *kinds).select_related("page", "closing")
        named = rows.annotate(named=Sum("attendances__people"))
        for row in named[:MOST]:
            closing = getattr(row, "closing", None)
            heads = closing.head_count if closing and closing.head_count else 0
            yield _date_record(row, str(max(heads, row.named or 0)))

    return find


def _hosts(scope: Scope) -> Iterator[Record]:
    rows = counting.hosts(scope)
    pages = Page.objects.in_bulk([row.entry for row in rows if row.entry])
    for row in rows[:MOST]:
        page = pages.get(row.entry)
        yield Record(row.name, url=(page.url or "") if page else "")


def _organizations(scope: Scope) -> Iterator[Record]:
    keys = set(counting.organization_keys(scope))
    names = dict(counting.organization_links(scope).order_by("-pk").values_list("key", "name"))
    came = counting.attendances(scope).exclude(organization_key="")
    for key, name in came.values_list("organization_key", "organization_name").distinct():
        names.setdefault(key, name)
    yield from (Record(name) for name in sorted(names.get(key) or key for key in keys))


def _issues(scope: Scope) -> Iterator[Record]:
    rows = counting.issues(scope).select_related("issue").order_by("issue_date", "pk")
    for row in rows[:MOST]:
        yield Record(row.title, row.issue_date, (row.issue.url or "") if row.issue else "")


def _copies(scope: Scope) -> Iterator[Record]:
    rows = counting.distributions(scope).select_related("issue").order_by("date", "pk")
    return (Record(str(row), row.date, count=str(row.copies)) for row in rows[:MOST])


def _elections(scope: Scope) -> Iterator[Record]:
    for held in counting.elections(scope):
        count = f"{held.voters} / {held.entitled}"
        url = (held.election.url or "") if held.election else ""
        yield Record(held.title, held.held_on, url, count)


def _new_entries(scope: Scope) -> Iterator[Record]:
    rows = counting.new_entries(scope).order_by("first_published_at", "pk")
    for entry in rows[:MOST]:
        yield Record(entry.title, timezone.localdate(entry.first_published_at), entry.url or "")


def _calls(scope: Scope) -> Iterator[Record]:
    rows = counting.calls(scope).order_by("announced_on", "pk")
    return (Record(str(call), call.announced_on) for call in rows[:MOST])


def _awards(scope: Scope) -> Iterator[Record]:
    rows = counting.awards(scope).select_related("call").order_by("decided_on", "pk")
    for award in rows[:MOST]:
        amount = f"{award.amount} {award.call.currency}"
        yield Record(str(award), award.decided_on, count=amount)


def _cooperations(scope: Scope) -> Iterator[Record]:
    rows = counting.cooperations(scope).order_by("started_on", "pk")
    return (Record(row.title, row.started_on) for row in rows[:MOST])


def _searches(scope: Scope) -> Iterator[Record]:
    """Months with their searches; the words are in the report of the search."""
    for month, count in daily_counts.searches_by_month(*scope.period):
        yield Record(date_format(month, "F Y"), count=str(count))


def _downloads(scope: Scope) -> Iterator[Record]:
    """Files with their downloads, the most frequent first."""
    rows = daily_counts.of_days(CountedUse.DOWNLOAD, *scope.period).order_by()
    files = rows.values("key").annotate(name=Max("label"), sum=Sum("times"))
    for row in files.order_by("-sum", "key")[:MOST]:
        yield Record(row["name"], count=str(row["sum"]))


_SOURCES: dict[FigureKey, Callable[[Scope], Iterator[Record]]] = {
    FigureKey.MEETINGS: _dates(CountsAs.MEETING),
    FigureKey.HOSTS: _hosts,
    FigureKey.TRAINING_DAYS: _dates(CountsAs.TRAINING),
    FigureKey.TRAINEES: _people(CountsAs.TRAINING),
    FigureKey.TRAINING_PARTICIPATIONS: _participations(CountsAs.TRAINING),
    FigureKey.OTHER_EVENTS: _dates(CountsAs.OTHER, CountsAs.CONSULTATION),
    FigureKey.PARTICIPATIONS: _participations(*counting.NOT_VOTING),
    FigureKey.PEOPLE: _people(*counting.NOT_VOTING),
    FigureKey.ORGANIZATIONS: _organizations,
    FigureKey.REPRESENTATIVES: _people(),
    FigureKey.ISSUES: _issues,
    FigureKey.COPIES: _copies,
    FigureKey.ELECTIONS: _elections,
    FigureKey.VOTERS: _elections,
    FigureKey.TURNOUT: _elections,
    FigureKey.NEW_ENTRIES: _new_entries,
    FigureKey.CALLS: _calls,
    FigureKey.AWARDS: _awards,
    FigureKey.GRANTED: _awards,
    FigureKey.COOPERATIONS: _cooperations,
    FigureKey.SEARCHES: _searches,
    FigureKey.DOWNLOADS: _downloads,
}
