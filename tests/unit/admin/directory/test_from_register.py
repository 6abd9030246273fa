"""An entry filled from a register: the pages, the answer inside the form, and who may ask."""

import html as html_module
import io
import json
import re

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from tests.factories.directory import LegalFormFactory, NGODirectoryFactory, NGOFactory
from tests.factories.events import EventIndexFactory
from tests.factories.registers import RegisteredOrganizationFactory
from wagtail_ngo.admin.directory import from_register
from wagtail_ngo.models import LegalForm, NGOPage
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
OFFER = "wagtail_ngo_register_offer"


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def fill_url(entry):
    return reverse("wagtail_ngo_register_fill", args=[entry.pk])


def text(response):
    return html_module.unescape(response.content.decode())


def test_page_compares_and_the_post_takes_over_what_is_ticked(admin_client):
    entry = NGOFactory(title="Ścieżka", krs="0000123456", seat_street="ul. Krótka 1")
    row = RegisteredOrganizationFactory()

    page = admin_client.get(fill_url(entry), {"number": "0000123456"})
    taken = {"organization": row.pk, "take": ["nip", "seat_city"]}
    answer = admin_client.post(fill_url(entry), taken)

    assert "data as of 30 November 2026" in text(page)
    # Ticked where the entry is empty, never where it says something else.
    assert re.search(r'value="nip" name="take" checked', page.content.decode())
    assert re.search(r'value="seat_street" name="take" aria', page.content.decode())
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[entry.pk])
    draft = NGOPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert (draft.nip, draft.seat_city, draft.seat_street) == (
        "1234563218", "Słupsk", "ul. Krótka 1",
    )  # fmt: skip


def test_page_offers_the_number_of_the_entry_and_says_what_is_unknown(admin_client):
    entry = NGOFactory(title="Ścieżka", nip="5261040828")
    RegisteredOrganizationFactory()

    first = admin_client.get(fill_url(entry))
    unknown = admin_client.get(fill_url(entry), {"number": "5261040828"})

    assert 'value="5261040828"' in first.content.decode()
    assert "No register that is loaded knows the number 5261040828." in text(unknown)


def test_new_entry_from_a_number(admin_client):
    directory, row = NGODirectoryFactory(), RegisteredOrganizationFactory()
    url = reverse("wagtail_ngo_register_new")

    page = admin_client.get(url, {"number": "123456"})
    keys = ["title", "krs", "seat_city"]
    answer = admin_client.post(
        url, {"organization": row.pk, "take": keys, "directory": directory.pk}
    )

    assert "Make a draft" in text(page)
    entry = NGOPage.objects.get()
    assert (entry.title, entry.krs, entry.live) == ("Fundacja „Ścieżka Żółwia”", row.krs, False)
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[entry.pk])
    again = admin_client.get(url, {"number": "123456"})
    assert "Make a draft" not in text(again)
    assert answer.url in text(again)


def test_second_press_makes_no_second_entry(admin_client):
    directory, row = NGODirectoryFactory(), RegisteredOrganizationFactory()
    values = {"organization": row.pk, "take": ["krs"], "directory": directory.pk}
    url = reverse("wagtail_ngo_register_new")
    admin_client.post(url, values)

    answer = admin_client.post(url, values)

    assert answer.status_code == 200
    assert "is in the directory already" in text(answer)
    assert NGOPage.objects.count() == 1


@pytest.mark.parametrize("key", ["", "x", "0", "999999", "9" * 40])
def test_organization_that_is_not_there(admin_client, key):
    entry = NGOFactory()

    assert admin_client.post(fill_url(entry), {"organization": key}).status_code == 404


def test_answer_inside_the_form_compares_with_what_the_form_holds(admin_client):
    foundation = LegalForm.objects.filter(name="Fundacja").first()
    foundation = foundation or LegalFormFactory(name="Fundacja")
    RegisteredOrganizationFactory()

    answer = admin_client.post(
        reverse(OFFER),
        {"number": "123456", "krs": "0000123456", "title": "Fundacja Ścieżka Żółwia",
         "seat_street": "Długa 7"},
    )  # fmt: skip

    values = json.loads(re.search(r"<script[^>]*>(.*?)</script>", answer.text, re.S)[1])
    assert values == {
        "legal_form": str(foundation.pk),
        "nip": "1234563218",
        "seat_postcode": "76-200",
        "seat_city": "Słupsk",
    }
    # Boxes without names: the editor's form does not send them.
    assert 'name="take"' not in answer.text
    assert not NGOPage.objects.exists()


