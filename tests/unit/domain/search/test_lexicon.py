import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search import Plain, Polish
from wagtail_ngo.domain.search.lexicon import Lexicon

PL = Polish()


@given(st.sets(st.text(min_size=1, max_size=20), min_size=1, max_size=50))
def test_a_lexicon_has_all_of_its_words_also_after_storing(words):
    lexicon = Lexicon.from_bytes(Lexicon.of(words, 0.01).to_bytes())
    assert all(word in lexicon for word in words)


def test_a_lexicon_has_few_other_words():
    lexicon = Lexicon.of({f"word{number}" for number in range(2000)}, 0.01)
    others = sum(f"other{number}" in lexicon for number in range(2000))
    assert others < 60


@pytest.mark.parametrize(
    "word", ["nitki", "slub", "krew", "stal", "oddac", "maslo", "zagle", "kolejowa", "pszczola"]
)
def test_polish_words_are_words(word):
    assert PL.has_word(word)


@pytest.mark.parametrize(
    "word", ["hopsicjum", "wolontarjat", "brydrz", "eksmsja", "rowreowy", "szahy"]
)
def test_typing_errors_are_no_words(word):
    assert not PL.has_word(word)


def test_a_language_without_a_dictionary_knows_no_word():
    assert (Plain().has_word("dom"), Plain().relatives("dom")) == (False, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pszczola", "pszczelarz"),
        ("alkohol", "alkoholik"),
        ("rzezba", "rzezbiarz"),
        ("uchodzca", "uchodzczyni"),
        ("kajak", "kajakarz"),
        ("ogrod", "ogrodnik"),
        ("rower", "rowerzysta"),
    ],
)
def test_words_of_a_family_are_relatives(one, other):
    assert PL.key(other) in PL.relatives(PL.key(one))
    assert PL.key(one) in PL.relatives(PL.key(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("zycie", "zytni"), ("zawod", "zawodnik"), ("stol", "stolica"), ("las", "laska")],
)
def test_words_that_only_look_alike_are_no_relatives(one, other):
    assert PL.key(other) not in PL.relatives(PL.key(one))
