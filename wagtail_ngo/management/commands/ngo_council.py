"""Tell the offices of councils whose term ends soon."""

from django.core.management import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.council import reminders


class Command(BaseCommand):
    help = (
        "Mail the office of a council TERM_REMINDER_DAYS before a term ends. Meant for a daily "
        "job: nobody is told twice, and it may be stopped and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="name the councils only")

    def handle(self, *, dry_run, **options):
        now = timezone.now()
        terms = list(reminders.ending_terms(today=timezone.localdate(now)))
        if dry_run:
            for term in terms:
                self.stdout.write(f"{term.council.title}: {term.ends_on}")
            return
        told = sum(reminders.remind(term, now=now) for term in terms)
        self.stdout.write(f"Told {told} offices.")
