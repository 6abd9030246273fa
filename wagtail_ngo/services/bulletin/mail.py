"""The bulletin by mail: double opt-in, one-click unsubscribing, batches that can go on.

Nobody is mailed twice: an address is claimed in the database before its mail is sent. A process
that dies in between leaves the claim, and that copy is lost rather than doubled.
"""

from __future__ import annotations

import datetime
import logging
import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.enums import DeliveryStatus, SubscriberStatus
from wagtail_ngo.models import (
    BulletinDelivery,
    BulletinIndexPage,
    BulletinIssuePage,
    BulletinMailing,
    BulletinSubscriber,
)
from wagtail_ngo.models.bulletin.subscriptions import address_hash
from wagtail_ngo.services.bulletin.items import site_of

logger = logging.getLogger("wagtail_ngo.mail")
ASK_AGAIN_AFTER = datetime.timedelta(hours=1)
KEEP_UNCONFIRMED = datetime.timedelta(days=30)
BATCH = 50


# The server has gone: whoever comes next would fail as well, and lose a copy for nothing.
GONE = (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, ConnectionError, TimeoutError)


@dataclass(frozen=True)
class Progress:
    """What one batch did. ``is_interrupted``: the mail server went away, go on later."""

    sent: int
    failed: int
    remaining: int
    is_interrupted: bool = False


def subscribe(serial: BulletinIndexPage, email: str, *, now: datetime.datetime) -> None:
    """Ask the address to confirm. Says nothing to the caller about who is subscribed already."""
    subscriber, _made = BulletinSubscriber.objects.get_or_create(
        serial=serial,
        address_hash=address_hash(email),
        defaults={"email": email.strip(), "created_at": now},
    )
    asked_lately = subscriber.asked_at and now - subscriber.asked_at < ASK_AGAIN_AFTER
    if subscriber.status == SubscriberStatus.ACTIVE or asked_lately:
        return
    # Two presses at once are one mail: only the first finds the time of the last question.
    unasked = BulletinSubscriber.objects.filter(pk=subscriber.pk, asked_at=subscriber.asked_at)
    if not unasked.update(asked_at=now):
        return
    subscriber.asked_at = now
    transaction.on_commit(lambda: _ask(subscriber))


def _ask(subscriber: BulletinSubscriber) -> None:
    serial = subscriber.serial
    context = {"serial": serial, "url": link("bulletin_subscription", subscriber)}
    with translation.override(serial.locale.language_code):
        subject = render_to_string("wagtail_ngo/email/subscription_subject.txt", context)
        text = render_to_string("wagtail_ngo/email/subscription.txt", context)
    EmailMultiAlternatives(" ".join(subject.split()), text, to=[subscriber.email]).send()


def confirm(subscriber: BulletinSubscriber, *, now: datetime.datetime) -> None:
    if subscriber.status != SubscriberStatus.ACTIVE:
        # An address that unsubscribed at the same moment stays forgotten.
        waiting_rows = BulletinSubscriber.objects.filter(pk=subscriber.pk)
        waiting_rows.update(status=SubscriberStatus.ACTIVE, confirmed_at=now)
        subscriber.status, subscriber.confirmed_at = SubscriberStatus.ACTIVE, now


def unsubscribe(subscriber: BulletinSubscriber) -> None:
    """The address is forgotten."""
    subscriber.delete()


def forget_unconfirmed(*, now: datetime.datetime) -> int:
    """Addresses that never confirmed, after thirty days; number of them."""
    old = BulletinSubscriber.objects.filter(
        status=SubscriberStatus.UNCONFIRMED, created_at__lt=now - KEEP_UNCONFIRMED
    )
    return old.delete()[0]


def link(name: str, subscriber: BulletinSubscriber) -> str:
    """An absolute address by the Site record: mail goes out without a request."""
    path = reverse(f"wagtail_ngo:{name}", args=[subscriber.token])
    return site_of(subscriber.serial).root_url + path


def is_mailable(issue: BulletinIssuePage) -> bool:
    """Issued, and readable by everyone: a mail shows no more than the page would."""
    site = site_of(issue)
    public = BulletinIssuePage.objects.visible_to(None, site=site).filter(pk=issue.pk)
    return issue.latest_edition is not None and public.exists()


