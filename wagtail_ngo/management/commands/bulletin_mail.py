"""Mail an issue to its subscribers, in batches; run again, it goes on where it stopped."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin import mail as bulletin_mail


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--issue", type=int, help="primary key of the issue page")
        parser.add_argument("--batch", type=int, default=bulletin_mail.BATCH, help="copies at once")
        parser.add_argument("--pause", type=float, default=0, help="seconds between batches")
        parser.add_argument(
            "--retry", action="store_true", help="also copies that failed or have an unknown fate"
        )
        parser.add_argument(
            "--forget", action="store_true", help="delete addresses that never confirmed"
        )

    def handle(self, *args, issue, batch, pause, retry, forget, **options):
        if forget:
            gone = bulletin_mail.forget_unconfirmed(now=timezone.now())
            self.stdout.write(f"{gone} unconfirmed addresses deleted")
        if issue is None:
            if not forget:
                raise CommandError("Name an issue with --issue, or use --forget.")
            return
        page = BulletinIssuePage.objects.filter(pk=issue).first()
        if page is None:
            raise CommandError(f"There is no issue {issue}.")
        try:
            mailing = bulletin_mail.open_mailing(page, now=timezone.now())
        except ValueError as error:
            raise CommandError(str(error)) from error
        if retry:
            count = bulletin_mail.retry(mailing, now=timezone.now())
            self.stdout.write(f"{count} queued again")
        remaining = True
        while remaining:
            progress = bulletin_mail.send_batch(mailing, now=timezone.now(), size=batch)
            self.stdout.write(
                f"{progress.sent} sent, {progress.postponed} put off, {progress.failed} failed, "
                f"{progress.remaining} remaining"
            )
            if progress.is_interrupted:
                raise CommandError(
                    "The mail server went away. Run this again, or ngo_send_mail: it goes on."
                )
            remaining = progress.remaining
            if remaining:
                time.sleep(pause)
