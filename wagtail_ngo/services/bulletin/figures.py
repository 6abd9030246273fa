"""Figures of the bulletin for a span of days, as the year's report counts them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from wagtail_ngo.models import (
    BulletinDistribution,
    BulletinIndexPage,
    BulletinIssuePage,
    BulletinRecord,
)


@dataclass(frozen=True)
class BulletinFigures:
    """``issues``: issued with a date of issue in the span, corrections not counted, double issues
    once. ``copies``: paper copies handed out in the span, of whatever issue. ``hand_overs``: times
    that copies were handed out; ``meetings``: dates of events at which they were."""

    issues: int
    copies: int
    hand_overs: int
    meetings: int


def figures(
    first: datetime.date, last: datetime.date, *, serial: BulletinIndexPage | None = None
) -> BulletinFigures:
    """Figures from ``first`` to ``last``, both included; of one serial or of all."""
    # A number whose page was deleted while readers had it was issued all the same.
    issues = BulletinRecord.objects.filter(Q(issue__live=True) | Q(issue__isnull=True))
    given = BulletinDistribution.objects.filter(date__range=(first, last))
    if serial is not None:
        issues = issues.filter(serial=serial)
        given = given.filter(issue__in=BulletinIssuePage.objects.child_of(serial))
    counted = given.aggregate(
        copies=Sum("copies"), rows=Count("pk"), meetings=Count("occurrence", distinct=True)
    )
    return BulletinFigures(
        issues=issues.filter(issue_date__range=(first, last)).count(),
        copies=counted["copies"] or 0,
        hand_overs=counted["rows"],
        meetings=counted["meetings"],
    )


def copies_of(issue: BulletinIssuePage) -> int:
    """Paper copies of one issue handed out so far."""
    return issue.distributions.aggregate(sum=Sum("copies"))["sum"] or 0
