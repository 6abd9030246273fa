"""A published issue gets a stored file, which is served without a layout engine."""

from __future__ import annotations

import datetime

import pytest
from wagtail.models import Site

from tests.factories.issue_content import sample_issue
from wagtail_ngo import tasks
from wagtail_ngo.domain.bulletin import to_data
from wagtail_ngo.enums import FileStatus
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
)

pytestmark = pytest.mark.django_db
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


def test_unpublished_issue_leaks_no_file(issue, client):
    file = BulletinFile.objects.get(edition__issue=issue)
    address = file.public_url
    issue.unpublish()

    assert client.get(address).status_code == 404
