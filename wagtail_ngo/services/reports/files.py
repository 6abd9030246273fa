"""PDFs of a report and of its year on one page: made once for each state, stored, then served.

A state is everything that the file would show. A report that counts at every visit has a new state
when a record changes or a day has passed; a frozen one keeps its state until its text is edited.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import UTC, datetime, time, timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from wagtail.models import Page

import wagtail_ngo
from wagtail_ngo import conf
from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError
from wagtail_ngo.domain.reports.document import ReportDocument
from wagtail_ngo.enums import DocumentKind, FileStatus
from wagtail_ngo.models import ActivityReportPage, StoredDocument
from wagtail_ngo.services.pdf.assets import STYLES
from wagtail_ngo.services.pdf.child import Job, Limits, job_metadata, made_in_child
from wagtail_ngo.services.reports import freezing
from wagtail_ngo.services.reports.documents import report_document
from wagtail_ngo.services.reports.posters import poster_of

TEMPLATES = {
    DocumentKind.REPORT: "wagtail_ngo/pdf/reports/report.html",
    DocumentKind.POSTER: "wagtail_ngo/pdf/reports/poster.html",
}
KINDS = tuple(TEMPLATES)
#: Who asked for a file so long ago waits for a task that is lost; what failed is tried again then.
LONGEST_WAIT = timedelta(minutes=10)
#: Searches go on while a file is made: a file that young is not made again, whoever asks for it.
PAUSE = timedelta(minutes=1)


def kinds_of(page: ActivityReportPage) -> list[DocumentKind]:
    """The files that the report has; a year on one page only where an editor put one in."""
    has_poster = any(block.block_type == "poster" for block in page.body)
    return [kind for kind in KINDS if kind != DocumentKind.POSTER or has_poster]


def report_job(
    page: ActivityReportPage, kind: DocumentKind, *, now: datetime, may_recall: bool = False
) -> Job:
    """What the engine makes the file of. Equal jobs make equal files."""
    shown = freezing.show(page, now=now, may_recall=may_recall)
    document = report_document(page, shown)
    with translation.override(document.language):
        context = {"document": document, "language": document.language}
        if kind == DocumentKind.POSTER:
            context["poster"] = poster_of(page, shown)
        html = render_to_string(TEMPLATES[kind], context)
        title = document.title
        if kind == DocumentKind.POSTER:
            title = _("%(title)s – on one page") % {"title": title}
    counted = timezone.localdate(shown.values.counted_at)
    metadata = _metadata(document, title, datetime.combine(counted, time(12), tzinfo=UTC))
    return Job(
        html=html,
        metadata=job_metadata(metadata),
        base_url=document.url or "https://localhost/",
        media_folders=tuple(conf.get("PDF_MEDIA_FOLDERS")),
    )


def _metadata(document: ReportDocument, title: str, moment: datetime) -> Metadata:
    return Metadata(
        title=title,
        author=document.publisher or document.title,
        publisher=document.publisher or document.title,
        description=document.lead or document.title,
        language=document.language,
        created=moment,
        modified=moment,
        keywords=(document.period,),
        identifier=document.url or document.title,
        creator_tool=generator(),
    )


def generator() -> str:
    return f"wagtail-ngo {wagtail_ngo.__version__}"


def job_state(job: Job) -> str:
    """Equal where the finished file would be equal: text, look, program."""
    style = "".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    facts = {**dataclasses.asdict(job), "generator": generator(), "style": style}
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:32]


def made(page: ActivityReportPage, kind: DocumentKind, *, now: datetime) -> Made:
    """The file of the page as it is given, a draft as well; stored nowhere."""
    return made_in_child(report_job(page, kind, now=now), Limits(**conf.get("PDF_LIMITS")))


def documents_of(page: Page):
    owner = {"owner_type": _report_type(), "owner_id": str(page.pk)}
    return StoredDocument.objects.filter(kind__in=KINDS, **owner).order_by("pk")


def _report_type() -> ContentType:
    return ContentType.objects.get_for_model(ActivityReportPage)


def failures(page: Page) -> list[tuple[str, str]]:
    """(kind, reason) of the report's files that could not be made, for its editors."""
    failed = documents_of(page).filter(status=FileStatus.FAILED)
    return [(file.get_kind_display(), file.error) for file in failed]


def is_current(file: StoredDocument, state: str) -> bool:
    """Whether the stored file is there and shows this state."""
    return file.is_ready and _state_of(file) == state and _is_there(file)


def _is_there(file: StoredDocument) -> bool:
    return bool(file.file) and file.file.storage.exists(str(file.file.name))


def _state_of(file: StoredDocument) -> str:
    return dict(file.notes).get("state", "")


