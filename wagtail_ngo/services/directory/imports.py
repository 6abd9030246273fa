"""Bringing a file into a directory: read, check without writing, write in whole batches.

A job goes on where it stopped, whatever stopped it: each batch is one transaction that writes the
entries and marks their rows, so that a killed import leaves whole batches and nothing twice.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from wagtail_ngo.domain.tables.reading import Limits, TableError, read_table
from wagtail_ngo.enums import ImportAction, ImportDecision, ImportStatus
from wagtail_ngo.models import ImportJob, ImportRow, NGODirectoryPage
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, guess_mapping
from wagtail_ngo.services.directory.import_rows import ImportRun
from wagtail_ngo.services.directory.matching import KEYS

WRITING = [
    ImportStatus.RUNNING,
    ImportStatus.DONE,
    ImportStatus.UNDOING,
    ImportStatus.UNDONE,
]


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
            action=ImportAction.PENDING, changes=[], message="", remarks=[], entry=None, decision=""
        )


def begin_writing(job: ImportJob) -> bool:
    """Let a checked job be written; False when it is not, or no longer, a checked one."""
    checked = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.CHECKED)
    is_first = bool(checked.update(status=ImportStatus.RUNNING))
    job.refresh_from_db(fields=["status"])
    return is_first


def write_drafts(job: ImportJob) -> None:
    """From here on write what is not written as drafts: whoever goes on may not publish."""
    ImportJob.objects.filter(pk=job.pk).update(publish=False)
    job.publish = False


def decide(job: ImportJob, decisions: dict[int, str]) -> int:
    """Note what an editor says of doubtful rows, by primary key; how many were noted.

    Nothing is noted once the import is being written.
    """
    noted = 0
    with transaction.atomic():
        checked = ImportJob.objects.filter(pk=job.pk, status=ImportStatus.CHECKED)
        # The row's lock: whoever begins to write waits.
        if not checked.update(status=ImportStatus.CHECKED):
            return 0
        doubtful = job.rows.filter(action=ImportAction.DOUBTFUL)
        for decision in set(decisions.values()) & set(ImportDecision.values):
            rows = [pk for pk, said in decisions.items() if said == decision]
            noted += doubtful.filter(pk__in=rows).update(decision=decision)
    return noted


def counts(job: ImportJob) -> dict[str, int]:
    """Rows by result; ``total`` and ``done`` among them."""
    numbers = {action.value: 0 for action in ImportAction}
    numbers.update(job.rows.order_by().values_list("action").annotate(Count("pk")))
    done = job.rows.filter(is_done=True).count()
    return {**numbers, "total": sum(numbers.values()), "done": done}


def check_rows(job: ImportJob, *, now: datetime.datetime, seconds: float) -> bool:
    """Look at rows for about ``seconds``, writing no entries; whether all are looked at."""
    return _advance(job, ImportRun(job, now=now), seconds, write=False)


def write_rows(job: ImportJob, *, now: datetime.datetime, seconds: float) -> bool:
    """Write rows for about ``seconds``; whether all are done."""
    return _advance(job, ImportRun(job, now=now), seconds, write=True)


def _advance(job: ImportJob, run: ImportRun, seconds: float, *, write: bool) -> bool:
    stop_at = time.monotonic() + seconds
    while run.batch(write=write):
        if time.monotonic() >= stop_at:
            return False
    if write:
        run.drop_unused_cells()
    job.status = ImportStatus.DONE if write else ImportStatus.CHECKED
    job.save(update_fields=["status"])
    return True


def result_rows(job: ImportJob) -> Iterator[list[str]]:
    """The file's own cells with result, changed fields and message, for the result file."""
    yield [*job.columns, _("row"), _("result"), _("changed fields"), _("message")]
    for row in job.rows.iterator(chunk_size=500):
        changes = ", ".join(str(COLUMNS_BY_KEY[key].label) for key in row.changes)
        label = str(ImportAction(row.action).label)
        yield [*row.cells, str(row.number), label, changes, row.message]