def open_mailing(issue: BulletinIssuePage, *, now: datetime.datetime) -> BulletinMailing:
    """The one mailing of an issue. ValueError for an issue that the public cannot read."""
    if not is_mailable(issue):
        raise ValueError("Only an issued bulletin that everyone may read can be mailed.")
    return BulletinMailing.objects.get_or_create(issue=issue, defaults={"started_at": now})[0]


def waiting(mailing: BulletinMailing):
    """Confirmed subscribers of the serial who have no copy yet, in a stable order."""
    claimed = BulletinDelivery.objects.filter(mailing__issue=mailing.issue).values("address_hash")
    serial = mailing.issue.get_parent()
    subscribers = BulletinSubscriber.objects.filter(
        serial_id=serial.pk, status=SubscriberStatus.ACTIVE
    )
    return subscribers.exclude(address_hash__in=claimed).order_by("pk")


def send_batch(mailing: BulletinMailing, *, now: datetime.datetime, size: int = BATCH) -> Progress:
    """Mail the next ``size`` copies over one connection; run it again until none remain."""
    issue = mailing.issue
    if not is_mailable(issue):
        return Progress(0, 0, 0)
    content = issue.latest_edition.get_content()
    sent = failed = 0
    is_interrupted = False
    with get_connection() as connection:
        for subscriber in list(waiting(mailing).select_related("serial")[:size]):
            delivery = _claim(mailing, subscriber, now)
            if delivery is None:
                continue
            try:
                was_sent = _send(content, subscriber, delivery, connection)
            except GONE:
                failed, is_interrupted = failed + 1, True
                break
            sent, failed = sent + was_sent, failed + (not was_sent)
    remaining = waiting(mailing).count()
    if not remaining:
        mailing.finished_at = now
        mailing.save(update_fields=["finished_at"])
    return Progress(sent, failed, remaining, is_interrupted)


def _claim(mailing, subscriber, now) -> BulletinDelivery | None:
    """The right to mail one address, or None where another process has it."""
    try:
        with transaction.atomic():
            return BulletinDelivery.objects.create(
                mailing=mailing, address_hash=subscriber.address_hash, claimed_at=now
            )
    except IntegrityError:
        return None


def _send(content: IssueContent, subscriber, delivery: BulletinDelivery, connection) -> bool:
    """Whether the copy went out; raises one of GONE where the server no longer answers."""
    status = DeliveryStatus.FAILED
    try:
        message(content, subscriber, connection=connection).send()
        status = DeliveryStatus.SENT
    except OSError as error:  # smtplib's errors are OSErrors
        # No traceback: a refusal quotes the address.
        name = type(error).__name__
        logger.warning("A copy of bulletin %s could not be sent: %s.", content.label, name)
        if isinstance(error, GONE):
            raise
    finally:
        delivery.status = status
        delivery.save(update_fields=["status"])
    return status == DeliveryStatus.SENT


def bodies(content: IssueContent, *, unsubscribe_url: str) -> tuple[str, str]:
    """The mail as plain text and as HTML, in the language of the issue."""
    context = {"issue": content, "unsubscribe_url": unsubscribe_url}
    with translation.override(content.language):
        return (
            render_to_string("wagtail_ngo/email/issue.txt", context),
            render_to_string("wagtail_ngo/email/issue.html", context),
        )


def message(
    content: IssueContent, subscriber: BulletinSubscriber, *, connection=None
) -> EmailMultiAlternatives:
    """The mail of one copy: text, HTML, and a way out that takes one click (RFC 8058)."""
    unsubscribe_url = link("bulletin_unsubscribe", subscriber)
    text, html = bodies(content, unsubscribe_url=unsubscribe_url)
    headers = {
        "List-Unsubscribe": f"<{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": f"<bulletin-{subscriber.serial_id}.{site_of(subscriber.serial).hostname}>",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMultiAlternatives(
        " ".join(content.title.split()),
        text,
        to=[subscriber.email],
        headers=headers,
        connection=connection,
    )
    mail.attach_alternative(html, "text/html")
    return mail
