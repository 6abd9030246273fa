"""Stored files of an activity report: when they are made, served, made again, and go."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks.backends.immediate import ImmediateBackend

from tests.factories.directory import RepresentativeFactory
from tests.factories.reports import ActivityReportFactory, figure
from tests.integration.pdf.year_report import BODY, NOW, meeting, pages
from wagtail_ngo.enums import DocumentKind, FileStatus
from wagtail_ngo.models import SearchedQuery, StoredDocument
from wagtail_ngo.services.people.erasure import erase_person
from wagtail_ngo.services.people.finding import find, subject_of
from wagtail_ngo.services.reports import files, freezing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.any_version]


@pytest.fixture
def ready(report, client, django_capture_on_commit_callbacks):
    """Ask twice, as a reader does: first the file is made, then it is there."""

    def get(path: str = "pdf/", **headers):
        with django_capture_on_commit_callbacks(execute=True):
            client.get(f"{report.url}{path}")
        return client.get(f"{report.url}{path}", **headers)

    return get


def test_a_file_that_is_not_there_yet_is_asked_for_and_not_waited_for(report, client):
    answer = client.get(f"{report.url}pdf/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert StoredDocument.objects.get().status == FileStatus.QUEUED


def test_a_stored_file_is_served_with_a_tag_and_made_once(report, ready, client):
    answer = ready()
    again = client.get(f"{report.url}pdf/", headers={"if-none-match": answer["ETag"]})

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == f'inline; filename="{report.slug}.pdf"'
    assert (again.status_code, again.content) == (304, b"")
    document = StoredDocument.objects.get()
    first = document.finished_at
    ready()
    document.refresh_from_db()
    assert document.finished_at == first


def let_time_pass() -> None:
    """So much that files may be made again."""
    StoredDocument.objects.update(finished_at=timezone.now() - files.PAUSE)


def test_another_state_replaces_the_stored_file(report, ready):
    before = ready()
    name = StoredDocument.objects.get().file.name

    meeting(12)
    let_time_pass()
    after = ready()

    document = StoredDocument.objects.get()
    assert after["ETag"] != before["ETag"]
    assert "odbyło się 12 spotkań" in " ".join(pages(after.content))
    assert not document.file.storage.exists(name)


def test_the_last_file_is_served_while_the_next_is_made(report, ready, client):
    before = ready().content
    meeting(12)
    let_time_pass()

    while_made = client.get(f"{report.url}pdf/")

    assert StoredDocument.objects.get().status == FileStatus.QUEUED
    assert (while_made.status_code, while_made.content) == (200, before)


def test_what_visitors_do_makes_no_file_again(report, ready, client):
    """A search changes a figure; on a busy site one is made between any two requests."""
    report.body = [{"type": "text", "value": f"<p>{figure('searches')}</p>"}]
    report.save()
    SearchedQuery.objects.create(day=datetime.date(2017, 5, 5), words="zupa", times=1)
    ready()
    SearchedQuery.objects.update(times=2)

    assert files.ask(report, DocumentKind.REPORT, now=timezone.now())[1] is False
    let_time_pass()
    assert files.ask(report, DocumentKind.REPORT, now=timezone.now())[1] is False
    cache.clear()
    assert files.ask(report, DocumentKind.REPORT, now=timezone.now())[1] is True


def failed(report, now) -> StoredDocument:
    file, _must_queue = files.ask(report, DocumentKind.REPORT, now=now)
    state = files.job_state(files.report_job(report, DocumentKind.REPORT, now=now))
    file.status, file.error, file.notes = FileStatus.FAILED, "too long", [["state", state]]
    file.finished_at = now
    file.save()
    return file


def test_what_failed_is_tried_again_when_something_changed(report, client):
    now = timezone.now()
    failed(report, now)
    soon, a_minute_later = now + files.PAUSE * 0.9, now + files.PAUSE

    assert client.get(f"{report.url}pdf/").status_code == 404
    assert files.ask(report, DocumentKind.REPORT, now=a_minute_later)[1] is False
    meeting(12)
    assert files.ask(report, DocumentKind.REPORT, now=soon)[1] is False
    assert files.ask(report, DocumentKind.REPORT, now=a_minute_later)[1] is True


def test_what_failed_is_tried_again_after_a_while(report, admin_user):
    freezing.freeze(report, user=admin_user, now=NOW)
    now = timezone.now()
    failed(report, now)
    almost = now + files.LONGEST_WAIT - datetime.timedelta(seconds=1)

    assert files.ask(report, DocumentKind.REPORT, now=almost)[1] is False
    assert files.ask(report, DocumentKind.REPORT, now=now + files.LONGEST_WAIT)[1] is True


def test_publishing_tries_again_at_once_what_failed(report, django_capture_on_commit_callbacks):
    file = failed(report, timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        report.save_revision().publish()

    file.refresh_from_db()
    assert file.status == FileStatus.READY


LITTLE = {"cpu": 20, "wall": 20, "memory": 1 << 20}


def test_a_file_that_fails_takes_that_of_another_state_along(report, ready, client, settings):
    ready()
    stored = StoredDocument.objects.get().file
    meeting(12)
    let_time_pass()
    settings.WAGTAIL_NGO = {"PDF_LIMITS": LITTLE}

    answer = ready()

    assert StoredDocument.objects.get().status == FileStatus.FAILED
    assert (answer.status_code, stored.storage.exists(stored.name)) == (404, False)


def test_what_is_forgotten_while_it_is_made_stays_forgotten(report, monkeypatch):
    """Erasing a person or deleting the report, between the beginning and the end of a task."""
    file, _must_queue = files.ask(report, DocumentKind.REPORT, now=NOW)
    engine, names = files.made_in_child, []

    def slow(job, limits):
        files.forget(files.documents_of(report))
        return engine(job, limits)

    monkeypatch.setattr(files, "made_in_child", slow)
    save = FileSystemStorage.save
    monkeypatch.setattr(
        FileSystemStorage, "save", lambda *args, **kw: names.append(save(*args, **kw)) or names[-1]
    )

    assert files.make(file, report, now=NOW) is None
    assert StoredDocument.objects.count() == 0
    assert [default_storage.exists(name) for name in names] == [False]


def test_a_file_that_is_there_is_read_without_a_lock(report, ready, client):
    ready()

    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{report.url}pdf/").status_code == 200

    assert [query["sql"] for query in queries if "SAVEPOINT" in query["sql"]] == []


def test_a_broken_queue_costs_no_reader_the_page(
    report, client, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(ImmediateBackend, "enqueue", broken)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.get(f"{report.url}pdf/").status_code == 503


def broken(*args):
    raise ConnectionError("no broker")


def test_a_lost_task_is_asked_for_again_after_a_while(report):
    now = timezone.now()
    assert files.ask(report, DocumentKind.REPORT, now=now)[1] is True
    assert files.ask(report, DocumentKind.REPORT, now=now)[1] is False

    later = now + files.LONGEST_WAIT
    assert files.ask(report, DocumentKind.REPORT, now=later)[1] is True
    assert StoredDocument.objects.count() == 1


def test_the_files_go_with_their_report(report, ready, django_capture_on_commit_callbacks):
    ready()
    stored = StoredDocument.objects.get().file
    other = StoredDocument.objects.create(owner=report, kind="other")

    with django_capture_on_commit_callbacks(execute=True):
        report.delete()

    assert list(StoredDocument.objects.all()) == [other]
    assert not stored.storage.exists(stored.name)


def test_a_report_without_a_year_on_one_page_has_no_such_file(report, client):
    report.body = BODY[:2]
    report.save()

    assert client.get(f"{report.url}poster/").status_code == 404


def test_a_draft_has_its_pdf_in_the_admin_alone(report, client, admin_client):
    report.title = "Nowy tytuł"
    report.save_revision()

    answer = admin_client.get(reverse("wagtail_ngo_report_file", args=[report.pk, "pdf"]))

    assert "no-store" in answer["Cache-Control"]
    assert "Nowy tytuł" in pages(answer.content)[0]
    assert StoredDocument.objects.count() == 0
    user = get_user_model().objects.create_user("reader", "r@example.org", "secret")
    client.force_login(user)
    refused = client.get(reverse("wagtail_ngo_report_file", args=[report.pk, "pdf"]))
    assert refused.status_code == 302


def test_publishing_and_freezing_make_the_files_ahead_of_readers(
    report, admin_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        report.save_revision().publish()
    documents = StoredDocument.objects.order_by("kind")
    first = dict(documents.values_list("kind", "sha256"))
    assert list(documents.values_list("kind", "status")) == [
        ("poster", FileStatus.READY),
        ("report", FileStatus.READY),
    ]

    with django_capture_on_commit_callbacks(execute=True):
        admin_client.post(reverse("wagtail_ngo_report_freeze", args=[report.pk]))

    second = dict(documents.values_list("kind", "sha256"))
    assert second.keys() == first.keys()
    assert not set(second.values()) & set(first.values())


def test_an_editor_reads_why_a_file_could_not_be_made(report, admin_client):
    file, _must_queue = files.ask(report, DocumentKind.REPORT, now=timezone.now())
    file.status, file.error = FileStatus.FAILED, "The text is nested too deeply."
    file.save()

    answer = admin_client.get(reverse("wagtail_ngo_report_freeze", args=[report.pk]))

    assert "The text is nested too deeply." in answer.content.decode()


def test_erasing_a_person_forgets_the_files_that_named_her(
    report, ready, django_capture_on_commit_callbacks
):
    person = RepresentativeFactory(name="Anna Wycofańska")
    report.lead = "Dziękuje Anna Wycofańska."
    report.save()
    ready()
    stored = StoredDocument.objects.get().file
    another = ActivityReportFactory(slug="another", lead="Nikt.")
    kept, _must_queue = files.ask(another, DocumentKind.REPORT, now=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        keys = {one.key for one in find(subject_of(person))}
        erase_person(person, now=NOW, also=keys)

    report.refresh_from_db()
    assert "Wycofańska" not in report.lead
    assert list(StoredDocument.objects.all()) == [kept]
    assert not stored.storage.exists(stored.name)


def test_the_file_of_a_restricted_report_is_for_its_reader_alone(report, ready, admin_user, client):
    client.force_login(admin_user)
    report.view_restrictions.create(restriction_type="login")

    answer = ready()

    assert (answer.status_code, "private" in answer["Cache-Control"]) == (200, True)
    client.logout()
    assert client.get(f"{report.url}pdf/").status_code == 302
