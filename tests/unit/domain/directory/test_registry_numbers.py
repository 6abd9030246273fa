import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.directory import registry_numbers as numbers


@pytest.mark.parametrize("text", ["123-456-32-18", "PL 1234563218", "NIP: 123 456 32 18"])
def test_compact_nip_takes_every_written_form(text):
    assert numbers.compact_nip(text) == "1234563218"
    assert numbers.is_valid_nip(numbers.compact_nip(text))


@pytest.mark.parametrize(
    "number", ["1234563217", "123456321", "0000000000", "", "１２３４５６３２１８"]
)
def test_is_valid_nip_refuses(number):
    assert not numbers.is_valid_nip(number)


@pytest.mark.parametrize("number", ["192598184", "12345678512347"])
def test_is_valid_regon_takes_nine_and_fourteen_digits(number):
    assert numbers.is_valid_regon(number)


@pytest.mark.parametrize("number", ["192598183", "12345678612342", "000000000", "1925", ""])
def test_is_valid_regon_refuses(number):
    assert not numbers.is_valid_regon(number)


def test_compact_krs_puts_back_the_zeros_that_spreadsheets_drop():
    assert numbers.compact_krs("KRS 58930") == "0000058930"
    assert numbers.compact_krs("12345678901") == "12345678901"


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("0000058930", True),
        ("0000000000", False),
        ("58930", False),
        ("00000A8930", False),
        ("٠٠٠٠٠٥٨٩٣٠", False),
    ],
)
def test_is_valid_krs(number, valid):
    assert numbers.is_valid_krs(number) is valid


def test_compact_iban_adds_the_country_to_a_polish_account():
    iban = numbers.compact_iban("61 1090 1014 0000 0712 1981 2874")

    assert iban == "PL61109010140000071219812874"
    assert numbers.is_valid_iban(iban)
    assert numbers.format_iban(iban) == "61 1090 1014 0000 0712 1981 2874"


def test_is_valid_iban_refuses_one_wrong_digit():
    assert not numbers.is_valid_iban("PL61109010140000071219812875")


@pytest.mark.parametrize(
    ("text", "code"), [("76200", "76-200"), ("76 200", "76-200"), ("76-200", "76-200")]
)
def test_compact_postcode(text, code):
    assert numbers.compact_postcode(text) == code
    assert numbers.is_valid_postcode(code)


@given(st.text(max_size=40))
def test_every_compact_form_is_stable_and_no_check_raises(text):
    for compact, check in [
        (numbers.compact_nip, numbers.is_valid_nip),
        (numbers.compact, numbers.is_valid_regon),
        (numbers.compact_krs, numbers.is_valid_krs),
        (numbers.compact_iban, numbers.is_valid_iban),
        (numbers.compact_postcode, numbers.is_valid_postcode),
    ]:
        number = compact(text)
        if check(number):
            assert compact(number) == number
