"""Rows of the site → items of a bulletin. Only what the anonymous public may see gets in."""

from __future__ import annotations

import dataclasses
import datetime
from decimal import Decimal

import nh3
from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from wagtail_ngo.domain.bulletin.content import (
    CallItem,
    EventItem,
    NewsItem,
    OrganizationItem,
    Picture,
)
from wagtail_ngo.models import (
    Cooperation,
    FundingCall,
    FundingCallIndexPage,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services.directory.cooperations import PublicCooperation

# Large enough for a full page at 200 dpi; one rendition serves web, PDF and mail.
PICTURE_FILTER = "max-1600x1600|format-jpeg|jpegquality-80|bgcolor-fff"
HTML_TAGS = {
    *("p", "br", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "ol", "ul", "li", "a"),
    *("blockquote", "sub", "sup", "s", "del", "code", "hr", "span"),
}
HTML_ATTRIBUTES = {"a": {"href"}, "span": {"lang", "dir"}, "ol": {"start"}}


@dataclasses.dataclass(frozen=True)
class Place:
    """The site an issue belongs to: what its readers may see and where links lead."""

    site: Site
    call_page_url: str = ""

    @classmethod
    def of(cls, site: Site) -> Place:
        page = FundingCallIndexPage.objects.visible_to(None, site=site).first()
        return cls(site, page.get_full_url() if page else "")


def site_of(page: Page) -> Site:
    """The site below which a page stands; the default one for a page outside all sites."""
    return page.get_site() or Site.objects.get(is_default_site=True)


def clean_html(source: str, *, root_url: str) -> str:
    """Rich text as stored → HTML that holds no script and no relative link."""

    def absolute(tag: str, attribute: str, value: str) -> str:
        relative = attribute == "href" and value.startswith("/") and not value.startswith("//")
        return root_url + value if relative else value

    return nh3.clean(
        expand_db_html(source or ""),
        tags=HTML_TAGS,
        attributes=HTML_ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def paragraphs(text: str) -> str:
    """Plain text with blank lines as HTML paragraphs."""
    parts = [part.strip() for part in (text or "").split("\n\n")]
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def picture(image, *, alt: str = "", decorative: bool = False, **texts: str) -> Picture | None:
    """The stored rendition of an image; None where its file is gone or no raster."""
    if image is None or image.is_svg():
        return None
    try:
        rendition = image.get_rendition(PICTURE_FILTER)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        return None
    return Picture(
        name=rendition.file.name,
        width=rendition.width,
        height=rendition.height,
        alt=alt,
        decorative=decorative,
        **texts,
        original_width=image.width,
        original_height=image.height,
    )


def event_key(occurrence: Occurrence) -> str:
    return f"wagtail_ngo.eventpage:{occurrence.page_id}@{occurrence.key.address}"


def event_item(occurrence: Occurrence) -> EventItem:
    """One date; ``occurrence`` comes from ``with_details``, so that hidden hosts stay hidden."""
    venue = occurrence.venue
    return EventItem(
        source=event_key(occurrence),
        title=occurrence.title,
        html=paragraphs(occurrence.page.lead),
        url=occurrence.get_full_url() or "",
        starts_at=occurrence.local_start,
        ends_at=occurrence.local_end if occurrence.has_end else None,
        all_day=occurrence.is_all_day,
        open_end=not occurrence.has_end,
        status=occurrence.status,
        place=venue.name if venue else "",
        address=venue.address if venue else "",
        hosts=tuple(host.title for host in occurrence.host_organizations),
        note=occurrence.note,
    )


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


def organization_key(page: NGOPage) -> str:
    return f"wagtail_ngo.ngopage:{page.pk}"


def organization_item(page: NGOPage) -> OrganizationItem:
    return OrganizationItem(
        source=organization_key(page),
        title=page.title,
        lead=page.lead,
        url=page.get_full_url() or "",
        areas=tuple(area.name for area in page.areas.all()),
        picture=picture(page.logo, alt=page.title) if page.logo_id else None,
    )


def cooperation_key(row: Cooperation) -> str:
    return f"wagtail_ngo.cooperation:{row.pk}"


def cooperation_item(shown: PublicCooperation) -> NewsItem:
    """A cooperation as news of its partners; only partners that readers may know of."""
    row = shown.row
    page = next((partner.page for partner in shown.partners if partner.page), None)
    return NewsItem(
        source=cooperation_key(row),
        title=row.title,
        html=paragraphs("\n\n".join(filter(None, [row.purpose, row.result]))),
        url=(page and page.get_full_url()) or "",
        organization=", ".join(shown.names),
    )


def period_bounds(start: datetime.date, end: datetime.date) -> tuple[datetime.datetime, ...]:
    """First instant of the first day and first instant after the last, in the site's zone."""
    zone = timezone.get_default_timezone()
    midnight = datetime.time()
    return (
        datetime.datetime.combine(start, midnight, tzinfo=zone),
        datetime.datetime.combine(end + datetime.timedelta(days=1), midnight, tzinfo=zone),
    )
