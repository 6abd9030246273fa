"""Entries as an editor looks for them."""

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.lookup import LONGEST, entry_named, find_entries

pytestmark = pytest.mark.django_db


def found(text) -> list[str]:
    rows = find_entries(NGOPage.objects.order_by("pk"), text)
    return [row.title for row in rows]


def test_a_piece_of_any_name_finds_an_entry_drafts_too():
    NGOFactory(title="Fundacja Indygo", short_name="FI-7", other_names="Dawna Paleta")
    draft = NGOFactory(title="Szkic", live=False)
    NGOPage.objects.filter(pk=draft.pk).update(draft_title="Nowszy szkic")

    assert found("dygo") == found("FI-7") == found("palet") == ["Fundacja Indygo"]
    assert found("nowszy") == ["Szkic"]
    assert found("nikt") == []
    assert found("") == found("  \x00") == ["Fundacja Indygo", "Szkic"]


def test_of_a_long_text_its_beginning_is_looked_for():
    NGOFactory(title="x" * LONGEST)

    assert len(found("x" * (LONGEST + 1))) == 1


def test_beginnings_of_numbers_find_an_entry_and_leading_zeros_may_be_left_out():
    first, second = NGOFactory(title="A"), NGOFactory(title="B")
    NGOPage.objects.filter(pk=first.pk).update(krs="0000123456", nip="8390001122")
    NGOPage.objects.filter(pk=second.pk).update(regon="123456785")

    assert found("123456") == ["A", "B"]
    assert found("KRS 0000 123-456") == found("krs:123456")[:1] == ["A"]
    assert found("NIP 839") == ["A"]
    assert found("0000999999") == []
    assert found("1234567890123456") == []


def test_a_name_is_meant_in_any_case_and_spacing_and_whole():
    first = NGOFactory(title="Łąka  i Las")
    NGOFactory(title="Łąka i Las nad Wodą")
    entries = NGOPage.objects.all()

    assert entry_named(entries, " łĄKA i   las ") == first
    assert entry_named(entries, "Łąka") is entry_named(entries, "  ") is None
    assert entry_named(entries.exclude(pk=first.pk), "Łąka i Las") is None
