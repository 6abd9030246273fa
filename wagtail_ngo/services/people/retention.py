"""What was kept long enough goes (GDPR art. 5(1)(e)). Each function belongs to the register."""

from __future__ import annotations

import datetime

from django.db.models import Q
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.enums import MailStatus, SubscriberStatus
from wagtail_ngo.models import (
    BouncedAddress,
    BulletinSubscriber,
    ChangeRequest,
    ChangeRequestField,
    ImportJob,
    ImportRow,
    MissingOrganization,
    OutgoingMail,
    Representative,
    SearchAlert,
    SearchedQuery,
)
from wagtail_ngo.services import daily_counts
from wagtail_ngo.services.people import erasure, register


def forget_all(*, now: datetime.datetime, dry_run: bool = False) -> dict[str, int]:
    """Erase everywhere what is past its day: model label → how many rows."""
    return {
        data.model: data.forget(now=now, dry_run=dry_run)
        for data in register.entries()
        if data.forget is not None
    }


def forget_representatives(*, now: datetime.datetime, dry_run: bool) -> int:
    people = list(Representative.objects.past_retention(timezone.localdate(now)))
    if not dry_run:
        for person in people:
            erasure.erase_person(person, now=now)
    return len(people)


def forget_unconfirmed(*, now: datetime.datetime, dry_run: bool) -> int:
    waiting = BulletinSubscriber.objects.filter(
        status=SubscriberStatus.UNCONFIRMED,
        created_at__lt=now - BulletinSubscriber.KEPT_UNCONFIRMED,
    )
    return _count_or(waiting, dry_run, lambda rows: rows.delete())


def forget_unconfirmed_alerts(*, now: datetime.datetime, dry_run: bool) -> int:
    waiting = SearchAlert.objects.past_retention(now)
    return _count_or(waiting, dry_run, lambda rows: rows.delete())


def forget_change_requests(*, now: datetime.datetime, dry_run: bool) -> int:
    """Messages and values go; that there was a request, and how it ended, stays."""
    done = ChangeRequest.objects.filter(closed_at__lt=_days_before(now, _kept("REQUEST")))
    values = ChangeRequestField.objects.filter(request__in=done).exclude(old="", new="")
    written = done.filter(~Q(message="", reply_to="") | Q(pk__in=values.values("request")))
    pks = list(written.values_list("pk", flat=True))
    if not dry_run:
        ChangeRequestField.objects.filter(request__in=pks).update(old="", new="")
        ChangeRequest.objects.filter(pk__in=pks).update(message="", reply_to="")
    return len(pks)


def forget_hints(*, now: datetime.datetime, dry_run: bool) -> int:
    """The name of the organization stays: it is not a person's."""
    done = MissingOrganization.objects.filter(closed_at__lt=_days_before(now, _kept("REQUEST")))
    written = done.exclude(contact="", message="", reply_to="")
    return _count_or(
        written, dry_run, lambda rows: rows.update(contact="", message="", reply_to="")
    )


def forget_imports(*, now: datetime.datetime, dry_run: bool) -> int:
    """The cells go; which row became which entry stays."""
    old = ImportJob.objects.filter(created_at__lt=_days_before(now, _kept("IMPORT")))
    rows = ImportRow.objects.filter(job__in=old).exclude(cells=[], message="", remarks=[])
    return _count_or(rows, dry_run, lambda rows: rows.update(cells=[], message="", remarks=[]))


def forget_mail(*, now: datetime.datetime, dry_run: bool) -> int:
    settled = OutgoingMail.objects.filter(
        settled_at__lt=_days_before(now, conf.get("MAIL_KEEP_DAYS"))
    )
    unwanted = settled.exclude(status__in=(MailStatus.QUEUED, MailStatus.SENDING))
    return _count_or(unwanted, dry_run, lambda rows: rows.delete())


def forget_bounces(*, now: datetime.datetime, dry_run: bool) -> int:
    old = BouncedAddress.objects.filter(bounced_at__lt=now - BouncedAddress.KEPT)
    return _count_or(old, dry_run, lambda rows: rows.delete())


def forget_searches(*, now: datetime.datetime, dry_run: bool) -> int:
    old = SearchedQuery.objects.past_retention(timezone.localdate(now))
    return _count_or(old, dry_run, daily_counts.fold_searches)


def _kept(name: str) -> int:
    return conf.get(f"{name}_KEEP_DAYS")


def _days_before(now: datetime.datetime, days: int) -> datetime.datetime:
    return now - datetime.timedelta(days=days)


def _count_or(rows, dry_run: bool, forget) -> int:
    count = rows.count()
    if not dry_run:
        forget(rows)
    return count
