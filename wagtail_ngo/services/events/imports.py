"""iCalendar files become drafts of events: new ones, or new drafts of those known by their UID.

Nothing is published and nothing fetched. A file read twice changes nothing. A newer one, by
SEQUENCE, else LAST-MODIFIED, else its content, writes a new draft with what the source changed;
what an editor changed as well is kept and shown as a conflict.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text import RichText

from wagtail_ngo import conf
from wagtail_ngo.domain.events.ical_import import own_uid, read
from wagtail_ngo.domain.events.ical_import_values import (
    LonelyChanges,
    ReadChange,
    ReadError,
    ReadEvent,
    ReadLimits,
    Remark,
)
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventIndexPage, EventKind, EventPage, OccurrenceOverride, Venue
from wagtail_ngo.services.events import source_changes, source_content
from wagtail_ngo.services.events.import_remarks import REFUSALS, sentence
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.validators import validate_event

logger = logging.getLogger(__name__)
LEAD_LENGTH = 400


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


def limits() -> dict[str, int]:
    return {**conf.DEFAULTS["EVENT_IMPORT_LIMITS"], **conf.get("EVENT_IMPORT_LIMITS")}


def files_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of a file, or of the .ics files of a folder; one byte more than allowed."""
    most = limits()
    files = [path]
    if path.is_dir():
        paths = (file for file in sorted(path.rglob("*")) if file.suffix.lower() == ".ics")
        files = [file for file in paths if file.is_file() and not file.is_symlink()]
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
    """Drafts below ``calendar`` from files given as name and content.

    Each file is a transaction of its own: what is wrong with one never costs another.
    """
    report = ImportReport()
    job = _Job(report, calendar, time_zone, today, user)
    with transaction.atomic():
        # Two imports of one file at once: the second finds what the first has made.
        lock_page(calendar)
        for name, data in files:
            try:
                with transaction.atomic():
                    job.import_file(name, data)
            except ReadError as error:
                report.refused.append((name, str(REFUSALS[error.code] % error.params)))
            except Exception:  # a fault of ours in one file
                logger.exception("Import of calendar file %s failed", name)
                report.refused.append((name, str(REFUSALS["failed"])))
        if dry_run:
            transaction.set_rollback(True)
    return report


def _lock() -> None:
    """Imports wait for each other, on every database, before they look for what is there."""
    first = EventIndexPage.objects.order_by("pk").values("pk")[:1]
    for row in first:
        EventIndexPage.objects.filter(pk=row["pk"]).update(introduction=F("introduction"))


@dataclass
class _Job:
    """One import into one calendar."""

    report: ImportReport
    calendar: EventIndexPage
    time_zone: str
    today: datetime.date
    user: Any

    def import_file(self, name: str, data: bytes) -> None:
        """Raises ReadError for a file that is refused."""
        _lock()
        most = limits()
        reading = read(
            data,
            time_zone=self.time_zone,
            today=self.today,
            limits=ReadLimits(most["bytes"], most["events"], conf.get("OCCURRENCE_LIMIT")),
            known=_known_event,
        )
        self.report.remarks += [(name, remark) for remark in reading.remarks]
        seen: set[int] = set()
        for event in reading.events:
            self._guarded(name, event.title, seen, self._import, event, name)
        for changes in reading.lonely:
            self._guarded(name, "", seen, self._import_changes, changes, name)
        if not any(remark.code == "damaged" for remark in reading.remarks):
            self._say_what_vanished(name, seen)

    def _guarded(self, name: str, title: str, seen: set[int], write: Any, *values: Any) -> None:
        """One event; what goes wrong with it is said and costs no other."""
        try:
            with transaction.atomic():
                page = write(*values)
            if page is not None:
                seen.add(page.pk)
        except ValidationError as error:
            remark = Remark("invalid", title, " ".join(error.messages))
            self.report.remarks.append((name, remark))
        except Exception:  # a fault of ours with one event
            logger.exception("Import of event %s from %s failed", title, name)
            self.report.remarks.append((name, Remark("failed", title)))

    def _may_edit(self, page: EventPage) -> bool:
        return self.user is None or page.permissions_for_user(self.user).can_edit()

    def _import(self, event: ReadEvent, name: str) -> EventPage | None:
        page = _page_of(event)
        if page is None:
            return self._create(event, name)
        if not _is_newer(event, page) or not self._may_edit(page):
            self.report.unchanged.append(page.title)
            return page
        wanted, remarks = _as_page(event)
        validate_event(wanted.schedule)
        before = (page.source_content or {}).get("fields")
        draft = page.get_latest_revision_as_object()
        theirs = source_content.content_of(wanted)
        conflicts = source_content.merge(draft, theirs, before)
        validate_event(draft.schedule)
        self._save(draft, event, name, theirs)
        self._tell(draft, conflicts, remarks, name)
        self.report.updated.append(draft)
        return draft

    def _create(self, event: ReadEvent, name: str) -> EventPage:
        page, remarks = _as_page(event)
        validate_event(page.schedule)
        page.live, page.uid, page.sequence = False, event.uid, event.sequence
        page.owner, page.locale = self.user, self.calendar.locale
        # add_child() wants a parent whose counters are fresh.
        Page.objects.get(pk=self.calendar.pk).add_child(instance=page)
        self._save(page, event, name, source_content.content_of(page))
        self._tell(page, [], remarks, name)
        self.report.created.append(page)
        return page

    def _save(self, page: EventPage, event: ReadEvent, name: str, theirs: dict) -> None:
        """The draft, and what the source said: the latter holds at once, published or not."""
        page.source_sequence = event.sequence
        page.source_modified_at = event.modified_at
        page.source_name = name[:255]
        page.source_content = {"digest": digest(event), "fields": theirs}
        _store_source(page)
        page.save_revision(user=self.user, log_action=True)

    def _tell(self, page: EventPage, conflicts: list, remarks: list[Remark], name: str) -> None:
        theirs = (page.source_content or {}).get("fields", {})
        page.source_conflicts = source_changes.still_open(page, conflicts, theirs)
        _store_source(page)
        if conflicts:
            remarks = [*remarks, Remark("conflict", page.title)]
        self.report.remarks += [(name, remark) for remark in remarks]

    def _import_changes(self, lonely: LonelyChanges, name: str) -> EventPage | None:
        """Changes to dates of an event that is not in the file."""
        page = _originals().filter(uid=lonely.uid).first()
        if page is None or not self._may_edit(page):
            return page
        if lonely.sequence < _known_sequence(page):
            self.report.unchanged.append(page.title)
            return page
        draft = page.get_latest_revision_as_object()
        content = page.source_content or {"digest": "", "fields": source_content.content_of(page)}
        before = content["fields"]
        theirs = before | {
            f"date {change.key.address}": source_content.date_content(change)
            for change in lonely.changes
        }
        if all(source_content.is_same(theirs[key], before.get(key)) for key in theirs):
            self.report.unchanged.append(page.title)
            return page
        conflicts = source_content.merge(draft, theirs, before)
        draft.source_sequence = max(lonely.sequence, _known_sequence(page))
        draft.source_content = {**content, "fields": theirs}
        self._tell(draft, conflicts, [], name)
        draft.save_revision(user=self.user, log_action=True)
        self.report.updated.append(draft)
        return draft

    def _say_what_vanished(self, name: str, seen: set[int]) -> None:
        """Coming events that this file once brought and no longer has."""
        pages = _originals().child_of(self.calendar).filter(source_name=name[:255])
        coming = Q(start_date__gte=self.today) | Q(occurrences__starts_at__date__gte=self.today)
        gone = pages.filter(coming).exclude(pk__in=seen).distinct().order_by("title")
        for page in gone:
            self.report.remarks.append((name, Remark("vanished", page.title)))
            source_changes.note_gone(page)
        for page in pages.filter(source_changes.is_told_gone(), pk__in=seen):
            source_changes.note_back(page)


