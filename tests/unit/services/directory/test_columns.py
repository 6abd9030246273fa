"""Which column of a file is which of an entry, and addresses that one cell holds."""

import pytest
from django.utils.translation import override

from wagtail_ngo.enums import CellResult
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.columns import (
    COLUMNS,
    COLUMNS_BY_KEY,
    cell_text,
    guess_mapping,
)

READ_AS, LEFT_OUT = CellResult.READ_AS, CellResult.LEFT_OUT


def read(key: str, text: str) -> tuple[dict, list]:
    reading = COLUMNS_BY_KEY[key].read(text, None)
    return reading.values, [remark.result for remark in reading.remarks]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_column_is_known_by_its_key_its_label_and_other_names(language):
    assert len(COLUMNS_BY_KEY) == len(COLUMNS)
    for column in COLUMNS:
        with override(language):
            label = str(column.label)
        for name in (column.key, *column.aliases, label, label.upper()):
            assert guess_mapping([name]) == {name: column.key}


def test_marks_and_gaps_in_the_name_of_a_column_do_not_count():
    header = ["Pełna  nazwa:", "NR_KRS", "(adres)", "Kod pocztowy *", "Uwagi", ""]

    assert guess_mapping(header) == {
        "Pełna  nazwa:": "title",
        "NR_KRS": "krs",
        "(adres)": "seat_street",
        "Kod pocztowy *": "seat_postcode",
    }


def test_the_first_of_two_columns_counts_but_for_those_that_hold_many():
    header = ["Nazwa", "Nazwa (2)", "Telefon", "Telefon (2)", "tel (123)", "tel (1234)", "KRS"]

    assert guess_mapping(header) == {
        "Nazwa": "title",
        "Telefon": "phone",
        "Telefon (2)": "phone",
        "tel (123)": "phone",
        "KRS": "krs",
    }


def test_an_address_is_taken_apart_and_what_follows_the_town_is_named():
    address = {"seat_street": "ul. Długa 1", "seat_postcode": "76-200", "seat_city": "Słupsk"}

    assert read("seat_street", "ul. Długa 1, 76-200 Słupsk") == (address, [])
    assert read("seat_street", "ul. Długa 1, 76-200 Słupsk, woj. pomorskie") == (
        address,
        [LEFT_OUT],
    )
    assert read("seat_street", "76-200 Słupsk") == (
        {"seat_postcode": "76-200", "seat_city": "Słupsk"},
        [],
    )
    assert read("seat_street", "brak") == ({}, [LEFT_OUT])


@pytest.mark.parametrize(
    ("key", "town"), [("seat_postcode", "seat_city"), ("mail_postcode", "mail_city")]
)
def test_the_town_behind_a_postcode_goes_to_its_own_column(key, town):
    assert read(key, "76-200 Słupsk") == ({key: "76-200", town: "Słupsk"}, [])
    assert read(key, "76-200") == ({key: "76-200"}, [])
    assert read(key, "76200") == ({key: "76-200"}, [])
    assert read(key, "ul. Długa 1, 76-200 Słupsk")[0].get(town) is None
    assert read(key, "Słupsk") == ({}, [LEFT_OUT])


def test_a_number_of_the_court_that_may_be_another_one_is_read_with_a_remark():
    assert read("krs", "0000123456") == ({"krs": "0000123456"}, [])
    assert read("krs", "123456")[0] == {"krs": "0000123456"}


def test_the_table_shows_words_for_values():
    entry = NGOPage(title="Indygo", status="active", is_public_benefit=True, krs="0000123456")
    entry.register = ""

    with override("pl"):
        shown = {
            key: cell_text(COLUMNS_BY_KEY[key], entry)
            for key in ("title", "status", "is_public_benefit", "krs", "founded_year", "register")
        }

    assert shown == {
        "status": "Aktywna",
        "title": "Indygo",
        "is_public_benefit": "tak",
        "krs": "0000123456",
        "founded_year": "",
        "register": "",
    }
