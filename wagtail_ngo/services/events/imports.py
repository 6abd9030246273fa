"""iCalendar files become drafts of events: new ones, or new drafts of those known by their UID.

Nothing is published and nothing fetched. A file read twice changes nothing; one with a higher
SEQUENCE than the last writes a new draft, which an editor looks at before it goes out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from wagtail_ngo import conf
from wagtail_ngo.domain.events.ical_import import read
from wagtail_ngo.domain.events.ical_import_values import ReadError, ReadEvent, ReadLimits, Remark
from wagtail_ngo.models import EventIndexPage, EventKind, EventPage, OccurrenceOverride, Venue
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.validators import validate_event

LEAD_LENGTH = 400

REFUSALS = {
    "size": gettext_lazy("The file is larger than %(megabytes)s MB."),
    "events": gettext_lazy("The file has more than %(limit)s events."),
    "format": gettext_lazy("This is not a calendar file (iCalendar)."),
    "files": gettext_lazy("These are more than %(limit)s files."),
}
REMARKS = {
    "tasks": gettext_lazy("A task was left out."),
    "journals": gettext_lazy("A journal entry was left out."),
    "busy": gettext_lazy("Busy times were left out."),
    "attendees": gettext_lazy("The list of participants was left out."),
    "attachments": gettext_lazy("Attached files were left out: nothing is fetched."),
    "exrule": gettext_lazy("A rule of exceptions (EXRULE) was not understood."),
    "alarms": gettext_lazy("Reminders were left out."),
    "tentative": gettext_lazy("The event is tentative. Ask before you publish it."),
    "private": gettext_lazy("The event is marked as private and was left out."),
    "damaged": gettext_lazy("A part of the file is damaged and was not read."),
    "double": gettext_lazy("The event is there twice. The newer one was taken."),
    "no_series": gettext_lazy("A change to one date without its series was left out."),
    "no_start": gettext_lazy("There is no date that can be read."),
    "zone": gettext_lazy("The time zone is not known. Check the hours."),
    "address": gettext_lazy("The address does not lead to a web page and was left out."),
    "rule": gettext_lazy("The repeat rule cannot be kept. Only the first date was taken."),
    "start_off_rule": gettext_lazy("The first date does not follow the repeat rule. Check it."),
    "same_day": gettext_lazy("A second date on the same day was left out."),
    "this_and_future": gettext_lazy("A change to “this and all later dates” was left out."),
    "cancelled_series": gettext_lazy("The whole series is cancelled. Do not publish it."),
    "venue": gettext_lazy("The place is not among the venues. It stands in the text."),
    "kind": gettext_lazy("The category is not a kind of event here."),
    "invalid": gettext_lazy("The event was left out."),
}


@dataclass
class ImportReport:
    """What became of the files. Remarks are (file, remark); their words are in ``sentence``."""

    created: list[EventPage] = field(default_factory=list)
    updated: list[EventPage] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    remarks: list[tuple[str, Remark]] = field(default_factory=list)

    @property
    def sentences(self) -> list[tuple[str, str, str]]:
        """File, title of the event, what is to be said about it."""
        return [(name, remark.title, sentence(remark)) for name, remark in self.remarks]


def sentence(remark: Remark) -> str:
    text = str(REMARKS[remark.code])
    return f"{text} ({remark.detail})" if remark.detail else text


def limits() -> dict[str, int]:
    return {**conf.DEFAULTS["EVENT_IMPORT_LIMITS"], **conf.get("EVENT_IMPORT_LIMITS")}


def files_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of a file, or of the .ics files of a folder; one byte more than allowed."""
    most = limits()
    files = [path]
    if path.is_dir():
        found = (one for one in sorted(path.rglob("*")) if one.suffix.lower() == ".ics")
        files = [one for one in found if one.is_file() and not one.is_symlink()]
    if len(files) > most["files"]:
        raise ReadError("files", limit=most["files"])
    for file in files:
        with file.open("rb") as stream:
            yield file.name, stream.read(most["bytes"] + 1)


