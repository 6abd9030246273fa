from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search.distance import edits, edits_to_beginning

WORDS = st.text(alphabet="abcd", max_size=7)


def test_edits_counts_a_swap_of_neighbours_as_one():
    assert edits("fundcaja", "fundacja", limit=2) == 1


def test_edits_above_the_limit_are_one_more_than_the_limit():
    assert edits("pies", "biblioteka", limit=2) == 3


def test_edits_to_beginning_ignores_the_rest_of_the_longer_word():
    assert edits_to_beginning("schronsk", "schroniskami", limit=1) == 1
    assert edits_to_beginning("biblioteka", "pies", limit=1) == 2
    assert edits_to_beginning("abcd", "abc", limit=1) == 1
    assert edits_to_beginning("abcde", "abc", limit=1) == 2


def test_edits_at_the_limit_are_counted():
    assert [edits("abcd", other, limit=2) for other in ("abcdxx", "abcdxxx", "xxcd")] == [2, 3, 2]


@given(WORDS, WORDS)
def test_edits_are_symmetric(left, right):
    assert edits(left, right, limit=3) == edits(right, left, limit=3)


@given(WORDS)
def test_a_word_is_no_edit_away_from_itself(word):
    assert edits(word, word, limit=2) == 0
