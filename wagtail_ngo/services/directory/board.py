"""The partner board: what is on it for a visitor, and answers to it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import ContactKind, ExchangeKind, ExchangeSide
from wagtail_ngo.models import BoardReply, Need, NGOPage, Offer, OutgoingMail
from wagtail_ngo.models.directory.exchange import EXCHANGES, Exchange, ExchangeQuerySet
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts

REPLY = kinds.register(kinds.Kind("board.reply", _("Answer on the partner board")))


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
) -> ExchangeQuerySet:
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


@transaction.atomic
def reply(
    item: Offer | Need,
    *,
    name: str,
    reply_to: str,
    message: str,
    url: str,
    site_name: str,
    now: datetime.datetime,
) -> bool:
    """Queue a visitor's answer to the organization; False when it has no public address.

    The organization answers by e-mail to the visitor. What the visitor wrote is deleted when the
    message is sent; what is counted is that there was one. The same answer pressed twice on one
    day is one message.
    """
    address = address_for_replies(item.organization)
    if not address:
        return False
    context = {"item": item, "name": name, "reply_to": reply_to, "message": message, "url": url}
    context["site_name"] = site_name
    parts = Parts(
        render_to_string("wagtail_ngo/email/board_reply_subject.txt", context),
        render_to_string("wagtail_ngo/email/board_reply.txt", context),
        headers={"Reply-To": reply_to},
    )
    today = timezone.localdate(now)
    words = "\n".join([item.path, reply_to, message, today.isoformat()])
    digest = salted_hmac("wagtail_ngo.board.reply", words, algorithm="sha256").hexdigest()
    key = f"{REPLY.name}:{digest}"
    is_repeated = OutgoingMail.objects.filter(key=key).exists()
    mail = outbox.queue(parts, kind=REPLY.name, recipient=address, now=now, key=key)
    # Of two presses at the same moment, one gets the message that the other stored.
    if not is_repeated and mail.created_at == now:
        _count(item, today)
    return True


def _count(item: Exchange, today: datetime.date) -> None:
    BoardReply.objects.create(
        side=item.side,
        kind=item.kind,
        text=item.text,
        organization=item.organization,
        organization_name=item.organization.title,
        sent_on=today,
    )


def keep_name(entry: NGOPage) -> None:
    """Write down what the entry is called now, before it is deleted."""
    BoardReply.objects.filter(organization_id=entry.pk).update(organization_name=entry.title)


def replies_in(first: datetime.date, last: datetime.date) -> int:
    """Answers sent within these days, both included."""
    return BoardReply.objects.filter(sent_on__range=(first, last)).count()
