"""Messages that come back: the address is marked, and nothing is mailed to it until an editor says.

Anybody can send a mail that looks like a report. Only one that shows the Message-ID of a message of
ours, which nobody else knows, marks an address, and that of the message, not the one it names.
"""

from __future__ import annotations

import datetime
import enum
import mailbox
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail_ngo.domain.delivery_reports import DeliveryReport, read_reports
from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import BouncedAddress, OutgoingMail
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.mail import kinds

#: Why nothing is mailed to a marked address.
IS_MARKED = gettext_lazy("Mail to this address came back. Take the mark back first.")
#: Larger mails are no reports.
MOST_BYTES = 5_000_000
#: A report may come while the message is still being settled, or after it was given up.
SENT = (MailStatus.SENT, MailStatus.UNKNOWN)


class Bounce(enum.Enum):
    """What became of one received mail, or of one recipient that it speaks of."""

    MARKED = "marked"  # the address is wrong or gone
    NOTED = "noted"  # this message did not arrive, another one may
    KNOWN = "known"  # read before
    DELAYED = "delayed"  # the mail server goes on trying
    NOT_OURS = "not ours"  # about no message that the outbox still knows
    NO_REPORT = "no report"


def mails_in(path: Path) -> Iterator[bytes]:
    """The mails of a maildir, of an mbox file, or the one mail of any other file. Reads only."""
    if path.is_dir():
        yield from _of_box(mailbox.Maildir(path, create=False))
        return
    with path.open("rb") as file:
        start = file.read(5)
    if start == b"From ":
        yield from _of_box(mailbox.mbox(path, create=False))
    elif path.stat().st_size <= MOST_BYTES:
        yield path.read_bytes()


def _of_box(box: mailbox.Mailbox) -> Iterator[bytes]:
    for key in box.iterkeys():
        with box.get_file(key) as file:
            data = file.read(MOST_BYTES + 1)
        if len(data) <= MOST_BYTES:
            yield data


def take_in(mails: Iterable[bytes], *, now: datetime.datetime) -> Counter[Bounce]:
    """How many reports had which outcome. The same mail again changes nothing."""
    counts: Counter[Bounce] = Counter()
    for data in mails:
        reports = read_reports(data)
        counts.update(_take(report, now) for report in reports)
        counts[Bounce.NO_REPORT] += not reports
    return +counts


@transaction.atomic
def _take(report: DeliveryReport, now: datetime.datetime) -> Bounce:
    mail = report.message_id and OutgoingMail.objects.filter(message_id=report.message_id).first()
    if not mail:
        return Bounce.NOT_OURS
    if not report.is_final:
        return Bounce.DELAYED
    code = report.code or "5.0.0"
    row = OutgoingMail.objects.filter(pk=mail.pk, status__in=SENT)
    error = _("It came back: %(code)s.") % {"code": code}
    if not row.update(status=MailStatus.BOUNCED, settled_at=now, error=error):
        return Bounce.KNOWN
    mail.refresh_from_db()
    kind = kinds.find(mail.kind)
    if kind and kind.settled:
        kind.settled(mail)
    if not report.is_about_address:
        return Bounce.NOTED
    BouncedAddress.objects.update_or_create(
        address_hash=mail.address_hash,
        defaults={"email": mail.recipient, "status_code": code, "bounced_at": now},
    )
    return Bounce.MARKED


def is_marked(address: str) -> bool:
    """Whether nothing is mailed to the address, in any spelling."""
    return BouncedAddress.objects.filter(address_hash=address_hash(address)).exists()


def meaning(code: str) -> str:
    """A code of RFC 3463 in words."""
    words = {
        "5.1.": _("There is no such address."),
        "5.2.1": _("The mailbox is closed."),
        "5.2.2": _("The mailbox is full."),
        "5.4.": _("The mail server of the address cannot be reached."),
    }
    return next(
        (text for start, text in words.items() if code.startswith(start)), _("Mail is refused.")
    )
