"""Downloads of files, counted by day and by file."""

import datetime

import pytest

from tests.factories.bulletin import BulletinIssueFactory, publish
from wagtail_ngo.enums import CountedUse
from wagtail_ngo.models import BulletinFile, DailyCount
from wagtail_ngo.services.bulletin.downloads import count_download, key_of

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 1)


def test_each_day_and_each_file_has_a_count_of_its_own():
    issue = publish(BulletinIssueFactory())
    web, print_ = (
        BulletinFile.objects.get_or_create(edition=issue.latest_edition, variant=variant)[0]
        for variant in ("web", "print")
    )

    for file, day in ((web, DAY), (web, DAY), (print_, DAY), (web, DAY + datetime.timedelta(1))):
        count_download(file, today=day)

    rows = DailyCount.objects.order_by("day", "key").values_list("use", "day", "key", "times")
    assert list(rows) == [
        (CountedUse.DOWNLOAD, DAY, f"{issue.pk}/print", 1),
        (CountedUse.DOWNLOAD, DAY, f"{issue.pk}/web", 2),
        (CountedUse.DOWNLOAD, DAY + datetime.timedelta(1), f"{issue.pk}/web", 1),
    ]
    assert DailyCount.objects.get(key=f"{issue.pk}/print").label == print_.download_name


def test_a_correction_is_no_other_file():
    issue = BulletinIssueFactory(correction_note="Nowy numer telefonu")
    issue = publish(issue)
    first = issue.editions.get()
    later = issue.editions.create(
        number=2, note="Nowy", issued_at=first.issued_at, digest="x", terms="", content={}
    )

    keys = {key_of(BulletinFile(edition=edition, variant="web")) for edition in (first, later)}
    assert keys == {f"{issue.pk}/web"}
