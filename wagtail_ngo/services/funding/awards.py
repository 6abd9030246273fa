"""Awards as the public may read them: of a call, of an entry, of all calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from wagtail_ngo.models import FundingAward, FundingCall, NGOPage


@dataclass(frozen=True)
class PublicAward:
    """``page`` is the entry where the visitor may open it; the published name is shown anyway."""

    row: FundingAward
    page: NGOPage | None


def public_awards(rows: Iterable[FundingAward], request: HttpRequest | None) -> list[PublicAward]:
    """``rows`` come from ``visible_to()``; each with its entry if the visitor may open that."""
    rows = list(rows)
    keys = {row.organization_id for row in rows if row.organization_id}
    entries = NGOPage.objects.visible_to(request).defer("description").in_bulk(keys)
    return [PublicAward(row, entries.get(row.organization_id)) for row in rows]


def awards_of_call(call: FundingCall, request: HttpRequest | None) -> list[PublicAward]:
    """The result of a call, the largest grant first."""
    rows = FundingAward.objects.visible_to(request).filter(call=call)
    rows = rows.select_related("decision_document")
    return public_awards(rows.order_by("-amount", "organization_name", "pk"), request)


def all_awards(request: HttpRequest | None) -> QuerySet[FundingAward]:
    """Every published award, the latest decision first."""
    rows = FundingAward.objects.visible_to(request).select_related("call")
    return rows.order_by("-decided_on", "organization_name", "pk")


def sums(awards: QuerySet[FundingAward]) -> list[tuple[str, Decimal]]:
    """Currency and sum, by currency: money of two currencies is never added up."""
    rows = awards.order_by().values_list("call__currency").annotate(Sum("amount"))
    return sorted((currency, amount) for currency, amount in rows)


def keep_name(entry: NGOPage) -> None:
    """Awards hold the published name from the start; fill in where an importer left it out."""
    unnamed = FundingAward.objects.filter(organization_id=entry.pk, organization_name="")
    unnamed.update(organization_name=entry.title)
