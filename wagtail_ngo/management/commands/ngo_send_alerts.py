"""Queue the news of searches by e-mail whose week is over; ngo_send_mail sends them."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.search import alert_news


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        count = alert_news.queue_due(now=timezone.now())
        self.stdout.write(f"{count} letters queued")
