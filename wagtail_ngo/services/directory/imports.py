"""Bringing a file into a directory: read, check without writing, write in whole batches.

A job goes on where it stopped, whatever stopped it: each batch is one transaction that writes the
entries and marks their rows, so that a killed import leaves whole batches and nothing twice.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Max, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import ReferenceIndex, Revision
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.signals import page_published

from wagtail_ngo.domain.tables.habits import is_footer, is_shouted_copy
from wagtail_ngo.domain.tables.reading import Limits, TableError, read_table
from wagtail_ngo.enums import ImportAction, ImportStatus
from wagtail_ngo.models import ImportJob, ImportRow, NGODirectoryPage, NGOPage
from wagtail_ngo.services.directory.column_types import Vocabularies
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, guess_mapping
from wagtail_ngo.services.directory.matching import KEYS, EntryIndex
from wagtail_ngo.services.directory.reviews import first_review_on
from wagtail_ngo.services.locks import lock_page

BATCH = 100
TREE_FIELDS = ["path", "depth", "numchild", "content_type", "locale", "slug", "url_path"]
WRITING = [ImportStatus.RUNNING, ImportStatus.DONE]
CHANGED_BEFORE = {ImportAction.NEW, ImportAction.CHANGED}


@transaction.atomic
def create_job(
    directory: NGODirectoryPage, file: BinaryIO, *, file_name: str, user=None, limits: Limits
) -> ImportJob:
    """Read the file into rows of a new job. Raises TableError, and then nothing is stored."""
    header, rows = read_table(file, limits=limits)
    job = ImportJob.objects.create(
        directory=directory,
        user=user,
        file_name=file_name[:255],
        columns=header,
        mapping=remembered_mapping(directory, header),
    )
    chunk: list[ImportRow] = []
    for number, cells in rows:
        chunk.append(ImportRow(job=job, number=number, cells=cells))
        if len(chunk) == 1000:
            ImportRow.objects.bulk_create(chunk)
            chunk = []
    ImportRow.objects.bulk_create(chunk)
    if not job.rows.exists():
        raise TableError("empty")
    return job


def remembered_mapping(directory: NGODirectoryPage, header: list[str]) -> dict[str, str]:
    """The mapping of the last job with the same columns, or a guess by their names."""
    for job in ImportJob.objects.filter(directory=directory).exclude(status=ImportStatus.UPLOADED):
        if job.columns == header:
            return job.mapping
    return guess_mapping(header)


def set_mapping(job: ImportJob, mapping: dict[str, str], *, publish: bool) -> None:
    """Begin the check again with this mapping. Raises ValidationError when it cannot work."""
    keys = [key for key in mapping.values() if key]
    if not set(keys) & set(KEYS):
        raise ValidationError(_("Choose the column that holds the name or the KRS, NIP or REGON."))
    double = next(
        (key for key in keys if keys.count(key) > 1 and not COLUMNS_BY_KEY[key].holds_many), None
    )
    if double:
        label = COLUMNS_BY_KEY[double].label
        raise ValidationError(_("Two columns are set to “%(label)s”.") % {"label": label})
    values = {
        "mapping": {name: key for name, key in mapping.items() if key},
        "publish": publish,
        "status": ImportStatus.CHECKING,
    }
    with transaction.atomic():
        unwritten = ImportJob.objects.filter(pk=job.pk).exclude(status__in=WRITING)
        if not unwritten.update(**values):
            raise ValidationError(_("This import is being written already."))
        for name, value in values.items():
            setattr(job, name, value)
        job.rows.filter(is_done=False).update(
            action=ImportAction.PENDING, changes=[], message="", entry=None
        )


def begin_writing(job: ImportJob) -> bool:
    """Let a checked job be written; False when it is not, or no longer, a checked one."""
    checked = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.CHECKED)
    is_first = bool(checked.update(status=ImportStatus.RUNNING))
    job.refresh_from_db(fields=["status"])
    return is_first


def counts(job: ImportJob) -> dict[str, int]:
    """Rows by result; ``total`` and ``done`` among them."""
    numbers = {action.value: 0 for action in ImportAction}
    numbers.update(job.rows.order_by().values_list("action").annotate(Count("pk")))
    done = job.rows.filter(is_done=True).count()
    return {**numbers, "total": sum(numbers.values()), "done": done}


def check_rows(job: ImportJob, *, now: datetime.datetime, seconds: float) -> bool:
    """Look at rows for about ``seconds``, writing no entries; whether all are looked at."""
    return _advance(job, _Run(job, now=now), seconds, write=False)


def write_rows(job: ImportJob, *, now: datetime.datetime, seconds: float) -> bool:
    """Write rows for about ``seconds``; whether all are done."""
    return _advance(job, _Run(job, now=now), seconds, write=True)


def _advance(job: ImportJob, run: _Run, seconds: float, *, write: bool) -> bool:
    stop_at = time.monotonic() + seconds
    while run.batch(write=write):
        if time.monotonic() >= stop_at:
            return False
    if write:
        run.drop_unused_cells()
    job.status = ImportStatus.DONE if write else ImportStatus.CHECKED
    job.save(update_fields=["status"])
    return True


@dataclass
class _Outcome:
    action: ImportAction
    changes: list[str] = field(default_factory=list)
    message: str = ""


class _Run:
    """State of one go at a job: the index of the directory and the vocabularies."""

    def __init__(self, job: ImportJob, *, now: datetime.datetime):
        self.job, self.now = job, now
        self.vocabularies = Vocabularies()
        self.index = EntryIndex(job.directory)
        self.seen = self._newest()
        self.places = [
            (position, COLUMNS_BY_KEY[job.mapping[name]])
            for position, name in enumerate(job.columns)
            if name in job.mapping
        ]
        self.replayed = 0

    def batch(self, *, write: bool) -> bool:
        """Handle the next rows in one transaction; False when there are none left."""
        with transaction.atomic():
            # Another tab, or another import into this directory, waits its turn here; what it
            # wrote meanwhile is read before the next row is matched.
            lock_page(self.job.directory)
            status = ImportStatus.RUNNING if write else ImportStatus.CHECKING
            ImportJob.objects.filter(pk=self.job.pk).update(status=status)
            self._refresh()
            rows = list(self._waiting(write=write)[:BATCH])
            if not rows:
                return False
            self._replay(before=rows[0].number)
            matched = [(row, *self._match(row)) for row in rows]
            entries = self._entries([pk for _row, _values, pk, _error in matched if pk])
            for row, values, pk, error in matched:
                entry = None if pk is None else entries.get(pk)
                self._handle(row, values, entry, error, write=write)
                if write:
                    row.cells = self._used(row.cells)
            ImportRow.objects.bulk_update(
                rows, ["action", "changes", "message", "entry", "is_done", "cells"]
            )
            self.replayed = rows[-1].number
            self.seen = self._newest()
        return True

    def _newest(self) -> tuple:
        """Changes whenever an entry of the directory is added, revised or deleted."""
        entries = NGOPage.objects.descendant_of(self.job.directory)
        newest = entries.aggregate(Count("pk"), Max("pk"), Max("latest_revision"))
        return tuple(newest.values())

    def _refresh(self) -> None:
        if self.seen != self._newest():
            self.index = EntryIndex(self.job.directory)
            self.seen, self.replayed = self._newest(), 0

    def _used(self, cells: list[str]) -> list[str]:
        """The cells, empty in columns that are not imported: nobody needs what is in them."""
        used = {position for position, _column in self.places}
        return [cell if position in used else "" for position, cell in enumerate(cells)]

    def drop_unused_cells(self) -> None:
        """Of rows with errors too, which are never written."""
        refused = self.job.rows.filter(is_done=False)
        for pks in _chunks(list(refused.values_list("pk", flat=True)), 1000):
            rows = list(ImportRow.objects.filter(pk__in=pks))
            for row in rows:
                row.cells = self._used(row.cells)
            ImportRow.objects.bulk_update(rows, ["cells"])

    def _waiting(self, *, write: bool):
        rows = self.job.rows.filter(is_done=False)
        if write:
            return rows.exclude(action=ImportAction.ERROR)
        return rows.filter(action=ImportAction.PENDING)

    def _replay(self, *, before: int) -> None:
        """Tell the index what earlier rows of the file meant, when going on after a stop."""
        earlier = self.job.rows.filter(number__gt=self.replayed, number__lt=before)
        for row in earlier.iterator():
            self._match(row)

    def _match(self, row: ImportRow) -> tuple[dict, int | None, ValidationError | None]:
        """Values of the cells, the entry meant, and why the row cannot be taken.

        A cell that cannot be read is left out and said; it never costs the organization.
        """
        values: dict = {}
        remarks: list[str] = []
        for position, column in self.places:
            # A missing cell, as an empty one, leaves the entry as it is.
            text = row.cells[position] if position < len(row.cells) else ""
            if not text:
                continue
            reading = column.read(text, self.vocabularies)
            # A column of its own knows better than an address in one line.
            for key, value in reading.values.items():
                if column.holds_many and key in values:
                    values[key] = column.joined(values[key], value)
                elif key == column.key or key not in values:
                    values[key] = value
            remarks += [f"{column.label}: {remark}" for remark in reading.remarks]
        row.remarks = remarks
        if set(values) <= {"title"} and is_footer(str(values.get("title", ""))):
            return values, None, ValidationError(_("A line below the table, no organization."))
        try:
            pk = self.index.match(values, row=row.number)
        except ValidationError as error:
            return values, None, error
        if pk is None and not values.get("title"):
            return values, None, ValidationError([_("A new entry needs a name."), *remarks])
        return values, pk, None

    def _entries(self, pks: list[int]) -> dict[int, NGOPage]:
        """Entries as what they are: a host's own kind can be revised as such only."""
        entries = list(NGOPage.objects.filter(pk__in=pks).specific())
        for kind in {type(entry) for entry in entries}:
            same = [entry for entry in entries if type(entry) is kind]
            prefetch_related_objects(same, "legal_form", "latest_revision", *NGOPage.RELATIONS)
        return {entry.pk: entry for entry in entries}

    def _handle(self, row, values, entry, error, *, write: bool) -> None:
        if error is None:
            try:
                with transaction.atomic():
                    outcome = self._apply(row, values, entry, write=write)
            except (ValidationError, IntegrityError) as problem:
                error = problem
        if error is not None:
            outcome = _Outcome(ImportAction.ERROR, message=_message(error))
        row.action, row.changes = outcome.action, outcome.changes
        words = [outcome.message, *([] if error is not None else row.remarks)]
        row.message = " ".join(word for word in words if word)
        row.is_done = write

    def _apply(self, row, values, entry, *, write: bool) -> _Outcome:
        if entry is None:
            model = self.job.directory.entry_model()
            entry = model(next_review_on=first_review_on(timezone.localdate(self.now)))
        row.entry = entry if entry.pk else None
        base = entry.get_latest_revision_as_object() if entry.has_unpublished_changes else entry
        columns = [COLUMNS_BY_KEY[key] for key in values]
        changed = [column for column in columns if _differs(column, base, values[column.key])]
        if entry.pk and not changed:
            # What an interrupted go wrote is "unchanged" now; what the check said stays.
            action_before = (
                row.action if write and row.action in CHANGED_BEFORE else ImportAction.UNCHANGED
            )
            return _Outcome(action_before, row.changes if action_before == row.action else [])
        for column in changed:
            column.apply(base, values[column.key])
        base.numbers_are_checked = True
        base.clean_fields(exclude=TREE_FIELDS)
        base.clean()
        is_new = not entry.pk
        message = self._write(row, base, is_new=is_new) if write else ""
        action = ImportAction.NEW if is_new else ImportAction.CHANGED
        return _Outcome(action, [column.key for column in changed], message)

    def _write(self, row, entry, *, is_new: bool) -> str:
        """Save the entry; what the editor should know about it."""
        if is_new:
            row.entry = create_entry(self.job, entry, now=self.now)
            self.index.add(entry.pk, {key: getattr(entry, key) for key in KEYS})
            return ""
        has_draft = entry.has_unpublished_changes
        revision = entry.save_revision(user=self.job.user, clean=False, log_action=True)
        if self.job.publish and not has_draft:
            revision.publish(user=self.job.user)
            return ""
        return _("Saved as a draft: an editor's draft was there.") if has_draft else ""


