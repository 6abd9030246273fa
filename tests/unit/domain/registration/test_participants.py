"""Columns and cells of lists of participants as offices write them."""

import pytest

from wagtail_ngo.domain.registration.participants import (
    COLUMNS,
    guess_columns,
    is_below_the_table,
    person_name,
    read_companions,
)


def test_columns_are_known_by_the_names_that_lists_give_them():
    header = ["Lp.", "Imię i Nazwisko", "E-mail", "Tel.", "Nazwa organizacji", "Uwagi", "Telefon"]

    assert guess_columns(header) == {
        1: "name", 2: "email", 3: "phone", 4: "organization", 5: "note",
    }  # fmt: skip
    assert guess_columns(["NAZWISKO", "Imię", "adres_e-mail", "", "Telefon (2)"]) == {
        0: "family_name", 1: "given_names", 2: "email", 4: "phone",
    }  # fmt: skip


def test_no_name_means_two_columns():
    names = [name for aliases in COLUMNS.values() for name in aliases]

    assert len(names) == len(set(names))
    for key, aliases in COLUMNS.items():
        for name in aliases:
            assert guess_columns([name.upper()]) == {0: key}


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"name": " Anna  Żak "}, "Anna Żak"),
        ({"reversed_name": "Żak Anna Maria"}, "Anna Maria Żak"),
        ({"reversed_name": "Żak"}, "Żak"),
        ({"given_names": "Anna", "family_name": "Żak"}, "Anna Żak"),
        ({"given_names": "-", "family_name": "Żak"}, "Żak"),
        ({"name": "brak", "given_names": "Anna"}, "Anna"),
        ({"email": "a@example.org"}, ""),
    ],
)
def test_name_is_put_together_as_it_is_spoken(cells, name):
    assert person_name(cells) == name


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("2", 2), ("+1", 1), ("3.0", 3), ("2 osoby", 2), ("1 os.", 1), ("dwie", None)],
)
def test_companions_are_a_number(text, number):
    assert read_companions(text) == number


def test_line_below_the_table_is_told_from_a_person():
    assert is_below_the_table({"name": "Razem: 12", "email": ""})
    assert not is_below_the_table({"name": "Anna Żak", "email": ""})
    assert not is_below_the_table({"name": "Razem: 12", "email": "a@example.org"})


def test_a_name_in_two_columns_or_reversed_is_put_right():
    assert person_name({"reversed_name": "-", "family_name": "Żak"}) == "Żak"
    assert person_name({"name": "Anna Żak", "reversed_name": "Nowak Ewa"}) == "Anna Żak"
    assert person_name({}) == ""


@pytest.mark.parametrize(
    ("text", "number"), [(" 999 ", 999), ("1000", None), ("-1", None), ("", None), ("3 ób", None)]
)
def test_companions_have_three_digits_at_most(text, number):
    assert read_companions(text) == number


def test_an_empty_row_is_no_line_below_the_table():
    assert not is_below_the_table({"name": "", "email": ""})


def test_the_first_of_two_columns_with_one_meaning_counts():
    assert guess_columns(["Telefon", "Tel.", "E-mail", "Mail (2)"]) == {0: "phone", 2: "email"}
