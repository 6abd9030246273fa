"""PDFs of a report and of its year on one page: made once for each state, stored, then served.

A state is everything that the file would show. A report that counts at every visit has a new state
when a record changes or a day has passed; a frozen one keeps its state until its text is edited.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from datetime import UTC, datetime, time, timedelta

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
#: Who asked for a file so long ago waits for a task that is lost.
LONGEST_WAIT = timedelta(minutes=10)


def kinds_of(page: ActivityReportPage) -> list[DocumentKind]:
    """The files that the report has; a year on one page only where an editor put one in."""
    has_poster = any(block.block_type == "poster" for block in page.body)
    return [kind for kind in KINDS if kind != DocumentKind.POSTER or has_poster]


def report_job(page: ActivityReportPage, kind: DocumentKind, *, now: datetime) -> Job:
    """What the engine makes the file of. Equal jobs make equal files."""
    shown = freezing.show(page, now=now)
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
    stored = file.file
    return bool(file.is_ready and stored and _state_of(file) == state) and stored.storage.exists(
        stored.name
    )


def _state_of(file: StoredDocument) -> str:
    return dict(file.notes).get("state", "")


def ask(
    page: ActivityReportPage, kind: DocumentKind, *, now: datetime
) -> tuple[StoredDocument, bool]:
    """The row of the file, and whether the caller has to ask for a task.

    Of all who come while a state has no file one asks; what failed is not tried again before the
    state is another.
    """
    state = job_state(report_job(page, kind, now=now))
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page.pk)
        file = documents_of(page).filter(kind=kind).first()
        if file is None:
            owner = {"owner_type": _report_type(), "owner_id": str(page.pk)}
            file = StoredDocument(kind=kind, title=page.title, created_at=now, **owner)
        elif is_current(file, state) or _is_settled(file, state, now=now):
            return file, False
        file.status, file.started_at = FileStatus.QUEUED, now
        file.save()
    return file, True


def _is_settled(file: StoredDocument, state: str, *, now: datetime) -> bool:
    """Whether asking again is of no use: it failed with this state, or is being made."""
    if file.status == FileStatus.FAILED:
        return _state_of(file) == state
    if file.status in (FileStatus.QUEUED, FileStatus.RENDERING):
        return (file.started_at or file.created_at) > now - LONGEST_WAIT
    return False


def make(file: StoredDocument, page: ActivityReportPage, *, now: datetime) -> StoredDocument:
    """The row with its file stored and ready, or failed with a reason that an editor can read."""
    job = report_job(page, DocumentKind(file.kind), now=now)
    state = job_state(job)
    if is_current(file, state):
        return file
    file.status, file.error, file.started_at = FileStatus.RENDERING, "", now
    file.notes = [["state", state]]
    file.save()
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


def _failed(file: StoredDocument, reason: str, *, now: datetime) -> StoredDocument:
    file.status, file.error, file.finished_at = FileStatus.FAILED, reason[:2000], now
    file.save(update_fields=["status", "error", "finished_at"])
    return file


def _stored(file: StoredDocument, result: Made, *, name: str, now: datetime) -> StoredDocument:
    before = file.file.name
    file.file.save(name, ContentFile(result.data), save=False)
    file.sha256 = hashlib.sha256(result.data).hexdigest()
    file.size, file.page_count = len(result.data), result.report.pages
    file.generator = generator()
    file.notes = [*file.notes, *([code, detail] for code, detail in result.report.notes)]
    file.status, file.error, file.finished_at = FileStatus.READY, "", now
    file.save()
    if before and before != file.file.name:
        file.file.storage.delete(before)
    return file


def forget(files) -> None:
    """Delete stored files with their rows."""
    for file in files:
        name, storage = file.file.name, file.file.storage
        file.delete()
        if name:
            transaction.on_commit(lambda name=name, storage=storage: storage.delete(name))