def test_register_is_offered_in_the_editor_once_one_is_loaded(admin_client):
    entry = NGOFactory()
    edit = reverse("wagtailadmin_pages:edit", args=[entry.pk])
    index = reverse("wagtail_ngo_entries:index")
    before = admin_client.get(edit).text, admin_client.get(index).text
    RegisteredOrganizationFactory()

    after = admin_client.get(edit).text, admin_client.get(index).text

    assert "ngo-register" not in before[0]
    assert fill_url(entry) in after[0]
    assert "30 November 2026" in after[0]
    new = reverse("wagtail_ngo_register_new")
    assert (new in before[1], new in after[1]) == (False, True)


def test_draft_that_the_user_may_not_see_is_not_named(client, django_user_model):
    call_command("ngo_setup", stdout=io.StringIO())
    mine, other = NGODirectoryFactory(), NGODirectoryFactory(title="Inny", slug="inny")
    call_command("ngo_setup", stdout=io.StringIO())
    group = Group.objects.get(name=roles.EDITING)
    group.page_permissions.filter(page=other).delete()
    user = django_user_model.objects.create_user("edyta", password="x")
    user.groups.add(group)
    client.force_login(user)
    NGOFactory(parent=other, title="Tajny szkic", krs="0000123456", live=False)
    RegisteredOrganizationFactory()
    url = reverse("wagtail_ngo_register_new")

    hidden = client.get(url, {"number": "0000123456"})
    NGOPage.objects.update(live=True)
    public = client.get(url, {"number": "0000123456"})

    assert mine.pk != other.pk
    assert ("Tajny szkic" in text(hidden), "Tajny szkic" in text(public)) == (False, True)


@pytest.mark.parametrize(
    ("role", "allowed"), [(roles.EDITING, True), (roles.EVENT_DESK, False), ("", False)]
)
def test_only_who_edits_entries_may_ask(client, django_user_model, role, allowed):
    entry = NGOFactory(parent=NGODirectoryFactory())
    EventIndexFactory()
    row = RegisteredOrganizationFactory()
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("edyta", password="x")
    if role:
        user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    values = {"organization": row.pk, "take": ["nip"]}

    answers = [
        client.post(reverse(OFFER), {"number": row.krs}),
        client.get(fill_url(entry), {"number": row.krs}),
        client.get(reverse("wagtail_ngo_register_new"), {"number": row.krs}),
        client.post(reverse("wagtail_ngo_register_new"), values),
        client.post(fill_url(entry), values),
    ]

    assert all(("1234563218" in text(answer)) is allowed for answer in answers[:3])
    draft = NGOPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert draft.nip == ("1234563218" if allowed else "")
    assert NGOPage.objects.count() == 1


def test_locked_entry_is_left_alone(client, django_user_model, admin_user):
    entry = NGOFactory(parent=NGODirectoryFactory(), locked=True, locked_by=admin_user)
    row = RegisteredOrganizationFactory()
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("edyta", password="x")
    user.groups.add(Group.objects.get(name=roles.EDITING))
    client.force_login(user)

    client.post(fill_url(entry), {"organization": row.pk, "take": ["nip"]})

    assert NGOPage.objects.get(pk=entry.pk).latest_revision is None


def test_look_ups_are_bounded(admin_client, monkeypatch):
    monkeypatch.setattr(from_register, "PER_HOUR", 2)
    RegisteredOrganizationFactory()

    answers = [
        "1234563218" in admin_client.post(reverse(OFFER), {"number": "123456"}).text
        for _press in range(3)
    ]

    assert answers == [True, True, False]


def test_long_numbers_and_get_are_refused(admin_client):
    RegisteredOrganizationFactory()

    long = admin_client.post(reverse(OFFER), {"number": "1" * 5000})

    assert "No register that is loaded knows" in text(long)
    assert "1" * 100 not in text(long)
    assert admin_client.get(reverse(OFFER)).status_code in (302, 405)
