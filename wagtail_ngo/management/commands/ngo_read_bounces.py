"""Read the mails that came back, and mark the addresses that nothing can be mailed to."""

import sys
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from wagtail_ngo.services.mail import bounces
from wagtail_ngo.services.mail.bounces import Bounce

WORDS = {
    Bounce.MARKED: "addresses marked",
    Bounce.NOTED: "messages refused, their addresses may be right",
    Bounce.DELAYED: "only delayed",
    Bounce.KNOWN: "read before",
    Bounce.NOT_OURS: "about no message of ours",
    Bounce.NO_REPORT: "no reports of a mail server",
}


class Command(BaseCommand):
    help = (
        "Take in reports of mail servers (RFC 3464): a maildir, an mbox file, one mail, or - for a "
        "mail on the standard input. Reads only; read again, the same mail changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", help="maildir, mbox file, file of one mail, or -")

    def handle(self, *, path, **options):
        if path == "-":
            mails = [sys.stdin.buffer.read(bounces.MOST_BYTES)]
        elif Path(path).exists():
            mails = bounces.mails_in(Path(path))
        else:
            raise CommandError(f"There is no file or folder {path}.")
        try:
            counts = bounces.take_in(mails, now=timezone.now())
        except OSError as error:
            raise CommandError(str(error)) from error
        parts = [f"{counts[one]} {words}" for one, words in WORDS.items() if counts[one]]
        self.stdout.write("; ".join(parts) or "No mails.")