def import_files(
    files: Iterable[tuple[str, bytes]],
    calendar: EventIndexPage,
    *,
    time_zone: str,
    today: datetime.date,
    user: Any = None,
    dry_run: bool = False,
) -> ImportReport:
    """Drafts below ``calendar`` from files given as name and content."""
    report = ImportReport()
    most = limits()
    read_limits = ReadLimits(
        size=most["bytes"], events=most["events"], dates=conf.get("OCCURRENCE_LIMIT")
    )
    with transaction.atomic():
        # Two imports of one file at once: the second finds what the first has made.
        lock_page(calendar)
        for name, data in files:
            try:
                reading = read(data, time_zone=time_zone, today=today, limits=read_limits)
            except ReadError as error:
                report.refused.append((name, str(REFUSALS[error.code] % error.params)))
                continue
            report.remarks += [(name, remark) for remark in reading.remarks]
            for event in reading.events:
                _import(event, calendar, report, name=name, user=user)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _import(
    event: ReadEvent, calendar: EventIndexPage, report: ImportReport, *, name: str, user: Any
) -> None:
    page = EventPage.objects.filter(uid=event.uid).first()
    if page is not None and event.sequence <= _known_sequence(page):
        report.unchanged.append(page.title)
        return
    is_new = page is None
    page = EventPage(live=False, uid=event.uid) if is_new else page.get_latest_revision_as_object()
    if not is_new and user and not page.permissions_for_user(user).can_edit():
        report.unchanged.append(page.title)
        return
    remarks = _fill(page, event, is_new=is_new)
    try:
        with transaction.atomic():
            validate_event(page.schedule)
            _save(page, calendar, event, is_new=is_new, user=user)
    except ValidationError as error:
        detail = " ".join(error.messages)
        report.remarks.append((name, Remark("invalid", event.title, detail)))
        return
    report.remarks += [(name, remark) for remark in remarks]
    (report.created if is_new else report.updated).append(page)


def _known_sequence(page: EventPage) -> int:
    """An event written here has its own SEQUENCE: its exported file is no news."""
    return page.sequence if page.source_sequence is None else page.source_sequence


def _save(
    page: EventPage, calendar: EventIndexPage, event: ReadEvent, *, is_new: bool, user: Any
) -> None:
    page.source_sequence = event.sequence
    if is_new:
        page.owner = user
        page.locale = calendar.locale
        page.sequence = event.sequence
        # add_child() wants a parent whose counters are fresh.
        Page.objects.get(pk=calendar.pk).add_child(instance=page)
    else:
        EventPage.objects.filter(pk=page.pk).update(source_sequence=event.sequence)
    page.save_revision(user=user, log_action=True)


def _fill(page: EventPage, event: ReadEvent, *, is_new: bool) -> list[Remark]:
    """Writes what the file says; what editors added here (hosts, audience, …) stays."""
    page.title = event.title or str(_("Event without a title"))
    page.start_date, page.start_time = event.start_date, event.start_time
    page.end_date, page.end_time = event.end_date, event.end_time
    page.all_day, page.open_end = event.all_day, False
    page.time_zone = event.time_zone
    page.recurrence = event.rule.to_recurrence() if event.rule else None
    page.overrides = [
        OccurrenceOverride(
            original_date=change.original_date,
            kind=change.kind,
            new_date=change.new_date,
            start_time=change.start_time,
            end_time=change.end_time,
            title=change.title,
            note=change.note,
        )
        for change in event.changes
    ]
    page.organizer = event.organizer or page.organizer
    page.online_url = event.online_url or page.online_url
    remarks = []
    if event.location and not (found := venue_named(event.location)):
        remarks.append(Remark("venue", event.title, event.location[:80]))
    elif event.location:
        page.venue = found
    kind = EventKind.objects.filter(name__in=event.categories).first()
    page.kind = kind or page.kind
    if event.categories and kind is None:
        remarks.append(Remark("kind", event.title, ", ".join(event.categories)[:80]))
    if is_new or not page.body:
        _fill_text(page, event, with_place=bool(event.location and not page.venue))
    return remarks


def venue_named(location: str) -> Venue | None:
    """The venue whose name, or name and address, is the text."""
    name = location.partition(",")[0].strip()
    wanted = location.casefold()
    for venue in Venue.objects.filter(Q(name__iexact=location) | Q(name__iexact=name)):
        if wanted in (venue.name.casefold(), f"{venue.name}, {venue.address}".casefold()):
            return venue
    return None


def _fill_text(page: EventPage, event: ReadEvent, *, with_place: bool) -> None:
    """A short description is the lead, a long one the text. It is plain text and stays so."""
    paragraphs = [part for part in event.description.split("\n\n") if part.strip()]
    page.lead = ""
    if len(event.description) <= LEAD_LENGTH and len(paragraphs) <= 1:
        page.lead, paragraphs = event.description, []
    if with_place:
        paragraphs.append(_("Place: %(name)s") % {"name": event.location})
    html = format_html_join("", "<p>{}</p>", ((" ".join(part.split()),) for part in paragraphs))
    if event.url:
        html += format_html('<p><a href="{0}">{0}</a></p>', event.url)
    page.body = [("text", html)] if html else []
