"""SEQUENCE of an event: it rises exactly when subscribers see something else."""

from __future__ import annotations

import hashlib

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events.snapshots import announced_organizations


def raise_sequence(page: EventPage, *, is_changed: bool) -> None:
    """Raise it where the dates did (``is_changed``) or the page's words (RFC 5545 §3.8.7.4)."""
    digest = digest_of(page)
    if digest != page.content_digest or is_changed:
        page.sequence, page.content_digest = page.sequence + 1, digest
        EventPage.objects.filter(pk=page.pk).update(sequence=page.sequence, content_digest=digest)


def digest_of(page: EventPage) -> str:
    """Changes with everything on the page that a calendar shows."""
    shown = ["title", "lead", "kind_id", "venue_id", "online_url", "url_path"]
    override = ["original_date", "original_time", "kind", "new_date", "start_time", "end_time"]
    override += ["end_date", "all_day", "host_id", "co_host_id", "venue_id", "title", "note"]
    override += ["description", "link"]
    content = [
        [getattr(page, name) for name in shown],
        page.schedule,
        announced_organizations(page, None),
        [[getattr(row, name) for name in override] for row in page.overrides.all()],
    ]
    if page.skips_holidays or page.skips_breaks:
        content.append([page.skips_holidays, page.skips_breaks])
    return hashlib.sha256(repr(content).encode()).hexdigest()
