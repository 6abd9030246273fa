"""Let seats and offers lapse, ask the next in line, send reminders; run it every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from wagtail_ngo.services.registration import notices, waiting


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        now = timezone.now()
        lapsed = waiting.expire_all(now=now)
        reminded = notices.remind(now=now)
        self.stdout.write(f"{lapsed} lapsed, {reminded} reminders due")
