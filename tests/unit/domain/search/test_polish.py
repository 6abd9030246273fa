from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search import English, Plain, Polish

PAIRS = Path(__file__).parents[3] / "data" / "polish_word_pairs.txt"


def held_out_pairs() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs that must meet, pairs that must stay apart."""
    sections = {"[same]": [], "[apart]": []}
    pairs = []
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if line in sections:
            pairs = sections[line]
            in_same = line == "[same]"
        elif line and not line.startswith("#"):
            words = line.split()
            pairs += [(words[0], form) for form in words[1:]] if in_same else combinations(words, 2)
    return sections["[same]"], sections["[apart]"]


def meet(left: str, right: str) -> bool:
    language = Polish()
    return language.keys(left) == language.keys(right)


def test_held_out_pairs_meet_and_stay_apart():
    same, apart = held_out_pairs()
    assert len(same) + len(apart) >= 400
    met = sum(meet(*pair) for pair in same)
    wrongly_met = sum(meet(*pair) for pair in apart)
    assert met / len(same) >= 0.95
    assert met / (met + wrongly_met) >= 0.98


def test_held_out_pairs_meet_when_one_side_has_no_diacritics():
    same, _ = held_out_pairs()
    met = sum(meet(left, Polish().fold(right)) for left, right in same)
    assert met / len(same) >= 0.95


@pytest.mark.parametrize(
    "forms",
    [
        "dziecko dzieci dziećmi dzieciom",
        "zwierzę zwierząt zwierzętom zwierzęciu",
        "pies psy psów psem",
        "Stowarzyszenie stowarzyszeń stowarzyszeniami",
        "ręka ręce rękoma",
        "harcerz harcerze harcerski harcerstwo",
        "sport sportowy sportowi",
        "matka matek matce",
        "świat świecie światu",
        "artysta artyści artystów",
        "kolega koledzy kolegów",
        "niepełnosprawny niepełnosprawni niepełnosprawność",
        "muzeum muzea muzeów",
        "koleje kolej kolei",
    ],
)
def test_forms_of_a_word_share_a_key(forms):
    language = Polish()
    assert len({language.key(language.fold(form)) for form in forms.split()}) == 1


def test_stop_words_are_dropped_and_numbers_kept():
    assert Polish().keys("Pomoc dla osób po 60 roku życia") == [
        Polish().key("pomoc"), Polish().key("osob"), "60", Polish().key("roku"),
        Polish().key("zycia"),
    ]  # fmt: skip


@given(st.text(alphabet="aąbcćdeęfghijklłmnńoóprsśtuwyzźż", min_size=1, max_size=30))
def test_any_word_has_a_key_that_is_ascii_and_not_empty(word):
    language = Polish()
    key = language.key(language.fold(word))
    assert key
    assert key.isascii()


@pytest.mark.parametrize(
    "forms",
    ["child children", "charity charities", "running run runs", "volunteers volunteering"],
)
def test_english_forms_share_a_key(forms):
    language = English()
    assert len({language.key(form) for form in forms.split()}) == 1


def test_english_keeps_different_words_apart():
    assert English().key("news") != English().key("new")
    assert English().key("busy") != English().key("bus")


def test_plain_language_only_folds():
    assert Plain().keys("Über die Häuser") == ["uber", "die", "hauser"]
