"""Asking organizations whether what they offer or look for still holds."""

from __future__ import annotations

import datetime
from itertools import groupby, islice

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from wagtail_ngo import conf
from wagtail_ngo.models import ExchangeReminder, NGOPage
from wagtail_ngo.models.directory.exchange import EXCHANGES, Exchange
from wagtail_ngo.services.directory.reviews import address_of
from wagtail_ngo.services.mail import kinds, outbox
from wagtail_ngo.services.mail.message import Parts
from wagtail_ngo.services.search import state

SALT = "wagtail_ngo.exchange"
REMINDER = kinds.register(
    kinds.Kind("board.reminder", _("Question whether an offer still holds"), is_bulk=True)
)


def ending_items(*, today: datetime.date) -> list[Exchange]:
    """Items of live entries that end soon and were not asked about, by organization."""
    soon = today + datetime.timedelta(days=conf.get("EXCHANGE_ASK_DAYS_BEFORE"))
    items: list[Exchange] = []
    for side, model in EXCHANGES.items():
        asked = ExchangeReminder.objects.filter(
            side=side, item_pk=OuterRef("pk"), last_day=OuterRef("valid_until")
        )
        rows = model.objects.current(today).filter(
            ~Exists(asked),
            valid_until__lte=soon,
            organization__live=True,
            organization__alias_of=None,
        )
        items += rows.select_related("organization").order_by("pk")
    return sorted(items, key=lambda item: item.organization_id)


def remind_all(*, now: datetime.datetime, limit: int) -> int:
    """How many organizations were asked, at most ``limit``."""
    items = ending_items(today=timezone.localdate(now))
    groups = (list(same) for _pk, same in groupby(items, key=lambda item: item.organization_id))
    asked = (remind(group[0].organization, group, now=now) for group in groups)
    return sum(islice(filter(None, asked), limit))


@transaction.atomic
def remind(entry: NGOPage, items: list[Exchange], *, now: datetime.datetime) -> bool:
    """One mail about all these items, with a link for each; False when nobody is to be asked.

    The rows and the message are stored together, so that nobody is asked twice or not at all.
    """
    address = address_of(entry)
    fresh = [(row, item) for item in items if address and (row := _new_row(entry, item))]
    if not fresh:
        return False
    site = entry.get_site()
    lines = [(item, site.root_url + link_path(row)) for row, item in fresh]
    context = {"entry": entry, "lines": lines, "site_name": site.site_name or site.root_page.title}
    parts = Parts(
        render_to_string("wagtail_ngo/email/exchange_subject.txt", context),
        render_to_string("wagtail_ngo/email/exchange.txt", context),
    )
    outbox.queue(parts, kind=REMINDER.name, recipient=address, now=now)
    return True


def _new_row(entry: NGOPage, item: Exchange) -> ExchangeReminder | None:
    """The question about the item and its last day; None when it was asked already."""
    if item.valid_until is None:
        return None
    row, is_new = ExchangeReminder.objects.get_or_create(
        side=item.side,
        item_pk=item.pk,
        last_day=item.valid_until,
        defaults={"organization": entry},
    )
    return row if is_new else None


def link_path(reminder: ExchangeReminder) -> str:
    token = signing.dumps({"id": reminder.pk, "nonce": reminder.nonce}, salt=SALT)
    return reverse("wagtail_ngo:exchange", args=[token])


def open_link(token: str) -> tuple[ExchangeReminder, Exchange] | None:
    """The question behind a link and the item it is about; None when there is none (any more)."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    reminder = ExchangeReminder.objects.filter(
        pk=content["id"], nonce=content["nonce"], organization__live=True
    ).first()
    if reminder is None:
        return None
    items = EXCHANGES[reminder.side].objects.filter(pk=reminder.item_pk)
    item = (
        items.filter(organization=reminder.organization_id).select_related("organization").first()
    )
    return item and (reminder, item)


def next_last_day(reminder: ExchangeReminder, *, today: datetime.date) -> datetime.date:
    """Until when the item is shown if the organization says that it still holds."""
    return max(today, reminder.last_day) + datetime.timedelta(days=conf.get("EXCHANGE_DAYS"))


def prolong(reminder: ExchangeReminder, *, today: datetime.date) -> bool:
    """The item still holds. False when its last day is another one by now."""
    return _set_last_day(reminder, next_last_day(reminder, today=today))


def take_down(reminder: ExchangeReminder, *, today: datetime.date) -> bool:
    """The item is over as of today. False when its last day is another one by now."""
    return _set_last_day(reminder, today - datetime.timedelta(days=1))


@transaction.atomic
def _set_last_day(reminder: ExchangeReminder, last_day: datetime.date) -> bool:
    """Change what is live, and the draft where there is one: publishing it must not undo this."""
    model = EXCHANGES[reminder.side]
    waiting = model.objects.filter(pk=reminder.item_pk, valid_until=reminder.last_day)
    if not waiting.update(valid_until=last_day):
        return False
    entry = reminder.organization.specific
    if entry.has_unpublished_changes:
        draft = entry.get_latest_revision_as_object()
        items = draft.offers.all() if model is EXCHANGES["offer"] else draft.needs.all()
        for item in items:
            if item.pk == reminder.item_pk:
                item.valid_until = last_day
        draft.save_revision(log_action=False)
    log(
        instance=entry,
        action="wagtail_ngo.exchange",
        data={"item": reminder.item_pk, "side": reminder.side, "last_day": last_day.isoformat()},
    )
    state.changed()
    return True
