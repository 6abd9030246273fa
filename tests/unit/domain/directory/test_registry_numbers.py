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


@pytest.mark.parametrize(
    ("text", "krs"),
    [
        ("1234", "0000001234"),
        ("123", "123"),
        ("123456789", "0123456789"),
        ("1234567890", "1234567890"),
        ("12/2010", "12/2010"),
        ("58930.0", "58930.0"),
        ("1.01.2010", "1.01.2010"),
        ("2010-01-16", "2010-01-16"),
        ("1,2E+9", "1,2E+9"),
        ("KRS 0000-058-930", "0000058930"),
    ],
)
def test_zeros_are_put_back_only_to_a_plain_number_of_four_digits_and_more(text, krs):
    assert numbers.compact_krs(text) == krs


@pytest.mark.parametrize(
    ("text", "regon"),
    [
        ("192598184", ""),  # whole as it is
        ("4395262695387", "04395262695387"),
        ("331501", "000331501"),
        ("0331501", "000331501"),
        ("1234", ""),
        ("331502", ""),
        ("2345678512347", ""),
        ("x331501", ""),
    ],
)
def test_a_regon_gets_back_its_zeros_where_its_check_fits(text, regon):
    assert numbers.restore_regon(text) == regon


@pytest.mark.parametrize(
    ("text", "code"), [("1234", "01-234"), (" 1234 ", "01-234"), ("123", ""), ("12345", "12-345")]
)
def test_a_postcode_gets_back_one_zero_and_its_hyphen(text, code):
    assert numbers.restore_postcode(text) == code


@pytest.mark.parametrize(
    ("text", "iban"),
    [
        ("1" * 26, "PL" + "1" * 26),
        ("1" * 25, "1" * 25),
        ("1" * 27, "1" * 27),
        ("DE" + "1" * 20, "DE" + "1" * 20),
        ("DE" + "1" * 24, "DE" + "1" * 24),
    ],
)
def test_only_twenty_six_digits_are_a_polish_account(text, iban):
    assert numbers.compact_iban(text) == iban


def test_an_account_is_shown_in_fours_and_with_its_country_unless_polish():
    assert numbers.format_iban("DE89370400440532013000") == "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize("text", ["76-20", "76-2000", "7-200", "76200", "76–200", "x"])
def test_only_two_and_three_digits_with_a_hyphen_are_a_postcode(text):
    assert not numbers.is_valid_postcode(text)


def test_what_is_no_postcode_stays():
    assert numbers.compact_postcode(" 762000 ") == "762000"
    assert numbers.compact_postcode("76–200") == "76-200"


def test_zeros_alone_are_no_number():
    assert not numbers.is_valid_krs("0" * 10)
    assert not numbers.is_valid_regon("0" * 14)
    assert numbers.is_valid_krs("0000000001")
