"""Every figure of a report by its key: its value now, and nothing about its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Sum

from wagtail_ngo.domain.reports.values import Host, ReportValues, Value
from wagtail_ngo.enums import CountsAs, FigureKey
from wagtail_ngo.models import OccurrenceOrganization
from wagtail_ngo.services.council import figures as council_figures
from wagtail_ngo.services.directory import cooperations
from wagtail_ngo.services.funding import figures as funding_figures
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.scope import Scope


@dataclass
class Figures:
    """The figures of one scope. Each is counted when it is first asked for, then kept."""

    scope: Scope
    _values: dict[FigureKey, Value] = field(default_factory=dict)

    def value(self, key: FigureKey) -> Value:
        if key not in self._values:
            self._values[key] = COUNTERS[key](self)
        return self._values[key]

    @cached_property
    def hosts(self) -> list[OccurrenceOrganization]:
        """Hosts of meetings, each once, in the order held."""
        return counting.hosts(self.scope)

    @cached_property
    def elections(self) -> list[council_figures.HeldElection]:
        return council_figures.elections_held(*self.scope.period, site=self.scope.site)

    @cached_property
    def funding(self) -> funding_figures.FundingFigures:
        return funding_figures.figures(*self.scope.period, programme=self.scope.programme)

    @cached_property
    def turnout(self) -> float | None:
        """Per cent of the organizations on the rolls that voted; None without an election."""
        entitled = sum(held.entitled for held in self.elections)
        voters = sum(held.voters for held in self.elections)
        return round(100 * voters / entitled, 1) if entitled else None


def _dates(*kinds: CountsAs) -> Callable[[Figures], int]:
    return lambda figures: counting.dates(figures.scope, *kinds).count()


COUNTERS: dict[FigureKey, Callable[[Figures], Value]] = {
    FigureKey.MEETINGS: _dates(CountsAs.MEETING),
    FigureKey.HOSTS: lambda figures: len(figures.hosts),
    FigureKey.TRAINING_DAYS: lambda figures: counting.training_days(figures.scope),
    FigureKey.TRAINEES: lambda figures: counting.people(figures.scope, CountsAs.TRAINING),
    FigureKey.TRAINING_PARTICIPATIONS: lambda figures: counting.participations(
        figures.scope, CountsAs.TRAINING
    ),
    FigureKey.OTHER_EVENTS: _dates(CountsAs.OTHER, CountsAs.CONSULTATION),
    FigureKey.PARTICIPATIONS: lambda figures: counting.participations(
        figures.scope, *counting.NOT_VOTING
    ),
    FigureKey.PEOPLE: lambda figures: counting.people(figures.scope, *counting.NOT_VOTING),
    FigureKey.ORGANIZATIONS: lambda figures: counting.organization_keys(figures.scope).count(),
    FigureKey.REPRESENTATIVES: lambda figures: counting.representatives(figures.scope),
    FigureKey.ISSUES: lambda figures: counting.issues(figures.scope).count(),
    FigureKey.COPIES: lambda figures: (
        counting.distributions(figures.scope).aggregate(sum=Sum("copies"))["sum"] or 0
    ),
    FigureKey.ELECTIONS: lambda figures: len(figures.elections),
    FigureKey.VOTERS: lambda figures: sum(held.voters for held in figures.elections),
    FigureKey.TURNOUT: lambda figures: figures.turnout,
    FigureKey.NEW_ENTRIES: lambda figures: counting.new_entries(figures.scope).count(),
    FigureKey.CALLS: lambda figures: figures.funding.calls,
    FigureKey.AWARDS: lambda figures: figures.funding.awards,
    FigureKey.GRANTED: lambda figures: figures.funding.granted,
    FigureKey.COOPERATIONS: lambda figures: cooperations.figures(*figures.scope.period).lasting,
    FigureKey.SEARCHES: lambda figures: counting.searches(figures.scope),
    FigureKey.DOWNLOADS: lambda figures: counting.downloads(figures.scope),
}


def report_values(scope: Scope) -> ReportValues:
    """All that a report of ``scope`` can show, in a constant number of queries."""
    now, before = Figures(scope), Figures(scope.before())
    held = {(year, month): count for year, month, count in counting.dates_by_month(scope)}
    return ReportValues(
        counted_at=scope.now,
        figures={str(key): now.value(key) for key in FigureKey},
        before={str(key): before.value(key) for key in FigureKey},
        hosts=tuple(_host(link) for link in now.hosts),
        by_month=tuple(
            (month, held.get((month.year, month.month), 0)) for month in scope.period.months()
        ),
        by_kind=tuple(counting.dates_by_kind(scope)),
    )


def _host(link: OccurrenceOrganization) -> Host:
    entry = link.organization
    return Host(entry.title if entry else link.name, entry.name_with if entry else "")
