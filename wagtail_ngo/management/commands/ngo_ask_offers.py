"""Ask organizations by mail whether their offers and needs still hold."""

from django.core.management import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.directory import exchange_reminders


class Command(BaseCommand):
    help = (
        "Queue mail with a link to organizations whose offers or needs end soon, to "
        "prolong them. Meant for a daily job: nobody is asked twice about the same last day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=100, help="most mails of this run")
        parser.add_argument("--dry-run", action="store_true", help="name the items only")

    def handle(self, *, limit, dry_run, **options):
        if dry_run:
            for item in exchange_reminders.ending_items(today=timezone.localdate()):
                self.stdout.write(f"{item.organization.title}: {item.text} ({item.valid_until})")
            return
        asked = exchange_reminders.remind_all(now=timezone.now(), limit=limit)
        self.stdout.write(f"Queued mail to {asked} organizations.")
