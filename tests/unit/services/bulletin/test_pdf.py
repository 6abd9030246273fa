"""Rows of files, and what a file says about itself; ``tests/integration/pdf`` makes files."""

import datetime
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from tests.factories.issue_content import sample_issue
from wagtail_ngo.domain.pdf.values import Made, Report
from wagtail_ngo.enums import FileStatus, PDFVariant
from wagtail_ngo.models import BulletinFile
from wagtail_ngo.services.bulletin import pdf

MOMENT = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def row(issue, variant="web", **fields) -> BulletinFile:
    file, _made = BulletinFile.objects.update_or_create(
        edition=issue.latest_edition, variant=variant, defaults=fields
    )
    return file


@pytest.mark.django_db
def test_every_wanted_variant_of_live_issues_has_a_row_oldest_first(settings):
    settings.WAGTAIL_NGO = {"PDF_VARIANTS": ["web", "print"]}
    serial = BulletinIndexFactory()
    late, early, draft = (
        publish(BulletinIssueFactory(parent=serial, number=number, year=2017))
        for number in (7, 2, 9)
    )
    draft.unpublish()

    def made(**options):
        return [(file.edition.issue_id, file.variant) for file in pdf.files_to_make(**options)]

    both = [(early.pk, "web"), (early.pk, "print"), (late.pk, "web"), (late.pk, "print")]
    assert made() == both
    assert made(issue=late.pk) == both[2:]
    assert made(variants=["print_grey"]) == [(early.pk, "print_grey"), (late.pk, "print_grey")]
    assert made(issue=draft.pk) == []


@pytest.mark.django_db
def test_a_file_is_current_while_its_bytes_are_there_and_its_content_is_the_same():
    issue = publish(BulletinIssueFactory())
    content = issue.latest_edition.get_content()
    digest = pdf.job_digest(content, "web", issue.latest_edition.issued_at)
    file = row(issue, status=FileStatus.READY)
    assert not pdf.is_current(file)

    file.file.save(f"a-{digest[:16]}.pdf", ContentFile(b"%PDF"))
    assert pdf.is_current(file)
    assert pdf.make_file(file, clock=lambda: MOMENT) is file
    assert file.started_at is None

    file.status = FileStatus.FAILED
    assert not pdf.is_current(file)
    file.status = FileStatus.READY
    file.edition.content = file.edition.content | {"summary": "Inna treść"}
    assert not pdf.is_current(file)
    file.edition.refresh_from_db()
    file.file.storage.delete(file.file.name)
    assert not pdf.is_current(file)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [FileStatus.QUEUED, FileStatus.RENDERING])
def test_a_file_is_overdue_when_nobody_can_be_making_it_any_more(settings, status):
    settings.WAGTAIL_NGO = {"PDF_LIMITS": {"wall": 10}}
    longest = {
        FileStatus.QUEUED: pdf.LONGEST_QUEUE,
        FileStatus.RENDERING: datetime.timedelta(seconds=10 * (pdf.ROUNDS + 1)),
    }[status]
    file = row(publish(BulletinIssueFactory()), status=status)
    file.created_at, file.started_at = MOMENT, None

    assert not pdf.is_overdue(file, now=MOMENT + longest)
    assert pdf.is_overdue(file, now=MOMENT + longest + SECOND)
    file.status = FileStatus.READY
    assert not pdf.is_overdue(file, now=MOMENT + 10 * longest)


def test_a_file_describes_itself_by_the_first_words_there_are():
    content = replace(sample_issue(), summary="S", masthead="M", serial="Biuletyn", publisher="P")

    def told(**fields):
        return pdf.issue_metadata(replace(content, **fields), moment=MOMENT)

    assert told().description == "S"
    assert told(summary="").description == "M"
    assert told(summary="", masthead="").description == "Biuletyn"
    assert (told().author, told(publisher="").author) == ("P", "Biuletyn")
    assert told(title="").title == f"Biuletyn {content.label}"
    assert told().keywords == ("Biuletyn", *(section.heading for section in content.sections))


@pytest.mark.parametrize(
    ("day", "created"),
    [
        (datetime.date(2027, 2, 1), datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)),
        # Dated ahead, or not at all: a file is never older than it is.
        (datetime.date(2027, 4, 1), MOMENT),
        (None, MOMENT),
    ],
)
def test_a_file_was_created_at_noon_of_its_day_and_never_after_it_was_made(day, created):
    content = replace(sample_issue(), issue_date=day)

    told = pdf.issue_metadata(content, moment=MOMENT)

    assert (told.created, told.modified) == (created, MOMENT)


def test_the_digest_changes_with_words_variant_and_moment():
    content = sample_issue()
    digests = {
        pdf.job_digest(content, "web", MOMENT),
        pdf.job_digest(replace(content, summary="Inaczej"), "web", MOMENT),
        pdf.job_digest(content, "print", MOMENT),
        pdf.job_digest(content, "web", MOMENT + SECOND),
    }

    assert len(digests) == 4
    assert pdf.job_digest(content, "web", MOMENT) in digests


def test_what_is_printed_has_styles_of_print_a_bleed_on_large_sheets_and_blank_pages():
    told = {}
    for variant in ("web", "print", PDFVariant.PRINT_GREY.value, "booklet"):
        html = pdf.issue_html(sample_issue(), variant=variant, blanks=len(told))
        told[variant] = (
            'class="is-print"' in html,
            "pdf/bleed.css" in html,
            html.count('class="notes"'),
            html.count('class="notes__line"'),
        )

    assert told == {
        "web": (False, False, 0, 0),
        "print": (True, True, 1, pdf.LINES),
        PDFVariant.PRINT_GREY: (True, True, 2, 2 * pdf.LINES),
        "booklet": (True, False, 3, 3 * pdf.LINES),
    }
    assert 'class="notes"' not in pdf.issue_html(sample_issue(), variant="print")


@pytest.mark.django_db
def test_a_finished_file_takes_the_place_of_the_one_before_with_its_picture():
    file = row(publish(BulletinIssueFactory()), status=FileStatus.RENDERING, error="Nie da się")
    storage = file.file.storage
    made = Made(b"%PDF-1", Report([("a", "b")], pages=3))

    pdf._store_file(file, made, b"PNG", name="pierwszy", now=MOMENT)
    first = BulletinFile.objects.get(pk=file.pk)
    old = [first.file.name, first.thumbnail.name]
    assert (first.status, first.error, first.finished_at) == (FileStatus.READY, "", MOMENT)
    assert (first.size, first.page_count, first.notes) == (6, 3, [["a", "b"]])
    assert first.file.read() + first.thumbnail.read() == b"%PDF-1PNG"
    assert (first.generator, len(first.sha256)) == (pdf.generator(), 64)

    pdf._store_file(first, made, b"", name="drugi", now=MOMENT)
    second = BulletinFile.objects.get(pk=file.pk)
    assert second.thumbnail.name == old[1]
    assert [storage.exists(name) for name in (*old, second.file.name)] == [False, True, True]

    pdf._store_failure(second, "x" * 2001, now=MOMENT + SECOND)
    failed = BulletinFile.objects.get(pk=file.pk)
    assert (failed.status, failed.error) == (FileStatus.FAILED, "x" * 2000)
    assert (failed.finished_at, failed.file.name) == (MOMENT + SECOND, second.file.name)
