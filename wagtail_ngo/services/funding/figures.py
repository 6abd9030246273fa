"""Figures of calls and awards for a period, for reports."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from wagtail_ngo.models import CooperationProgramme, FundingAward, FundingCall
from wagtail_ngo.models.funding.awards import FundingAwardQuerySet
from wagtail_ngo.models.funding.calls import FundingCallQuerySet
from wagtail_ngo.services.funding.awards import sums


@dataclass(frozen=True)
class FundingFigures:
    """``offers`` is None when no call of the period says how many came: unknown is not 0.

    ``granted`` holds one sum for each currency.
    """

    calls: int
    offers: int | None
    awards: int
    organizations: int
    granted: tuple[tuple[str, Decimal], ...]


def calls_of(
    first: datetime.date, last: datetime.date, *, programme: CooperationProgramme | None = None
) -> FundingCallQuerySet:
    """Public calls announced within these days, both included: the records behind the figure."""
    calls = FundingCall.objects.visible_to(None).announced_in(first, last)
    return calls.filter(programme=programme) if programme else calls


def awards_of(
    first: datetime.date, last: datetime.date, *, programme: CooperationProgramme | None = None
) -> FundingAwardQuerySet:
    """Public awards decided within these days, both included: the records behind the figure."""
    awards = FundingAward.objects.visible_to(None).decided_in(first, last)
    return awards.filter(call__programme=programme) if programme else awards


def figures(
    first: datetime.date,
    last: datetime.date,
    *,
    public_money_only: bool = False,
    programme: CooperationProgramme | None = None,
) -> FundingFigures:
    """Calls announced, and grants decided, from ``first`` to ``last``.

    ``organizations`` counts each entry, and each published name without an entry, once.
    """
    calls = calls_of(first, last, programme=programme)
    awards = awards_of(first, last, programme=programme)
    if public_money_only:
        calls, awards = calls.filter(is_public_money=True), awards.of_public_money()
    received = list(
        calls.exclude(offers_received=None).order_by().values_list("offers_received", flat=True)
    )
    entries = awards.exclude(organization=None).order_by().values("organization").distinct()
    names = awards.filter(organization=None).order_by().values("organization_name").distinct()
    return FundingFigures(
        calls=calls.count(),
        offers=sum(received) if received else None,
        awards=awards.count(),
        organizations=entries.count() + names.count(),
        granted=tuple(sums(awards)),
    )
