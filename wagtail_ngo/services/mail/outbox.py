"""The outbox: mail is stored with the change that causes it, and sent after the commit.

    queue(Parts(subject, text), kind="registration.confirmed", recipient=address, now=now)
    deliver(now=now)

A message is claimed by a conditional update before it is sent: two processes never send one twice.
A server that is away or asks to come later costs time only: the message is tried again after
growing pauses. What ``deliver`` writes must be committed at once: call it in no transaction.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from wagtail_ngo.enums import MailStatus
from wagtail_ngo.models import OutgoingMail
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.mail import bounces, kinds
from wagtail_ngo.services.mail.attempts import PAUSES, Attempt, Outcome, Postman
from wagtail_ngo.services.mail.message import Attachment, Parts, build, new_message_id
from wagtail_ngo.signals import mail_queued

logger = logging.getLogger("wagtail_ngo.mail")
BATCH = 50
#: A claim without an outcome after this time: its process died.
STUCK_AFTER = datetime.timedelta(hours=1)
EMPTY = {"text": "", "html": "", "headers": {}, "attachments": [], "error": ""}


@dataclass(frozen=True)
class Progress:
    """What one run did. ``is_interrupted``: the mail server is away, the rest waits."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    unknown: int = 0
    withdrawn: int = 0
    is_interrupted: bool = False


# Queueing


def queue(
    parts: Parts | None, *, kind: str, recipient: str, now: datetime.datetime, **details
) -> OutgoingMail:
    """The stored message; with a ``key`` that was used before, the one stored then.

    ``kind`` is registered in ``services.mail.kinds``; ``details`` are those of ``prepare``.
    """
    mail = prepare(parts, kind=kind, recipient=recipient, now=now, **details)
    is_new = True
    if mail.key:
        values = {field.attname: getattr(mail, field.attname) for field in mail._meta.local_fields}
        del values["id"], values["key"]
        mail, is_new = OutgoingMail.objects.get_or_create(key=mail.key, defaults=values)
    else:
        mail.save()
    if is_new and not mail.is_bulk:
        mail_queued.send(sender=OutgoingMail, mail=mail)
    return mail


def prepare(
    parts: Parts | None,
    *,
    kind: str,
    recipient: str,
    now: datetime.datetime,
    subject: str = "",
    about: str = "",
    key: str = "",
    context: dict | None = None,
    expires_at: datetime.datetime | None = None,
) -> OutgoingMail:
    """The row that ``queue`` stores, for those who store many at once.

    ``parts`` is None for a kind that composes its messages when they are sent; ``subject`` is then
    what editors see, ``context`` what composing needs (no personal data). ``about`` names what the
    message belongs to, for ``withdraw``. After ``expires_at`` the message is not sent any more.
    """
    registered = kinds.find(kind)
    if registered is None:
        raise ValueError(f"No kind of mail is registered as {kind!r}.")
    if (parts is None) != (registered.compose is not None):
        raise ValueError(f"Mail of the kind {kind!r} is given its parts or composes them.")
    mail = OutgoingMail(
        kind=kind,
        about=about,
        key=key or None,
        context=context or {},
        recipient=recipient.strip(),
        address_hash=address_hash(recipient),
        subject=subject[:255],
        message_id=new_message_id(),
        is_bulk=registered.is_bulk,
        created_at=now,
        next_attempt_at=now,
        expires_at=expires_at,
    )
    if parts is not None:
        mail.subject = parts.subject_line[:255]
        mail.text, mail.html, mail.headers = parts.text, parts.html, dict(parts.headers)
        mail.attachments = [attachment.as_json() for attachment in parts.attachments]
    return mail


# Sending


def deliver(*, now: datetime.datetime, limit: int = BATCH, mails=None) -> Progress:
    """Send what is due, at most ``limit`` messages; of the queryset ``mails`` where it is given."""
    mails = OutgoingMail.objects.all() if mails is None else mails
    counts = dict.fromkeys(("sent", "postponed", "failed", "unknown", "withdrawn"), 0)
    is_interrupted = False
    with Postman() as postman:
        for pk in list(mails.due(now).values_list("pk", flat=True)[:limit]):
            mail = _claim(pk, now)
            if mail is None:
                continue
            attempt = _attempt(mail, postman, now=now)
            counts[_settle(mail, attempt, now=now)] += 1
            if attempt is not None and attempt.outcome in (Outcome.GONE, Outcome.BROKEN_OFF):
                # Whoever comes next would meet the same server, and a copy would be lost each time.
                is_interrupted = True
                break
    return Progress(**counts, is_interrupted=is_interrupted)


def _claim(pk: int, now: datetime.datetime) -> OutgoingMail | None:
    """The right to send one message, or None where another process has it."""
    claimed = OutgoingMail.objects.due(now).order_by().filter(pk=pk)
    values = {"status": MailStatus.SENDING, "claimed_at": now, "attempts": F("attempts") + 1}
    return OutgoingMail.objects.get(pk=pk) if claimed.update(**values) else None


