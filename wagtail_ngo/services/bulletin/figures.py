"""Figures of the bulletin for a span of days, as the year's report counts them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from wagtail.models import Site

from wagtail_ngo.models import (
    BulletinDistribution,
    BulletinIndexPage,
    BulletinIssuePage,
    BulletinRecord,
)
from wagtail_ngo.services import sites


@dataclass(frozen=True)
class BulletinFigures:
    """``issues``: issued with a date of issue in the span, corrections not counted, double issues
    once. ``copies``: paper copies handed out in the span, of any issue. ``hand_overs``: times
    that copies were handed out; ``meetings``: dates of events at which they were."""

    issues: int
    copies: int
    hand_overs: int
    meetings: int


def issued(
    first: datetime.date,
    last: datetime.date,
    *,
    serial: BulletinIndexPage | None = None,
    site: Site | None = None,
) -> QuerySet[BulletinRecord]:
    """Numbers with a date of issue within these days, each once with all its translations.

    A number whose page was deleted while readers had it was issued all the same; what was taken
    back was not.
    """
    issued_once = BulletinRecord.objects.filter(Q(issue__live=True) | Q(issue__isnull=True))
    if site is not None:
        issued_once = issued_once.filter(_of_site(site))
    older = issued_once.filter(issue_key=OuterRef("issue_key"), pk__lt=OuterRef("pk"))
    rows = issued_once.filter(~Exists(older.order_by()), issue_date__range=(first, last))
    if serial is not None:
        rows = rows.filter(serial=serial)
    return rows


def handed_out(
    first: datetime.date,
    last: datetime.date,
    *,
    serial: BulletinIndexPage | None = None,
    site: Site | None = None,
) -> QuerySet[BulletinDistribution]:
    """Times that paper copies were handed out on these days, of any issue."""
    rows = BulletinDistribution.objects.filter(date__range=(first, last))
    if serial is not None:
        issues = BulletinIssuePage.objects.child_of(serial)
        rows = rows.filter(Q(issue__in=issues) | Q(issue=None, serial=serial))
    if site is not None:
        rows = rows.filter(_of_site(site))
    return rows


def _of_site(site: Site) -> Q:
    roots = sites.root_pages(site)
    return sites.below("issue__path", roots) | (Q(issue=None) & sites.below("serial__path", roots))


def keep_serial(issue: BulletinIssuePage) -> None:
    """Let copies remember their bulletin before the page of their issue is deleted."""
    serials = BulletinIndexPage.objects.filter(pk=issue.get_parent().pk)
    BulletinDistribution.objects.filter(issue=issue).update(serial=serials.values("pk")[:1])


def figures(
    first: datetime.date, last: datetime.date, *, serial: BulletinIndexPage | None = None
) -> BulletinFigures:
    """Figures from ``first`` to ``last``, both included; of one serial or of all."""
    given = handed_out(first, last, serial=serial)
    counted = given.aggregate(
        copies=Sum("copies"), rows=Count("pk"), meetings=Count("occurrence", distinct=True)
    )
    return BulletinFigures(
        issues=issued(first, last, serial=serial).count(),
        copies=counted["copies"] or 0,
        hand_overs=counted["rows"],
        meetings=counted["meetings"],
    )


def copies_of(issue: BulletinIssuePage) -> int:
    """Paper copies of one issue handed out so far."""
    return issue.distributions.aggregate(sum=Sum("copies"))["sum"] or 0
