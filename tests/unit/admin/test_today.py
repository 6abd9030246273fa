"""What waits for an editor, on the admin's home and on a page of its own."""

import datetime
import io
import re

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Site

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from wagtail_ngo.enums import DateRole, MailStatus
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinFile,
    BulletinIndexPage,
    CalendarSource,
    ChangeRequest,
    EventIndexPage,
    MissingOrganization,
    NGODirectoryPage,
    NGOPage,
    Occurrence,
    OccurrenceOrganization,
    OutgoingMail,
    SearchedQuery,
)
from wagtail_ngo.services.people import roles
from wagtail_ngo.services.today import Today

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_client(client, django_user_model):
    def make(role):
        call_command("ngo_setup", stdout=io.StringIO())
        user = django_user_model.objects.create_user(role, password="x")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        client.user = user
        return client

    return make


def fill(times=1):
    """Everything that can wait, so many times."""
    now, today = timezone.now(), timezone.localdate()
    directory = NGODirectoryPage.objects.first() or NGODirectoryFactory()
    serial = BulletinIndexPage.objects.first() or BulletinIndexFactory()
    EventIndexPage.objects.first() or EventIndexFactory()
    for _number in range(times):
        entry = NGOFactory(parent=directory, next_review_on=today - datetime.timedelta(days=1))
        ChangeRequest.objects.create(entry=entry, source="organization", message="m")
        MissingOrganization.objects.create(directory=directory, name="Koło")
        event = EventFactory()
        hosted, bare = (
            OccurrenceFactory(
                page=event,
                starts_at=now + datetime.timedelta(days=days),
                recurrence_id=today + datetime.timedelta(days=days),
            )
            for days in (3, 10)
        )
        OccurrenceOrganization.objects.filter(occurrence__in=[hosted, bare]).delete()
        OccurrenceOrganization.objects.create(
            occurrence=hosted, organization=entry, role=DateRole.HOST
        )
        for words, searches in ((f"joga {entry.pk}", 3), (f"szachy {entry.pk}", 2)):
            SearchedQuery.objects.create(day=today, words=words, times=searches, found=0)
        OutgoingMail.objects.create(kind="x", recipient="a@example.org", status=MailStatus.FAILED)
    issue = BulletinIssueFactory(
        parent=serial, period_start=today.replace(month=1, day=1),
        period_end=today - datetime.timedelta(days=1),
    )  # fmt: skip
    edition = BulletinEdition.objects.create(issue=issue, content={}, digest="d")
    BulletinFile.objects.create(edition=edition, status="failed")


def texts(response):
    return [line.text for line in response.context["lines"]]


def test_an_editor_reads_what_waits_with_the_button_that_settles_it(make_client):
    fill()
    client = make_client(roles.EDITING)

    response = client.get(reverse("wagtail_ngo_today"))

    assert texts(response) == [
        "1 change request waits for a decision.",
        "1 organization is missing, says a visitor.",
        "1 coming date has no host yet.",
        "“Biuletyn Informacyjny”: the next issue is not begun.",
        "1 file of a bulletin could not be made.",
        "1 message did not arrive.",
        "1 entry was not confirmed in time.",
        "1 search found nothing again and again.",
    ]
    for line in response.context["lines"]:
        answer = client.post(line.url) if line.is_post else client.get(line.url)
        assert answer.status_code in (200, 302)
        assert answer.get("Location", "") != reverse("wagtailadmin_home")


def test_the_same_stands_on_the_admin_home(make_client):
    fill()
    html = make_client(roles.EDITING).get(reverse("wagtailadmin_home")).content.decode()

    request = ChangeRequest.objects.get()
    assert "1 change request waits for a decision." in html
    assert f'href="{reverse("wagtail_ngo_change_request", args=[request.pk])}"' in html


def test_nobody_reads_of_what_is_not_theirs(make_client):
    fill()
    client = make_client(roles.EVENT_DESK)

    response = client.get(reverse("wagtail_ngo_today"))

    assert texts(response) == ["1 coming date has no host yet."]
    assert response.context["steps"] == []


def test_those_without_any_page_have_no_panel(client, django_user_model):
    from django.contrib.auth.models import Permission

    fill()
    user = django_user_model.objects.create_user("guest")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert "change request" not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(reverse("wagtail_ngo_today")).status_code == 302


