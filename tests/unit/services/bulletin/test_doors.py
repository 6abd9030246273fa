"""Every door through which Wagtail publishes a page: what is issued, when, and by whom."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    block,
    publish,
    section,
)
from tests.unit.admin.bulletin.test_issues import form_data
from wagtail_ngo.models import BulletinIssuePage
from wagtail_ngo.services.bulletin import editions
from wagtail_ngo.services.bulletin.preflight import preflight

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
CLEAN = [section("Wieści"), block("text", title="", text="<p>Raz</p>")]


def fresh(page) -> BulletinIssuePage:
    return BulletinIssuePage.objects.get(pk=page.pk)


def text_of(edition) -> str:
    return " ".join(item.html for item in edition.get_content().all_items())


def draft(**values) -> BulletinIssuePage:
    """A draft to which the preflight has no serious objection."""
    values = {"body": CLEAN, "summary": "O czym"} | values
    issue = BulletinIssueFactory(live=False, **values)
    issue.save_revision()
    return issue


def objectionable(**values) -> BulletinIssuePage:
    """A draft without content, which the preflight objects to."""
    issue = draft(body=[], **values)
    assert any(message.is_serious for message in preflight(issue, now=timezone.now()))
    return issue


def rewrite(issue, html="<p>Dwa</p>", **values):
    """A revision of an issued bulletin that says something else."""
    issue.body = [block("text", title="", text=html)]
    for name, value in values.items():
        setattr(issue, name, value)
    return issue.save_revision()


def new_data(serial, **fields):
    """What the form of a new issue sends."""
    issue = BulletinIssueFactory.build(slug="nowy", title="Nowy")
    return form_data(issue) | fields


def approve(issue, user) -> None:
    issue.get_workflow().start(issue, user)
    while (state := fresh(issue).current_workflow_task_state) is not None:
        state.approve(user=user)


# A script


def test_a_script_that_publishes_issues_the_bulletin():
    issue = publish(draft())

    assert [edition.number for edition in issue.editions.all()] == [1]


def test_a_script_that_corrects_without_a_note_leaves_the_edition_and_says_so():
    issue = publish(draft())

    rewrite(issue).publish()

    issue = fresh(issue)
    assert text_of(issue.latest_edition) == "<p>Raz</p>"
    assert editions.waits_for_a_note(issue, issue.latest_edition) is True


def test_a_note_in_the_draft_issues_the_correction_at_any_door():
    issue = publish(draft())

    rewrite(issue, correction_note="Zła data").publish()
    rewrite(fresh(issue), "<p>Trzy</p>").publish()

    issue = fresh(issue)
    assert [(one.number, one.note) for one in issue.editions.all()] == [(2, "Zła data"), (1, "")]
    assert text_of(issue.latest_edition) == "<p>Dwa</p>"
    # The note of the last correction says nothing about the next one.
    assert editions.waits_for_a_note(issue, issue.latest_edition) is True


# Add child page, then Publish


def test_a_new_page_with_findings_is_not_live_before_it_is_issued(admin_client, client):
    serial = BulletinIndexFactory()
    add = reverse("wagtailadmin_pages:add", args=["wagtail_ngo", "bulletinissuepage", serial.pk])

    response = admin_client.post(add, new_data(serial, **{"action-publish": "1", "summary": ""}))

    issue = BulletinIssuePage.objects.get(slug="nowy")
    look = reverse("wagtail_ngo_bulletin_issue", args=[issue.pk])
    assert response.url == look
    assert (issue.live, issue.has_unpublished_changes, issue.editions.count()) == (False, True, 0)
    assert client.get(issue.url).status_code == 404
    admin_client.post(look)
    issue = fresh(issue)
    assert (issue.live, issue.editions.count()) == (True, 1)
    assert client.get(issue.url).status_code == 200


# A time that is set


def test_a_scheduled_issue_is_frozen_when_it_goes_live_with_what_was_scheduled_last():
    issue = draft()
    now = timezone.now()
    for html in ("<p>Pierwszy</p>", "<p>Ostatni</p>"):
        rewrite(issue, html, go_live_at=now + 3 * DAY).publish()
        assert (fresh(issue).live, issue.editions.count()) == (False, 0)

    with time_machine.travel(now + 3 * DAY + datetime.timedelta(minutes=1)):
        call_command("publish_scheduled")

    issue = fresh(issue)
    assert issue.live is True
    assert [text_of(edition) for edition in issue.editions.all()] == ["<p>Ostatni</p>"]
    assert issue.latest_edition.issued_at > now + 3 * DAY


def test_a_schedule_that_is_cancelled_leaves_no_edition(client):
    issue = draft()
    revision = rewrite(issue, "<p>Błąd</p>", go_live_at=timezone.now() + 3 * DAY)
    revision.publish()
    revision.approved_go_live_at = None
    revision.save()

    rewrite(fresh(issue), "<p>Dobrze</p>", go_live_at=None).publish()

    issue = fresh(issue)
    assert [text_of(edition) for edition in issue.editions.all()] == ["<p>Dobrze</p>"]
    assert client.get(f"{issue.url}edition-1/").status_code == 200


def test_a_correction_for_a_later_day_keeps_its_note(admin_client):
    issue = publish(draft())
    now = timezone.now()
    rewrite(issue, go_live_at=now + DAY)

    admin_client.post(reverse("wagtail_ngo_bulletin_issue", args=[issue.pk]), {"note": "Zła data"})
    assert fresh(issue).editions.count() == 1
    with time_machine.travel(now + 2 * DAY):
        call_command("publish_scheduled")

    latest = fresh(issue).latest_edition
    assert (latest.number, latest.note, text_of(latest)) == (2, "Zła data", "<p>Dwa</p>")


# A workflow


def test_an_approved_issue_is_issued(admin_user):
    issue = draft()

    approve(issue, admin_user)

    issue = fresh(issue)
    assert (issue.live, issue.editions.count()) == (True, 1)


def test_an_approved_issue_with_serious_findings_waits_for_a_look(admin_client, admin_user):
    issue = objectionable()

    approve(issue, admin_user)

    assert (fresh(issue).live, issue.editions.count()) == (False, 0)
    state = admin_client.get(reverse("wagtail_ngo_bulletin_state", args=[issue.pk]))
    assert "Approved, but not issued" in state.content.decode()
    admin_client.post(reverse("wagtail_ngo_bulletin_issue", args=[issue.pk]))
    assert (fresh(issue).live, issue.editions.count()) == (True, 1)


def test_an_approved_correction_is_issued_with_its_note_or_waits_in_sight(admin_client, admin_user):
    issue = publish(draft())
    rewrite(issue)
    approve(fresh(issue), admin_user)

    assert fresh(issue).editions.count() == 1
    state = admin_client.get(reverse("wagtail_ngo_bulletin_state", args=[issue.pk]))
    assert "readers still see this edition" in state.content.decode()

    rewrite(fresh(issue), "<p>Trzy</p>", correction_note="Zła godzina")
    approve(fresh(issue), admin_user)
    latest = fresh(issue).latest_edition
    assert (latest.number, latest.note, text_of(latest)) == (2, "Zła godzina", "<p>Trzy</p>")
    state = admin_client.get(reverse("wagtail_ngo_bulletin_state", args=[issue.pk]))
    assert "readers still see this edition" not in state.content.decode()


# Bulk publishing


def bulk_publish(admin_client, *pages, **fields):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return admin_client.post(f"{url}?{ids}", fields, follow=True)


def test_bulk_publishing_names_the_issues_that_need_a_look_and_publishes_nothing(admin_client):
    serial = BulletinIndexFactory()
    good = draft(parent=serial, title="Dobry")
    bad = objectionable(parent=serial, title="Pusty")

    response = bulk_publish(admin_client, good, bad)

    assert "Issue these one by one, after a look at each: Pusty" in response.content.decode()
    assert [fresh(page).live for page in (good, bad)] == [False, False]


def test_bulk_publishing_the_serial_with_its_drafts_asks_too(admin_client):
    serial = BulletinIndexFactory()
    bad = objectionable(parent=serial, title="Pusty")

    response = bulk_publish(admin_client, serial, include_descendants="on")

    assert "Issue these one by one, after a look at each: Pusty" in response.content.decode()
    assert (fresh(bad).live, bad.editions.count()) == (False, 0)


# Copies, aliases, translations


def test_a_copy_that_is_made_live_is_not_issued(admin_client):
    issue = publish(draft())

    admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[issue.pk]),
        {
            "new_title": "Kopia",
            "new_slug": "kopia",
            "new_parent_page": issue.get_parent().pk,
            "publish_copies": "on",
        },
    )

    copy = BulletinIssuePage.objects.get(slug="kopia")
    assert (copy.live, copy.first_published_at, copy.editions.count()) == (False, None, 0)
    assert fresh(issue).live is True
    publish(copy)
    assert fresh(copy).editions.count() == 1


def test_an_alias_shows_the_frozen_edition_of_its_issue_with_its_number(admin_client, client):
    issue = publish(draft(number=7, year=2017, title="Biuletyn 7/2017"))
    serial = BulletinIndexFactory(title="Inny", slug="inny")

    admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[issue.pk]),
        {
            "new_title": "Alias",
            "new_slug": "alias",
            "new_parent_page": serial.pk,
            "alias": "on",
            "publish_copies": "on",
        },
    )
    rewrite(issue).publish()

    alias = BulletinIssuePage.objects.get(slug="alias")
    assert (alias.alias_of_id, alias.label) == (issue.pk, "7/2017")
    assert alias.editions.count() == 0
    assert "<p>Raz</p>" in client.get(alias.url).content.decode()
    assert "<p>Dwa</p>" not in client.get(alias.url).content.decode()
    assert "7/2017" in client.get(serial.url).content.decode()
    assert client.get(serial.url, {"q": "raz"}).context["issues"].paginator.count == 1
    assert "7/2017" in client.get(f"{serial.url}feed/").content.decode()


def test_an_alias_in_the_serial_of_its_issue_takes_no_number_and_gives_none(admin_client):
    issue = publish(draft(number=7, year=2017))

    alias = issue.create_alias(update_slug="alias")
    issue = publish(issue)
    new = BulletinIssuePage(locale=issue.locale)
    new.propose(issue.get_parent().specific, today=datetime.date(2017, 8, 1))

    assert fresh(alias).label == "7/2017"
    assert new.label == "8/2017"
    issue.full_clean()


def test_an_alias_has_no_screens_of_its_own_and_is_not_mailed(admin_client):
    alias = publish(draft()).create_alias(update_slug="alias")

    for name in ("proposals", "issue", "state"):
        address = reverse(f"wagtail_ngo_bulletin_{name}", args=[alias.pk])
        assert admin_client.get(address).status_code == 404
    assert (
        admin_client.post(reverse("wagtail_ngo_bulletin_send", args=[alias.pk])).status_code == 404
    )


def test_an_alias_of_an_issue_that_nobody_issued_is_not_there(client):
    alias = BulletinIssueFactory(body=CLEAN).create_alias(update_slug="alias")

    assert fresh(alias).live is True
    assert client.get(alias.url).status_code == 404


def test_an_unpublished_issue_is_gone_and_comes_back_with_its_edition(client):
    issue = publish(draft())
    issue.unpublish()
    assert client.get(issue.url).status_code == 404

    issue = publish(fresh(issue))

    assert issue.editions.count() == 1
    assert client.get(issue.url).status_code == 200
