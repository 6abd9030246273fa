"""A report's values: counted now, or those it was frozen with; freezing, releasing.

What has changed since is in ``services.reports.changes``.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from wagtail_ngo.models import ActivityReportPage, ReportFreeze
from wagtail_ngo.services.reports import recall
from wagtail_ngo.services.reports.changes import kept_records
from wagtail_ngo.services.reports.figures import report_values
from wagtail_ngo.services.reports.scope import scope_of
from wagtail_ngo.services.reports.shown import ShownReport


def freeze_of(report: Page) -> ReportFreeze | None:
    """Without the kept records, which only ``services.reports.changes`` reads."""
    return ReportFreeze.objects.filter(report_id=report.pk).defer("records").first()


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
    """Keep values and records of ``now``. A report that is frozen already stays as it is."""
    scope = scope_of(report, now=now)
    fields = {
        "values": report_values(scope).to_data(),
        "records": kept_records(scope),
        "frozen_at": now,
        "frozen_by": user,
        "note": note,
    }
    with transaction.atomic():
        freeze, is_new = ReportFreeze.objects.get_or_create(report_id=report.pk, defaults=fields)
        if is_new:
            log(instance=report, action="wagtail_ngo.freeze_report", user=user)
    return freeze


def release(report: ActivityReportPage, *, user: Any, reason: str) -> bool:
    """Count again from now on; whether the report was frozen. The reason goes into the log."""
    with transaction.atomic():
        deleted, _by_model = ReportFreeze.objects.filter(report_id=report.pk).delete()
        if deleted:
            data = {"reason": reason}
            log(instance=report, action="wagtail_ngo.release_report", user=user, data=data)
    return bool(deleted)
