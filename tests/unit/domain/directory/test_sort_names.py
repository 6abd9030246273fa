import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.directory.sort_names import KEY_LENGTH, sort_key, sort_name


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
