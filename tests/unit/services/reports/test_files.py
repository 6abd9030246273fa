"""Rows of a report's files: who asks, who waits, and what becomes of the file before."""

import datetime

import pytest
from django.core.files.base import ContentFile

from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.domain.pdf.values import Made, Report
from wagtail_ngo.enums import DocumentKind, FileStatus
from wagtail_ngo.models import StoredDocument
from wagtail_ngo.services.reports import files

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2018, 2, 1, 12, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
REPORT, POSTER = DocumentKind.REPORT, DocumentKind.POSTER


@pytest.fixture
def page():
    return ActivityReportFactory()


def row(page, kind=REPORT, content=b"", **fields) -> StoredDocument:
    owner = {"owner_type": files._report_type(), "owner_id": str(page.pk)}
    file = StoredDocument(kind=kind, **{"created_at": NOW, **owner, **fields})
    if content:
        file.file.save(f"{kind}.pdf", ContentFile(content), save=False)
    file.save()
    return file


def test_a_file_is_current_when_it_is_ready_there_and_of_this_state(page):
    ready = {"status": FileStatus.READY, "notes": [["state", "s"], ["odd", "x"]]}
    file = row(page, content=b"%PDF", **ready)

    assert files.is_current(file, "s")
    assert not files.is_current(file, "t")
    assert not files.is_current(row(page, **ready), "s")
    assert not files.is_current(row(page, content=b"%PDF", **{**ready, "notes": []}), "s")
    file.status = FileStatus.FAILED
    assert not files.is_current(file, "s")
    file.status = FileStatus.READY
    file.file.storage.delete(file.file.name)
    assert not files.is_current(file, "s")
    assert files.content_of(file) is files.content_of(row(page)) is None
    assert files.content_of(row(page, content=b"%PDF")) == b"%PDF"


@pytest.mark.parametrize("forced", [False, True])
@pytest.mark.parametrize("status", [FileStatus.QUEUED, FileStatus.RENDERING])
def test_who_comes_while_a_file_is_made_waits_for_a_while(page, status, forced):
    file = row(page, status=status)

    def settled(now) -> bool:
        return files._is_settled(file, "s", now=now, is_forced=forced)

    assert settled(NOW + files.LONGEST_WAIT - SECOND)
    assert not settled(NOW + files.LONGEST_WAIT)
    file.started_at = NOW + SECOND
    assert settled(NOW + files.LONGEST_WAIT)


@pytest.mark.parametrize(
    ("status", "state", "wait"),
    [
        (FileStatus.READY, "s", None),
        (FileStatus.READY, "t", files.PAUSE),
        (FileStatus.FAILED, "s", files.LONGEST_WAIT),
        (FileStatus.FAILED, "t", files.PAUSE),
    ],
)
def test_what_was_made_or_failed_just_now_is_not_made_again_at_once(page, status, state, wait):
    content = b"%PDF" if status == FileStatus.READY else b""
    notes = [["state", state]]
    file = row(page, content=content, status=status, notes=notes, finished_at=NOW)
    later = NOW + (wait or 9 * files.LONGEST_WAIT)

    assert files._is_settled(file, "s", now=later - SECOND, is_forced=False)
    assert files._is_settled(file, "s", now=later, is_forced=False) is (wait is None)
    assert files._is_settled(file, "s", now=NOW, is_forced=True) is (wait is None)
    if content:
        file.file.storage.delete(file.file.name)
        assert not files._is_settled(file, "s", now=NOW, is_forced=False)


def test_of_all_who_come_one_asks_and_each_kind_has_its_row(page):
    other = ActivityReportFactory(slug="inny")

    first, asks = files.ask(page, POSTER, now=NOW)
    report, asks_too = files.ask(page, REPORT, now=NOW)
    again, asks_again = files.ask(page, REPORT, now=NOW + SECOND)

    assert (asks, asks_too, asks_again) == (True, True, False)
    assert (first.kind, report.kind, again) == (POSTER, REPORT, report)
    assert (report.status, report.started_at, report.title) == (FileStatus.QUEUED, NOW, page.title)
    assert list(files.documents_of(page)) == [first, report]
    assert list(files.documents_of(other)) == []
    later = NOW + files.LONGEST_WAIT
    renewed, asks = files.ask(page, REPORT, now=later)
    assert (renewed, asks, renewed.started_at) == (report, True, later)
    assert StoredDocument.objects.count() == 2


