"""One go at the rows of an import: match, read, check, and write in whole batches."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connections, router, transaction
from django.db.models import Count, Max, Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_ngo.domain.tables.habits import EXAMPLE_MARK, is_footer, is_heading, is_shouted_copy
from wagtail_ngo.enums import CellResult, ImportAction, ImportDecision, ImportStatus
from wagtail_ngo.models import ImportJob, ImportRow, NGOPage
from wagtail_ngo.models.slugs import slug_of
from wagtail_ngo.services.directory.cell_readings import Remark
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY
from wagtail_ngo.services.directory.import_writing import create_entries, create_one
from wagtail_ngo.services.directory.matching import KEYS, EntryIndex, Match
from wagtail_ngo.services.directory.reviews import first_review_on
from wagtail_ngo.services.directory.vocabularies import Vocabularies
from wagtail_ngo.services.locks import lock_page
from wagtail_ngo.services.new_pages.making import TREE_FIELDS, NewPages
from wagtail_ngo.services.new_pages.writing import forget_place

BATCH = 250
CHANGED_BEFORE = {ImportAction.NEW, ImportAction.CHANGED}


@dataclass
class _Outcome:
    action: ImportAction
    changes: list[str] = field(default_factory=list)
    message: str = ""


@dataclass
class _Reading:
    """A row, what its cells say, and the entry it means."""

    row: ImportRow
    values: dict
    match: Match = field(default_factory=lambda: Match(None))
    error: ValidationError | None = None


class ImportRun:
    """State of one go at a job: the index of the directory and the vocabularies.

    ``by_sets`` is off in tests that compare the two ways of writing.
    """

    by_sets = True

    def __init__(self, job: ImportJob, *, now: datetime.datetime):
        self.job, self.now = job, now
        self.vocabularies = Vocabularies()
        self.index = EntryIndex(job.directory)
        self.entries = NewPages(job.directory.entry_model())
        self.review_on = first_review_on(timezone.localdate(now))
        self.seen = self._newest()
        self.places = [
            (position, COLUMNS_BY_KEY[job.mapping[name]])
            for position, name in enumerate(job.columns)
            if name in job.mapping
        ]
        self.replayed = 0
        self.new: list[tuple[ImportRow, NGOPage]] = []

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
            readings = [self._match(row) for row in rows]
            entries = self._entries([pk for reading in readings if (pk := reading.match.pk)])
            for reading in readings:
                pk = reading.match.pk
                self._handle(reading, None if pk is None else entries.get(pk), write=write)
                if write:
                    reading.row.cells = self._used(reading.row.cells)
            self._write_new()
            _store(rows)
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
        if not write:
            return rows.filter(action=ImportAction.PENDING)
        undecided = Q(
            action=ImportAction.DOUBTFUL, decision__in=[ImportDecision.OPEN, ImportDecision.SKIP]
        )
        return rows.exclude(action=ImportAction.ERROR).exclude(undecided)

    def _replay(self, *, before: int) -> None:
        """Tell the index what earlier rows of the file meant, when going on after a stop."""
        earlier = self.job.rows.filter(number__gt=self.replayed, number__lt=before)
        for row in earlier.iterator():
            self._match(row)

    def _match(self, row: ImportRow) -> _Reading:
        """Values of the cells, the entry meant, and why the row cannot be taken."""
        values = self._read(row)
        reading = _Reading(row, values)
        title = str(values.get("title", ""))
        if title.endswith(EXAMPLE_MARK):
            reading.error = ValidationError(_("The example of the template file."))
            return reading
        is_alone = set(values) <= {"title"} and len(self.places) > 1
        if is_alone and (is_footer(title) or is_heading(title)):
            words = _("A line above or below organizations, no organization.")
            reading.error = ValidationError(words)
            return reading
        is_new = row.decision == ImportDecision.NEW
        try:
            reading.match = self.index.match(values, row=row.number, is_new=is_new)
        except ValidationError as error:
            reading.error = error
            return reading
        if reading.match.pk is None and not values.get("title"):
            said = [remark["text"] for remark in row.remarks]
            reading.error = ValidationError([_("A new entry needs a name."), *said])
        elif reading.match.pk is None and not slug_of(title):
            # Wagtail refuses such a page; written by sets it would get an address without a name.
            reading.error = ValidationError(_("The name has no letter and no figure."))
        return reading

    def _read(self, row: ImportRow) -> dict:
        """What the cells say; a cell that cannot be read is left out and said."""
        values: dict = {}
        row.remarks = []
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
            row.remarks += [cell_remark(column, remark) for remark in reading.remarks]
        return values

    def _entries(self, pks: list[int]) -> dict[int, NGOPage]:
        """Entries as what they are: a host's own kind can be revised as such only."""
        entries = list(NGOPage.objects.filter(pk__in=pks).specific())
        for kind in {type(entry) for entry in entries}:
            same = [entry for entry in entries if type(entry) is kind]
            prefetch_related_objects(same, "legal_form", "latest_revision", *NGOPage.RELATIONS)
        return {entry.pk: entry for entry in entries}

    def _handle(self, reading: _Reading, entry, *, write: bool) -> None:
        row, match = reading.row, reading.match
        error: Exception | None = reading.error
        doubt = match.doubt if row.decision != ImportDecision.SAME else ""
        if error is None:
            try:
                outcome = self._apply(row, reading.values, entry, write=write and not doubt)
            except (ValidationError, IntegrityError) as problem:
                error = problem
        if error is not None:
            row.remarks = []
            outcome = _Outcome(ImportAction.ERROR, message=_message(error))
        elif doubt and outcome.changes:
            outcome.action = ImportAction.DOUBTFUL
            row.remarks.append(_row_remark(Remark(CellResult.DECIDE, doubt)))
        elif match.remark and outcome.changes:
            row.remarks.append(_row_remark(Remark(CellResult.READ_AS, match.remark)))
        row.action, row.changes = outcome.action, outcome.changes
        words = [outcome.message, *(remark["text"] for remark in row.remarks)]
        row.message = " ".join(word for word in words if word)
        row.is_done = write and row.action != ImportAction.DOUBTFUL

    def _apply(self, row, values, entry, *, write: bool) -> _Outcome:
        is_new = entry is None
        if is_new:
            entry = self.entries.make(next_review_on=self.review_on)
        row.entry = None if is_new else entry
        base = entry
        if not is_new and entry.has_unpublished_changes:
            base = entry.get_latest_revision_as_object()
        columns = [COLUMNS_BY_KEY[key] for key in values]
        changed = [column for column in columns if _differs(column, base, values[column.key])]
        if not is_new and not changed:
            # What an interrupted go wrote is "unchanged" now; what the check said stays.
            action_before = (
                row.action if write and row.action in CHANGED_BEFORE else ImportAction.UNCHANGED
            )
            return _Outcome(action_before, row.changes if action_before == row.action else [])
        if write and not is_new and not entry.latest_revision_id:
            _keep_as_revision(entry)
        for column in changed:
            column.apply(base, values[column.key], self.vocabularies)
        base.numbers_are_checked = True
        if is_new:
            self.entries.clean_fields(base, {column.key for column in changed})
        else:
            base.clean_fields(exclude=TREE_FIELDS)
        base.clean()
        message = ""
        if write and is_new:
            self.new.append((row, base))
        elif write:
            with transaction.atomic():
                message = self._write_changed(row, base)
        action = ImportAction.NEW if is_new else ImportAction.CHANGED
        return _Outcome(action, [column.key for column in changed], message)

    def _write_changed(self, row: ImportRow, entry: NGOPage) -> str:
        """Save the changed entry; what the editor should know about it."""
        has_draft = entry.has_unpublished_changes
        row.earlier_revision = entry.latest_revision
        revision = entry.save_revision(user=self.job.user, clean=False, log_action=True)
        row.revision = revision
        if self.job.publish and not has_draft:
            # Whoever writes may publish, or the job says drafts; who began it may have left.
            revision.publish(user=self.job.user, skip_permission_checks=True)
            return ""
        return _("Saved as a draft: an editor's draft was there.") if has_draft else ""

    def _write_new(self) -> None:
        """Write the new entries of the batch by sets; one by one what a set does not take."""
        new, self.new = self.new, []
        if self.by_sets:
            try:
                with transaction.atomic():
                    create_entries(self.job, [entry for _row, entry in new], now=self.now)
            except (DatabaseError, ValidationError):
                for _row, entry in new:
                    forget_place(entry)
            else:
                for row, entry in new:
                    self._written(row, entry)
                return
        for row, entry in new:
            try:
                with transaction.atomic():
                    create_one(self.job, entry, now=self.now)
            except (IntegrityError, ValidationError) as problem:
                row.action, row.changes, row.remarks = ImportAction.ERROR, [], []
                row.message = _message(problem)
            else:
                self._written(row, entry)

    def _written(self, row: ImportRow, entry: NGOPage) -> None:
        row.entry, row.revision = entry, entry.latest_revision
        self.index.add(entry.pk, {key: getattr(entry, key) for key in KEYS})


