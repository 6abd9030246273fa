"""Subscribers from a list, each with the day of the consent. No mail is sent.

Whoever left is not brought back by an old list, whoever is subscribed is not doubled, and what was
agreed to is kept with each address, so that it can be proved (GDPR art. 7(1)).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.log_actions import log

from wagtail_ngo.domain.bulletin.subscriber_lists import SubscriberRow
from wagtail_ngo.enums import ListedAddress, SubscriberStatus
from wagtail_ngo.models import (
    BouncedAddress,
    BulletinDelivery,
    BulletinIndexPage,
    BulletinSubscriber,
)
from wagtail_ngo.models.mail import address_hash
from wagtail_ngo.services.locks import lock_page

CHUNK = 500
WRITTEN = (ListedAddress.NEW, ListedAddress.CONFIRMED)


@dataclass(frozen=True)
class Result:
    """What becomes of a row. ``same_as``: the number of the row that names the address first."""

    row: SubscriberRow
    outcome: ListedAddress
    same_as: int | None = None

    @property
    def is_written(self) -> bool:
        return self.outcome in WRITTEN


def plan(
    serial: BulletinIndexPage, rows: Iterable[SubscriberRow], *, today: datetime.date
) -> list[Result]:
    """What taking over the list would do as things are now. Nothing is written."""
    known = _Known.of(serial)
    seen: dict[str, int] = {}
    results = []
    for row in rows:
        outcome = _of_the_row(row, today)
        key = address_hash(row.email)
        same_as = seen.get(key) if outcome is None else None
        if same_as is not None:
            outcome = ListedAddress.TWICE
        elif outcome is None:
            seen[key] = row.number
            outcome = known.outcome(key, row.consented_on)
        results.append(Result(row, outcome, same_as))
    return results


def _of_the_row(row: SubscriberRow, today: datetime.date) -> ListedAddress | None:
    """What is wrong with the row by itself."""
    if row.has_many:
        return ListedAddress.MANY
    try:
        validate_email(row.email)
    except ValidationError:
        return ListedAddress.NO_ADDRESS
    if row.consented_on is None:
        return ListedAddress.NO_DATE
    return ListedAddress.LATER if row.consented_on > today else None


@dataclass(frozen=True)
class _Known:
    """By the hash of an address: state, last copy, mark."""

    statuses: dict[str, str]
    last_copies: dict[str, datetime.datetime]
    marked: frozenset[str]

    @classmethod
    def of(cls, serial: BulletinIndexPage) -> _Known:
        subscribers = BulletinSubscriber.objects.filter(serial=serial)
        copies = BulletinDelivery.objects.filter(mailing__issue__in=serial.get_children())
        return cls(
            dict(subscribers.values_list("address_hash", "status")),
            dict(copies.order_by().values_list("address_hash").annotate(Max("claimed_at"))),
            frozenset(BouncedAddress.objects.values_list("address_hash", flat=True)),
        )

    def outcome(self, key: str, consented_on: datetime.date | None) -> ListedAddress:
        status = self.statuses.get(key)
        if status == SubscriberStatus.ACTIVE:
            return ListedAddress.KNOWN
        if key in self.marked:
            return ListedAddress.UNREACHABLE
        if status == SubscriberStatus.UNSUBSCRIBED:
            return ListedAddress.GONE
        if status == SubscriberStatus.UNCONFIRMED:
            return ListedAddress.CONFIRMED
        # The address is forgotten when somebody leaves; that she got copies is not.
        last = self.last_copies.get(key)
        if last is not None and (consented_on is None or timezone.localdate(last) >= consented_on):
            return ListedAddress.GONE
        return ListedAddress.NEW


@transaction.atomic
def take_over(
    serial: BulletinIndexPage,
    rows: Sequence[SubscriberRow],
    *,
    consent_text: str,
    consent_source: str,
    now: datetime.datetime,
    user: Any = None,
) -> list[Result]:
    """Write what ``plan`` says, and what came of it. Sent again, everybody is known.

    ``consent_text`` is what each of them agreed to, ``consent_source`` where that is kept.
    """
    lock_page(serial)
    results = plan(serial, rows, today=timezone.localdate(now))
    evidence = {"consent_text": consent_text, "consent_source": consent_source}
    made = []
    for result in results:
        key = address_hash(result.row.email)
        fields = {
            "status": SubscriberStatus.ACTIVE,
            "confirmed_at": _moment(result.row),
            **evidence,
        }
        if result.outcome is ListedAddress.CONFIRMED:
            BulletinSubscriber.objects.filter(serial=serial, address_hash=key).update(**fields)
        elif result.outcome is ListedAddress.NEW:
            made.append(
                BulletinSubscriber(
                    serial=serial,
                    email=result.row.email,
                    address_hash=key,
                    created_at=now,
                    **fields,
                )
            )
    BulletinSubscriber.objects.bulk_create(made, batch_size=CHUNK)
    count = sum(result.is_written for result in results)
    if count:
        data = {"count": count, "source": consent_source}
        log(instance=serial, action="wagtail_ngo.import_subscribers", user=user, data=data)
    return results


def _moment(row: SubscriberRow) -> datetime.datetime | None:
    if row.consented_on is None:
        return None
    return timezone.make_aware(datetime.datetime.combine(row.consented_on, datetime.time()))
