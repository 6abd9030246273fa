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


WORDS = Dictionary([("prawnik", ["юрист", "lawyer"]), ("porady prawne", ["legal advice"])], PL)


@pytest.mark.parametrize(
    ("asked", "spans"),
    [
        ("юристи", [(["yuristi"], "prawnik")]),
        ("legal advice now", [(["legal", "advice"], "porady prawne"), (["now"], "")]),
        ("legal", [(["legal"], "")]),
        ("lawyers", [(["lawyers"], "prawnik")]),
    ],
)
def test_phrases_of_other_languages_are_found_longest_first(asked, spans):
    assert WORDS.translate(PL.tokens(asked)) == spans


def test_short_words_are_alike_only_when_equal():
    assert (alike("pes", "pesy"), alike("cat", "cat"), alike("volunteer", "volunteers")) == (
        False, True, True,
    )  # fmt: skip
