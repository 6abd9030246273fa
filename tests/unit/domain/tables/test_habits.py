"""What offices write into cells."""

import pytest

from wagtail_ngo.domain.tables.habits import (
    PLACEHOLDERS,
    is_footer,
    is_placeholder,
    is_shouted_copy,
    is_zero,
    read_loose_year,
    read_year,
    split_address,
)


@pytest.mark.parametrize("text", [*sorted(PLACEHOLDERS), " Brak  danych ", "N/D", "-"])
def test_words_for_nothing_are_nothing(text):
    assert is_placeholder(text)


@pytest.mark.parametrize("text", ["Łąka", "brak prądu", "0", "", "nd."])
def test_other_words_are_something(text):
    assert not is_placeholder(text)


@pytest.mark.parametrize(
    ("text", "is_nothing"),
    [("0", True), ("0.0", True), ("000-000", True), ("", True), ("10", False)],
)
def test_zeros_alone_are_nothing(text, is_nothing):
    assert is_zero(text) is is_nothing


@pytest.mark.parametrize(
    "text", ["1998", " 1998 r. ", "1998r", "1998.0", "od 1998", "W 1998 ROK", "1998 rok"]
)
def test_a_year_is_read(text):
    assert read_year(text) == 1998


@pytest.mark.parametrize("text", ["", "98", "19980", "1998-2000", "1998.5", "około 1998"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(ValueError, match="not a year"):
        read_year(text)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Nowa 1, 76-200 Słupsk", ("Nowa 1", "76-200", "Słupsk")),
        ("Nowa 1 76-200  Słupsk,", ("Nowa 1", "76-200", "Słupsk")),
        ("ul. Długa 5/7;\n76-270 Ustka", ("ul. Długa 5/7", "76-270", "Ustka")),
        ("76-200 Słupsk", ("", "76-200", "Słupsk")),
        ("Nowa 1, Słupsk", None),
        ("", None),
    ],
)
def test_an_address_in_one_line_is_parted_at_its_postcode(text, parts):
    assert split_address(text) == parts


@pytest.mark.parametrize(
    "text", ["Razem: 12", "Ogółem 1 200", "suma", "Źródło: BIP", "Uwagi: brak", "Stan na 1.01.2027",
             "Sporządziła: A.", "Razem organizacji: 12"],
)  # fmt: skip
def test_lines_below_a_table_are_told(text):
    assert is_footer(text)


@pytest.mark.parametrize(
    "text", ["Razem dla Słupska", "Źródło", "Suma szczęścia", "Stan na dziś", ""]
)
def test_names_that_begin_like_one_are_names(text):
    assert not is_footer(text)


@pytest.mark.parametrize(
    ("new", "old", "is_copy"),
    [
        ("ŁĄKA", "Łąka", True),
        ("ŁĄKA", "ŁĄKA", False),
        ("Łąka", "łąka", False),
        ("ŁĄKI", "Łąka", False),
        ("łąka", "ŁĄKA", False),
    ],
)
def test_a_name_in_capitals_is_a_copy_of_the_same_in_small_letters(new, old, is_copy):
    assert is_shouted_copy(new, old) is is_copy


@pytest.mark.parametrize(
    "text",
    [
        "1998",
        "założona w 1998 roku",
        "ok. 1998 r.",
        "rok 1998",
        "15.03.1998",
        "1998-03-15 00:00:00",
    ],
)
def test_the_year_is_found_in_words_and_in_a_whole_date(text):
    assert read_loose_year(text) == 1998


@pytest.mark.parametrize("text", ["", "1998-2000", "dawno", "98"])
def test_words_without_one_year_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 -- the caller says what is wrong
        read_loose_year(text)
