"""One thing at a time on one election."""

from __future__ import annotations

from wagtail.models import Page

from wagtail_ngo.models import CouncilElectionPage


def lock(election: CouncilElectionPage) -> None:
    """Wait until nobody else changes the records of this election; within a transaction.

    SQLite has no such lock: there a transaction that writes holds the whole database.
    """
    Page.objects.select_for_update().filter(pk=election.pk).values_list("pk").first()
