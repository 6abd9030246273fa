"""Every figure of a report by its key: its value now, and nothing about its words."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Sum

from wagtail_ngo.domain.council.counts import turnout
from wagtail_ngo.domain.reports.values import Host, ReportValues, Value
from wagtail_ngo.enums import CountsAs, FigureKey
from wagtail_ngo.services.council.figures import HeldElection
from wagtail_ngo.services.funding.awards import sums
from wagtail_ngo.services.reports import counting
from wagtail_ngo.services.reports.counting import DateCount
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
    def date_counts(self) -> list[DateCount]:
        return counting.date_counts(self.scope)

    def dates(self, *kinds: CountsAs) -> int:
        return sum(row.count for row in self.date_counts if row.counts_as in kinds)

    @cached_property
    def elections(self) -> list[HeldElection]:
        return counting.elections(self.scope)

    @cached_property
    def turnout(self) -> float | None:
        """Per cent of the organizations on the rolls that voted; None without an election."""
        entitled = sum(held.entitled for held in self.elections)
        voters = sum(held.voters for held in self.elections)
        return turnout(voters, entitled)

    def by_month(self) -> tuple[tuple[datetime.date, int], ...]:
        """Every month of the period with its dates."""
        held: Counter[datetime.date] = Counter()
        for row in self.date_counts:
            held[row.day.replace(day=1)] += row.count
        return tuple((month, held[month]) for month in self.scope.period.months())

    def by_kind(self) -> tuple[tuple[str, int], ...]:
        """Names of kinds with their dates, the most frequent first."""
        held: Counter[str] = Counter()
        for row in self.date_counts:
            held[row.kind_name] += row.count
        return tuple(sorted(held.items(), key=lambda pair: (-pair[1], pair[0])))


COUNTERS: dict[FigureKey, Callable[[Figures], Value]] = {
    FigureKey.MEETINGS: lambda figures: figures.dates(CountsAs.MEETING),
    FigureKey.HOSTS: lambda figures: counting.host_count(figures.scope),
    FigureKey.TRAINING_DAYS: lambda figures: counting.training_days(figures.scope),
    FigureKey.TRAINEES: lambda figures: counting.people(figures.scope, CountsAs.TRAINING),
    FigureKey.TRAINING_PARTICIPATIONS: lambda figures: counting.participations(
        figures.scope, CountsAs.TRAINING
    ),
    FigureKey.OTHER_EVENTS: lambda figures: figures.dates(CountsAs.OTHER, CountsAs.CONSULTATION),
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
    FigureKey.CALLS: lambda figures: counting.calls(figures.scope).count(),
    FigureKey.AWARDS: lambda figures: counting.awards(figures.scope).count(),
    FigureKey.GRANTED: lambda figures: tuple(sums(counting.awards(figures.scope))),
    FigureKey.COOPERATIONS: lambda figures: counting.cooperations(figures.scope).count(),
    FigureKey.SEARCHES: lambda figures: counting.searches(figures.scope),
    FigureKey.DOWNLOADS: lambda figures: counting.downloads(figures.scope),
}


def report_values(scope: Scope) -> ReportValues:
    """All that a report of ``scope`` can show, in a constant number of queries."""
    now, before = Figures(scope), Figures(scope.before())
    return ReportValues(
        counted_at=scope.now,
        figures={str(key): now.value(key) for key in FigureKey},
        before={str(key): before.value(key) for key in FigureKey},
        hosts=tuple(Host(row.name, row.with_name) for row in counting.hosts(scope)),
        by_month=now.by_month(),
        by_kind=now.by_kind(),
    )
