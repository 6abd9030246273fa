"""Put the entries of the directories into the search index again, with progress."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.services.search import log, reindexing, state


class Command(BaseCommand):
    help = (
        "Index all entries of the directories again, in batches, and forget old search counts. "
        "Needed after upgrading wagtail-ngo, changing SEARCH_LANGUAGE or editing in bulk by SQL."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="entries read at once (200)")

    def handle(self, *args, batch: int, **options) -> None:
        if batch < 1:
            raise CommandError("--batch must be at least 1.")
        total = reindexing.count()
        done = 0
        for done in reindexing.reindex(batch=batch):
            if options["verbosity"] > 0:
                self.stdout.write(f"{done} of {total}")
        state.changed()
        forgotten = log.forget_old(timezone.localdate())
        self.stdout.write(
            self.style.SUCCESS(f"{done} entries indexed, {forgotten} counts dropped.")
        )