def test_what_is_settled_is_gone_and_the_last_sentence_is_kind(make_client):
    fill()
    client = make_client(roles.EDITING)
    BulletinFile.objects.update(status="ready")
    BulletinEdition.objects.all().delete()
    ChangeRequest.objects.update(state="accepted")
    MissingOrganization.objects.update(is_closed=True)
    OccurrenceOrganization.objects.all().delete()
    OutgoingMail.objects.all().delete()
    SearchedQuery.objects.all().delete()
    NGOPage.objects.update(next_review_on=None)
    today = timezone.localdate()
    BulletinIssueFactory(
        parent=BulletinIndexPage.objects.get(), period_start=today, period_end=today
    )

    response = client.get(reverse("wagtail_ngo_today"))

    assert texts(response) == []
    assert "Nothing waits for you. Have a good day." in response.content.decode()


def test_a_draft_of_hers_is_named_and_another_s_is_not(make_client, admin_user):
    fill()
    client = make_client(roles.EDITING)
    mine, other = NGOFactory(title="Moje koło"), NGOFactory(title="Cudze koło")
    mine.save_revision(user=client.user)
    other.save_revision(user=admin_user)

    lines = texts(client.get(reverse("wagtail_ngo_today")))

    assert [line for line in lines if "draft" in line] == ["Your draft: “Moje koło”."]


def test_a_bulletin_in_work_is_one_line(make_client):
    serial = BulletinIndexFactory()
    NGODirectoryFactory()
    client = make_client(roles.EDITING)
    issue = BulletinIssueFactory(parent=serial, title="Numer 5", live=False)
    issue.save_revision(user=client.user)

    assert texts(client.get(reverse("wagtail_ngo_today"))) == ["“Numer 5” is a draft."]


def test_a_calendar_that_cannot_be_read_is_said_to_those_who_may_mend_it(make_client):
    calendar = EventIndexFactory()
    now = timezone.now()
    for name, values in {"Zepsuty": {"failing_since": now}, "Czytany": {}}.items():
        CalendarSource.objects.create(
            name=name, url="https://kultura.example/", calendar=calendar, **values
        )
    CalendarSource.objects.create(
        name="Wyłączony", url="https://kultura.example/", calendar=calendar, is_active=False,
        failing_since=now,
    )  # fmt: skip
    words = "1 calendar of others could not be read."

    assert words not in texts(make_client(roles.EDITING).get(reverse("wagtail_ngo_today")))
    client = make_client(roles.MODERATION)
    [line] = [
        line
        for line in client.get(reverse("wagtail_ngo_today")).context["lines"]
        if line.text == words
    ]
    assert "Zepsuty" in client.get(line.url).content.decode()


def test_drafts_of_other_calendars_wait_for_those_who_may_change_them(make_client):
    calendar = EventIndexFactory()
    source = CalendarSource.objects.create(
        name="Dom Kultury", url="https://kultura.example/", calendar=calendar
    )
    EventFactory(parent=calendar, title="Koncert", live=False, source=source)
    EventFactory(parent=calendar, title="Na stronie", live=True, source=source)
    EventFactory(parent=calendar, title="Nasz", live=False)
    words = "1 event came from another calendar and is a draft."

    client = make_client(roles.EDITING)
    [line] = [
        line
        for line in client.get(reverse("wagtail_ngo_today")).context["lines"]
        if line.text == words
    ]
    html = client.get(line.url).content.decode()
    assert "Koncert" in html
    assert "Dom Kultury" in html
    assert "Na stronie" not in html
    assert "Nasz<" not in html


def test_queries_do_not_grow_with_what_waits(make_client):
    fill()
    client = make_client(roles.EDITING)
    url = reverse("wagtail_ngo_today")
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(url)
    fill(4)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)


def test_the_questions_cost_one_query_each(make_client):
    fill(3)
    user = make_client(roles.EDITING).user
    today = Today(user, now=timezone.now())
    today.editable, today.publishable  # noqa: B018 -- what they cost is not counted below
    for name in (
        "answers", "hints", "dates_without_host", "failed_files", "failed_mails",
        "fruitless_searches", "overdue_entries",
    ):  # fmt: skip
        user.has_perm("wagtail_ngo.view_venue")
        with CaptureQueriesContext(connection) as queries:
            assert getattr(today, name).count == 3 or name == "failed_files"
        # Of the words that found nothing: which of them an editor has taken up.
        assert len(queries) <= (2 if name == "fruitless_searches" else 1), name


def test_words_that_are_in_a_synonym_wait_no_more(make_client):
    fill(2)
    client = make_client(roles.EDITING)
    url = reverse("wagtail_ngo_today")
    first, second = (f"joga {entry.pk}" for entry in NGOPage.objects.order_by("pk"))
    before = [text for text in texts(client.get(url)) if "search" in text]

    client.post(
        reverse("wagtail_ngo_searchsynonym_modeladmin_create"), {"words": f"{first}, gimnastyka"}
    )
    after = [text for text in texts(client.get(url)) if "search" in text]
    client.post(
        reverse("wagtail_ngo_searchsynonym_modeladmin_create"), {"words": f"{second}, taniec"}
    )

    assert before == ["2 searches found nothing again and again."]
    assert after == ["1 search found nothing again and again."]
    assert [text for text in texts(client.get(url)) if "search" in text] == []


