"""Calendar files become drafts of events: new ones, or new drafts of those known by their UID.

Nothing is published and nothing fetched. A file read twice changes nothing. A newer one, by
SEQUENCE, else LAST-MODIFIED, else its content, writes a new draft with what the source changed;
what an editor changed as well is kept and shown as a conflict. Of a ``CalendarSource``, which
nobody looks at when it is read, every change to an event that was published waits as a conflict.
"""

from __future__ import annotations

import dataclasses
import datetime
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.signal_handlers import disable_reference_index_auto_update

from wagtail_ngo import conf
from wagtail_ngo.domain.events.ical_import import own_uid, read
from wagtail_ngo.domain.events.ical_import_values import (
    LonelyChanges,
    ReadChange,
    ReadError,
    ReadEvent,
    Reading,
    ReadLimits,
    Remark,
)
from wagtail_ngo.domain.events.wxr_import import looks_like_wxr, read_wxr
from wagtail_ngo.enums import OrganizationRole, OverrideKind
from wagtail_ngo.models import CalendarSource, EventIndexPage, EventOrganization, EventPage
from wagtail_ngo.services.events import imported_pages, source_changes, source_content
from wagtail_ngo.services.events.import_remarks import REFUSALS, sentence
from wagtail_ngo.services.events.imported_pages import digest
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.validators import validate_event

logger = logging.getLogger(__name__)
#: iCalendar, and the export of a WordPress site (WXR).
SUFFIXES = (".ics", ".xml")


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
    today: datetime.date,
    user: Any = None,
    dry_run: bool = False,
    source: CalendarSource | None = None,
) -> ImportReport:
    """Drafts below ``calendar`` from files given as name and content.

    Each file is a transaction of its own: what is wrong with one never costs another. A ``source``
    touches its own events only, and none that another one brought or that was written here.
    """
    report = ImportReport()
    job = _Job(report, calendar, time_zone, today, user, source)
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
class _Job:
    """One import into one calendar."""

    report: ImportReport
    calendar: EventIndexPage
    time_zone: str
    today: datetime.date
    user: Any
    source: CalendarSource | None = None
    #: Which calendar the file at hand is an edition of.
    edition_of: str = ""

    def import_file(self, name: str, data: bytes) -> None:
        """Raises ReadError for a file that is refused."""
        _lock()
        reading = self._reading(data)
        # Two calendars of one office are both called basic.ics.
        calendar = reading.calendar_name
        self.edition_of = (f"{name} ({calendar})" if calendar else name)[:255]
        self.report.remarks += [(name, remark) for remark in reading.remarks]
        seen: set[int] = set()
        for event in reading.events:
            self._guarded(name, event.title, seen, self._import, event, name)
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
            known=_known_event,
        )

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
        if not self._is_ours(page, name):
            return None
        if not _is_newer(event, page) or not self._may_edit(page):
            self.report.unchanged.append(page.title)
            return page
        wanted, remarks = imported_pages.as_page(event)
        validate_event(wanted.schedule)
        before = (page.source_content or {}).get("fields")
        draft = page.get_latest_revision_as_object()
        theirs = source_content.content_of(wanted)
        waits = self._waits(page)
        conflicts = source_content.merge(draft, theirs, before, takes=not waits)
        validate_event(draft.schedule)
        self._note_source(draft, event, name, theirs)
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
        page, remarks = imported_pages.as_page(event)
        validate_event(page.schedule)
        page.live, page.uid, page.sequence = False, event.uid, event.sequence
        page.owner, page.locale = self.user, self.calendar.locale
        if self.source is not None and self.source.organization_id:
            host = {"organization_id": self.source.organization_id, "role": OrganizationRole.HOST}
            page.organizations.add(EventOrganization(**host))
        # add_child() wants a parent whose counters are fresh. The revision notes the references.
        with disable_reference_index_auto_update():
            Page.objects.get(pk=self.calendar.pk).add_child(instance=page)
        self._note_source(page, event, name, source_content.content_of(page))
        # add_child() has checked it.
        page.save_revision(user=self.user, log_action=True, clean=False)
        self._tell(page, [], remarks, name)
        self.report.created.append(page)
        return page

    def _note_source(self, page: EventPage, event: ReadEvent, name: str, theirs: dict) -> None:
        """What the source said. It holds at once, published or not."""
        page.source_id = self.source.pk if self.source else page.source_id
        page.source_sequence = event.sequence
        page.source_modified_at = event.modified_at
        page.source_name = self.edition_of
        page.source_content = {"digest": digest(event), "fields": theirs}
        _store_source(page)

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
        if not self._is_ours(page, name):
            return None
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
        waits = self._waits(page)
        conflicts = source_content.merge(draft, theirs, before, takes=not waits)
        draft.source_sequence = max(lonely.sequence, _known_sequence(page))
        draft.source_content = {**content, "fields": theirs}
        self._tell(draft, conflicts, [], name)
        self._write(draft, waits=waits)
        return draft

    def _say_what_vanished(self, name: str, seen: set[int]) -> None:
        """Coming events that an earlier edition of this file brought and this one has not."""
        pages = _originals().child_of(self.calendar)
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


def _store_source(page: EventPage) -> None:
    names = [
        "source_id",
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
