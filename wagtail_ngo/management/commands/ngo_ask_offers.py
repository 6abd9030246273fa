"""Ask organizations by mail whether their offers and needs still hold."""

from django.core.management import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.directory import exchange_reminders


class Command(BaseCommand):
    help = (
        "Mail organizations whose offers or needs end within EXCHANGE_ASK_DAYS_BEFORE a link to "
        "prolong them. Meant for a daily job: nobody is asked twice about the same last day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=100, help="most mails of this run")
        parser.add_argument("--dry-run", action="store_true", help="name the items only")

    def handle(self, *, limit, dry_run, **options):
        today = timezone.localdate()
        if dry_run:
            for item in exchange_reminders.ending_items(today=today):
                self.stdout.write(f"{item.organization.title}: {item.text} ({item.valid_until})")
            return
        sent, refused = exchange_reminders.remind_all(today=today, limit=limit)
        self.stdout.write(f"Asked {sent} organizations.")
        if refused:
            self.stderr.write(f"{refused} mails were refused; the next run tries them again.")
