"""Rebuild the stored dates of events."""

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import batches


class Command(BaseCommand):
    help = (
        "Rebuild the dates of live events. Run it with --extend once a day, so that repeating "
        "events always reach OCCURRENCE_MONTHS_AHEAD into the future."
    )

    def add_arguments(self, parser):
        parser.add_argument("--page", type=int, help="only the event page with this id")
        parser.add_argument("--extend", action="store_true", help="only events that repeat")
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail if a page is out of date"
        )
        parser.add_argument(
            "--rewrite-past", action="store_true", help="also correct dates that took place"
        )

    def handle(self, *args, page, extend, check, rewrite_past, **options):
        pages = EventPage.objects.live().order_by("pk")
        if page is not None:
            pages = pages.filter(pk=page)
            if not pages:
                raise CommandError(f"There is no live event page with the id {page}.")
        if extend:
            pages = pages.filter(recurrence__isnull=False)
        now = timezone.now()
        act = batches.plan_all if check else batches.rebuild_all
        stale = 0
        for draft in act(pages, now=now, rewrite_past=rewrite_past):
            result = draft.result
            if result.has_changes:
                stale += 1
                self.stdout.write(
                    f"{draft.page.pk} {draft.page.title}: {len(result.added)} added, "
                    f"{len(result.updated)} updated, {len(result.removed)} removed"
                )
        if check and stale:
            raise CommandError(f"{stale} event pages are out of date.")
        self.stdout.write(f"{stale} event pages {'differ' if check else 'were rebuilt'}.")
