"""Send the mail that waits in the outbox, and try again what a mail server has put off."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.services.mail import outbox


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=500, help="most messages of this run")
        parser.add_argument(
            "--retry", action="store_true", help="queue again what failed or has an unknown fate"
        )

    def handle(self, *args, limit, retry, **options):
        now = timezone.now()
        outbox.release_stuck(now=now)
        outbox.forget_settled(now=now, days=conf.get("MAIL_KEEP_DAYS"))
        if retry:
            count = outbox.retry(OutgoingMail.objects.all(), now=now)
            self.stdout.write(f"{count} queued again")
        progress = outbox.deliver(now=now, limit=limit)
        self.stdout.write(
            f"{progress.sent} sent, {progress.postponed} put off, {progress.failed} failed, "
            f"{progress.unknown} unknown"
        )
        if progress.is_interrupted:
            self.stderr.write("The mail server is away. What waits is tried again by a later run.")
