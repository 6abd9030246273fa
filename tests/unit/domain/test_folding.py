import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.folding import fold, tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zażółć GĘŚLĄ jaźń", "zazolc gesla jazn"),
        ("ŁÓDŹ", "lodz"),
        ("Straße", "strasse"),
        ("Україна", "ukraina"),
        ("Æther", "aether"),
        ("sto\u00adwa\u00adrzy\u00adsze\u00adnie", "stowarzyszenie"),
    ],
)
def test_fold_gives_ascii_lower_case(text, folded):
    assert fold(text) == folded


def test_signs_that_are_no_letters_become_spaces():
    assert fold("a→b ☃ №") == "a b   no"
    assert fold("Україна → Słupsk") == "ukraina   slupsk"


def test_fold_ignores_how_marks_are_encoded():
    assert fold(unicodedata.normalize("NFD", "żółw")) == fold("żółw") == "zolw"


def test_tokens_part_at_everything_but_letters_and_digits():
    assert tokens("Słupskie T-wo „Teatr Rondo”, ul. Niedziałkowskiego 5a") == [
        "slupskie", "t", "wo", "teatr", "rondo", "ul", "niedzialkowskiego", "5a",
    ]  # fmt: skip


@given(st.text())
def test_tokens_of_any_text_are_ascii_and_folded(text):
    for token in tokens(text):
        assert token
        assert token.isascii()
        assert token.isalnum()
        assert fold(token) == token
