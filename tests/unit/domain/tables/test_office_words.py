"""Words of offices for what the product's lists call otherwise."""

import pytest

from wagtail_ngo.domain.tables.office_words import (
    fold_words,
    names_with_words,
    read_answer,
    without_brackets,
    without_bullet,
)


def test_words_are_compared_in_small_letters_without_marks():
    assert fold_words("  Sp. z o.o.__NON-profit ") == "sp z o o non profit"


@pytest.mark.parametrize(
    "text", ["TAK", "tak, od 2011", "yes", "posiada status", "ma", "OPP", "v", "✓", "od 2011 r."]
)
def test_an_answer_that_begins_with_yes_is_yes(text):
    assert read_answer(text) is True


@pytest.mark.parametrize("text", ["NIE", "nie posiada", "no", "brak", "brak statusu", "✗", "☐"])
def test_an_answer_that_begins_with_no_is_no(text):
    assert read_answer(text) is False


@pytest.mark.parametrize("text", ["", "?", "mapa", "takt", "niebieska", "od 98", "opp?", "vv"])
def test_words_that_only_begin_like_an_answer_are_none(text):
    assert read_answer(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" - kultura", "kultura"),
        ("•• sport", "sport"),
        ("1) sport", "sport"),
        ("12)sport", "sport"),
        ("pkt 3", "3"),
        ("pkt. 3", "3"),
        ("123) sport", "123) sport"),
        ("12 sport", "12 sport"),
        ("pkt sport", "pkt sport"),
        ("a - b", "a - b"),
    ],
)
def test_a_bullet_or_a_number_before_the_words_falls(text, expected):
    assert without_bullet(text) == expected


def test_words_in_brackets_fall_and_the_rest_stays():
    assert without_brackets("Sport (piłka) dla dzieci (6–12 lat)") == "Sport dla dzieci"
    assert without_brackets("Sport (piłka") == "Sport (piłka"


NAMES = ["Gospodynie i koła", "Koła gospodynie wiejskie", "Kultura i sztuka", "Sztuka i kultura"]


def test_names_that_hold_every_word_are_found_and_one_that_begins_so_comes_alone():
    assert names_with_words("koła oraz gospodynie", NAMES) == ["Koła gospodynie wiejskie"]
    assert names_with_words("wiejskie, koła", NAMES) == ["Koła gospodynie wiejskie"]
    assert names_with_words("sztuka", NAMES) == ["Sztuka i kultura"]
    assert names_with_words("koła sport", NAMES) == []
    assert names_with_words("sport", ["Sport"]) == ["Sport"]


def test_names_that_hold_a_word_elsewhere_come_together():
    assert names_with_words("wiejskie", [*NAMES, "Sprawy wiejskie"]) == [
        "Koła gospodynie wiejskie",
        "Sprawy wiejskie",
    ]


def test_words_of_three_letters_tell_nothing_and_four_do():
    names = ["Dom kultury", "Domy kultury"]

    assert names_with_words("dom", names) == []
    assert names_with_words("domy", names) == ["Domy kultury"]
    assert names_with_words("i w na", names) == []
    assert names_with_words("", names) == []
