"""The partner board: what is on it for a visitor, and answers to it."""

from __future__ import annotations

import datetime
import hashlib
import logging
from dataclasses import dataclass
from smtplib import SMTPException

from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.template.loader import render_to_string

from wagtail_ngo.enums import ContactKind, ExchangeKind, ExchangeSide
from wagtail_ngo.models import BoardReply, Need, NGOPage, Offer
from wagtail_ngo.models.directory.exchange import EXCHANGES, Exchange

logger = logging.getLogger(__name__)
#: Seconds in which the same answer to the same item is the second press of a button.
SAME_ANSWER = 600


@dataclass(frozen=True)
class BoardFilters:
    """What a visitor narrows the board down by; ``day`` is a day of the item's own period."""

    side: str = ""
    kind: str = ""
    areas: tuple[int, ...] = ()
    day: datetime.date | None = None


VOLUNTEERING = BoardFilters(side=ExchangeSide.NEED, kind=ExchangeKind.VOLUNTEERS)


def board_entries(request: HttpRequest | None) -> QuerySet[NGOPage]:
    """Organizations whose items the visitor may see. An alias says what its original says."""
    return NGOPage.objects.visible_to(request).filter(alias_of=None)


def visible_items(
    request: HttpRequest | None, side: str, *, today: datetime.date
) -> QuerySet[Exchange]:
    """Current offers, or needs, of organizations that the visitor may see."""
    entries = board_entries(request).order_by().values("pk")
    return EXCHANGES[side].objects.current(today).filter(organization__in=entries)


def item_keys(request: HttpRequest | None, filters: BoardFilters, *, today: datetime.date):
    """Day, key and side of every item that fits, the newest first, as one query."""
    sides = [filters.side] if filters.side else list(EXCHANGES)
    rows = [_keys(request, side, filters, today) for side in sides]
    union = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    return union.order_by("-added_on", "-id", "on_side")


def _keys(request, side: str, filters: BoardFilters, today: datetime.date):
    rows = visible_items(request, side, today=today)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.day:
        rows = rows.taking_place_on(filters.day)
    if filters.areas:
        fitting = NGOPage.objects.filter(areas__in=filters.areas).order_by().values("pk")
        rows = rows.filter(organization__in=fitting)
    named = rows.order_by().annotate(on_side=Value(str(side)))
    return named.values_list("added_on", "id", "on_side")


def load_items(keys) -> list[Exchange]:
    """The items behind ``keys``, in their order, each with its organization."""
    keys = list(keys)
    rows = {}
    for side, model in EXCHANGES.items():
        wanted = [pk for _day, pk, own in keys if own == side]
        items = model.objects.filter(pk__in=wanted).select_related("organization")
        rows[str(side)] = items.defer("organization__description").in_bulk() if wanted else {}
    return [rows[side][pk] for _day, pk, side in keys if pk in rows[side]]


def address_for_replies(entry: NGOPage) -> str:
    """The first public e-mail address of the organization, "" when it has none."""
    channels = entry.contact_channels.filter(kind=ContactKind.EMAIL, is_public=True)
    channel = channels.order_by("sort_order", "pk").first()
    return channel.value if channel else ""


def reply(
    item: Offer | Need,
    *,
    name: str,
    reply_to: str,
    message: str,
    url: str,
    site_name: str,
    today: datetime.date,
) -> bool:
    """Send a visitor's answer to the organization; False when the mail could not be sent.

    The organization answers by e-mail to the visitor. Nothing of the answer is kept here; what is
    counted is that there was one. The same answer pressed twice is sent once.
    """
    address = address_for_replies(item.organization)
    if not address:
        return False
    words = "\n".join([item.path, reply_to, message]).encode()
    pressed = f"wagtail_ngo.reply.{hashlib.sha256(words).hexdigest()}"
    if not cache.add(pressed, True, SAME_ANSWER):
        return True
    context = {"item": item, "name": name, "reply_to": reply_to, "message": message, "url": url}
    context["site_name"] = site_name
    subject = render_to_string("wagtail_ngo/email/board_reply_subject.txt", context)
    body = render_to_string("wagtail_ngo/email/board_reply.txt", context)
    mail = EmailMessage(" ".join(subject.split()), body, to=[address], reply_to=[reply_to])
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        # The key only: addresses do not belong into a log.
        logger.warning("No answer sent to %s: %s", item.path, type(error).__name__)
        cache.delete(pressed)
        return False
    BoardReply.objects.create(
        side=item.side,
        kind=item.kind,
        text=item.text,
        organization=item.organization,
        organization_name=item.organization.title,
        sent_on=today,
    )
    return True


def keep_name(entry: NGOPage) -> None:
    """Write down what the entry is called now, before it is deleted."""
    BoardReply.objects.filter(organization_id=entry.pk).update(organization_name=entry.title)


def replies_in(first: datetime.date, last: datetime.date) -> int:
    """Answers sent within these days, both included."""
    return BoardReply.objects.filter(sent_on__range=(first, last)).count()
