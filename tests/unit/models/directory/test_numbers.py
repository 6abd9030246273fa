"""Register numbers are those of one organization; an alias is the same organization."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from wagtail_ngo.models import NGOPage
from wagtail_ngo.models.directory.numbers import duplicate_errors

pytestmark = pytest.mark.django_db

NIP = "1234563218"


@pytest.fixture
def entry():
    return NGOFactory(parent=NGODirectoryFactory(), title="Klub Bryza", nip=NIP)


def test_another_organization_with_the_number_is_named(entry):
    other = NGOPage(title="Klub Fala", slug="fala", nip=NIP)

    with pytest.raises(ValidationError) as raised:
        entry.get_parent().add_child(instance=other)

    assert list(raised.value.message_dict) == ["nip"]
    assert "Klub Bryza" in raised.value.message_dict["nip"][0]


def test_an_alias_is_made_in_the_admin_and_follows_its_entry(entry, admin_client):
    data = {
        "new_title": "Klub Bryza",
        "new_slug": "bryza-2",
        "new_parent_page": entry.get_parent().pk,
        "alias": "on",
        "publish_copies": "on",
    }

    answer = admin_client.post(reverse("wagtailadmin_pages:copy", args=[entry.pk]), data)

    alias = NGOPage.objects.get(slug="bryza-2")
    assert (answer.status_code, alias.alias_of_id, alias.nip) == (302, entry.pk, NIP)
    assert (duplicate_errors(entry), duplicate_errors(alias)) == ({}, {})
    entry.short_name = "Bryza"
    entry.save_revision().publish()
    alias.refresh_from_db()
    assert alias.short_name == "Bryza"


def test_the_number_of_an_alias_is_still_taken_for_others(entry):
    entry.create_alias(update_slug="bryza-2")
    other = NGOFactory(parent=entry.get_parent(), title="Klub Fala")
    other.nip = NIP

    assert list(duplicate_errors(other)) == ["nip"]


def test_two_aliases_of_one_entry_are_one_organization(entry):
    aliases = [entry.create_alias(update_slug=f"bryza-{number}") for number in (2, 3)]

    assert [duplicate_errors(alias) for alias in aliases] == [{}, {}]
