"""New pages that copy one are what the model makes."""

import pytest
from django.core.exceptions import ValidationError

from tests.factories.directory import NGODirectoryFactory
from wagtail_ngo.models import ContactChannel, NGOPage
from wagtail_ngo.services.new_pages.making import NewPages

pytestmark = pytest.mark.django_db
RANDOM = {"uuid", "translation_key"}


def values(entry):
    fields = [field.attname for field in entry._meta.concrete_fields]
    return {name: getattr(entry, name) for name in fields if name not in RANDOM}


def test_a_copied_page_holds_what_the_model_makes():
    entries = NewPages(NGOPage)
    first, second = entries.make(short_name="A"), entries.make()

    assert values(first) == {**values(NGOPage()), "short_name": "A"}
    assert values(second) == values(NGOPage())
    assert [type(one) for one in (first, second)] == [NGOPage, NGOPage]
    assert [(one.pk, one._state.adding) for one in (first, second)] == [(None, True)] * 2
    for name in RANDOM:
        assert getattr(first, name) != getattr(second, name)
    assert first.content_type == NGOPage().content_type


def test_copies_share_nothing_that_can_change(django_assert_num_queries):
    entries = NewPages(NGOPage)
    first, second = entries.make(), entries.make()
    first.description.append(("text", "A"))
    first.contact_channels = [ContactChannel(kind="phone", value="+48598401234")]

    with django_assert_num_queries(0):
        assert len(second.description) == 0
        assert list(second.contact_channels.all()) == []
        assert list(second.areas.all()) == []
    assert [channel.value for channel in first.contact_channels.all()] == ["+48598401234"]


def test_an_entry_that_keeps_more_on_itself_is_made_whole(monkeypatch):
    def remember(self, *args, _made=NGOPage.__init__, **kwargs):
        _made(self, *args, **kwargs)
        self.own_notes = []

    monkeypatch.setattr(NGOPage, "__init__", remember)
    entries = NewPages(NGOPage)
    first, second = entries.make(), entries.make()

    first.own_notes.append("A")
    assert second.own_notes == []


def test_only_what_a_new_entry_has_anyway_is_not_checked_again():
    entries = NewPages(NGOPage)
    entry = entries.make(title="A", krs="123")

    with pytest.raises(ValidationError) as error:
        entries.clean_fields(entry, {"title", "krs"})
    assert list(error.value.message_dict) == ["krs"]

    # What no cell named is not looked at again.
    entries.clean_fields(entry, {"title"})

    # A field that no new entry may leave as it is fails also when no cell named it.
    with pytest.raises(ValidationError) as error:
        entries.clean_fields(entries.make(), set())
    assert list(error.value.message_dict) == ["title"]


def test_a_copy_can_be_stored():
    directory = NGODirectoryFactory()
    entry = directory.add_child(instance=NewPages(NGOPage).make(title="Łąka", slug="laka"))

    stored = NGOPage.objects.get()
    assert (stored.pk, stored.title, stored.uuid) == (entry.pk, "Łąka", entry.uuid)
