"""Two presses of the button that issues, at the same moment."""

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.bulletin import BulletinIssueFactory, block, publish
from tests.integration.test_mail_races import at_once
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin import editions

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory"),
]


def test_issuing_and_correcting_twice_at_once_makes_one_edition_each(settings):
    settings.WAGTAIL_NGO = {"PDF_VARIANTS": ()}
    body = [block("text", title="", text="<p>Raz</p>")]
    issue = BulletinIssueFactory(live=False, body=body)

    def press():
        page = BulletinIssuePage.objects.get(pk=issue.pk)
        return editions.issue(page, now=timezone.now()).number

    assert at_once(press, press, press) == [1, 1, 1]
    issue = publish(issue)
    issue.body, issue.correction_note = [block("text", title="", text="<p>Dwa</p>")], "Zła data"
    issue.save()

    assert at_once(press, press, press) == [2, 2, 2]
    assert issue.editions.count() == 2
