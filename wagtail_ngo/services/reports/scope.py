"""What a report is about: its days, and the part of the site whose records count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from wagtail.models import Page, Site

from wagtail_ngo.domain.reports.periods import Period


@dataclass(frozen=True)
class Scope:
    """The records of ``period`` that are over at ``now``.

    ``calendar``: only events of this calendar. ``site``: only pages of this site; what no page
    holds any longer belongs to the calendar and the site in which it took place. Without both, the
    whole city.
    """

    period: Period
    now: datetime.datetime
    calendar: Page | None = None
    site: Site | None = None

    def before(self) -> Scope:
        """The same of the period before."""
        return Scope(self.period.previous(), self.now, self.calendar, self.site)
