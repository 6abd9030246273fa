"""Which funding calls a visitor asks for, and how long they are open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from wagtail_ngo.domain import deadlines
from wagtail_ngo.models import FundingCall
from wagtail_ngo.models.funding.calls import FundingCallQuerySet


@dataclass(frozen=True)
class CallFilters:
    """``amount`` is the sum looked for, in zlotys: calls that may grant it."""

    areas: tuple[int, ...] = ()
    amount: Decimal | None = None
    procedure: str = ""
    commission: bool = False
    ended: bool = False


def chosen_calls(request, filters: CallFilters, *, now: datetime.datetime) -> FundingCallQuerySet:
    """Calls for this visitor: open ones by deadline, or ended ones, latest first."""
    calls = FundingCall.objects.visible_to(request).prefetch_related("areas")
    calls = calls.ended_at(now) if filters.ended else calls.open_at(now)
    if filters.areas:
        of_areas = FundingCall.objects.filter(areas__in=filters.areas).order_by().values("pk")
        # No join: a call of two areas would come twice.
        of_any = FundingCall.objects.filter(areas__isnull=False).order_by().values("pk")
        calls = calls.filter(Q(pk__in=of_areas) | ~Q(pk__in=of_any))
    if filters.procedure:
        calls = calls.filter(procedure=filters.procedure)
    if filters.commission:
        today = timezone.localdate(now)
        calls = calls.filter(commission_wanted=True).exclude(commission_until__lt=today)
    if filters.amount is not None:
        enough = Q(amount_max__isnull=True) | Q(amount_max__gte=filters.amount)
        small = Q(amount_min__isnull=True) | Q(amount_min__lte=filters.amount)
        calls = calls.filter(enough & small)
    return calls


def days_left(call: FundingCall, *, now: datetime.datetime) -> int | None:
    """Nights until the next deadline, in the site's zone; negative once the last one has passed.

    None for a call without a deadline.
    """
    return deadlines.days_to_next(
        (call.deadline, call.paper_deadline), now=now, zone=timezone.get_default_timezone()
    )
