"""Keeping entries true: asking, confirming, and bringing accepted changes into an entry."""

from __future__ import annotations

import datetime
import secrets

from dateutil.relativedelta import relativedelta
from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.search import index

from wagtail_ngo import conf
from wagtail_ngo.enums import Confirmer, ContactKind, MailStatus
from wagtail_ngo.models import (
    ConfirmationRequest,
    NGOPage,
    OutgoingMail,
)
from wagtail_ngo.services.directory.facts import facts_of
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.search import state

SALT = "wagtail_ngo.confirmation"
#: Minutes within which a second question to the same organization is the same press of a button.
ONE_PRESS = 5


class LinkError(Exception):
    """A link that does not open: "tampered", "expired" or "used"."""


def first_review_on(today: datetime.date) -> datetime.date:
    """The day on which an entry confirmed (or made) today is due."""
    return today + relativedelta(months=conf.get("REVIEW_MONTHS"))


def confirm(entry: NGOPage, *, by: Confirmer, today: datetime.date, user=None) -> None:
    """Note that the entry is right. Needs no revision: see models.directory.EntryReview."""
    values = {"verified_on": today, "verified_by": by, "next_review_on": first_review_on(today)}
    NGOPage.objects.filter(pk=entry.pk).update(**values)
    for name, value in values.items():
        setattr(entry, name, value)
    index.insert_or_update_object(entry)
    state.changed()
    log(instance=entry, action="wagtail_ngo.confirm", user=user, data={"by": str(by)})


# Asking


def askable_entries(*, now: datetime.datetime):
    """Live entries with an address that were not asked a short time ago."""
    recently = now - datetime.timedelta(days=conf.get("REVIEW_ASK_AGAIN_DAYS"))
    asked = ConfirmationRequest.objects.filter(created_at__gt=recently)
    return (
        NGOPage.objects.live()
        .filter(contact_channels__kind=ContactKind.EMAIL)
        .exclude(pk__in=asked.values("entry"))
        .distinct()
        .order_by("next_review_on", "pk")
    )


def due_entries(*, today: datetime.date, now: datetime.datetime):
    """Entries to be asked now: due soon or never confirmed."""
    soon = today + datetime.timedelta(days=conf.get("REVIEW_ASK_DAYS_BEFORE"))
    due = Q(next_review_on__lte=soon) | Q(next_review_on__isnull=True)
    return askable_entries(now=now).filter(due)


def address_of(entry: NGOPage) -> str:
    """The organization's e-mail: one for the office only comes before a public one."""
    channels = [
        channel for channel in entry.contact_channels.all() if channel.kind == ContactKind.EMAIL
    ]
    return min(channels, key=lambda channel: channel.is_public).value if channels else ""


@transaction.atomic
def ask(entry: NGOPage, *, now: datetime.datetime) -> OutgoingMail | None:
    """Queue one mail with a new link; None without an address, or when one was queued just now.


    A mail that the server refuses for good leaves no question, so that a later run asks again.
    """
    address = address_of(entry)
    if not address:
        return None
    request = _new_question(entry, now=now)
    if request is None:
        return None
    site = entry.get_site()
    days = conf.get("CONFIRMATION_LINK_DAYS")
    token = link_token(request)
    facts = [
        (fact, f"{site.root_url}{reverse('wagtail_ngo:confirm_fact', args=[token, fact.name])}")
        for fact in facts_of(entry)
        if fact.text
    ]
    context = {
        "entry": entry,
        "url": f"{site.root_url}{reverse('wagtail_ngo:confirm', args=[token])}",
        "facts": facts,
        "days": days,
        "site_name": site.site_name or site.root_page.title,
    }
    subject = render_to_string("wagtail_ngo/email/confirmation_subject.txt", context)
    body = render_to_string("wagtail_ngo/email/confirmation.txt", context)
    return outbox.queue(
        Parts(subject, body),
        kind=QUESTION.name,
        recipient=address,
        now=now,
        about=f"wagtail_ngo.ngopage:{entry.pk}",
        context={"request": request.pk},
        expires_at=now + datetime.timedelta(days=days),
    )


def _after_question(mail: OutgoingMail) -> None:
    request = ConfirmationRequest.objects.filter(pk=mail.context["request"])
    if mail.status == MailStatus.SENT:
        request.update(sent_at=mail.settled_at)
    else:
        request.delete()


QUESTION = kinds.register(
    kinds.Kind(
        "directory.question",
        _("Directory: question to an organization"),
        settled=_after_question,
    )
)


@transaction.atomic
def _new_question(entry: NGOPage, *, now: datetime.datetime) -> ConfirmationRequest | None:
    """A question to send, or None when one was made a moment ago: two presses are one mail."""
    lock_page(entry)
    lately = now - datetime.timedelta(minutes=ONE_PRESS)
    if ConfirmationRequest.objects.filter(entry=entry, created_at__gt=lately).exists():
        return None
    return ConfirmationRequest.objects.create(entry=entry, nonce=secrets.token_urlsafe(32))


# The link


def link_token(request: ConfirmationRequest) -> str:
    return signing.dumps({"id": request.pk, "nonce": request.nonce}, salt=SALT)


def open_link(token: str) -> ConfirmationRequest:
    """The question behind a link. Raises LinkError in every other case."""
    max_age = datetime.timedelta(days=conf.get("CONFIRMATION_LINK_DAYS"))
    try:
        content = signing.loads(token, salt=SALT, max_age=max_age)
    except signing.SignatureExpired:
        raise LinkError("expired") from None
    except signing.BadSignature:
        raise LinkError("tampered") from None
    if not isinstance(content, dict) or {"id", "nonce"} - set(content):
        raise LinkError("tampered")
    request = (
        ConfirmationRequest.objects.select_related("entry")
        .filter(pk=content["id"], nonce=content["nonce"], entry__live=True)
        .first()
    )
    if request is None:
        raise LinkError("tampered")
    if request.used_at:
        raise LinkError("used")
    return request


def use_link(request: ConfirmationRequest, *, now: datetime.datetime) -> None:
    """Use the link up. Raises LinkError when another browser was faster."""
    unused = ConfirmationRequest.objects.filter(pk=request.pk, used_at=None)
    if not unused.update(used_at=now):
        raise LinkError("used")
