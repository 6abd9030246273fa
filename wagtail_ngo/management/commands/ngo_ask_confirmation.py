"""Ask organizations by mail whether their entries are right."""

import time

from django.core.management import BaseCommand
from django.utils import timezone

from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.services.directory import reviews


class Command(BaseCommand):
    help = (
        "Mail a confirmation link to organizations whose entry is due. Meant for a daily job: "
        "nobody is asked again within REVIEW_ASK_AGAIN_DAYS, so it may be stopped and repeated."
    )

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=100, help="most mails of this run")
        parser.add_argument("--per-minute", type=int, default=30, help="pace of the mails")
        parser.add_argument("--dry-run", action="store_true", help="name the entries only")

    def handle(self, *, limit, per_minute, dry_run, **options):
        due = reviews.due_entries(today=timezone.localdate(), now=timezone.now())[:limit]
        entries = list(due.prefetch_related("contact_channels"))
        asked = 0
        for number, entry in enumerate(entries):
            if dry_run:
                self.stdout.write(entry.title)
                asked += 1
                continue
            if number:
                time.sleep(60 / per_minute)
            asked += reviews.ask(entry, now=timezone.now()) is not None
        self.stdout.write(f"{'Would ask' if dry_run else 'Asked'} {asked} organizations.")
        waiting = OutgoingMail.objects.filter(kind=reviews.QUESTION.name).due(timezone.now())
        if waiting.count():
            self.stderr.write(f"{waiting.count()} mails wait in the outbox for ngo_send_mail.")
