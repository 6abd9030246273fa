"""A report's values: counted now, or those it was frozen with; freezing, releasing, comparing."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from wagtail_ngo.domain.reports.values import ReportValues, Value, differences
from wagtail_ngo.enums import ReportScope
from wagtail_ngo.models import ActivityReportPage, ReportFreeze
from wagtail_ngo.services.reports import recall
from wagtail_ngo.services.reports.figures import report_values
from wagtail_ngo.services.reports.scope import Scope
from wagtail_ngo.services.reports.shown import ShownReport


def scope_of(report: ActivityReportPage, *, now: datetime.datetime) -> Scope:
    """What the report counts; nothing where its calendar, site or programme was deleted."""
    kind = report.scope
    parts = {
        "calendar": report.calendar if kind == ReportScope.CALENDAR else None,
        "site": report.get_site() if kind == ReportScope.SITE else None,
        "programme": report.programme if kind == ReportScope.PROGRAMME else None,
    }
    is_empty = kind != ReportScope.CITY and not any(parts.values())
    return Scope(period=report.period, now=now, is_empty=is_empty, **parts)


def freeze_of(report: Page) -> ReportFreeze | None:
    return ReportFreeze.objects.filter(report_id=report.pk).first()


def show(
    report: ActivityReportPage, *, now: datetime.datetime, may_recall: bool = False
) -> ShownReport:
    """The report as everybody sees it; ``may_recall``: see ``services.reports.recall``."""
    frozen = freeze_of(report)
    if frozen:
        values = frozen.get_values()
    else:
        count = recall.values if may_recall else report_values
        values = count(scope_of(report, now=now))
    return ShownReport(report.period, values, is_frozen=frozen is not None)


def freeze(
    report: ActivityReportPage, *, user: Any, now: datetime.datetime, note: str = ""
) -> ReportFreeze:
    """Keep the values of ``now``. A report that is frozen already stays as it is."""
    values = report_values(scope_of(report, now=now))
    fields = {
        "values": values.to_data(),
        "frozen_at": now,
        "frozen_by": user,
        "note": note,
    }
    with transaction.atomic():
        kept, is_new = ReportFreeze.objects.get_or_create(report_id=report.pk, defaults=fields)
        if is_new:
            log(instance=report, action="wagtail_ngo.freeze_report", user=user)
    return kept


def release(report: ActivityReportPage, *, user: Any, reason: str) -> bool:
    """Count again from now on; whether the report was frozen. The reason goes into the log."""
    with transaction.atomic():
        deleted, _by_model = ReportFreeze.objects.filter(report_id=report.pk).delete()
        if deleted:
            data = {"reason": reason}
            log(instance=report, action="wagtail_ngo.release_report", user=user, data=data)
    return bool(deleted)


def changes_since_freezing(
    report: ActivityReportPage, *, now: datetime.datetime
) -> list[tuple[str, Value, Value]]:
    """(key, frozen value, value now) of figures that would differ; none where nothing is frozen."""
    frozen = freeze_of(report)
    if frozen is None:
        return []
    current: ReportValues = report_values(scope_of(report, now=now))
    return differences(frozen.get_values(), current)
