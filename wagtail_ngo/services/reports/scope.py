"""What a report is about: its days, and the part of the site whose records count."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from wagtail.models import Page, Site

from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.models import CooperationProgramme


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
