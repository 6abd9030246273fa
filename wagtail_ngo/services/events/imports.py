"""Calendar files become drafts of events: new ones, or new drafts of those known by their UID.

Nothing is published and nothing fetched. A file read twice changes nothing. A newer one, by
SEQUENCE, else LAST-MODIFIED, else its content, writes a new draft with what the source changed;
what an editor changed as well is kept and shown as a conflict. Of a ``CalendarSource``, which
nobody looks at when it is read, every change to an event that was published waits as a conflict.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from wagtail_ngo import conf
from wagtail_ngo.domain.events.ical_import import read
from wagtail_ngo.domain.events.ical_import_values import (
    LonelyChanges,
    ReadError,
    ReadEvent,
    Reading,
    ReadLimits,
    Remark,
)
from wagtail_ngo.domain.events.wxr_import import looks_like_wxr, read_wxr
from wagtail_ngo.enums import OrganizationRole
from wagtail_ngo.models import CalendarSource, EventIndexPage, EventOrganization, EventPage
from wagtail_ngo.services.events import (
    imported_pages,
    known_events,
    new_events,
    source_changes,
    source_content,
)
from wagtail_ngo.services.events.import_remarks import REFUSALS, sentence
from wagtail_ngo.services.events.imported_pages import digest
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.services.new_pages.making import NewPages
from wagtail_ngo.validators import validate_event

logger = logging.getLogger(__name__)
#: iCalendar, and the export of a WordPress site (WXR).
SUFFIXES = (".ics", ".xml")
#: Events that are written in one go.
BATCH = 250


@dataclass
class ImportReport:
    """What became of the files. Remarks are (file, remark); their words are in ``sentence``."""

    created: list[EventPage] = field(default_factory=list)
    updated: list[EventPage] = field(default_factory=list)
    # Published events whose changes wait under “Changes at the source”.
    waiting: list[EventPage] = field(default_factory=list)
    vanished: list[EventPage] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    # The file and why it was refused, as code and values; the words are in ``refused``.
    refusals: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    remarks: list[tuple[str, Remark]] = field(default_factory=list)

    @property
    def refused(self) -> list[tuple[str, str]]:
        return [(name, str(REFUSALS[code] % params)) for name, code, params in self.refusals]

    @property
    def sentences(self) -> list[tuple[str, str, str]]:
        """File, title of the event, what is to be said about it."""
        return [(name, remark.title, sentence(remark)) for name, remark in self.remarks]


def limits() -> dict[str, int]:
    return {**conf.DEFAULTS["EVENT_IMPORT_LIMITS"], **conf.get("EVENT_IMPORT_LIMITS")}


def files_in(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of a file, or of those of a folder; one byte more than allowed."""
    most = limits()
    files = [path]
    if path.is_dir():
        paths = (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES)
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
    now: datetime.datetime,
    user: Any = None,
    dry_run: bool = False,
    source: CalendarSource | None = None,
) -> ImportReport:
    """Drafts below ``calendar`` from files given as name and content.

    Each file is a transaction of its own: what is wrong with one never costs another. A ``source``
    touches its own events only, and none that another one brought or that was written here.
    """
    report = ImportReport()
    job = _Job(report, calendar, time_zone, now, user, source)
    with transaction.atomic():
        # Two imports of one file at once: the second finds what the first has made.
        lock_page(calendar)
        for name, data in files:
            try:
                with transaction.atomic():
                    job.import_file(name, data)
            except ReadError as error:
                report.refusals.append((name, error.code, error.params))
            except Exception:  # a fault of ours in one file
                logger.exception("Import of calendar file %s failed", name)
                report.refusals.append((name, "failed", {}))
        if dry_run:
            transaction.set_rollback(True)
    return report


def _lock() -> None:
    """Imports wait for each other, on every database, before they look for what is there."""
    first = EventIndexPage.objects.order_by("pk").values("pk")[:1]
    for row in first:
        EventIndexPage.objects.filter(pk=row["pk"]).update(introduction=F("introduction"))


@dataclass
class _NewEvent:
    """An event that waits to be written, and where among the remarks its own belong."""

    event: ReadEvent
    page: EventPage
    remarks: list[Remark]
    place: int


