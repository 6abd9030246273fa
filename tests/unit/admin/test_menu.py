"""The menu follows the day's work: daily lists, shelves with counts, nothing one may not open."""

import datetime
import io

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, block
from tests.factories.bulletin import publish as issue_of
from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, EventKindFactory, publish
from wagtail_ngo import models
from wagtail_ngo.admin import menu
from wagtail_ngo.admin.group import NGOGroup
from wagtail_ngo.enums import FileStatus, OverrideKind
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
EVENTS, ISSUES = "wagtail_ngo_events:index_results", "wagtail_ngo_issues:index_results"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=True):
        yield


@pytest.fixture
def member(django_user_model):
    """A client of a member of one of the groups, or of nobody's."""

    def member(role: str | None):
        user = django_user_model.objects.create_user(f"user {role}", password="x")
        if role:
            call_command("ngo_setup", stdout=io.StringIO())
            user.groups.add(Group.objects.get(name=role))
        else:
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client = Client()
        client.force_login(user)
        client.user = user
        return client

    return member


def labels(user) -> list[str]:
    """The items of the group's menu that the user sees."""
    request = RequestFactory().get("/admin/")
    request.user = user
    items = NGOGroup().get_submenu_items()
    shown = sorted((one for one in items if one.is_shown(request)), key=lambda one: one.order)
    return [str(one.render_component(request).label) for one in shown]


@pytest.fixture
def pages():
    return NGODirectoryFactory(), EventIndexFactory(), BulletinIndexFactory()


def test_an_editors_menu_follows_the_work(pages, member):
    assert labels(member(roles.EDITING).user) == [
        "Today", "Organizations", "Events", "Dates and registrations", "Bulletin", "Calls",
        "Requests", "People", "Vocabularies", "Import", "Reports",
    ]  # fmt: skip


def test_what_waits_is_counted_in_the_menu(pages, member):
    entry = NGOFactory(parent=pages[0])
    models.ChangeRequest.objects.create(entry=entry, source="visitor", message="m")
    models.MissingOrganization.objects.create(directory=pages[0], name="Koło")
    assert "Requests (2)" in labels(member(roles.EDITING).user)
    models.ChangeRequest.objects.update(state="rejected")
    models.MissingOrganization.objects.update(is_closed=True)
    assert "Requests" in labels(member(roles.MODERATION).user)


def test_who_may_nothing_sees_nothing_and_opens_no_shelf(pages, member):
    client = member(None)
    assert labels(client.user) == []
    for shelf in menu.SHELVES:
        response = client.get(reverse(shelf.url_name))
        assert response.status_code == 302  # back to the admin's home, with a message
        assert response.url == reverse("wagtailadmin_home")


def test_a_shelf_shows_its_lists_and_only_those_one_may_open(pages, member):
    address = reverse("wagtail_ngo_menu_vocabularies")
    moderator = member(roles.MODERATION).get(address)
    assert len(moderator.context["items"]) == 13
    desk = member(roles.EVENT_DESK)
    found = {str(one.label) for one in desk.get(address).context["items"]}
    assert found < {str(one.label) for one in moderator.context["items"]}
    for item in moderator.context["items"]:
        assert f'href="{item.url}"' in moderator.content.decode()


def test_every_listing_of_ours_stands_on_one_shelf():
    held = [one for shelf in menu.SHELVES for one in shelf.holds if isinstance(one, type)]
    assert len(held) == len(set(held))
    assert set(held) == set(NGOGroup.items)


# ---- events -------------------------------------------------------------------------------------


def found(client, address: str, **query) -> list[str]:
    return [one.title for one in client.get(reverse(address), query).context["object_list"]]


def event(calendar, title, day, host=None, **values):
    page = EventFactory(parent=calendar, title=title, start_date=day, **values)
    if host is not None:
        page.organizations.add(models.EventOrganization(organization=host))
    return publish(page)


def test_events_stand_by_their_next_date_and_are_filtered(admin_client):
    calendar, host = EventIndexFactory(), NGOFactory(title="Chór")
    kind = EventKindFactory(name="Concert", slug="concert")
    event(calendar, "Later", datetime.date(2027, 3, 18), host=host)
    event(calendar, "Sooner", datetime.date(2027, 2, 18), kind=kind)
    event(calendar, "Past", datetime.date(2026, 2, 18), host=host)
    EventFactory(parent=calendar, title="Draft", live=False)
    assert found(admin_client, EVENTS)[:2] == ["Sooner", "Later"]
    assert set(found(admin_client, EVENTS)) == {"Sooner", "Later", "Past", "Draft"}
    assert found(admin_client, EVENTS, ordering="-next_starts_at")[:2] == ["Later", "Sooner"]
    assert found(admin_client, EVENTS, dates="coming") == ["Sooner", "Later"]
    assert set(found(admin_client, EVENTS, dates="past")) == {"Past", "Draft"}
    assert set(found(admin_client, EVENTS, dates="without_host")) == {"Sooner", "Draft"}
    assert found(admin_client, EVENTS, publication="draft") == ["Draft"]
    assert found(admin_client, EVENTS, kind=kind.pk) == ["Sooner"]
    assert found(admin_client, EVENTS, q="oon") == ["Sooner"]
    assert found(admin_client, EVENTS, q="\x00", calendar="99999999999999999999") != []