def _store_source(page: EventPage) -> None:
    names = [
        "source_sequence",
        "source_modified_at",
        "source_name",
        "source_content",
        "source_conflicts",
    ]
    values = {name: getattr(page, name) for name in names}
    EventPage.objects.filter(pk=page.pk).update(**values)


def _page_of(event: ReadEvent) -> EventPage | None:
    """The event that an import brought before, also under the UID that it had to itself then."""
    same = Q(uid=event.uid)
    if event.shared_uid:
        start = {"start_date": event.start_date, "start_time": event.start_time}
        same |= Q(uid=event.shared_uid, **start)
    else:
        same |= Q(uid=own_uid(event.uid, event))
    return _originals().filter(same).order_by("pk").first()


def _originals() -> PageQuerySet:
    """Events without aliases, which share the UID of their original."""
    return EventPage.objects.filter(alias_of=None)


def _known_event(uid: str) -> ReadEvent | None:
    """The draft of an event in the words of a file, to place changes of its dates."""
    page = _originals().filter(uid=uid).first()
    if page is None:
        return None
    page = page.get_latest_revision_as_object()
    schedule = page.schedule
    fields = {item.name for item in dataclasses.fields(ReadChange)}
    return ReadEvent(
        uid=uid,
        sequence=_known_sequence(page),
        title=page.title,
        start_date=schedule.start_date,
        time_zone=schedule.time_zone,
        start_time=schedule.start_time,
        end_date=schedule.end_date,
        end_time=schedule.end_time,
        all_day=schedule.is_whole_day,
        rule=schedule.rule,
        changes=[
            ReadChange(
                **{name: getattr(row, name) for name in fields if name != "kind"},
                kind=OverrideKind(row.kind),
            )
            for row in page.overrides.all()
        ],
    )


def _known_sequence(page: EventPage) -> int:
    """An event written here has its own SEQUENCE: its exported file is no news."""
    return page.sequence if page.source_sequence is None else page.source_sequence


def _is_newer(event: ReadEvent, page: EventPage) -> bool:
    """By SEQUENCE, else LAST-MODIFIED, else by what the file says."""
    if event.sequence != _known_sequence(page):
        return event.sequence > _known_sequence(page)
    if page.source_sequence is None:
        return False
    if event.modified_at and page.source_modified_at:
        return event.modified_at > page.source_modified_at
    return digest(event) != (page.source_content or {}).get("digest")


def digest(event: ReadEvent) -> str:
    """Changes with everything that is kept of the event."""
    content = dataclasses.replace(event, sequence=0, modified_at=None)
    return hashlib.sha256(repr(content).encode()).hexdigest()


def _as_page(event: ReadEvent) -> tuple[EventPage, list[Remark]]:
    """An unsaved page that says what the file says; what had no place here is remarked."""
    page = EventPage(title=event.title or str(_("Event without a title")))
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
    page.venue = venue_named(event.location) if event.location else None
    page.kind = EventKind.objects.filter(name__in=event.categories).first()
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
