"""Daily work around councils and their elections."""

from django.core.management import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.council import privacy, reminders


class Command(BaseCommand):
    help = (
        "Mail the office of a council before its term ends (TERM_REMINDER_DAYS), and delete what "
        "served past elections only (ELECTION_KEEP_DAYS). Meant for a daily job; nobody is told "
        "twice, and it may be stopped and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        terms = list(reminders.ending_terms(today=timezone.localdate(now)))
        told = 0
        for term in terms:
            if dry_run:
                self.stdout.write(f"{term.council.title}: {term.ends_on}")
            else:
                told += reminders.remind(term, now=now)
        rows = privacy.forget_contacts(now=now, dry_run=dry_run)
        if dry_run:
            self.stdout.write(f"{len(terms)} terms end soon, {rows} rows would lose private data.")
        else:
            self.stdout.write(f"Told {told} offices, cleared {rows} rows.")
