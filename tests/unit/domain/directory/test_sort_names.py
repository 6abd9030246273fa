import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.directory.sort_names import (
    KEY_LENGTH,
    filing_letter,
    sort_key,
    sort_name,
)


@pytest.mark.parametrize(
    ("name", "filed"),
    [
        ("Stowarzyszenie Horyzont", "Horyzont"),
        ("Fundacja INDYGO", "INDYGO"),
        ("FUNDACJA „Łąka”", "Łąka"),
        ("Stowarzyszenie – Razem", "Razem"),
        ("Bank Żywności", "Bank Żywności"),
        (
            "Chrześcijańskie Stowarzyszenie Dobroczynne",
            "Chrześcijańskie Stowarzyszenie Dobroczynne",
        ),
        ("Stowarzyszenie", "Stowarzyszenie"),
        ("„”", "„”"),
    ],
)
def test_sort_name_drops_the_kind_of_organization(name, filed):
    assert sort_name(name) == filed


def test_sort_key_orders_as_the_polish_alphabet():
    names = [
        "Ada",
        "Ala",
        "Ąda",
        "Bank",
        "Cyk",
        "Ćma",
        "Lato",
        "Łąka",
        "Mak",
        "Zebra",
        "Źrebak",
        "Żaba",
    ]

    assert sorted(set(names), key=sort_key) == names


def test_sort_key_puts_a_space_before_letters_and_numbers_before_words():
    names = ["3 Koła", "12 Drużyna", "Bank", "Bank Żywności", "Bankowcy"]

    assert sorted(set(names), key=sort_key) == ["12 Drużyna", "3 Koła", *names[2:]]


@given(st.text(max_size=300))
def test_sort_key_is_plain_lower_case_so_that_no_collation_changes_its_order(name):
    key = sort_key(name)

    assert set(key) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
    assert len(key) <= KEY_LENGTH


@given(st.text(max_size=60))
def test_sort_name_is_never_empty_unless_the_name_is(name):
    assert bool(sort_name(name)) == bool(name.strip())


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("Ada", "A"), ("Ąda", "Ą"), ("łąka", "Ł"), ("Zebra", "Z"), ("Źrebak", "Ź"), ("Żaba", "Ż"),
        ("Éclair", "E"), ("3 Koła", "0–9"), ("Ωmega", "#"), ("Ямал", "#"), ("", "#"),
    ],
)  # fmt: skip
def test_a_name_is_filed_under_its_first_letter(name, letter):
    assert filing_letter(sort_key(name)) == letter


def test_keys_are_these():
    assert sort_key("Ły 1ö") == "l1y00011o0"
    assert sort_key("Ω") == "zz0003c9"
    assert len(sort_key("a" * 201)) == KEY_LENGTH
    assert sort_key("a" * 200) == "a0" * 200


def test_letters_of_other_scripts_come_last_in_their_own_order():
    assert sorted(["Ямал", "Żaba", "Ω", "9"], key=sort_key) == ["9", "Żaba", "Ω", "Ямал"]
