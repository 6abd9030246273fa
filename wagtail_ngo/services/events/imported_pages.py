"""What an event of a calendar file becomes: an unsaved page, and the digest of what was said."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable

from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from wagtail_ngo.domain.events.ical_import_values import ReadEvent, Remark
from wagtail_ngo.models import EventKind, EventPage, OccurrenceOverride, Venue

LEAD_LENGTH = 400


def digest(event: ReadEvent) -> str:
    """Changes with everything that is kept of the event."""
    content = dataclasses.replace(event, sequence=0, modified_at=None)
    return hashlib.sha256(repr(content).encode()).hexdigest()


class Names:
    """Venues and kinds by what files call them; each name is looked up once."""

    def __init__(self) -> None:
        self._venues: dict[str, Venue | None] = {}
        self._kinds: dict[tuple[str, ...], EventKind | None] = {}

    def venue(self, location: str) -> Venue | None:
        if location not in self._venues:
            with transaction.atomic():
                self._venues[location] = venue_named(location)
        return self._venues[location]

    def kind(self, categories: tuple[str, ...]) -> EventKind | None:
        if categories not in self._kinds:
            with transaction.atomic():
                self._kinds[categories] = EventKind.objects.filter(name__in=categories).first()
        return self._kinds[categories]


def as_page(
    event: ReadEvent, names: Names, *, make: Callable[..., EventPage] = EventPage
) -> tuple[EventPage, list[Remark]]:
    """An unsaved page that says what the file says; what had no place here is remarked."""
    page = make(title=event.title or str(_("Event without a title")))
    page.start_date, page.start_time = event.start_date, event.start_time
    page.end_date, page.end_time = event.end_date, event.end_time
    page.all_day, page.open_end = event.all_day, False
    page.time_zone = event.time_zone
    page.recurrence = event.rule.to_recurrence() if event.rule else None
    page.overrides.set(
        OccurrenceOverride(
            **{item.name: getattr(change, item.name) for item in dataclasses.fields(change)}
        )
        for change in event.changes
    )
    page.organizer, page.online_url = event.organizer, event.online_url
    page.venue = names.venue(event.location) if event.location else None
    page.kind = names.kind(event.categories) if event.categories else None
    remarks = []
    if event.location and page.venue is None:
        remarks.append(Remark("venue", event.title, event.location[:80]))
    if event.categories and page.kind is None:
        remarks.append(Remark("kind", event.title, ", ".join(event.categories)[:80]))
    _fill_text(page, event, with_place=bool(event.location and page.venue is None))
    return page, remarks


def venue_named(location: str) -> Venue | None:
    """The venue whose name, or name and address, is the text."""
    name = location.partition(",")[0].strip()
    wanted = location.casefold()
    for venue in Venue.objects.filter(Q(name__iexact=location) | Q(name__iexact=name)):
        if wanted in (venue.name.casefold(), f"{venue.name}, {venue.address}".casefold()):
            return venue
    return None


def _fill_text(page: EventPage, event: ReadEvent, *, with_place: bool) -> None:
    """A short description without links is the lead, another one the text."""
    paragraphs = list(event.paragraphs)
    is_short = len(event.description) <= LEAD_LENGTH and len(paragraphs) == 1
    page.lead = ""
    if is_short and "<a " not in paragraphs[0]:
        page.lead, paragraphs = " ".join(event.description.split()), []
    html = "".join(f"<p>{part}</p>" for part in paragraphs)
    if with_place:
        place = _("Place: %(name)s") % {"name": event.location}
        html += format_html("<p>{}</p>", place)
    if event.url:
        html += format_html('<p><a href="{0}">{0}</a></p>', event.url)
    page.body = [("text", RichText(html))] if html else []
