"""Which words a directory knows: those of its entries that everybody may read."""

import pytest

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from tests.unit.services.search.asking import matcher_of
from wagtail_ngo.models import Need, Offer, SearchSynonym
from wagtail_ngo.services.search import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    directory = NGODirectoryFactory(slug="spis")
    used = ActivityAreaFactory(name="Pszczelarstwo")
    ActivityAreaFactory(name="Mydlarstwo")
    entry = NGOFactory(
        parent=directory,
        title="Kądziel",
        short_name="Wrzeciono",
        other_names="Prząśniczka",
        lead="Haftujemy",
        description=[("text", "<p>Krosno stoi.</p>")],
        seat_street="ul. Jaśminowa 7",
        areas=[used],
    )
    Offer.objects.create(organization=entry, kind="rooms", text="Kołowrotek")
    Need.objects.create(organization=entry, kind="rooms", text="Czółenko")
    NGOFactory(parent=directory, title="Nutki", seat_street="ul. Ukryta 1", hide_street=True)
    NGOFactory(parent=directory, title="Szkicownik", live=False)
    other = NGOFactory(parent=NGODirectoryFactory(slug="x"), title="Zagranica")
    Offer.objects.create(organization=other, kind="rooms", text="Zamorskie")
    SearchSynonym.objects.create(words="wiolonczela, kontrabas")
    return directory


def known(directory, *asked) -> list[str]:
    matcher = matcher_of(directory)
    vocabulary = words.vocabulary(matcher.catalogue, matcher.language)
    return [word for word in asked if vocabulary.has(matcher.language.fold(word))]


PUBLIC = [
    "kądziel", "wrzeciono", "prząśniczka", "haftujemy", "krosno", "jaśminowa", "kołowrotek",
    "czółenko", "pszczelarstwo", "nutki", "wiolonczela", "kontrabas",
]  # fmt: skip
UNKNOWN = ["ukryta", "szkicownik", "zagranica", "zamorskie", "mydlarstwo"]


def test_words_of_what_everybody_may_read_are_known_and_no_others(directory):
    assert known(directory, *PUBLIC, *UNKNOWN) == PUBLIC


def test_a_large_directory_leaves_out_long_texts_and_a_larger_one_leads(directory, monkeypatch):
    long = ["krosno", "jaśminowa", "kołowrotek", "czółenko"]

    monkeypatch.setattr(words, "_WITH_TEXTS", 1)
    assert known(directory, *PUBLIC) == [word for word in PUBLIC if word not in long]


def test_of_the_largest_directories_names_alone_are_read(directory, monkeypatch):
    monkeypatch.setattr(words, "_WITH_TEXTS", 1)
    monkeypatch.setattr(words, "_WITH_LEADS", 1)

    assert known(directory, "kądziel", "haftujemy") == ["kądziel"]


def test_limits_are_reached_by_more_entries_than_they_say(directory, monkeypatch):
    monkeypatch.setattr(words, "_WITH_TEXTS", 2)
    monkeypatch.setattr(words, "_WITH_LEADS", 2)

    assert known(directory, *PUBLIC) == PUBLIC


def test_a_vocabulary_is_read_once_for_each_catalogue(directory, django_assert_num_queries):
    matcher = matcher_of(directory)
    first = words.vocabulary(matcher.catalogue, matcher.language)

    with django_assert_num_queries(0):
        assert words.vocabulary(matcher.catalogue, matcher.language) is first
