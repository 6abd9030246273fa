"""The records behind a figure, for those who may see them. No record names a person."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from wagtail_ngo.enums import CountedUse, FigureKey
from wagtail_ngo.models import FundingAward, Occurrence
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.council.figures import HeldElection
from wagtail_ngo.services.reports import counting, dates
from wagtail_ngo.services.reports.dates import DateNumbers
from wagtail_ngo.services.reports.scope import Scope

#: So many records are shown; the figure itself counts them all.
MOST = 2000


@dataclass(frozen=True)
class Record:
    """``count``: what the record adds to the figure; "" where it is one of many.

    ``key`` and ``source``: see ``domain.reports.changes.KeptRecord``.
    """

    label: str
    day: datetime.date | None = None
    url: str = ""
    count: str = ""
    key: str = ""
    source: int | None = None


def records(key: FigureKey, scope: Scope, *, most: int | None = MOST) -> list[Record]:
    """The records that the figure counts, in their order, by few queries; all without ``most``."""
    return [] if scope.is_empty else list(islice(_SOURCES[key](scope), most))


def _dates(figure: FigureKey) -> Callable[[Scope], Iterator[Record]]:
    def find(scope: Scope) -> Iterator[Record]:
        rows = counting.dates(scope, *dates.KINDS[figure]).select_related("page")
        return map(_date_record, rows)

    return find


def _date_record(row: Occurrence, count: str = "") -> Record:
    url = row.get_url() or ""
    return Record(row.title, row.local_day, url, count, dates.identity(row), row.page_id)


def _training_days(scope: Scope) -> Iterator[Record]:
    """Each training once for every day, however many sessions it had on it."""
    seen = set()
    for row in counting.dates(scope, *dates.KINDS[FigureKey.TRAINING_DAYS]).select_related("page"):
        key = f"{row.event_key}:{row.local_day.isoformat()}"
        if key not in seen:
            seen.add(key)
            yield replace(_date_record(row), key=key)


def _people_of(
    figure: FigureKey, number: Callable[[DateNumbers], int]
) -> Callable[[Scope], Iterator[Record]]:
    """Dates with how many came; who they are stays with the registrations."""

    def find(scope: Scope) -> Iterator[Record]:
        kinds = dates.KINDS[figure]
        numbers = dates.date_numbers(scope, *kinds)
        for row in counting.dates(scope, *kinds).select_related("page"):
            counted = numbers.get(dates.identity(row), DateNumbers())
            yield _date_record(row, str(number(counted)))

    return find


def _hosts(scope: Scope) -> Iterator[Record]:
    rows = counting.hosts(scope)
    pages = Page.objects.in_bulk([row.entry for row in rows if row.entry])
    for row in rows:
        page = pages.get(row.entry)
        url = (page.url or "") if page else ""
        yield Record(row.name, url=url, key=row.key, source=row.entry)


def _organizations(scope: Scope) -> Iterator[Record]:
    keys = set(counting.organization_keys(scope))
    names = dict(counting.organization_links(scope).order_by("-pk").values_list("key", "name"))
    came = counting.attendances(scope).exclude(organization_key="")
    for key, name in came.values_list("organization_key", "organization_name").distinct():
        names.setdefault(key, name)
    for name, key in sorted((names.get(key) or key, key) for key in keys):
        yield Record(name, key=key)


def _issues(scope: Scope) -> Iterator[Record]:
    rows = counting.issues(scope).select_related("issue").order_by("issue_date", "pk")
    for row in rows:
        url = (row.issue.url or "") if row.issue else ""
        yield Record(row.title, row.issue_date, url, "", str(row.issue_key), row.issue_id)


def _copies(scope: Scope) -> Iterator[Record]:
    rows = counting.distributions(scope).select_related("issue").order_by("date", "pk")
    for row in rows:
        label = ", ".join(filter(None, [row.issue_label, row.place]))
        yield Record(label, row.date, count=str(row.copies), key=str(row.pk), source=row.pk)


def _elections(number: Callable[[HeldElection], str]) -> Callable[[Scope], Iterator[Record]]:
    def find(scope: Scope) -> Iterator[Record]:
        for held in counting.elections(scope):
            page = held.election
            url = (page.url or "") if page else ""
            source = page.pk if page else None
            yield Record(held.title, held.held_on, url, number(held), str(held.key), source)

    return find


def _new_entries(scope: Scope) -> Iterator[Record]:
    rows = counting.new_entries(scope).order_by("first_published_at", "pk")
    for entry in rows:
        day = timezone.localdate(entry.first_published_at)
        key = str(entry.translation_key)
        yield Record(entry.title, day, entry.url or "", key=key, source=entry.pk)


def _calls(scope: Scope) -> Iterator[Record]:
    for call in counting.calls(scope).order_by("announced_on", "pk"):
        yield Record(str(call), call.announced_on, key=str(call.pk), source=call.pk)


def _awards(number: Callable[[FundingAward], str]) -> Callable[[Scope], Iterator[Record]]:
    def find(scope: Scope) -> Iterator[Record]:
        rows = counting.awards(scope).select_related("call").order_by("decided_on", "pk")
        for row in rows:
            key = str(row.pk)
            yield Record(str(row), row.decided_on, "", number(row), key, row.pk)

    return find


def _amount(award: FundingAward) -> str:
    """The same in every language: it is kept and compared later; see ``words.amount``."""
    return f"{award.amount:.2f} {award.call.currency}"


def _cooperations(scope: Scope) -> Iterator[Record]:
    for row in counting.cooperations(scope).order_by("started_on", "pk"):
        yield Record(row.title, row.started_on, key=str(row.pk), source=row.pk)


def _searches(scope: Scope) -> Iterator[Record]:
    """Months with their searches; the words are in the report of the search."""
    for month, count in daily_counts.searches_by_month(*scope.period):
        yield Record(date_format(month, "F Y"), count=str(count), key=month.isoformat())


def _downloads(scope: Scope) -> Iterator[Record]:
    """Files with their downloads, the most frequent first."""
    rows = daily_counts.of_days(CountedUse.DOWNLOAD, *scope.period).order_by()
    files = rows.values("key").annotate(name=Max("label"), sum=Sum("times"))
    for row in files.order_by("-sum", "key"):
        yield Record(row["name"], count=str(row["sum"]), key=row["key"])


def _nothing(_record: object) -> str:
    return ""


_SOURCES: dict[FigureKey, Callable[[Scope], Iterator[Record]]] = {
    FigureKey.MEETINGS: _dates(FigureKey.MEETINGS),
    FigureKey.HOSTS: _hosts,
    FigureKey.TRAINING_DAYS: _training_days,
    FigureKey.TRAINEES: _people_of(FigureKey.TRAINEES, lambda date: date.people),
    FigureKey.TRAINING_PARTICIPATIONS: _people_of(
        FigureKey.TRAINING_PARTICIPATIONS, lambda date: date.participations
    ),
    FigureKey.OTHER_EVENTS: _dates(FigureKey.OTHER_EVENTS),
    FigureKey.PARTICIPATIONS: _people_of(
        FigureKey.PARTICIPATIONS, lambda date: date.participations
    ),
    FigureKey.PEOPLE: _people_of(FigureKey.PEOPLE, lambda date: date.people),
    FigureKey.ORGANIZATIONS: _organizations,
    FigureKey.REPRESENTATIVES: _people_of(
        FigureKey.REPRESENTATIVES, lambda date: date.representatives
    ),
    FigureKey.ISSUES: _issues,
    FigureKey.COPIES: _copies,
    FigureKey.ELECTIONS: _elections(_nothing),
    FigureKey.VOTERS: _elections(lambda held: str(held.voters)),
    FigureKey.TURNOUT: _elections(lambda held: f"{held.voters} / {held.entitled}"),
    FigureKey.NEW_ENTRIES: _new_entries,
    FigureKey.CALLS: _calls,
    FigureKey.AWARDS: _awards(_nothing),
    FigureKey.GRANTED: _awards(_amount),
    FigureKey.COOPERATIONS: _cooperations,
    FigureKey.SEARCHES: _searches,
    FigureKey.DOWNLOADS: _downloads,
}
