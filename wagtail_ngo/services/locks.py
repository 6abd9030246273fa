"""One at a time: the lock that work on a page holds to the end of its transaction."""

from __future__ import annotations

from django.db.models import F
from wagtail.models import Page


class AlreadyDecidedError(Exception):
    """Somebody else was faster; nothing was changed."""


def lock_page(page: Page) -> None:
    """Wait until nobody else works on this page. Call it first in a transaction.

    An update that changes nothing: it takes the row's lock on PostgreSQL and MariaDB and the write
    lock of the whole file on SQLite, where ``select_for_update`` does nothing.
    """
    Page.objects.filter(pk=page.pk).update(draft_title=F("draft_title"))
