"""Words that no entry has: joined, parted or corrected, and left where nobody knows better."""

import pytest

from tests.unit.services.search.asking import directory_of, matcher_of
from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.services.search.repairs import repaired

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return directory_of(
        Jadłodzielnia="Mikrogranty dla sąsiadów.",
        Klub="Spotkania seniora, wikliniarstwo.",
        Chór="Senior śpiewa. Klubowicze.",
    )


def mended(directory, text) -> list[str]:
    matcher = matcher_of(directory)
    return list(repaired(matcher, read_query(text, matcher.language)).words)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("jadło dzielnia", ["jadlodzielnia"]),
        ("mikro granty", ["mikrogranty"]),
        ("mikro granty klub", ["mikrogranty", "klub"]),
        ("klubseniora", ["klub", "seniora"]),
        ("wiklniarstwo", ["wikliniarstwo"]),
        ("klub wiklniarstwo", ["klub", "wikliniarstwo"]),
        ("klub", ["klub"]),
        ("klub seniora", ["klub", "seniora"]),
        ("narty", ["narty"]),
        ("xqzzyv", ["xqzzyv"]),
    ],
)
def test_words_are_mended_as_far_as_entries_know_better(directory, typed, words):
    assert mended(directory, typed) == words


def test_a_query_that_needs_nothing_and_a_number_stay_the_same(directory):
    matcher = matcher_of(directory)
    for text in ("klub seniora", "0000058930"):
        query = read_query(text, matcher.language)

        assert repaired(matcher, query) is query


def test_two_words_that_one_entry_has_by_themselves_are_not_joined():
    directory = directory_of(Azyl="Mikro granty", Bór="Mikrogranty")

    assert mended(directory, "mikro granty") == ["mikro", "granty"]


def test_parts_of_different_entries_are_not_parted():
    directory = directory_of(Azyl="Klub", Bór="Seniora")

    assert mended(directory, "klubseniora") == ["klubseniora"]


def test_no_part_is_shorter_than_three_letters():
    directory = directory_of(Azyl="Na rty koło", Bór="xyz")

    assert mended(directory, "narty") == ["narty"]
    assert mended(directory, "kołorty") == ["kolo", "rty"]
