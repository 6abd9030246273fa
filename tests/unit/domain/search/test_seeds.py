"""The first lists of situations and foreign words."""

from wagtail_ngo.domain.search.seeds import foreign_words, polish_situations


def test_the_first_lists_can_be_read_and_say_something():
    situations = polish_situations()
    assert len(situations) == 55
    assert [row for row in situations if not all(row)] == []
    words = foreign_words()
    assert sum(len(phrases) for _, phrases in words) > 1200
    assert [meaning for meaning, phrases in words if not meaning or len(phrases) < 3] == []
