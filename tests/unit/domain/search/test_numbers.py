import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search.numbers import Number, phone_digits, read_number


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("(59) 844-55-66", "598445566"),
        ("tel. 59 844 55 66", "598445566"),
        ("Telefon: 598445566", "598445566"),
        ("+48 59 844 55 66", "598445566"),
        ("0048 598445566", "598445566"),
        ("059 844 55 66", "598445566"),
        ("844 55 66", "8445566"),
        ("tel 8445566", "8445566"),
        ("PL8390300003", "8390300003"),
        ("pl 839-030-00-03", "8390300003"),
        ("nip: 839-050-00-09", "8390500009"),
        ("NIP nr 8390500009", "8390500009"),
        ("krs 310101", "0000310101"),
        ("KRS: 0000310101", "0000310101"),
        ("000-031-01-01", "0000310101"),
    ],
)
def test_number_is_read_in_any_spelling(typed, digits):
    assert read_number(typed) == Number(digits)


@pytest.mark.parametrize("typed", ["59 84", "klub 60+", "pl", "tel", "1234", "ul. Nowa 12345", "x"])
def test_other_text_is_no_number(typed):
    assert read_number(typed) is None


@pytest.mark.parametrize(
    ("typed", "is_open"), [("59 844", True), ("8445566", False), ("598445566", False)]
)
def test_only_a_short_number_may_go_on(typed, is_open):
    assert read_number(typed).is_open == is_open


@given(st.text(alphabet="0123456789+-() .krsnipPL", max_size=40))
def test_any_text_is_read_without_an_error(text):
    number = read_number(text)
    assert number is None or number.digits.isdigit()


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True))
def test_a_phone_keeps_its_nine_digits(number):
    assert {phone_digits(prefix + number) for prefix in ("", "0", "48", "+48 ", "0048")} == {number}