@dataclass
class _Job:
    """One import into one calendar. ``by_sets`` is off in tests that compare the two ways."""

    report: ImportReport
    calendar: EventIndexPage
    time_zone: str
    now: datetime.datetime
    user: Any
    source: CalendarSource | None = None
    #: Which calendar the file at hand is an edition of.
    edition_of: str = ""
    names: imported_pages.Names = field(default_factory=imported_pages.Names)
    pages: NewPages = field(default_factory=partial(NewPages, EventPage))
    by_sets: ClassVar[bool] = True

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)

    def import_file(self, name: str, data: bytes) -> None:
        """Raises ReadError for a file that is refused."""
        _lock()
        reading = self._reading(data)
        # Two calendars of one office are both called basic.ics.
        calendar = reading.calendar_name
        self.edition_of = (f"{name} ({calendar})" if calendar else name)[:255]
        self.report.remarks += [(name, remark) for remark in reading.remarks]
        seen: set[int] = set()
        for start in range(0, len(reading.events), BATCH):
            self._import_batch(name, reading.events[start : start + BATCH], seen)
        for changes in reading.lonely:
            self._guarded(name, "", seen, self._import_changes, changes, name)
        if not any(remark.code == "damaged" for remark in reading.remarks):
            self._say_what_vanished(name, seen)

    def _reading(self, data: bytes) -> Reading:
        most = limits()
        allowed = ReadLimits(most["bytes"], most["events"], conf.get("OCCURRENCE_LIMIT"))
        if looks_like_wxr(data):
            return read_wxr(data, time_zone=self.time_zone, limits=allowed)
        return read(
            data,
            time_zone=self.time_zone,
            today=self.today,
            limits=allowed,
            known=known_events.known_event,
        )

    def _import_batch(self, name: str, events: list[ReadEvent], seen: set[int]) -> None:
        """New events as a set, the others one by one; remarks are in the order of the file."""
        here = known_events.uids_here(events)
        waiting: list[_NewEvent] = []
        for event in events:
            uids = known_events.uids_of(event)
            new = None if here & uids else self._read_new(event)
            here |= uids
            if new is not None and new_events.fits_a_set(new.page):
                waiting.append(new)
                continue
            # Two events with one UID: the second finds what the first has become.
            is_twin = any(uids & known_events.uids_of(other.event) for other in waiting)
            if new is not None or is_twin:
                self._write_new(name, waiting, seen)
                waiting = []
            self._guarded(name, event.title, seen, self._import, event, name)
        self._write_new(name, waiting, seen)

    def _read_new(self, event: ReadEvent) -> _NewEvent | None:
        """An event that can be written with others; else None, and it is tried alone."""
        if not self.by_sets:
            return None
        try:
            page, remarks = self._new_page(event)
        except Exception:
            # It is said when the event is tried alone.
            return None
        return _NewEvent(event, page, remarks, place=len(self.report.remarks))

    def _write_new(self, name: str, waiting: list[_NewEvent], seen: set[int]) -> None:
        """All in one go; one by one what the database does not take so."""
        if not waiting:
            return
        pages = [new.page for new in waiting]
        before = len(self.report.remarks)
        try:
            with transaction.atomic():
                new_events.add_set(self.calendar, pages, user=self.user, now=self.now)
        except Exception:
            logger.warning("Events of %s are written one by one", name, exc_info=True)
            for new in waiting:
                self._guarded(name, new.event.title, seen, self._import, new.event, name)
                new.remarks = [remark for _name, remark in self.report.remarks[before:]]
                del self.report.remarks[before:]
        else:
            self.report.created += pages
            seen.update(page.pk for page in pages)
        for new in reversed(waiting):
            said = [(name, remark) for remark in new.remarks]
            self.report.remarks[new.place : new.place] = said

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
        page = known_events.page_of(event)
        if page is None:
            return self._create(event, name)
        if not self._is_ours(page, name):
            return None
        if not known_events.is_newer(event, page) or not self._may_edit(page):
            self.report.unchanged.append(page.title)
            return page
        wanted, remarks = imported_pages.as_page(event, self.names)
        validate_event(wanted.schedule)
        before = (page.source_content or {}).get("fields")
        draft = page.get_latest_revision_as_object()
        theirs = source_content.content_of(wanted)
        waits = self._waits(page)
        conflicts = source_content.merge(draft, theirs, before, takes=not waits)
        validate_event(draft.schedule)
        self._note_source(draft, event, theirs)
        self._tell(draft, conflicts, remarks, name)
        self._write(draft, waits=waits)
        return draft

    def _write(self, draft: EventPage, *, waits: bool) -> None:
        if not waits:
            draft.save_revision(user=self.user, log_action=True)
            self.report.updated.append(draft)
        elif draft.source_conflicts:
            self.report.waiting.append(draft)
        else:  # the source says now what is here
            self.report.unchanged.append(draft.title)

    def _waits(self, page: EventPage) -> bool:
        """Whether a change waits for an editor's decision, rather than in the draft."""
        return self.source is not None and page.first_published_at is not None

    def _is_ours(self, page: EventPage, name: str) -> bool:
        """Whether this file may say anything about the event. An editor's own file may."""
        if self.source is None or page.source_id == self.source.pk:
            return True
        was_imported = page.source_sequence is not None and page.source_id is None
        if was_imported and page.is_child_of(self.calendar):
            return True
        self.report.remarks.append((name, Remark("other_source", page.title)))
        return False

    def _create(self, event: ReadEvent, name: str) -> EventPage:
        page, remarks = self._new_page(event)
        new_events.add_one(self.calendar, page, user=self.user)
        self._report_new(page, remarks, name)
        return page

    def _new_page(self, event: ReadEvent) -> tuple[EventPage, list[Remark]]:
        """The checked page that is to be added. Raises ValidationError."""
        page, remarks = imported_pages.as_page(event, self.names, make=self.pages.make)
        page.live, page.uid, page.sequence = False, event.uid, event.sequence
        page.owner, page.locale = self.user, self.calendar.locale
        if self.source is not None and self.source.organization_id:
            host = {"organization_id": self.source.organization_id, "role": OrganizationRole.HOST}
            page.organizations.add(EventOrganization(**host))
        new_events.clean(page)
        self._note_source(page, event, source_content.content_of(page))
        return page, remarks

    def _report_new(self, page: EventPage, remarks: list[Remark], name: str) -> None:
        self.report.remarks += [(name, remark) for remark in remarks]
        self.report.created.append(page)

    def _note_source(self, page: EventPage, event: ReadEvent, theirs: dict) -> None:
        """What the source said."""
        page.source_id = self.source.pk if self.source else page.source_id
        page.source_sequence = event.sequence
        page.source_modified_at = event.modified_at
        page.source_name = self.edition_of
        page.source_content = {"digest": digest(event), "fields": theirs}

    def _tell(self, page: EventPage, conflicts: list, remarks: list[Remark], name: str) -> None:
        theirs = (page.source_content or {}).get("fields", {})
        page.source_conflicts = source_changes.still_open(page, conflicts, theirs)
        # It holds at once, published or not.
        known_events.store_source(page)
        if conflicts:
            remarks = [*remarks, Remark("conflict", page.title)]
        self.report.remarks += [(name, remark) for remark in remarks]

    def _import_changes(self, lonely: LonelyChanges, name: str) -> EventPage | None:
        """Changes to dates of an event that is not in the file."""
        page = known_events.originals().filter(uid=lonely.uid).first()
        if page is None or not self._may_edit(page):
            return page
        if not self._is_ours(page, name):
            return None
        if lonely.sequence < known_events.known_sequence(page):
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
        waits = self._waits(page)
        conflicts = source_content.merge(draft, theirs, before, takes=not waits)
        draft.source_sequence = max(lonely.sequence, known_events.known_sequence(page))
        draft.source_content = {**content, "fields": theirs}
        self._tell(draft, conflicts, [], name)
        self._write(draft, waits=waits)
        return draft

    def _say_what_vanished(self, name: str, seen: set[int]) -> None:
        """Coming events that an earlier edition of this file brought and this one has not."""
        pages = known_events.originals().child_of(self.calendar)
        if self.source is not None:
            pages = pages.filter(source=self.source)
        else:
            pages = pages.filter(source=None, source_name=self.edition_of)
        coming = Q(start_date__gte=self.today) | Q(occurrences__starts_at__date__gte=self.today)
        gone = pages.filter(coming).exclude(pk__in=seen).distinct().order_by("title")
        for page in gone:
            self.report.remarks.append((name, Remark("vanished", page.title)))
            self.report.vanished.append(page)
            source_changes.note_gone(page)
        for page in pages.filter(source_changes.is_told_gone(), pk__in=seen):
            source_changes.note_back(page)