def content_of(file: StoredDocument) -> bytes | None:
    """The last file that was made, also while the next one is being made; None without any."""
    try:
        with file.file.open("rb") as stored:
            return stored.read()
    except (FileNotFoundError, ValueError):
        return None


def ask(
    page: ActivityReportPage, kind: DocumentKind, *, now: datetime, is_forced: bool = False
) -> tuple[StoredDocument, bool]:
    """The row of the file, and whether the caller has to ask for a task.

    Of all who come while a state has no file one asks. ``is_forced``: an editor published or froze
    the report, so that neither what failed nor a young file keeps it from being made.
    """
    state = job_state(report_job(page, kind, now=now, may_recall=True))
    files = documents_of(page).filter(kind=kind)
    file = files.first()
    if file and _is_settled(file, state, now=now, is_forced=is_forced):
        return file, False
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        file = files.select_for_update().first()
        if file and _is_settled(file, state, now=now, is_forced=is_forced):
            return file, False
        if file is None:
            owner = {"owner_type": _report_type(), "owner_id": str(page.pk)}
            file = StoredDocument(kind=kind, title=page.title, created_at=now, **owner)
        file.status, file.started_at = FileStatus.QUEUED, now
        file.save()
    return file, True


def _is_settled(file: StoredDocument, state: str, *, now: datetime, is_forced: bool) -> bool:
    """Whether asking is of no use: it is there, being made, or was made or failed just now."""
    if file.status in (FileStatus.QUEUED, FileStatus.RENDERING):
        return (file.started_at or file.created_at) > now - LONGEST_WAIT
    if file.is_ready and not _is_there(file):
        return False
    is_same = _state_of(file) == state
    if is_forced or (file.is_ready and is_same):
        return file.is_ready and is_same
    wait = LONGEST_WAIT if is_same else PAUSE
    return (file.finished_at or file.created_at) > now - wait


def make(file: StoredDocument, page: ActivityReportPage, *, now: datetime) -> StoredDocument | None:
    """The row with its file stored and ready, or failed with a reason that an editor can read.

    None where the row was deleted meanwhile, with its report or since it named an erased person.
    """
    job = report_job(page, DocumentKind(file.kind), now=now, may_recall=True)
    state = job_state(job)
    if is_current(file, state):
        return file
    notes = [["state", state]]
    if not _keep(file, status=FileStatus.RENDERING, error="", started_at=now, notes=notes):
        return None
    try:
        result = made_in_child(job, Limits(**conf.get("PDF_LIMITS")))
        return _stored(file, result, name=f"{page.slug}-{file.kind}-{state[:16]}.pdf", now=now)
    except PDFError as error:
        return _failed(file, str(error), now=now)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        text = _("The file could not be stored: %(reason)s") % {"reason": reason}
        return _failed(file, text, now=now)
    except Exception as error:
        _failed(file, f"{type(error).__name__}: {error}", now=now)
        raise


def _keep(document: StoredDocument, /, **values) -> bool:
    """Write these values; False where the row is gone, which ``save`` would bring back."""
    for name, value in values.items():
        setattr(document, name, value)
    return bool(StoredDocument.objects.filter(pk=document.pk).update(**values))


def _failed(file: StoredDocument, reason: str, *, now: datetime) -> StoredDocument | None:
    """The file of the state before goes as well: nobody would see that it is an old one."""
    values = {"status": FileStatus.FAILED, "error": reason[:2000], "finished_at": now}
    before, storage = file.file.name, file.file.storage
    is_kept = _keep(file, file="", **values)
    if before:
        storage.delete(before)
    return file if is_kept else None


def _stored(
    file: StoredDocument, result: Made, *, name: str, now: datetime
) -> StoredDocument | None:
    before, storage = file.file.name, file.file.storage
    file.file.save(name, ContentFile(result.data), save=False)
    stored_as = str(file.file.name)
    values = {
        "file": stored_as,
        "sha256": hashlib.sha256(result.data).hexdigest(),
        "size": len(result.data),
        "page_count": result.report.pages,
        "generator": generator(),
        "notes": [*file.notes, *([code, detail] for code, detail in result.report.notes)],
        "status": FileStatus.READY,
        "error": "",
        "finished_at": now,
    }
    is_kept = _keep(file, **values)
    if not is_kept:
        storage.delete(stored_as)
        return None
    if before and before != stored_as:
        storage.delete(before)
    return file


def forget(files) -> None:
    """Delete stored files with their rows."""
    for file in files:
        name, storage = file.file.name, file.file.storage
        file.delete()
        if name:
            transaction.on_commit(partial(storage.delete, name))
