"""What a report is about: its days, and the part of the site whose records count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from wagtail.models import Page, Site

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import ReportScope
from wagtail_ngo.models import ActivityReportPage, CooperationProgramme


@dataclass(frozen=True)
class Scope:
    """The records of ``period`` that are over at ``now``.

    ``calendar``: only events of this calendar. ``site``: only pages of this site. What no page
    holds any longer belongs to the calendar or bulletin in which it appeared, and to its site.
    ``programme``: only events, calls and awards of this cooperation programme. Without any, the
    whole city. ``is_empty``: what it was about is gone, so that nothing counts; the figures of the
    city would be there under another name.
    """

    period: Period
    now: datetime.datetime
    calendar: Page | None = None
    site: Site | None = None
    programme: CooperationProgramme | None = None
    is_empty: bool = False

    def before(self) -> Scope:
        """The same of the period before."""
        return replace(self, period=self.period.previous())


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
