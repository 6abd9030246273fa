"""What follows when the school breaks become others: the series that leave them out."""

from __future__ import annotations

import datetime

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import occurrences


def follow_breaks(*, now: datetime.datetime) -> int:
    """Rebuild the live series that leave out school breaks; how many became different."""
    pages = EventPage.objects.live().filter(skips_breaks=True, recurrence__isnull=False)
    changed = 0
    for page in pages.order_by("pk").iterator(chunk_size=100):
        changed += occurrences.rebuild(page, now=now).has_changes
    return changed