def test_a_line_of_the_events_tells_date_and_hosts_and_leads_to_both(admin_client):
    page = event(
        EventIndexFactory(), "Chór śpiewa", datetime.date(2027, 2, 18), host=NGOFactory(title="SDK")
    )
    text = admin_client.get(reverse(EVENTS)).content.decode()
    assert "18 February 2027, 17:00" in text
    assert "SDK" in text
    assert reverse("wagtail_ngo_event_dates", args=[page.pk]) in text


def test_a_whole_day_has_no_hour(admin_client):
    event(
        EventIndexFactory(), "Targi", datetime.date(2027, 2, 18), all_day=True, start_time=None,
        end_time=None,
    )  # fmt: skip
    text = admin_client.get(reverse(EVENTS)).content.decode()
    assert "18 February 2027" in text
    assert "18 February 2027," not in text


def test_a_cancelled_date_is_no_next_date(admin_client):
    page = event(EventIndexFactory(), "Chór", datetime.date(2027, 2, 18))
    page.overrides.add(
        models.OccurrenceOverride(
            original_date=datetime.date(2027, 2, 18), kind=OverrideKind.CANCELLED
        )
    )
    publish(page)
    [row] = admin_client.get(reverse(EVENTS)).context["object_list"]
    assert row.next_starts_at is None


def test_events_cost_the_same_for_more(admin_client, django_assert_max_num_queries):
    calendar, host = EventIndexFactory(), NGOFactory()
    event(calendar, "One", datetime.date(2027, 2, 18), host=host)
    admin_client.get(reverse(EVENTS))
    with django_assert_max_num_queries(60) as one:
        admin_client.get(reverse(EVENTS))
    for number in range(5):
        event(calendar, f"More {number}", datetime.date(2027, 2, 18), host=NGOFactory())
    with django_assert_max_num_queries(len(one)):
        assert len(found(admin_client, EVENTS)) == 6


# ---- issues -------------------------------------------------------------------------------------


def issue(serial, number: int, **values):
    body = [block("text", title="", text="<p>Raz</p>")]
    return BulletinIssueFactory(parent=serial, number=number, year=2026, body=body, **values)


def test_issues_tell_their_state_and_files_and_are_filtered(admin_client):
    serial = BulletinIndexFactory()
    issued = issue_of(issue(serial, 1, title="First"))
    issue(serial, 2, title="Second", live=False)
    edition = issued.editions.get()
    edition.files.all().delete()
    models.BulletinFile.objects.create(edition=edition, variant="web", status=FileStatus.READY)
    models.BulletinFile.objects.create(edition=edition, variant="print", status=FileStatus.FAILED)
    assert found(admin_client, ISSUES) == ["Second", "First"]
    assert found(admin_client, ISSUES, state="draft") == ["Second"]
    assert found(admin_client, ISSUES, state="issued") == ["First"]
    assert found(admin_client, ISSUES, state="failed") == ["First"]
    assert found(admin_client, ISSUES, q="sec") == ["Second"]
    assert set(found(admin_client, ISSUES, serial=serial.pk)) == {"First", "Second"}
    text = admin_client.get(reverse(ISSUES)).content.decode()
    assert "Print PDF: Failed, Web PDF" in text
    assert "Not issued" in text


def test_issues_cost_the_same_for_more(admin_client, django_assert_max_num_queries):
    serial = BulletinIndexFactory()
    issue_of(issue(serial, 1))
    admin_client.get(reverse(ISSUES))
    with django_assert_max_num_queries(60) as one:
        admin_client.get(reverse(ISSUES))
    for number in range(2, 7):
        issue_of(issue(serial, number))
    with django_assert_max_num_queries(len(one)):
        assert len(found(admin_client, ISSUES)) == 6


def test_words_of_wagtail_and_django_without_polish_of_their_own_are_ours(admin_client):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory)
    calendar = EventIndexFactory()
    polish = {"Accept-Language": "pl"}

    listing = admin_client.get(reverse("wagtail_ngo_entries:index"), headers=polish)
    add = reverse("wagtailadmin_pages:add", args=["wagtail_ngo", "eventpage", calendar.pk])
    form = admin_client.get(add, headers=polish)

    assert "1–1 z 1 (" in listing.content.decode()
    assert "- Select an option -" not in form.content.decode()
