import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.phones import format_phone, normalise_phone, read_phones


@pytest.mark.parametrize(
    ("written", "dialled", "shown"),
    [
        ("59 840 00 00", "+48598400000", "59 840 00 00"),
        ("(59) 840-00-00", "+48598400000", "59 840 00 00"),
        ("0 59 8400000", "+48598400000", "59 840 00 00"),
        ("600.100.200", "+48600100200", "600 100 200"),
        ("+48 600 100 200", "+48600100200", "600 100 200"),
        ("0048 600100200", "+48600100200", "600 100 200"),
        ("48600100200", "+48600100200", "600 100 200"),
        ("59 840 00 00 wew. 12", "+48598400000;ext=12", "59 840 00 00 wew. 12"),
        ("112", "112", "112"),
        ("116 111", "116111", "116111"),
        ("+49 30 123456", "+4930123456", "+4930123456"),
    ],
)
def test_normalise_and_format(written, dialled, shown):
    assert normalise_phone(written) == dialled
    assert format_phone(dialled) == shown


@pytest.mark.parametrize(
    "text", ["", "call me", "59 840 00", "+48 600 100", "600 100 200 / 601 100 200", "+" * 20]
)
def test_normalise_refuses_what_is_no_number(text):
    with pytest.raises(ValueError, match="number"):
        normalise_phone(text)


@given(st.text("0123456789 +-()./wext", max_size=30))
def test_normalise_is_stable(text):
    try:
        dialled = normalise_phone(text)
    except ValueError:
        return
    assert normalise_phone(format_phone(dialled)) == dialled
    assert normalise_phone(dialled) == dialled


A, B, C = "+48598400000", "+48600100200", "+48600100201"


@pytest.mark.parametrize(
    ("cell", "numbers", "others"),
    [
        ("59 840 00 00, 600 100 200", [A, B], []),
        ("59 840 00 00; 600 100 200", [A, B], []),
        ("59 840 00 00 / 600 100 200", [A, B], []),
        ("59 840 00 00 | 600 100 200", [A, B], []),
        ("600 100 200 oraz 600 100 201", [B, C], []),
        ("600 100 200 i 600 100 201", [B, C], []),
        ("600100200\n600100201", [B, C], []),
        ("telefon: 598400000, fax: 600100200", [A, B], []),
        ("tel. 59 840 00 00", [A], []),
        ("tel/fax: (59) 840-00-00", [A], []),
        ("tel. kom. 600-100-200", [B], []),
        ("600100200 (Anna)", [B], []),
        ("+48 (0) 59 840 00 00", [A], []),
        ("(0-59) 840 00 00", [A], []),
        ("0 59 840 00 00", [A], []),
        ("59/840 00 00", [A], []),
        ("59-840-00-00", [A], []),
        ("59 – 840 00 00", [A], []),
        ("600.100.200", [B], []),
        ("0048 600 100 200", [B], []),
        ("+48600100200", [B], []),
        ("48 59 840 00 00", [A], []),
        ("59 840 00 00 wew. 12", [f"{A};ext=12"], []),
        ("59 840 00 00, wew. 12", [f"{A};ext=12"], []),
        ("112", ["112"], []),
        ("600100200, u Anny", [B], ["u Anny"]),
        ("Anna", [], ["Anna"]),
        ("59 8400000/01", ["+48598400000"], ["01"]),
        ("600100200, 600 100 200", [B], []),
    ],
)
def test_cell_with_phones_is_read_as_people_write_them(cell, numbers, others):
    assert read_phones(cell) == (numbers, others)


@given(st.text("0123456789 +-()./,;|wextoraz", max_size=60))
def test_every_number_of_a_cell_is_in_its_stored_form(text):
    numbers, _others = read_phones(text)

    assert [normalise_phone(number) for number in numbers] == numbers


@pytest.mark.parametrize(
    ("text", "numbers", "others"),
    [
        ("59 842 12 34 wewn. 12", ["+48598421234;ext=12"], []),
        ("+48 59 842-12-34 int. 5", ["+48598421234;ext=5"], []),
        ("602 100 200 - Jan Nowak", ["+48602100200"], ["Jan Nowak"]),
        ("59 8421234 w godz. 8-16", ["+48598421234"], ["w godz. 8-16"]),
        ("602100200 602100201", ["+48602100200", "+48602100201"], []),
        ("598421234 (biuro) 602100200 (prezes)", ["+48598421234", "+48602100200"], []),
        ("602100200.0", ["+48602100200"], []),
        ("602\u2011100\u2011200", ["+48602100200"], []),
        ("\u260e t: 602 100 200", ["+48602100200"], []),
        ("REGON 770123456", [], ["REGON 770123456"]),
        ("61109010140000071219812874", [], ["61109010140000071219812874"]),
        ("6.02E+08", [], ["6.02E+08"]),
    ],
)
def test_numbers_among_words_are_found_and_none_is_made_up(text, numbers, others):
    assert read_phones(text) == (numbers, others)


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("997", "997"),
        ("800800", "800800"),
        ("+49", None),
        ("+491", "+491"),
        ("12", None),
        ("1234567", None),
        ("12345678", None),
        ("1234567890", None),
        ("49600100200", None),
        ("486001002001", None),
        ("+" + "1" * 15, "+" + "1" * 15),
        ("+" + "1" * 16, None),
        ("+48 600 100 2001", None),
        ("+48600100200", "+48600100200"),
        ("00 0600100200", None),
        ("00600100200", "+600100200"),
        ("600100200 w. 7", "+48600100200;ext=7"),
        ("600100200 x123456", "+48600100200;ext=123456"),
        ("600100200 x1234567", None),
    ],
)
def test_a_number_has_as_many_digits_as_its_country_allows(text, dialled):
    if dialled is None:
        with pytest.raises(ValueError, match="number"):
            normalise_phone(text)
    else:
        assert normalise_phone(text) == dialled


def test_a_text_of_a_hundred_letters_is_read_and_no_longer_one():
    assert normalise_phone("600100200" + " " * 91) == "+48600100200"
    with pytest.raises(ValueError, match="not a telephone number"):
        normalise_phone("600100200" + " " * 92)


def test_a_cell_of_a_thousand_letters_is_read_and_no_longer_one():
    assert read_phones("600100200," + " " * 990) == (["+48600100200"], [])
    assert read_phones("600100200," + " " * 991) == ([], ["600100200," + " " * 90])


def test_what_is_empty_between_two_numbers_ends_nothing():
    assert read_phones("600100200,,;600100201") == ([B, C], [])


#: Area codes of the Polish numbering plan: a landline begins with one of them.
AREAS = {
    "12", "13", "14", "15", "16", "17", "18", "22", "23", "24", "25", "29", "32", "33", "34", "41",
    "42", "43", "44", "46", "48", "52", "54", "55", "56", "58", "59", "61", "62", "63", "65", "67",
    "68", "71", "74", "75", "76", "77", "81", "82", "83", "84", "85", "86", "87", "89", "91", "94",
    "95",
}  # fmt: skip


@pytest.mark.parametrize("start", [f"{number:02}" for number in range(100)])
def test_a_landline_is_parted_behind_its_area_and_a_mobile_in_threes(start):
    shown = f"{start} 123 45 67" if start in AREAS else f"{start}1 234 567"

    assert format_phone(f"+48{start}1234567") == shown


def test_what_is_no_polish_number_is_shown_as_it_is():
    assert format_phone("+4812345678;ext=5") == "+4812345678 wew. 5"
    assert format_phone("+48 600100200") == "+48 600100200"
