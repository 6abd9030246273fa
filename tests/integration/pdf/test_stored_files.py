"""A published issue gets a stored file, which is served without a layout engine."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest
from wagtail.models import PageViewRestriction, Site

from tests.factories.issue_content import sample_issue
from wagtail_ngo import tasks
from wagtail_ngo.domain.bulletin.content import to_data
from wagtail_ngo.enums import FileStatus
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
)

pytestmark = [pytest.mark.django_db, pytest.mark.any_database, pytest.mark.any_version]
DAY = datetime.date(2017, 12, 1)


@pytest.fixture
def issue(settings, django_capture_on_commit_callbacks):
    settings.WAGTAIL_NGO = {"PDF_VARIANTS": ("web",)}
    root = Site.objects.get(is_default_site=True).root_page
    index = root.add_child(instance=BulletinIndexPage(title="Biuletyn"))
    page = index.add_child(
        instance=BulletinIssuePage(
            title="Nr 12", number=12, year=2017, period_start=DAY, period_end=DAY, issue_date=DAY
        )
    )
    edition = BulletinEdition.objects.create(
        issue=page, content=to_data(sample_issue(sections=(), editorial=""))
    )
    with django_capture_on_commit_callbacks(execute=True):
        tasks.queue_files(edition)
    return page


def test_task_stores_the_web_file(issue):
    file = BulletinFile.objects.get(edition__issue=issue)

    assert (file.status, file.error) == (FileStatus.READY, "")
    assert file.file.open("rb").read(5) == b"%PDF-"


def test_stored_file_is_served_and_revalidated(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)

    response = client.get(file.public_url)
    again = client.get(file.public_url, headers={"if-none-match": response["ETag"]})

    assert (response.status_code, again.status_code) == (200, 304)
    assert b"".join(response.streaming_content)[:5] == b"%PDF-"
    assert response["Link"] == f'<{issue.full_url}>; rel="canonical"'


def test_waiting_file_asks_to_come_back(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    BulletinFile.objects.update(status=FileStatus.QUEUED)

    response = client.get(file.public_url)

    assert (response.status_code, response["Retry-After"]) == (503, "30")


def test_download_has_the_name_of_the_issue(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    file.edition.content["serial"] = "Zażółć NGO"
    file.edition.save()

    response = client.get(file.public_url)

    name = "za%C5%BC%C3%B3%C5%82%C4%87-ngo-12-2017.pdf"
    assert response["Content-Disposition"] == f"inline; filename*=utf-8''{name}"


def test_serving_imports_no_layout_engine(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['weasyprint', 'pypdfium2']))\n"
        "import django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from wagtail_ngo.views.bulletin import pdf\n"
        "assert sys.modules['weasyprint'] is None"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert (done.returncode, done.stderr[-500:]) == (0, "")
    assert client.head(file.public_url)["Content-Length"] == str(file.size)


def test_print_file_is_not_for_search_engines(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    web = client.get(file.public_url)
    BulletinFile.objects.update(variant="print")

    response = client.get(BulletinFile.objects.get().public_url)

    assert ("X-Robots-Tag" in web, response["X-Robots-Tag"]) == (False, "noindex")


def test_restricted_issue_hides_file_and_cover(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    addresses = [file.public_url, f"{issue.url}cover/"]
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    PageViewRestriction.objects.create(page=issue, restriction_type=PageViewRestriction.LOGIN)

    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert {answer["Location"].split("?")[0] for answer in answers} == {"/_util/login/"}


def test_failed_file_is_no_broken_link(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    address = file.public_url
    BulletinFile.objects.update(status=FileStatus.FAILED, error="nested too deeply")

    page = client.get(issue.url).content.decode()

    assert (address in page, client.get(address).status_code) == (False, 404)


def test_unpublished_issue_leaks_no_file(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    address = file.public_url
    issue.unpublish()

    assert client.get(address).status_code == 404
