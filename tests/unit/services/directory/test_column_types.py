"""How a cell of each kind of column is read: as it is, loosely with a remark, or not at all."""

from decimal import Decimal

import pytest

from wagtail_ngo.enums import CellResult
from wagtail_ngo.services.directory.column_types import split
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY

READ_AS, LEFT_OUT = CellResult.READ_AS, CellResult.LEFT_OUT


def read(key: str, text: str) -> tuple[dict, list]:
    reading = COLUMNS_BY_KEY[key].read(text, None)
    return reading.values, [remark.result for remark in reading.remarks]


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("title", "  Fundacja\r\nIndygo ", "Fundacja\nIndygo"),
        ("nip", "123-456-32-18", "1234563218"),
        ("seat_postcode", "76-200", "76-200"),
        ("is_public_benefit", "TAK", True),
        ("is_public_benefit", "fałsz", False),
        ("is_public_benefit", "-", False),
        ("founded_year", "1998", 1998),
        ("latitude", "54,4641", Decimal("54.464100")),
    ],
)
def test_a_cell_is_read_as_it_is(key, text, value):
    assert read(key, text) == ({key: value}, [])


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("seat_postcode", "76-200 .", "76-200"),
        ("nip", "1234563218 (nieaktualny)", "1234563218"),
        ("is_public_benefit", "tak, od 2010 roku", True),
        ("latitude", "54.4641 N", Decimal("54.464100")),
    ],
)
def test_a_cell_that_is_nearly_right_is_read_with_a_remark(key, text, value):
    assert read(key, text) == ({key: value}, [READ_AS])


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("nip", "12"),
        ("nip", "12 ."),
        ("nip", "0"),
        ("title", "brak"),
        ("krs", "0"),
        ("founded_year", "0"),
        ("founded_year", "dawno"),
        ("latitude", "północ"),
        ("is_public_benefit", "może"),
        ("status", "nie wiadomo jaki"),
    ],
)
def test_a_cell_that_says_nothing_usable_is_left_out_and_named(key, text):
    assert read(key, text) == ({}, [LEFT_OUT])


def test_both_degrees_in_one_cell_are_both_columns():
    values, remarks = read("latitude", "54.4641, 17.0287")

    assert values == {"latitude": Decimal("54.464100"), "longitude": Decimal("17.028700")}
    assert remarks == [READ_AS]


def test_an_address_in_one_line_is_taken_apart():
    values, _remarks = read("seat_street", "ul. Długa 1, 76-200 Słupsk")

    assert (values["seat_postcode"], values["seat_city"]) == ("76-200", "Słupsk")
    assert "Długa 1" in values["seat_street"]
    assert read("seat_street", "Długa 1") == ({"seat_street": "Długa 1"}, [])
    assert read("seat_postcode", "76-200 Słupsk")[0] == {
        "seat_postcode": "76-200",
        "seat_city": "Słupsk",
    }


def test_parts_of_a_cell_are_what_stands_between_its_marks():
    assert split(" a | b;c\n\n d,e ") == ["a", "b", "c", "d,e"]
    assert split("a, b;c", ",") == ["a", "b;c"]
    assert split(" | ;") == []


def test_yes_no_and_nothing_are_shown_as_words():
    column = COLUMNS_BY_KEY["is_public_benefit"]

    assert [column.show(value) for value in (True, False)] == ["yes", "no"]
    assert [column.normalise(value) for value in ("", None, 1)] == [False, False, True]
    year = COLUMNS_BY_KEY["founded_year"]
    assert [year.show(value) for value in (None, 1998)] == ["", "1998"]
