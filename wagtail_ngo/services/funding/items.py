"""Funding calls as their page, feeds, data and bulletins show them."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Site

from wagtail_ngo.domain.funding import CallItem
from wagtail_ngo.models import FundingCall, FundingCallIndexPage
from wagtail_ngo.services.outgoing import clean_html


@dataclasses.dataclass(frozen=True)
class Place:
    """The site an issue belongs to: what its readers may see and where links lead."""

    site: Site
    call_page_url: str = ""

    @classmethod
    def of(cls, site: Site) -> Place:
        page = FundingCallIndexPage.objects.visible_to(None, site=site).first()
        return cls(site, page.get_full_url() if page else "")


def call_key(call: FundingCall) -> str:
    return f"wagtail_ngo.fundingcall:{call.pk}"


def call_item(call: FundingCall, place: Place) -> CallItem:
    return CallItem(
        source=call_key(call),
        title=call.title,
        html=clean_html(call.text, root_url=place.site.root_url),
        url=f"{place.call_page_url}{call.pk}/" if place.call_page_url else call.url,
        call_url=call.url,
        funder=call.funder,
        deadline=_local(call.deadline),
        paper_deadline=_local(call.paper_deadline),
        takes_remarks=call.takes_remarks,
        amount=amount_label(call.amount_min, call.amount_max, call.currency),
        own_contribution=call.own_contribution,
        eligible=call.eligible,
        areas=tuple(area.name for area in call.areas.all()),
    )


def _local(moment: datetime.datetime | None) -> datetime.datetime | None:
    return moment and moment.astimezone(timezone.get_default_timezone())


def amount_label(low: Decimal | None, high: Decimal | None, currency: str) -> str:
    """“2 000–10 000 zł”, “up to 10 000 zł”, “from 2 000 zł”, or nothing."""
    unit = pgettext("currency", "PLN") if currency == "PLN" else currency
    values = {
        "low": low is not None and _money(low),
        "high": high is not None and _money(high),
        "unit": unit,
    }
    if low is not None and high is not None:
        text = "%(high)s %(unit)s" if low == high else "%(low)s–%(high)s %(unit)s"
        return text % values
    if high is not None:
        return _("up to %(high)s %(unit)s") % values
    return _("from %(low)s %(unit)s") % values if low is not None else ""


def _money(amount: Decimal) -> str:
    places = 0 if amount == amount.to_integral_value() else 2
    return formats.number_format(amount, places, use_l10n=True, force_grouping=True)
