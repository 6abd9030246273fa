"""Imported events that do not exist yet, added as drafts with a revision each.

Both ways leave the same rows in every table; a test compares them.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from wagtail_ngo.models import EventIndexPage, EventPage
from wagtail_ngo.models.slugs import slug_of
from wagtail_ngo.services.new_pages import histories
from wagtail_ngo.services.new_pages.histories import CREATED, EDITED
from wagtail_ngo.services.new_pages.writing import add_pages, drop_unprintable
from wagtail_ngo.validators import validate_event


def clean(page: EventPage) -> None:
    """Check what Wagtail checks of a draft, and the times. Raises ValidationError."""
    validate_event(page.schedule)
    page.title = page._meta.get_field("title").clean(page.title, page)
    for row in (page, *page.overrides.all()):
        drop_unprintable(row)


def fits_a_set(page: EventPage) -> bool:
    """Whether an address can be made of the title; else Wagtail decides what becomes of it."""
    return bool(slug_of(page.title))


def add_one(calendar: EventIndexPage, page: EventPage, *, user: Any) -> None:
    """Add the checked page by Wagtail's own save."""
    # add_child() wants a parent whose counters are fresh. The revision notes the references.
    with disable_reference_index_auto_update():
        Page.objects.get(pk=calendar.pk).add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)


def add_set(
    calendar: EventIndexPage, pages: Sequence[EventPage], *, user: Any, now: datetime.datetime
) -> None:
    """Add checked pages table by table, in a transaction that holds the calendar's lock.

    Raises what the database raises; then nothing of the set may be kept.
    """
    add_pages(Page.objects.get(pk=calendar.pk), pages)
    histories.insert_references(pages)
    revisions = histories.insert_revisions(pages, user=user, now=now)
    # Revisions say what was before them.
    noted = {"latest_revision_created_at": now, "has_unpublished_changes": True}
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(**noted)
    for page in pages:
        page.latest_revision_created_at, page.has_unpublished_changes = now, True
    histories.insert_log(pages, revisions, [CREATED, EDITED], user=user, now=now)
    histories.index_pages(pages)