def test_what_failed_is_told_to_editors(page):
    row(page, status=FileStatus.FAILED, error="Za duży")
    row(page, POSTER, status=FileStatus.READY)
    row(ActivityReportFactory(slug="inny"), status=FileStatus.FAILED, error="Inny")

    assert files.failures(page) == [(REPORT.label, "Za duży")]


def test_a_new_file_takes_the_place_of_the_old_one(page):
    file = row(page, content=b"old", notes=[["state", "s"]], error="x")
    before, storage = file.file.name, file.file.storage
    other = row(page, POSTER, content=b"poster")

    made = Made(b"%PDF-2", Report([("code", "detail")], pages=2))
    assert files._stored(file, made, name="nowy.pdf", now=NOW) is file

    stored = StoredDocument.objects.get(pk=file.pk)
    assert (stored.status, stored.error, stored.finished_at) == (FileStatus.READY, "", NOW)
    assert (stored.size, stored.page_count, len(stored.sha256)) == (6, 2, 64)
    assert stored.notes == [["state", "s"], ["code", "detail"]]
    assert files.content_of(stored) == b"%PDF-2"
    assert (storage.exists(before), files.content_of(other)) == (False, b"poster")


def test_a_failure_takes_the_old_file_away_and_says_why(page):
    file = row(page, content=b"old")
    before, storage = file.file.name, file.file.storage

    assert files._failed(file, "x" * 2001, now=NOW) is file

    stored = StoredDocument.objects.get(pk=file.pk)
    assert (stored.status, stored.error) == (FileStatus.FAILED, "x" * 2000)
    assert (stored.finished_at, bool(stored.file)) == (NOW, False)
    assert not storage.exists(before)
    assert files._failed(row(page), "x", now=NOW) is not None


def test_a_row_that_was_deleted_meanwhile_does_not_come_back(page):
    file = row(page)
    StoredDocument.objects.all().delete()
    made = Made(b"%PDF", Report())

    assert files._failed(file, "x", now=NOW) is None
    assert files._stored(file, made, name="a.pdf", now=NOW) is None
    assert not file.file.storage.exists("a.pdf")
    assert StoredDocument.objects.count() == 0
    assert not file.file.storage.exists(str(file.file.name))


def test_files_are_forgotten_with_their_rows(page, django_capture_on_commit_callbacks):
    file, empty, kept = row(page, content=b"a"), row(page), row(page, POSTER, content=b"b")
    name, storage = file.file.name, file.file.storage

    with django_capture_on_commit_callbacks(execute=True):
        files.forget([file, empty])
        assert storage.exists(name)

    assert not storage.exists(name)
    assert list(StoredDocument.objects.all()) == [kept]
    assert files.content_of(kept) == b"b"


def test_a_poster_is_a_file_only_where_an_editor_put_one_in(page):
    value = {"heading": "", "figures": ["issues"], "months": True, "hosts": True}
    with_poster = ActivityReportFactory(slug="p", body=[{"type": "poster", "value": value}])

    assert files.kinds_of(page) == [REPORT]
    assert files.kinds_of(with_poster) == [REPORT, POSTER]
    report, poster = (files.report_job(with_poster, kind, now=NOW) for kind in files.KINDS)
    assert report.metadata["title"] == with_poster.title
    assert poster.metadata["title"] == f"{with_poster.title} – on one page"
    assert files.job_state(report) != files.job_state(poster)
    assert files.job_state(report) == files.job_state(
        files.report_job(with_poster, REPORT, now=NOW + SECOND)
    )
