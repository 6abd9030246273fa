from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search import Plain, Polish

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


def test_the_fleeting_e_of_a_short_stem_falls_and_long_stems_stay_apart():
    key = Polish().key
    assert {key(form) for form in ("okno", "okna", "okien")} == {"okn"}
    assert {key(form) for form in ("igla", "igiel")} == {"igl"}
    assert {key(form) for form in ("warstwa", "warstw")} == {"warstw"}
    assert {key(form) for form in ("harcerstwo", "harcerz")} == {"harcr"}


def test_plain_language_only_folds():
    assert Plain().keys("Über die Häuser") == ["uber", "die", "hauser"]


def lexemes() -> dict[str, list[str]]:
    lines = (PAIRS.parent / "polish_lexemes.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if not line.startswith("#"))
    return {lemma: [lemma, *forms.split()] for lemma, _colon, forms in rows}


def test_forms_of_lexemes_drawn_by_chance_meet_and_other_words_do_not():
    language = Polish()
    found = lexemes()
    assert len(found) >= 600
    keys = {
        lemma: [(language.fold(form), language.key(language.fold(form))) for form in forms]
        for lemma, forms in found.items()
    }
    same = [key == forms[0][1] for forms in keys.values() for _form, key in forms[1:]]
    assert sum(same) / len(same) >= 0.98
    by_key = defaultdict(set)
    for lemma, forms in keys.items():
        for form, key in forms:
            by_key[key].add((lemma, form))
    pairs = [pair for words in by_key.values() for pair in combinations(words, 2)]
    # Two lexemes may share a form once it is folded.
    wrong = sum(one[0] != other[0] and one[1] != other[1] for one, other in pairs)
    right = sum(one[0] == other[0] for one, other in pairs)
    assert right / (right + wrong) >= 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("życie", "żyto"),
        ("miejsce", "miejski"),
        ("zawód", "zawody"),
        ("łódź", "lód"),
        ("święto", "świat"),
        ("świeca", "święty"),
        ("praca", "pranie"),
        ("zwierzę", "wierzyć"),
        ("marka", "mara"),
        ("stół", "stolica"),
    ],
)
def test_words_with_nothing_in_common_stay_apart(one, other):
    language = Polish()
    first, second = (language.key(language.fold(word)) for word in (one, other))
    assert first != second
    assert second not in language.relatives(first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("uczymy", "uczyć"),
        ("śpiewamy", "śpiewanie"),
        ("naprawimy", "naprawa"),
        ("ceramika", "ceramiczny"),
        ("autyzm", "autystyczny"),
        ("żałoba", "żałobny"),
        ("dług", "dłużnik"),
        ("wolontariat", "wolontariusz"),
        ("grant", "mikrogrant"),
        ("robot", "robotyka"),
    ],
)
def test_what_is_done_and_made_of_a_word_is_its_relative(one, other):
    language = Polish()
    first, second = (language.key(language.fold(word)) for word in (one, other))
    assert first == second or second in language.relatives(first)
