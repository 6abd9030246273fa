"""The year so far beside the year before to the same day, for the people of the office."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.utils import timezone
from wagtail.permissions import page_permission_policy

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import ReportValues
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports import recall
from wagtail_ngo.services.reports.figures import Figures
from wagtail_ngo.services.reports.scope import Scope
from wagtail_ngo.services.reports.shown import ShownReport

MAIN_FIGURES = (
    FigureKey.MEETINGS,
    FigureKey.TRAINING_DAYS,
    FigureKey.PARTICIPATIONS,
    FigureKey.PEOPLE,
    FigureKey.ORGANIZATIONS,
    FigureKey.ISSUES,
    FigureKey.DOWNLOADS,
    FigureKey.COPIES,
    FigureKey.NEW_ENTRIES,
    FigureKey.CALLS,
    FigureKey.GRANTED,
    FigureKey.SEARCHES,
)


def may_see(user) -> bool:
    """Whoever may edit an activity report, or freeze any."""
    if user.has_perm("wagtail_ngo.freeze_report"):
        return True
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return ActivityReportPage.objects.filter(pk__in=pages.order_by().values("pk")).exists()


def scope_of(now: datetime.datetime) -> Scope:
    return Scope(Period.of_year_until(timezone.localdate(now)), now)


def shown(now: datetime.datetime) -> ShownReport:
    """The main figures of both years; kept while no record changes."""
    scope = scope_of(now)
    before = replace(scope, period=scope.period.year_earlier())

    def count() -> ReportValues:
        current, earlier = Figures(scope), Figures(before)
        return ReportValues(
            counted_at=now,
            figures={str(key): current.value(key) for key in MAIN_FIGURES},
            before={str(key): earlier.value(key) for key in MAIN_FIGURES},
        )

    return ShownReport(scope.period, recall.kept("this_year", (scope, before), count))