def _attempt(mail: OutgoingMail, postman: Postman, *, now: datetime.datetime) -> Attempt | None:
    """What happened; None for a message that is no longer wanted."""
    if mail.expires_at and mail.expires_at <= now:
        return None
    kind = kinds.find(mail.kind)
    if kind is None:
        return Attempt(Outcome.REFUSED, _("The app that queued this message is gone."))
    if bounces.is_marked(mail.recipient):
        return Attempt(Outcome.REFUSED, str(bounces.IS_MARKED))
    try:
        parts = kind.compose(mail) if kind.compose else _read_parts(mail)
        if parts is None:
            return None
        message = build(parts, recipient=mail.recipient, message_id=mail.message_id)
    except Exception as error:
        logger.exception("Outgoing mail %s could not be composed.", mail.pk)
        return Attempt(Outcome.REFUSED, type(error).__name__)
    attempt = postman.send(message)
    if attempt.outcome is not Outcome.SENT:
        # The key and our words only: addresses do not belong into a log.
        logger.warning("Outgoing mail %s: %s.", mail.pk, attempt.reason)
    return attempt


def _read_parts(mail: OutgoingMail) -> Parts:
    attachments = tuple(Attachment.from_json(stored) for stored in mail.attachments)
    return Parts(mail.subject, mail.text, mail.html, mail.headers, attachments)


def _settle(mail: OutgoingMail, attempt: Attempt | None, *, now: datetime.datetime) -> str:
    """Store the outcome; the name of the count it belongs to."""
    kind = kinds.find(mail.kind)
    outcome = attempt and attempt.outcome
    reason = attempt.reason if attempt else ""
    is_lost = outcome is Outcome.BROKEN_OFF and not (kind and kind.may_repeat)
    if outcome is None:
        _finish(mail, MailStatus.WITHDRAWN, now=now, **EMPTY)
        return "withdrawn"
    if outcome is Outcome.SENT:
        _finish(mail, MailStatus.SENT, now=now, **EMPTY)
        return "sent"
    if is_lost:
        _finish(mail, MailStatus.UNKNOWN, now=now, error=reason)
        return "unknown"
    if outcome is Outcome.REFUSED or mail.attempts > len(PAUSES):
        _finish(mail, MailStatus.FAILED, now=now, error=reason)
        return "failed"
    next_attempt_at = now + PAUSES[mail.attempts - 1]
    _write(mail, status=MailStatus.QUEUED, next_attempt_at=next_attempt_at, error=reason)
    return "postponed"


def _finish(mail: OutgoingMail, status: str, *, now: datetime.datetime, **values) -> None:
    if not _write(mail, status=status, settled_at=now, **values):
        return
    kind = kinds.find(mail.kind)
    if kind and kind.settled:
        kind.settled(mail)


def _write(mail: OutgoingMail, **values) -> bool:
    """Whether the message was still ours: it may have been erased while it was being sent."""
    if "error" in values:
        values["error"] = values["error"][:255]
    for name, value in values.items():
        setattr(mail, name, value)
    row = OutgoingMail.objects.filter(pk=mail.pk, status=MailStatus.SENDING)
    return bool(row.update(**values))


# Care


def release_stuck(*, now: datetime.datetime) -> int:
    """Messages whose process died: sent again, or left to an editor, as their kind says."""
    stuck = OutgoingMail.objects.filter(status=MailStatus.SENDING, claimed_at__lt=now - STUCK_AFTER)
    attempt = Attempt(Outcome.BROKEN_OFF, _("The process that was sending it ended."))
    return len([_settle(mail, attempt, now=now) for mail in stuck])


def retry(mails, *, now: datetime.datetime) -> int:
    """Queue again what failed or has an unknown fate; number of messages."""
    return mails.unsuccessful().update(
        status=MailStatus.QUEUED, attempts=0, next_attempt_at=now, settled_at=None, error=""
    )


def withdraw(about: str) -> int:
    """Delete every message about something, sent or not; number of them."""
    return OutgoingMail.objects.filter(about=about).delete()[0]


def erase(address: str) -> int:
    """Delete every message to an address (GDPR art. 17); number of them."""
    return OutgoingMail.objects.to_address(address).delete()[0]


def export(address: str) -> list[dict]:
    """What is stored about mail to an address (GDPR art. 15)."""
    names = ("kind", "subject", "text", "status", "created_at", "settled_at")
    return list(OutgoingMail.objects.to_address(address).order_by("created_at").values(*names))


def forget_settled(*, now: datetime.datetime, days: int) -> int:
    """Delete what was settled more than ``days`` ago; number of messages."""
    before = now - datetime.timedelta(days=days)
    settled = OutgoingMail.objects.filter(settled_at__lt=before)
    return settled.exclude(Q(status=MailStatus.QUEUED) | Q(status=MailStatus.SENDING)).delete()[0]
