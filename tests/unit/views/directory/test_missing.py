"""An organization that the directory lacks: told by a visitor, made into an entry."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageViewRestriction

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import MissingOrganization, NGOPage
from wagtail_ngo.services.directory import missing

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Koło Pszczelarzy",
    "contact": "https://pszczoly.example.org",
    "message": "Działają na Zatorzu.",
    "reply_to": "jan@example.org",
}


@pytest.fixture(autouse=True)
def nobody_has_sent_anything_yet():
    cache.clear()


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Spis", slug="spis", report_email="ngo@example.org")


@pytest.fixture
def hint(directory):
    return missing.report(directory, **TOLD)


def decide_url(hint):
    return reverse("wagtail_ngo_missing_organization", args=[hint.pk])


def test_a_search_without_results_leads_to_the_form_with_its_words(client, directory):
    NGOFactory(title="Chór", parent=directory)

    html = client.get(directory.url, {"q": "pszczelarze & spółka"}).content.decode()
    link = f"{directory.url}missing/?name=pszczelarze%20%26%20sp%C3%B3%C5%82ka"

    assert f'href="{link}"' in html
    form = client.get(link).content.decode()
    assert 'value="pszczelarze &amp; spółka"' in form
    assert 'href="mailto:ngo@example.org"' in form


def test_what_a_visitor_tells_waits_for_the_office(client, directory):
    response = client.post(f"{directory.url}missing/", TOLD)

    hint = MissingOrganization.objects.get()
    assert (response.status_code, "form" in response.context) == (200, True)
    assert b'role="status"' in response.content
    assert {key: getattr(hint, key) for key in TOLD} == TOLD
    assert (hint.directory_id, hint.closed_at) == (directory.pk, None)


def test_mistakes_are_named_and_nothing_typed_is_lost(client, directory):
    response = client.post(f"{directory.url}missing/", {**TOLD, "name": "", "reply_to": "jan"})

    assert response.status_code == 422
    assert sorted(response.context["form"].errors) == ["name", "reply_to"]
    assert "Działają na Zatorzu." in response.content.decode()
    assert not MissingOrganization.objects.exists()


@pytest.mark.parametrize("name", ["???", " — ", "_"])
def test_a_name_has_a_letter_or_a_digit(client, directory, name):
    response = client.post(f"{directory.url}missing/", {**TOLD, "name": name})

    assert response.context["form"].errors["name"] == ["Give the name in letters or digits."]


@pytest.mark.parametrize("name", ["Ω", "日本", "Ł" * 255, "Spis"])
def test_any_name_that_was_taken_can_become_a_draft(client, directory, admin_user, name):
    client.post(f"{directory.url}missing/", {**TOLD, "name": name})

    entry = missing.make_entry(
        MissingOrganization.objects.get(), user=admin_user, now=timezone.now()
    )

    assert NGOPage.objects.get(pk=entry.pk).title == name


def test_machines_and_floods_are_stopped(client, directory, settings):
    settings.WAGTAIL_NGO = {"REPORTS_PER_HOUR": 2}
    url = f"{directory.url}missing/"

    statuses = [client.post(url, TOLD).status_code for _ in range(3)]
    trapped = client.post(url, {**TOLD, "website": "http://x"})

    assert (statuses, trapped.status_code) == ([200, 200, 429], 200)
    assert MissingOrganization.objects.count() == 2


def test_a_restricted_directory_takes_no_hints_of_strangers(client, directory):
    PageViewRestriction.objects.create(page=directory, restriction_type="login")

    response = client.post(f"{directory.url}missing/", TOLD)

    assert response.status_code == 302
    assert not MissingOrganization.objects.exists()


@pytest.mark.parametrize("address", ["", "missing/", "feed/", "csv/", "atom/"])
def test_hints_are_for_the_office_alone(client, hint, directory, address):
    response = client.get(f"{directory.url}{address}", {"q": "pszczelarze"})

    text = b"".join(response).decode()
    assert not any(value in text for value in TOLD.values())


def test_the_office_sees_what_was_told_and_entries_of_a_like_name(hint, directory, admin_client):
    NGOFactory(title="Klub Pszczelarzy Kół", parent=directory, live=False)
    NGOFactory(title="Chór", parent=directory)

    html = admin_client.get(decide_url(hint)).content.decode()
    listing = admin_client.get(
        reverse("wagtail_ngo_missingorganization_modeladmin_index"), {"is_closed__exact": "0"}
    )

    assert all(value in html for value in TOLD.values())
    assert "Klub Pszczelarzy Kół" in html
    assert "Chór" not in html
    assert "Koło Pszczelarzy" in listing.content.decode()


def test_a_draft_is_made_of_a_hint(hint, directory, admin_client, admin_user):
    response = admin_client.post(decide_url(hint), {"make": "1"})

    entry = NGOPage.objects.descendant_of(directory).get()
    hint.refresh_from_db()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[entry.pk])
    assert (entry.title, entry.live, entry.owner) == ("Koło Pszczelarzy", False, admin_user)
    assert entry.latest_revision is not None
    assert (hint.entry_id, hint.closed_by, hint.reply_to) == (entry.pk, admin_user, "")
    assert admin_client.get(response.url).status_code == 200

    admin_client.post(decide_url(hint), {"make": "1"})
    assert NGOPage.objects.count() == 1


def test_a_hint_is_closed_and_the_address_for_the_answer_goes(hint, admin_client):
    admin_client.post(decide_url(hint))

    hint.refresh_from_db()
    listing = reverse("wagtail_ngo_missingorganization_modeladmin_index")
    assert (hint.closed_at is not None, hint.entry, hint.reply_to) == (True, None, "")
    assert (
        "Koło Pszczelarzy"
        not in admin_client.get(listing, {"is_closed__exact": "0"}).content.decode()
    )
    assert (
        "Koło Pszczelarzy" in admin_client.get(listing, {"is_closed__exact": "1"}).content.decode()
    )


def test_what_waits_is_listed_before_what_is_closed(directory, hint, admin_user):
    newer = missing.report(directory, **TOLD)
    missing.close(newer, user=admin_user, now=timezone.now())

    assert list(MissingOrganization.objects.all()) == [hint, newer]


def test_deciding_needs_the_right_to_add_entries_there(hint, client, django_user_model):
    group = Group.objects.create(name="Elsewhere")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    page_permission = {"content_type__app_label": "wagtailcore", "codename": "add_page"}
    GroupPagePermission.objects.create(
        group=group,
        page=NGODirectoryFactory(title="Other"),
        permission=Permission.objects.get(**page_permission),
    )
    user = django_user_model.objects.create_user("office")
    user.groups.add(group)
    client.force_login(user)

    response = client.post(decide_url(hint), {"make": "1"})

    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert not NGOPage.objects.exists()
