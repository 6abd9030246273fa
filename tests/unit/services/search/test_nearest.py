"""Activity areas with a word like one that was typed."""

import pytest

from wagtail_ngo.services.search.nearest import _alike


@pytest.mark.parametrize(
    ("typed", "words", "letters"),
    [
        (["sportowy"], ["sport", "turystyka"], 5),
        (["turysci", "sportowy"], ["sport", "turystyka"], 5),
        (["spor"], ["spory"], 4),
        (["spo"], ["spotkania"], 3),
        (["sp"], ["sport"], 0),
        (["sxort"], ["sport"], 0),
        (["sport"], ["transport"], 0),
        ([], ["sport"], 0),
        (["sport"], [], 0),
    ],
)
def test_words_are_alike_by_the_letters_of_their_beginning(typed, words, letters):
    assert _alike(typed, words) == letters
