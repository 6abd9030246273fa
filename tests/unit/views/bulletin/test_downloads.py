"""What is counted of a download: that there was one."""

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import BulletinIndexFactory, publish
from tests.unit.domain.bulletin.test_downloads import BROWSER
from tests.unit.views.bulletin.test_leaks import make, with_files
from wagtail_ngo.enums import CountedUse
from wagtail_ngo.models import DailyCount

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return with_files(publish(make(BulletinIndexFactory(), "numer")))


def fetch(client, url: str, method: str = "get", **headers) -> tuple[int, bytes]:
    """The whole answer; the client closes it as a server does, when it was read to its end."""
    response = getattr(client, method)(url, headers={"user-agent": BROWSER} | headers)
    return response.status_code, response.getvalue()


def counts() -> dict[str, int]:
    return dict(DailyCount.objects.values_list("key", "times"))


def test_a_download_is_counted_by_day_and_file_and_holds_nothing_else(client, issue):
    for variant in ("web", "web", "print"):
        status, body = fetch(client, f"{issue.url}pdf/{variant}/")
        assert (status, body[:4]) == (200, b"%PDF")

    assert counts() == {f"{issue.pk}/web": 2, f"{issue.pk}/print": 1}
    row = DailyCount.objects.get(key=f"{issue.pk}/web")
    assert (row.day, row.use) == (timezone.localdate(), CountedUse.DOWNLOAD)
    assert row.label.endswith(".pdf")
    assert {field.name for field in DailyCount._meta.fields} == {
        "id", "day", "use", "key", "label", "times",
    }  # fmt: skip
    assert client.cookies == {}


def test_looking_and_reading_on_and_robots_are_no_downloads(client, issue):
    url = f"{issue.url}pdf/web/"
    etag = client.get(url).headers["ETag"]

    fetch(client, url, "head")
    fetch(client, url, range="bytes=4096-")
    fetch(client, url, **{"if-none-match": etag})
    fetch(client, url, **{"user-agent": "Googlebot/2.1"})
    fetch(client, url, **{"sec-purpose": "prefetch"})
    fetch(client, f"{issue.url}cover/")
    fetch(client, f"{issue.url}pdf/nothing/")

    assert counts() == {}


def test_an_edition_and_its_correction_are_one_file(client, issue):
    fetch(client, f"{issue.url}pdf/web/")
    issue.title, issue.correction_note = "Inny", "Tytuł"
    with_files(publish(issue))

    fetch(client, f"{issue.url}pdf/web/")
    fetch(client, f"{issue.url}edition-1/pdf/web/")

    assert counts() == {f"{issue.pk}/web": 3}


def test_whoever_may_not_read_the_issue_is_not_counted(client, issue):
    PageViewRestriction.objects.create(page=issue, restriction_type="login")

    fetch(client, f"{issue.url}pdf/web/")

    assert counts() == {}


def test_nothing_is_asked_of_the_database_before_the_file_is_sent(client, issue):
    response = client.get(f"{issue.url}pdf/web/", headers={"user-agent": BROWSER})

    assert counts() == {}
    response.getvalue()
    assert response.closed
    assert counts() == {f"{issue.pk}/web": 1}


def test_a_database_that_takes_no_writes_loses_the_count_and_not_the_file(client, issue):
    on, off = {
        "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
        # What is left to be checked at the end could not be checked any more.
        "postgresql": ("SET CONSTRAINTS ALL IMMEDIATE; SET TRANSACTION READ ONLY", "SELECT 1"),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        status, body = fetch(client, f"{issue.url}pdf/web/")
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)

    assert (status, body[:4], counts()) == (200, b"%PDF", {})
