"""The records behind the figures, as querysets; the rules are in ``domain.reports.counting``."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    Max,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from wagtail_ngo.domain.days import bounds
from wagtail_ngo.enums import CountedUse, CountsAs, DateRole
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    BulletinRecord,
    Cooperation,
    NGOPage,
    Occurrence,
    OccurrenceOrganization,
)
from wagtail_ngo.models.funding.awards import FundingAwardQuerySet
from wagtail_ngo.models.funding.calls import FundingCallQuerySet
from wagtail_ngo.services import daily_counts, sites
from wagtail_ngo.services.bulletin import figures as bulletin_figures
from wagtail_ngo.services.council import figures as council_figures
from wagtail_ngo.services.council.figures import HeldElection
from wagtail_ngo.services.funding import figures as funding_figures
from wagtail_ngo.services.reports.scope import Scope

#: What the figures of all events leave out: who elects a council is counted as a voter.
NOT_VOTING = [kind for kind in CountsAs if kind != CountsAs.ELECTION]


def _within(scope: Scope, rows):
    return rows.none() if scope.is_empty else rows


def dates(scope: Scope, *kinds: CountsAs) -> QuerySet[Occurrence]:
    """Dates that count, each once, in the order held; of all kinds without ``kinds``."""
    rows = _within(scope, Occurrence.objects.counted(*scope.period, now=scope.now))
    if kinds:
        rows = rows.filter(counts_as__in=kinds)
    if scope.calendar is not None:
        rows = rows.announced_under(scope.calendar)
    if scope.site is not None:
        rows = rows.announced_under(*sites.root_pages(scope.site))
    if scope.programme is not None:
        rows = rows.of_programme(scope.programme)
    return rows.once_each().order_by("starts_at", "pk")


def attendances(scope: Scope, *kinds: CountsAs) -> QuerySet[Attendance]:
    """Who was there by name on the dates that count, whichever translation they were noted at."""
    rows = Occurrence.objects.twins_of(dates(scope, *kinds))
    return Attendance.objects.filter(occurrence__in=rows.order_by().values("pk"))


def participations(scope: Scope, *kinds: CountsAs) -> int:
    """See ``domain.reports.counting.participations``; added up by the database."""
    named = (
        Attendance.objects.filter(occurrence=OuterRef("pk"))
        .order_by()
        .values("occurrence")
        .annotate(sum=Sum("people"))
    )
    rows = Occurrence.objects.twins_of(dates(scope, *kinds)).annotate(
        named_count=Coalesce(Subquery(named.values("sum"), output_field=IntegerField()), Value(0))
    )
    groups = (
        rows.order_by()
        .values("event_key", "recurrence_id", "session")
        .annotate(heads=Coalesce(Max("closing__head_count"), Value(0)), names=Sum("named_count"))
    )
    return groups.aggregate(sum=Sum(Greatest(F("heads"), F("names"))))["sum"] or 0


def people(scope: Scope, *kinds: CountsAs) -> int:
    """Distinct people by their key, which outlives an erasure."""
    counted = attendances(scope, *kinds).aggregate(people=Count("person_key", distinct=True))
    return counted["people"]


def representatives(scope: Scope) -> int:
    """Distinct people who came for an organization."""
    rows = attendances(scope).exclude(organization_key="")
    return rows.aggregate(people=Count("person_key", distinct=True))["people"]


def organization_links(scope: Scope, *roles: DateRole) -> QuerySet[OccurrenceOrganization]:
    """Organizations on the dates that count, with one of the roles, in order of the dates."""
    rows = Occurrence.objects.twins_of(dates(scope))
    links = OccurrenceOrganization.objects.filter(occurrence__in=rows.order_by().values("pk"))
    if roles:
        links = links.filter(role__in=roles)
    return links.order_by("occurrence__starts_at", "sort_order", "pk")


def organization_keys(scope: Scope) -> QuerySet:
    """Keys of all organizations that took part: hosts, partners, present, or by who came."""
    linked = organization_links(scope).order_by().values_list("key", flat=True)
    came = attendances(scope).exclude(organization_key="").order_by()
    # A union goes back to the order of its model, which is not among what it selects.
    return linked.union(came.values_list("organization_key", flat=True)).order_by()


def training_days(scope: Scope) -> int:
    """Days on which trainings were held; two sessions of one training on a day are one day."""
    rows = dates(scope, CountsAs.TRAINING).order_by()
    return rows.values("event_key", "local_day").distinct().count()


def host_links(scope: Scope) -> QuerySet[OccurrenceOrganization]:
    """Who hosted the meetings, in the order held."""
    rows = Occurrence.objects.twins_of(dates(scope, CountsAs.MEETING))
    return OccurrenceOrganization.objects.filter(
        occurrence__in=rows.order_by().values("pk"), role=DateRole.HOST
    ).order_by("occurrence__starts_at", "sort_order", "pk")


def host_count(scope: Scope) -> int:
    return host_links(scope).order_by().values("key").distinct().count()


class HostRow(NamedTuple):
    """``name`` is that of the entry, or without one that which the date remembers."""

    key: str
    name: str
    with_name: str
    entry: int | None


def hosts(scope: Scope) -> list[HostRow]:
    """Hosts of meetings in the order held, each once; one query."""
    links = host_links(scope)
    first: dict[str, HostRow] = {}
    for key, name, entry, title, form in links.values_list(
        "key", "name", "organization", "organization__title", "organization__name_with"
    ):
        first.setdefault(key, HostRow(key, title or name, form or "", entry))
    return list(first.values())


def issues(scope: Scope) -> QuerySet[BulletinRecord]:
    """Numbers of the bulletin by their date of issue; see ``services.bulletin.figures``."""
    return _within(scope, bulletin_figures.issued(*scope.period, site=scope.site))


def distributions(scope: Scope) -> QuerySet[BulletinDistribution]:
    """Times that paper copies were handed out."""
    return _within(scope, bulletin_figures.handed_out(*scope.period, site=scope.site))


def new_entries(scope: Scope) -> QuerySet[NGOPage]:
    """Entries first published within the period; translations and aliases of one count once."""
    start, end = bounds(*scope.period, timezone.get_current_timezone())
    entries = _within(scope, NGOPage.objects.all())
    if scope.site is not None:
        entries = entries.filter(sites.below("path", sites.root_pages(scope.site)))
    rows = entries.filter(
        alias_of=None,
        first_published_at__gte=start,
        first_published_at__lt=end,
    )
    older = entries.filter(translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk"))
    return rows.filter(~Exists(older.order_by()))


def searches(scope: Scope) -> int | None:
    """Searches in the directory; None where the period was over before any was counted."""
    return None if scope.is_empty else daily_counts.searches(*scope.period)


def downloads(scope: Scope) -> int | None:
    """Downloads of the bulletin's PDFs; None as for searches."""
    return None if scope.is_empty else daily_counts.times(CountedUse.DOWNLOAD, *scope.period)


def cooperations(scope: Scope) -> QuerySet[Cooperation]:
    """Public joint projects that lasted on one day of the period at least."""
    return _within(scope, Cooperation.objects.public().in_period(*scope.period))


def calls(scope: Scope) -> FundingCallQuerySet:
    """Public calls announced in the period."""
    return _within(scope, funding_figures.calls_of(*scope.period, programme=scope.programme))


def awards(scope: Scope) -> FundingAwardQuerySet:
    """Public awards decided in the period."""
    return _within(scope, funding_figures.awards_of(*scope.period, programme=scope.programme))


def elections(scope: Scope) -> list[HeldElection]:
    """Elections with a confirmed result, in the order held."""
    if scope.is_empty:
        return []
    return council_figures.elections_held(*scope.period, site=scope.site)


@dataclass(frozen=True)
class DateCount:
    """Dates held of one kind on one day."""

    counts_as: str
    kind_name: str
    day: datetime.date
    count: int


def date_counts(scope: Scope) -> list[DateCount]:
    """All dates that count, by kind and day; one query."""
    names = ("counts_as", "kind_name", "local_day")
    rows = dates(scope).order_by().values(*names).annotate(count=Count("pk"))
    return [DateCount(*row) for row in rows.values_list(*names, "count")]
