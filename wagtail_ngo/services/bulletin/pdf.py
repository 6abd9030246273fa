"""PDFs of bulletin editions: made in a limited child process, stored, never made on a request."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

import wagtail_ngo
from wagtail_ngo import conf
from wagtail_ngo.domain.bulletin.content import IssueContent
from wagtail_ngo.domain.bulletin.pages import lay_out
from wagtail_ngo.domain.pdf.imposition import booklet
from wagtail_ngo.domain.pdf.thumbnail import cover_png
from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError, Report
from wagtail_ngo.enums import FileStatus, PDFVariant
from wagtail_ngo.models import BulletinEdition, BulletinFile, BulletinIssuePage
from wagtail_ngo.services.pdf.assets import STYLES
from wagtail_ngo.services.pdf.child import Job, Limits, job_metadata, made_in_child

TEMPLATE = "wagtail_ngo/pdf/issue.html"
LEAVES = 4
# After so long a task that was asked for is lost.
LONGEST_QUEUE = timedelta(hours=2)
logger = logging.getLogger("wagtail_ngo.pdf")
# Paper on which the pages of a booklet lie side by side.
SHEETS = {PDFVariant.BOOKLET: "A4", PDFVariant.BOOKLET_A3: "A3"}
# Rounds of layout in which blank pages are added: the second settles it, save for odd overflow.
ROUNDS = 3
# Ruled lines on a page for notes.
LINES = 22


def ensure_files(edition: BulletinEdition) -> list[BulletinFile]:
    """A waiting row for each variant the settings ask for; rows that exist are kept."""
    return [
        BulletinFile.objects.get_or_create(edition=edition, variant=variant)[0]
        for variant in conf.get("PDF_VARIANTS")
    ]


def files_to_make(*, issue: int | None = None, variants: Sequence[str] = ()) -> list[BulletinFile]:
    """A row for each variant of each edition of one live issue, or of all, oldest first."""
    issues = BulletinIssuePage.objects.live()
    if issue is not None:
        issues = issues.filter(pk=issue)
    editions = BulletinEdition.objects.filter(issue__in=issues).select_related("issue")
    wanted = tuple(variants) or tuple(conf.get("PDF_VARIANTS"))
    return [
        BulletinFile.objects.get_or_create(edition=edition, variant=variant)[0]
        for edition in editions.order_by("issue__year", "issue__number", "number")
        for variant in wanted
    ]


def is_current(file: BulletinFile) -> bool:
    """Whether the stored file is there and was made of the same content by the same program."""
    if not file.is_ready or not file.file:
        return False
    digest = job_digest(file.edition.get_content(), file.variant, file.edition.issued_at)
    name = str(file.file.name)
    return digest[:16] in name and file.file.storage.exists(name)


def make_file(file: BulletinFile, *, clock: Callable[[], datetime]) -> BulletinFile:
    """The row with its file stored and ready, or failed with the reason an editor can read.

    Idempotent: nothing is made again where the stored file is current. Making takes a while, so
    that ``clock`` is read at the start and at the end.
    """
    if is_current(file):
        return file
    content = file.edition.get_content()
    moment = file.edition.issued_at
    file.status, file.error, file.started_at = FileStatus.RENDERING, "", clock()
    file.save(update_fields=["status", "error", "started_at"])
    try:
        digest = job_digest(content, file.variant, moment)
        made = make_pdf(content, variant=file.variant, moment=moment)
        thumbnail = cover_png(made.data) if file.variant == PDFVariant.WEB else b""
        name = f"{file_stem(content)}-{file.variant}-{digest[:16]}"
        return _store_file(file, made, thumbnail, name=name, now=clock())
    except PDFError as error:
        return _store_failure(file, str(error), now=clock())
    except OSError as error:
        # A full disk, a storage that does not answer: nothing of ours to look for in a traceback.
        logger.warning("Bulletin file %s could not be stored: %s", file.pk, error)
        reason = error.strerror or type(error).__name__
        return _store_failure(
            file, _("The file could not be stored: %(reason)s") % {"reason": reason}, now=clock()
        )
    except Exception as error:
        _store_failure(file, f"{type(error).__name__}: {error}", now=clock())
        raise


def is_overdue(file: BulletinFile, *, now: datetime) -> bool:
    """Whether nobody makes the file any more, though its row says so."""
    if file.status == FileStatus.RENDERING:
        # Each round of layout may take its whole time.
        longest = timedelta(seconds=conf.get("PDF_LIMITS")["wall"] * (ROUNDS + 1))
        return (file.started_at or file.created_at) < now - longest
    return file.status == FileStatus.QUEUED and file.created_at < now - LONGEST_QUEUE


def _store_failure(file: BulletinFile, reason: str, *, now: datetime) -> BulletinFile:
    values = {
        "status": FileStatus.FAILED,
        "error": reason[:2000],
        "finished_at": now,
    }
    BulletinFile.objects.filter(pk=file.pk).update(**values)
    # As it is stored: an attempt may have named files that were not written.
    file.refresh_from_db()
    return file


def _store_file(
    file: BulletinFile, made: Made, thumbnail: bytes, *, name: str, now: datetime
) -> BulletinFile:
    before = {str(stored.name) for stored in (file.file, file.thumbnail) if stored}
    file.file.save(f"{name}.pdf", ContentFile(made.data), save=False)
    if thumbnail:
        try:
            file.thumbnail.save(f"{name}.png", ContentFile(thumbnail), save=False)
        except OSError:
            file.file.storage.delete(str(file.file.name))
            raise
    file.sha256 = hashlib.sha256(made.data).hexdigest()
    file.size = len(made.data)
    file.page_count = made.report.pages
    file.generator = generator()
    file.notes = [list(note) for note in made.report.notes]
    file.status, file.error, file.finished_at = FileStatus.READY, "", now
    file.save()
    for old in before - {file.file.name, file.thumbnail.name}:
        file.file.storage.delete(old)
    return file


def generator() -> str:
    """The program that makes the files, with its version."""
    return f"wagtail-ngo {wagtail_ngo.__version__}"


def job_digest(content: IssueContent, variant: str, moment: datetime) -> str:
    """Equal where the finished file would be equal: text, look, program."""
    job = _job(content, variant=variant, moment=moment)
    style = "".join(path.read_text() for path in sorted(STYLES.glob("*.css")))
    told = {**dataclasses.asdict(job), "generator": generator(), "style": style, "as": variant}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def make_pdf(content: IssueContent, *, variant: str, moment: datetime) -> Made:
    """The PDF of one content; PDFError where it cannot be made."""
    limits = Limits(**conf.get("PDF_LIMITS"))
    made = made_in_child(_job(content, variant=variant, moment=moment), limits)
    if variant == PDFVariant.WEB:
        return made
    blanks = 0
    for _round in range(ROUNDS):
        missing = -made.report.pages % LEAVES
        if not missing:
            break
        blanks += missing
        made = made_in_child(_job(content, variant=variant, moment=moment, blanks=blanks), limits)
    if variant in SHEETS:
        report = Report(made.report.notes, made.report.repairs, made.report.pages // 2)
        return Made(booklet(made.data, sheet=SHEETS[PDFVariant(variant)]), report)
    return made


def _job(content: IssueContent, *, variant: str, moment: datetime, blanks: int = 0) -> Job:
    return Job(
        html=issue_html(content, variant=variant, blanks=blanks),
        metadata=job_metadata(issue_metadata(content, moment=moment)),
        base_url=content.url or "https://localhost/",
        media_folders=tuple(conf.get("PDF_MEDIA_FOLDERS")),
        tagged=variant == PDFVariant.WEB,
        grey=variant == PDFVariant.PRINT_GREY,
    )


def issue_html(content: IssueContent, *, variant: str, blanks: int = 0) -> str:
    """The document that is printed, in the language of the issue."""
    with translation.override(content.language):
        return render_to_string(
            TEMPLATE,
            {
                "issue": content,
                "pages": lay_out(content),
                "variant": variant,
                "is_print": variant != PDFVariant.WEB,
                "has_bleed": variant in (PDFVariant.PRINT, PDFVariant.PRINT_GREY),
                "blanks": range(blanks),
                "lines": range(LINES),
            },
        )


def issue_metadata(content: IssueContent, *, moment: datetime) -> Metadata:
    """What the file says about itself."""
    dated = content.issue_date
    created = datetime.combine(dated, time(12), tzinfo=UTC) if dated else moment
    author = content.publisher or content.serial
    return Metadata(
        title=content.title or f"{content.serial} {content.label}",
        author=author,
        publisher=author,
        description=content.summary or content.masthead or content.serial,
        language=content.language,
        created=min(created, moment),
        modified=moment,
        keywords=(content.serial, *(section.heading for section in content.sections)),
        identifier=content.url or content.label,
        issn=content.issn,
        number=content.label,
        publication=content.serial,
        cover_date=dated.isoformat() if dated else "",
        creator_tool=generator(),
    )


def file_stem(content: IssueContent) -> str:
    """The file's name without its ending: „biuletyn-ngo-12-2017”."""
    label = content.label.replace("–", "-").replace("/", "-")
    return f"{slugify(content.serial) or 'bulletin'}-{label}"
