"""The bulletin by mail: double opt-in, one-click unsubscribing, batches that can go on.

Nobody is mailed twice: an address is claimed by a delivery, which is stored together with its copy
in the outbox. A copy of unknown fate is left to an editor, lost rather than doubled.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.enums import DeliveryStatus, MailStatus, SubscriberStatus
from wagtail_ngo.models import (
    BouncedAddress,
    BulletinDelivery,
    BulletinIndexPage,
    BulletinIssuePage,
    BulletinMailing,
    BulletinSubscriber,
    OutgoingMail,
)
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.bulletin.editions import shown_content
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.outgoing import site_of

ASK_AGAIN_AFTER = datetime.timedelta(hours=1)
BATCH = 50
# Copies that are queued in one transaction.
CHUNK = 500


@dataclass(frozen=True)
class Progress:
    """What one batch did. ``remaining`` copies can be sent at once, ``postponed`` ones later.

    ``is_interrupted``: the mail server is away, go on later.
    """

    sent: int
    failed: int
    remaining: int
    postponed: int = 0
    is_interrupted: bool = False


@transaction.atomic
def subscribe(serial: BulletinIndexPage, email: str, *, now: datetime.datetime) -> None:
    """Ask the address to confirm. Says nothing to the caller about who is subscribed already."""
    # Two at once would both read and then write: SQLite refuses the second of them.
    lock_page(serial)
    subscriber, _made = BulletinSubscriber.objects.get_or_create(
        serial=serial,
        address_hash=address_hash(email),
        defaults={"email": email.strip(), "created_at": now},
    )
    # Two presses at once ask once: only one of them finds the address not asked lately.
    may_be_asked = BulletinSubscriber.objects.filter(
        Q(asked_at__isnull=True) | Q(asked_at__lte=now - ASK_AGAIN_AFTER),
        pk=subscriber.pk,
        status=SubscriberStatus.UNCONFIRMED,
    )
    if may_be_asked.update(asked_at=now):
        outbox.queue(
            _question(subscriber),
            kind=QUESTION.name,
            recipient=subscriber.email,
            now=now,
            about=about(subscriber),
            expires_at=now + BulletinSubscriber.KEPT_UNCONFIRMED,
        )


def about(subscriber: BulletinSubscriber) -> str:
    """What the outbox calls the mail of one subscriber."""
    return f"wagtail_ngo.bulletinsubscriber:{subscriber.pk}"


def _question(subscriber: BulletinSubscriber) -> Parts:
    serial = subscriber.serial
    context = {"serial": serial, "url": link("bulletin_subscription", subscriber)}
    with translation.override(serial.locale.language_code):
        subject = render_to_string("wagtail_ngo/email/subscription_subject.txt", context)
        text = render_to_string("wagtail_ngo/email/subscription.txt", context)
    return Parts(subject, text)


def _after_question(mail: OutgoingMail) -> None:
    """An address that could not be asked may be entered again at once."""
    if mail.status == MailStatus.FAILED:
        pk = mail.about.rpartition(":")[2]
        BulletinSubscriber.objects.filter(pk=pk).update(asked_at=None)


QUESTION = kinds.register(
    kinds.Kind(
        "bulletin.question", _("Bulletin: question to a subscriber"), settled=_after_question
    )
)


def confirm(subscriber: BulletinSubscriber, *, now: datetime.datetime) -> None:
    if subscriber.status != SubscriberStatus.ACTIVE:
        # An address that unsubscribed at the same moment stays forgotten.
        waiting_rows = BulletinSubscriber.objects.filter(pk=subscriber.pk)
        waiting_rows.update(status=SubscriberStatus.ACTIVE, confirmed_at=now)
        subscriber.status, subscriber.confirmed_at = SubscriberStatus.ACTIVE, now


@transaction.atomic
def unsubscribe(subscriber: BulletinSubscriber) -> None:
    """The address is forgotten, in the outbox too.

    The address first: a copy that is being queued for it is waited for and withdrawn as well.
    """
    lock_page(subscriber.serial)
    mail = about(subscriber)
    BulletinSubscriber.objects.filter(pk=subscriber.pk).delete()
    outbox.withdraw(mail)


def forget_unconfirmed(*, now: datetime.datetime) -> int:
    """Addresses that never confirmed, after thirty days; number of them."""
    old = BulletinSubscriber.objects.filter(
        status=SubscriberStatus.UNCONFIRMED,
        created_at__lt=now - BulletinSubscriber.KEPT_UNCONFIRMED,
    )
    for subscriber in old:
        unsubscribe(subscriber)
    return len(old)


def link(name: str, subscriber: BulletinSubscriber) -> str:
    """An absolute address by the Site record: mail goes out without a request."""
    path = reverse(f"wagtail_ngo:{name}", args=[subscriber.token])
    return site_of(subscriber.serial).root_url + path


def is_mailable(issue: BulletinIssuePage) -> bool:
    """Issued, and readable by everyone: a mail shows no more than the page would."""
    site = site_of(issue)
    public = BulletinIssuePage.objects.visible_to(None, site=site).filter(pk=issue.pk)
    return issue.alias_of_id is None and public.exists()


def open_mailing(issue: BulletinIssuePage, *, now: datetime.datetime) -> BulletinMailing:
    """The one mailing of an issue. ValueError for an issue that the public cannot read."""
    if not is_mailable(issue):
        raise ValueError("Only an issued bulletin that everyone may read can be mailed.")
    return BulletinMailing.objects.get_or_create(issue=issue, defaults={"started_at": now})[0]


def waiting(mailing: BulletinMailing):
    """Confirmed subscribers of the serial who have no copy yet, in a stable order.

    Without those from whose address mail came back.
    """
    claimed = BulletinDelivery.objects.filter(mailing__issue=mailing.issue).values("address_hash")
    serial = mailing.issue.get_parent()
    subscribers = BulletinSubscriber.objects.filter(
        serial_id=serial.pk, status=SubscriberStatus.ACTIVE
    )
    marked = BouncedAddress.objects.values("address_hash")
    return (
        subscribers.exclude(address_hash__in=claimed)
        .exclude(address_hash__in=marked)
        .order_by("pk")
    )


def queue_copies(mailing: BulletinMailing, *, now: datetime.datetime) -> int:
    """Put a copy for everybody who has none into the outbox; number of copies."""
    if not is_mailable(mailing.issue):
        return 0
    subject = " ".join(mailing.issue.title.split())
    count = 0
    while subscribers := list(waiting(mailing)[:CHUNK]):
        try:
            count += _queue_chunk(mailing, subscribers, subject=subject, now=now)
        except IntegrityError:
            break  # another process queues them
    return count


@transaction.atomic
def _queue_chunk(mailing: BulletinMailing, subscribers, *, subject: str, now) -> int:
    deliveries = [
        BulletinDelivery(
            mailing=mailing,
            address_hash=subscriber.address_hash,
            status=DeliveryStatus.QUEUED,
            claimed_at=now,
        )
        for subscriber in subscribers
    ]
    BulletinDelivery.objects.bulk_create(deliveries)
    numbers = dict(
        mailing.deliveries.filter(
            address_hash__in=[subscriber.address_hash for subscriber in subscribers]
        ).values_list("address_hash", "pk")
    )
    OutgoingMail.objects.bulk_create(
        outbox.prepare(
            None,
            kind=COPY.name,
            recipient=subscriber.email,
            now=now,
            subject=subject,
            about=about(subscriber),
            key=f"bulletin.copy:{numbers[subscriber.address_hash]}",
            context={"mailing": mailing.pk, "delivery": numbers[subscriber.address_hash]},
        )
        for subscriber in subscribers
    )
    return len(subscribers)


def copies(mailing: BulletinMailing):
    """Messages of one mailing in the outbox."""
    return OutgoingMail.objects.filter(kind=COPY.name, context__mailing=mailing.pk)


def send_batch(mailing: BulletinMailing, *, now: datetime.datetime, size: int = BATCH) -> Progress:
    """Mail the next ``size`` copies over one connection; run it again until none remain."""
    queue_copies(mailing, now=now)
    done = outbox.deliver(now=now, limit=size, mails=copies(mailing))
    _finish(mailing.pk, now)
    return Progress(
        done.sent,
        done.failed + done.unknown,
        copies(mailing).due(now).count(),
        postponed=done.postponed,
        is_interrupted=done.is_interrupted,
    )


def _copy(mail: OutgoingMail) -> Parts | None:
    """The copy for one subscriber; None where she has left or the issue is not public any more."""
    delivery = (
        BulletinDelivery.objects.select_related("mailing__issue")
        .filter(pk=mail.context["delivery"])
        .first()
    )
    subscriber = BulletinSubscriber.objects.filter(
        pk=mail.about.rpartition(":")[2], status=SubscriberStatus.ACTIVE
    ).first()
    if delivery is None or subscriber is None or not is_mailable(delivery.mailing.issue):
        return None
    issue = delivery.mailing.issue
    return message(shown_content(issue, issue.latest_edition), subscriber)


def _after_copy(mail: OutgoingMail) -> None:
    """Keep the outcome for longer than the message; what was never sent may be queued again."""
    delivery = BulletinDelivery.objects.filter(pk=mail.context["delivery"])
    outcomes: dict[str, DeliveryStatus] = {
        MailStatus.SENT: DeliveryStatus.SENT,
        MailStatus.FAILED: DeliveryStatus.FAILED,
        MailStatus.UNKNOWN: DeliveryStatus.CLAIMED,
        MailStatus.BOUNCED: DeliveryStatus.FAILED,
    }
    if mail.status in outcomes:
        delivery.update(status=outcomes[mail.status])
    else:
        delivery.delete()
    if mail.settled_at is not None:
        _finish(mail.context["mailing"], mail.settled_at)


def _finish(mailing_pk: int, now: datetime.datetime) -> None:
    """Note the moment at which no copy waits any more."""
    queued = BulletinDelivery.objects.filter(mailing=mailing_pk, status=DeliveryStatus.QUEUED)
    if not queued.exists():
        BulletinMailing.objects.filter(pk=mailing_pk).update(finished_at=now)


COPY = kinds.register(
    kinds.Kind(
        "bulletin.copy",
        _("Bulletin: copy of an issue"),
        is_bulk=True,
        may_repeat=False,
        compose=_copy,
        settled=_after_copy,
    )
)


def retry(mailing: BulletinMailing, *, now: datetime.datetime) -> int:
    """Queue again the copies that failed or have an unknown fate; number of copies."""
    again = copies(mailing).unsuccessful()
    deliveries = [mail.context["delivery"] for mail in again]
    count = outbox.retry(again, now=now)
    mailing.deliveries.filter(pk__in=deliveries).update(status=DeliveryStatus.QUEUED)
    return count


def bodies(content: IssueContent, *, unsubscribe_url: str) -> tuple[str, str]:
    """The mail as plain text and as HTML, in the language of the issue."""
    context = {"issue": content, "unsubscribe_url": unsubscribe_url}
    with translation.override(content.language):
        return (
            render_to_string("wagtail_ngo/email/issue.txt", context),
            render_to_string("wagtail_ngo/email/issue.html", context),
        )


def message(content: IssueContent, subscriber: BulletinSubscriber) -> Parts:
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
    return Parts(content.title, text, html, headers)
