"""Words that editors declared to mean the same."""

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.services.search.synonyms import Synonyms

GROUPS = [["straż", "osp", "ochotnicza straż"], ["osp", "ochotnicy"], ["dla", "–"]]


def test_each_word_gets_the_phrases_that_mean_the_same():
    synonyms = Synonyms(GROUPS, Plain())

    assert synonyms.alternatives(("osp", "ustka")) == [
        [("straz",), ("ochotnicza", "straz"), ("ochotnicy",)],
        [],
    ]


def test_a_phrase_of_two_words_stands_for_both_of_its_places():
    synonyms = Synonyms(GROUPS, Plain())

    assert synonyms.alternatives(("nowa", "ochotnicza", "straz")) == [
        [],
        [("straz",), ("osp",)],
        [("straz",), ("osp",), ("ochotnicza", "straz")],
    ]
    assert synonyms.alternatives(("ochotnicza",)) == [[]]
    assert synonyms.alternatives(()) == []


def test_a_word_is_asked_for_in_twelve_other_ways_at_most():
    many = Synonyms([["a", *(f"b{number}" for number in range(14))]], Plain())

    [others] = many.alternatives(("a",))
    assert others == [(f"b{number}",) for number in range(12)]


def test_a_word_alone_in_its_group_has_no_other():
    assert Synonyms([["psy"], ["psy", "PSY"]], Plain()).alternatives(("psy",)) == [[]]