def _differs(column, entry: NGOPage, value) -> bool:
    """Whether the cell says something new. Capitals never replace a well-written name."""
    current = column.current(entry)
    if column.key == "title" and current and is_shouted_copy(value, current):
        return False
    return current != value


def create_entry(job: ImportJob, entry: NGOPage, *, now: datetime.datetime) -> NGOPage:
    """Add a new entry with its first revision, live or as a draft, in one save.

    ``save_revision().publish()`` would save and index it three times.
    """
    entry.owner = job.user
    entry.live, entry.has_unpublished_changes = job.publish, not job.publish
    entry.latest_revision_created_at = now
    if job.publish:
        entry.first_published_at = entry.last_published_at = now
    with disable_reference_index_auto_update():
        job.directory.add_child(instance=entry)
    ReferenceIndex.create_or_update_for_object(entry)
    revision = Revision.objects.create(
        content_object=entry,
        base_content_type=entry.get_base_content_type(),
        user=job.user,
        created_at=now,
        content=entry.serializable_data(),
        object_str=str(entry),
    )
    entry.latest_revision = revision
    entry.live_revision = revision if job.publish else None
    NGOPage.objects.filter(pk=entry.pk).update(
        latest_revision=revision, live_revision=entry.live_revision
    )
    log(instance=entry, action="wagtail.create", user=job.user, revision=revision)
    if job.publish:
        page_published.send(sender=type(entry), instance=entry, revision=revision)
        log(instance=entry, action="wagtail.publish", user=job.user, revision=revision)
    return entry


def _chunks(values: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def _message(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return _("The database refused the row.")
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return " ".join(
        f"{COLUMNS_BY_KEY[name].label if name in COLUMNS_BY_KEY else name}: {' '.join(messages)}"
        for name, messages in error.message_dict.items()
    )


def result_rows(job: ImportJob) -> Iterator[list[str]]:
    """The file's own cells with result, changed fields and message, for the result file."""
    yield [*job.columns, _("row"), _("result"), _("changed fields"), _("message")]
    for row in job.rows.iterator(chunk_size=500):
        changes = ", ".join(str(COLUMNS_BY_KEY[key].label) for key in row.changes)
        label = str(ImportAction(row.action).label)
        yield [*row.cells, str(row.number), label, changes, row.message]
