"""Rows of the site → items of a bulletin. Only what the anonymous public may see gets in."""

from __future__ import annotations

import datetime

from django.utils import timezone
from django.utils.html import escape
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from wagtail_ngo.domain.bulletin.content import (
    EventItem,
    NewsItem,
    OrganizationItem,
    Picture,
)
from wagtail_ngo.domain.days import bounds
from wagtail_ngo.models import (
    Cooperation,
    NGOPage,
    Occurrence,
)
from wagtail_ngo.services.directory.cooperations import PublicCooperation

# Large enough for a full page at 200 dpi; one rendition serves web, PDF and mail.
PICTURE_FILTER = "max-1600x1600|format-jpeg|jpegquality-80|bgcolor-fff"


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
        html=paragraphs(occurrence.event.lead),
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


def period_bounds(
    start: datetime.date, end: datetime.date
) -> tuple[datetime.datetime, datetime.datetime]:
    """First instant of the first day and first instant after the last, in the site's zone."""
    return bounds(start, end, timezone.get_default_timezone())
