"""What follows when the school breaks become others: the series that leave them out."""

from __future__ import annotations

import datetime

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import batches


def follow_breaks(*, now: datetime.datetime) -> int:
    """Rebuild the live series that leave out school breaks; how many became different."""
    pages = EventPage.objects.live().filter(skips_breaks=True, recurrence__isnull=False)
    done = batches.rebuild_all(pages.order_by("pk"), now=now)
    return sum(draft.result.has_changes for draft in done)