def test_entries_that_were_checked_by_telephone_wait_no_more(make_client):
    fill()
    client = make_client(roles.EDITING)
    [line] = [one for one in client.get(reverse("wagtail_ngo_today")).context["lines"]
              if one.button == "Confirm or ask"]  # fmt: skip
    [entry] = client.get(line.url).context["object_list"]

    action = reverse("wagtail_bulk_action", args=["wagtail_ngo", "ngopage", "confirm"])
    answer = client.post(f"{action}?id={entry.pk}", follow=True)

    entry.refresh_from_db()
    today = timezone.localdate()
    assert "1 entry is confirmed." in answer.text
    assert (entry.verified_on, entry.verified_by) == (today, "office")
    assert entry.next_review_on > today
    assert line.text not in texts(client.get(reverse("wagtail_ngo_today")))


def test_first_steps_make_live_pages_and_give_the_roles_their_permissions(make_client):
    client = make_client(roles.EDITING)
    root = Site.objects.get(is_default_site=True).root_page
    response = client.get(reverse("wagtail_ngo_today"))
    assert [kind for kind, _title in response.context["steps"]] == [
        "directory", "calendar", "bulletin",
    ]  # fmt: skip

    for kind in ("directory", "calendar", "bulletin", "bulletin"):
        client.post(reverse("wagtail_ngo_begin", args=[kind]), {"parent": root.pk})

    pages = [NGODirectoryPage.objects.get(), EventIndexPage.objects.get()]
    pages.append(BulletinIndexPage.objects.get())
    assert [(page.live, page.get_parent().pk, page.owner) for page in pages] == [
        (True, root.pk, client.user)
    ] * 3
    for page in pages:
        assert GroupPagePermission.objects.filter(
            page_id=page.pk, group__name=roles.EDITING, permission__codename="publish_page"
        ).exists()
        assert client.get(page.url).status_code == 200
    assert client.get(reverse("wagtail_ngo_today")).context["steps"] == []


@pytest.mark.parametrize("place", ["wagtailadmin_home", "wagtail_ngo_today"])
def test_the_buttons_work_where_they_are_shown_also_against_forged_requests(make_client, place):
    client = make_client(roles.EDITING)
    client.handler.enforce_csrf_checks = True
    root = Site.objects.get(is_default_site=True).root_page
    url = reverse("wagtail_ngo_begin", args=["directory"])

    forged = client.post(url, {"parent": root.pk})
    html = client.get(reverse(place)).text
    [form] = re.findall(r'<form method="post">.*?</form>', html, re.DOTALL)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    pressed = client.post(url, {"parent": root.pk, "csrfmiddlewaretoken": token})

    assert (forged.status_code, pressed.status_code) == (403, 302)
    assert NGODirectoryPage.objects.get().live


def test_first_steps_need_the_permission_to_add_there(make_client):
    client = make_client(roles.EVENT_DESK)
    root = Site.objects.get(is_default_site=True).root_page

    response = client.post(reverse("wagtail_ngo_begin", args=["directory"]), {"parent": root.pk})

    assert response.status_code == 302
    assert NGODirectoryPage.objects.count() == 0


def test_dates_nobody_closed_lead_to_their_record(make_client):
    now = timezone.now()
    EventIndexPage.objects.first() or EventIndexFactory()
    days = {"old": 90, "first": 20, "second": 2}
    dates = {
        name: OccurrenceFactory(
            starts_at=now - datetime.timedelta(days=number),
            recurrence_id=timezone.localdate() - datetime.timedelta(days=number),
        )
        for name, number in days.items()
    }
    client = make_client(roles.EVENT_DESK)
    address = reverse("wagtail_ngo_today")

    both = client.get(address).context["lines"]
    Occurrence.objects.filter(pk=dates["first"].pk).update(closed_at=now, status="held")
    second = client.get(address).context["lines"]
    Occurrence.objects.filter(pk=dates["second"].pk).update(status="cancelled")

    assert [line.text for line in both] == ["2 past dates are not closed yet."]
    assert both[0].url == f"{reverse('wagtail_ngo_dates')}?show=not-closed"
    assert [line.text for line in second] == ["1 past date is not closed yet."]
    assert second[0].url == reverse("wagtail_ngo_close", args=[dates["second"].pk])
    assert client.get(second[0].url).status_code == 200
    assert client.get(address).context["lines"] == []
