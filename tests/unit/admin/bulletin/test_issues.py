import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    FundingCallFactory,
    block,
    publish,
    section,
)
from wagtail_ngo.models import BulletinIssuePage

pytestmark = pytest.mark.django_db
TEXT = block("text", title="", text="<p>Słowa</p>")


def url(name, *args) -> str:
    return reverse(f"wagtail_ngo_bulletin_{name}", args=args)


def form_data(issue, *, html="<p>Słowa</p>", **fields):
    values = {
        "title": issue.title,
        "slug": issue.slug,
        "number": issue.number,
        "last_number": "",
        "year": issue.year,
        "period_start": issue.period_start,
        "period_end": issue.period_end,
        "issue_date": issue.issue_date,
        "summary": "O czym",
        "editorial": rich_text("<p>Wstęp</p>", "default", ["bold"]),
        "body": streamfield([("text", {"title": "", "text": rich_text(html)})]),
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "comments-MIN_NUM_FORMS": 0,
        "comments-MAX_NUM_FORMS": "",
    }
    return nested_form_data(values | fields)


@pytest.fixture
def editor(django_user_model, db):
    """May edit below the root, not publish."""
    user = django_user_model.objects.create_user("red", password="x")
    group = Group.objects.create(name="Redaktorzy bez publikacji")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    root = BulletinIndexFactory.default_parent()
    for codename in ("add_page", "change_page"):
        permission = Permission.objects.get(codename=codename, content_type__model="page")
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    user.groups.add(group)
    return user


def test_new_issue_leads_to_its_proposals(admin_client):
    serial = BulletinIndexFactory()
    last = BulletinIssueFactory(parent=serial, number=11, year=2017, body=[section("Wieści")])
    call = FundingCallFactory(deadline=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC))

    response = admin_client.post(url("new", serial.pk), follow=True)

    issue = BulletinIssuePage.objects.exclude(pk=last.pk).get()
    assert (issue.number, issue.live) == (12, False)
    [[_label, [proposal]]] = response.context["groups"]
    assert proposal.key == f"wagtail_ngo.fundingcall:{call.pk}"
    assert admin_client.get(url("new", serial.pk)).status_code == 405


def test_ticked_proposals_are_added(admin_client):
    call = FundingCallFactory(deadline=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC))
    issue = BulletinIssueFactory()

    admin_client.post(
        url("proposals", issue.pk), {"key": [f"wagtail_ngo.fundingcall:{call.pk}", "rubbish"]}
    )

    issue.refresh_from_db()
    body = issue.get_latest_revision_as_object().body.raw_data
    assert [raw["type"] for raw in body] == ["section", "call"]


def test_the_editor_opens_with_panel_and_choosers(admin_client):
    call = FundingCallFactory(title="Konkurs na psy")
    issue = BulletinIssueFactory(body=[block("call", call=call.pk, title="", text="")])

    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()

    assert url("check", issue.pk) in page
    assert "Konkurs na psy" in page


def test_the_call_chooser_offers_calls(admin_client):
    FundingCallFactory(title="Konkurs na psy")

    response = admin_client.get(reverse("wagtail_ngo_funding_call_chooser:choose"))

    assert "Konkurs na psy" in response.json()["html"]


def test_the_preflight_judges_what_is_typed_not_what_is_saved(admin_client):
    issue = BulletinIssueFactory(body=[])

    saved = admin_client.post(url("check", issue.pk))
    typed = admin_client.post(url("check", issue.pk), form_data(issue))

    assert "content yet" in saved.content.decode()
    assert "content yet" not in typed.content.decode()
    issue.refresh_from_db()
    assert len(issue.body) == 0


def test_publishing_with_findings_shows_them_first(admin_client):
    issue = BulletinIssueFactory(live=False, body=[TEXT])
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])

    response = admin_client.post(edit, form_data(issue) | {"action-publish": "1"})

    assert response.url == url("issue", issue.pk)
    assert issue.latest_edition is None
    admin_client.post(url("issue", issue.pk))
    assert issue.latest_edition.number == 1
    issue.refresh_from_db()
    assert issue.live is True


def test_publishing_an_issued_bulletin_asks_what_is_corrected(admin_client):
    issue = publish(BulletinIssueFactory(body=[TEXT]))
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])

    response = admin_client.post(
        edit, form_data(issue, html="<p>Inne</p>") | {"action-publish": "1"}
    )
    assert response.url == url("issue", issue.pk)

    admin_client.post(url("issue", issue.pk), {"note": ""})
    assert issue.editions.count() == 1

    admin_client.post(url("issue", issue.pk), {"note": "Zła godzina"})
    assert [(one.number, one.note) for one in issue.editions.all()] == [
        (2, "Zła godzina"),
        (1, ""),
    ]


def test_two_issues_cannot_share_a_number(admin_client):
    serial = BulletinIndexFactory()
    BulletinIssueFactory(parent=serial, number=7, last_number=8, year=2017, title="Letni")
    issue = BulletinIssueFactory(parent=serial, number=9, year=2017)
    edit = reverse("wagtailadmin_pages:edit", args=[issue.pk])

    response = admin_client.post(edit, form_data(issue, number=8) | {"action-publish": "1"})

    assert response.context["form"].errors["number"] == ["Issue 7–8/2017 exists already: “Letni”."]


def test_a_duplicated_issue_gets_the_next_number(admin_client):
    issue = BulletinIssueFactory(number=5, year=2017)

    admin_client.post(
        reverse("wagtailadmin_pages:copy", args=[issue.pk]),
        {"new_title": "Kopia", "new_slug": "kopia", "new_parent_page": issue.get_parent().pk},
    )

    assert BulletinIssuePage.objects.get(slug="kopia").label == "6/2017"


def test_what_the_editor_may_not_do_is_refused(client, editor):
    client.force_login(editor)
    issue = publish(BulletinIssueFactory(body=[TEXT]))
    file_pk = 1

    answers = {
        "proposals": client.get(url("proposals", issue.pk)).status_code,
        "check": client.post(url("check", issue.pk)).status_code,
        "state": client.get(url("state", issue.pk)).status_code,
        "issue": client.post(url("issue", issue.pk), {"note": "x"}).status_code,
        "retry": client.post(url("retry", issue.pk, file_pk)).status_code,
    }

    # Wagtail answers a refused page view with a redirect to its dashboard.
    assert answers == {"proposals": 200, "check": 200, "state": 200, "issue": 302, "retry": 302}
    assert issue.editions.count() == 1


@pytest.mark.parametrize("name", ["proposals", "check", "state", "issue"])
def test_a_visitor_is_sent_to_the_login(client, name):
    issue = publish(BulletinIssueFactory(title="TAJNE", body=[TEXT]))

    response = client.post(url(name, issue.pk))

    assert response.url.startswith(reverse("wagtailadmin_login"))


def test_the_state_names_files_and_differences(admin_client):
    call = FundingCallFactory(title="Konkurs")
    issue = publish(BulletinIssueFactory(body=[block("call", call=call.pk, title="", text="")]))
    call.title = "Inny tytuł"
    call.save()

    response = admin_client.get(url("state", issue.pk))

    assert [(one.title, one.change) for one in response.context["differences"]] == [
        ("Konkurs", "changed")
    ]
    assert [file.variant for file in response.context["files"]] == ["web", "print"]
    assert response.context["is_pending"] is True