def _differs(column, entry: NGOPage, value) -> bool:
    """Whether the cell says something new. Capitals never replace a well-written name."""
    current = column.current(entry)
    if column.key == "title" and current and is_shouted_copy(value, current):
        return False
    return current != value


def _keep_as_revision(entry: NGOPage) -> None:
    """Make a revision of an entry that has none: what was there before can be brought back."""
    revision = entry.save_revision(clean=False, changed=False)
    if entry.live and not entry.has_unpublished_changes:
        entry.live_revision = revision
        NGOPage.objects.filter(pk=entry.pk).update(live_revision=revision)


def _store(rows: list[ImportRow]) -> None:
    """Write what became of the rows: one statement where the database takes it so."""
    names = ["action", "changes", "message", "remarks", "is_done", "cells"]
    links = ["entry", "revision", "earlier_revision"]
    features = connections[router.db_for_write(ImportRow)].features
    if features.supports_update_conflicts_with_target:
        ImportRow.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[*names, *links],
        )
    else:
        ImportRow.objects.bulk_update(rows, [*names, *links])


def cell_remark(column, remark) -> dict[str, str]:
    """What became of a cell, as the row keeps it: key of the column, result, words."""
    words = f"{column.label}: {remark.text}"
    return {"key": column.key, "result": str(remark.result), "text": words}


def _row_remark(remark: Remark) -> dict[str, str]:
    return {"key": "", "result": str(remark.result), "text": str(remark.text)}


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
