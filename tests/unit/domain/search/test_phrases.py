import pytest

from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.phrases import Dictionary, alike, fitting, read_situation

PL = Polish()
DRINKS = read_situation(["mąż/ojciec pije"], ["uzależnienia", "alkohol"], "Są grupy.", PL)
MUTE = read_situation(["dziecko nie mówi", "dziecko mówi"], ["logopeda"], "Wcześnie.", PL)


@pytest.mark.parametrize(
    ("asked", "situation"),
    [
        ("mój mąż pije co robić", DRINKS),
        ("OJCIEC PIJE", DRINKS),
        ("mąż pracuje", None),
        ("pije", None),
        ("moje dziecko jeszcze nie mówi", MUTE),
    ],
)
def test_a_situation_fits_when_all_words_of_a_phrase_are_there(asked, situation):
    assert fitting([DRINKS, MUTE], asked, PL) is situation


@pytest.fixture
def words() -> Dictionary:
    rows = [("prawnik", ["юрист", "lawyer"]), ("porady prawne", ["legal advice"]), ("–", ["–"])]
    return Dictionary(rows, PL)


@pytest.mark.parametrize(
    ("asked", "spans"),
    [
        ("юристи", [(["yuristi"], "prawnik")]),
        ("legal advice now", [(["legal", "advice"], "porady prawne"), (["now"], "")]),
        ("legal", [(["legal"], "")]),
        ("lawyers", [(["lawyers"], "prawnik")]),
        ("lawyer legal advice", [(["lawyer"], "prawnik"), (["legal", "advice"], "porady prawne")]),
    ],
)
def test_phrases_of_other_languages_are_found_longest_first(words, asked, spans):
    assert words.translate(PL.tokens(asked)) == spans


def test_short_words_are_alike_only_when_equal():
    assert (alike("pes", "pesy"), alike("cat", "cat"), alike("volunteer", "volunteers")) == (
        False, True, True,
    )  # fmt: skip


def test_a_word_of_the_own_language_is_no_form_of_a_foreign_one():
    words = Dictionary([("dom", ["domowa"])], PL)

    assert PL.has_word("domowi")
    assert words.translate(["domowi"]) == [(["domowi"], "")]
    assert words.translate(["domowi"], is_other_script=True) == [(["domowi"], "dom")]
    assert words.translate(["domowa"]) == [(["domowa"], "dom")]


def test_the_phrase_that_is_typed_wins_over_one_that_is_only_alike():
    rows = [("a", ["lawyers"]), ("b", ["lawyer"]), ("c", ["lawyering"])]

    assert Dictionary(rows, PL).translate(["lawyer"]) == [(["lawyer"], "b")]


def test_words_are_alike_with_few_letters_of_difference():
    pairs = [
        ("abcd", "abcdefgh"),
        ("abcd", "abcdefghi"),
        ("abcdef", "abcdxx"),
        ("abcxef", "abcdef"),
    ]

    assert [alike(*pair) for pair in pairs] == [True, False, True, False]
    assert [alike("abcdefg", one) for one in ("abcdxxx", "abcxxxx")] == [True, False]


def test_a_situation_says_what_to_look_for():
    assert (DRINKS.words, DRINKS.sentence) == ("uzależnienia, alkohol", "Są grupy.")
    assert DRINKS.groups == [tuple(PL.keys("uzależnienia")), tuple(PL.keys("alkohol"))]
    assert read_situation([" – "], ["–"], "S", PL).groups == []
    assert fitting([], "mąż pije", PL) is None
