"""New issues and duplicates of issues."""

import datetime

import pytest
from wagtail.models import PageLogEntry

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, block
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin.drafts import new_issue, renumber_copy

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2018, 1, 3)


def test_a_new_issue_is_an_unpublished_draft_of_its_author_with_a_line_in_the_log(admin_user):
    serial = BulletinIndexFactory()
    BulletinIssueFactory(
        parent=serial, number=12, year=2017, period_end=datetime.date(2017, 12, 31)
    )

    issue = BulletinIssuePage.objects.get(pk=new_issue(serial, user=admin_user, today=TODAY).pk)

    assert (issue.number, issue.year, issue.live, issue.owner) == (1, 2018, False, admin_user)
    assert issue.get_parent().specific == serial
    assert issue.latest_revision.user == admin_user
    actions = PageLogEntry.objects.filter(page=issue.pk).values_list("action", "user")
    assert ("wagtail.create", admin_user.pk) in actions


def test_a_duplicate_gets_the_next_number_in_the_page_and_in_its_draft(admin_user):
    issue = BulletinIssueFactory(
        number=11,
        year=2017,
        period_end=datetime.date(2017, 11, 30),
        body=[block("text", title="", text="<p>Raz</p>")],
    )
    issue.save_revision()
    copy = issue.copy(update_attrs={"slug": "kopia", "live": False}, keep_live=False)

    renumber_copy(copy, user=admin_user, today=datetime.date(2017, 12, 4))

    stored = BulletinIssuePage.objects.get(pk=copy.pk)
    draft = stored.get_latest_revision_as_object()
    assert [(page.number, page.year) for page in (stored, draft)] == [(12, 2017), (12, 2017)]
    assert stored.period_start == draft.period_start == datetime.date(2017, 12, 1)
    assert stored.latest_revision.user == admin_user
    assert BulletinIssuePage.objects.get(pk=issue.pk).number == 11
    assert [one.value["text"].source for one in draft.body] == ["<p>Raz</p>"]


def test_a_duplicate_with_a_number_of_its_own_keeps_it(admin_user):
    issue = BulletinIssueFactory(number=11, year=2017)
    issue.save_revision()
    copy = issue.copy(
        update_attrs={"slug": "kopia", "live": False, "number": 3, "year": 2019}, keep_live=False
    )
    revisions = copy.revisions.count()

    renumber_copy(copy, user=admin_user, today=TODAY)

    assert BulletinIssuePage.objects.get(pk=copy.pk).number == 3
    assert copy.revisions.count() == revisions
