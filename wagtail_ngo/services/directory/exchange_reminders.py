"""Asking organizations whether what they offer or look for still holds."""

from __future__ import annotations

import datetime
import logging
from itertools import groupby
from smtplib import SMTPException

from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.log_actions import log

from wagtail_ngo import conf
from wagtail_ngo.models import ExchangeReminder, NGOPage
from wagtail_ngo.models.directory.exchange import EXCHANGES, Exchange
from wagtail_ngo.services.directory.reviews import address_of
from wagtail_ngo.services.search import state

logger = logging.getLogger(__name__)
SALT = "wagtail_ngo.exchange"


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


def remind_all(*, today: datetime.date, limit: int) -> tuple[int, int]:
    """Mails sent and mails refused; at most ``limit`` organizations are asked."""
    sent = refused = 0
    groups = groupby(ending_items(today=today), key=lambda item: item.organization_id)
    for items in [list(items) for _pk, items in groups][:limit]:
        answer = remind(items[0].organization, items)
        sent += answer is True
        refused += answer is False
    return sent, refused


def remind(entry: NGOPage, items: list[Exchange]) -> bool | None:
    """One mail about all these items, with a link for each; None when nobody is to be asked.

    The rows are stored before the mail goes out, so that a run that dies asks nobody twice; a mail
    that the server refuses leaves no rows.
    """
    address = address_of(entry)
    if not address:
        return None
    fresh = []
    for item in items:
        row, is_new = ExchangeReminder.objects.get_or_create(
            side=item.side,
            item_pk=item.pk,
            last_day=item.valid_until,
            defaults={"organization": entry},
        )
        if is_new:
            fresh.append((row, item))
    if not fresh:
        return None
    site = entry.get_site()
    lines = [(item, site.root_url + link_path(row)) for row, item in fresh]
    context = {"entry": entry, "lines": lines, "site_name": site.site_name or site.root_page.title}
    subject = render_to_string("wagtail_ngo/email/exchange_subject.txt", context)
    body = render_to_string("wagtail_ngo/email/exchange.txt", context)
    try:
        EmailMessage(" ".join(subject.split()), body, to=[address]).send()
    except (SMTPException, OSError) as error:
        logger.warning("No reminder for entry %s: %s", entry.pk, type(error).__name__)
        ExchangeReminder.objects.filter(pk__in=[row.pk for row, _item in fresh]).delete()
        return False
    return True


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
