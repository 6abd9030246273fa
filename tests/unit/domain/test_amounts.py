"""Sums of money as people write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.amounts import read_amount


@pytest.mark.parametrize(
    "text",
    [
        "10000", "10 000", "10 000,00", "10.000,00", "10.000", "10,000.00", "10 000 zł",
        "10\u00a0000\u00a0zł", "10\u202f000,00\u202fzł", "10 tys. zł", "10 tys zl", "10tys.",
        "10 000 PLN", "10 000,- zł", "0,01 mln zł", "10 tysięcy złotych", "10000.00",
    ],
)  # fmt: skip
def test_ten_thousand_is_read_in_every_usual_spelling(text):
    assert read_amount(text) == Decimal(10_000)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10000,50", "10000.50"),
        ("1 234 567,89 zł", "1234567.89"),
        ("1,5 mln zł", "1500000"),
        ("1,125 tys.", "1125"),
        ("0", "0"),
        ("2,5", "2.50"),
    ],
)
def test_amount_is_read_exactly(text, amount):
    assert read_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "zł",
        "dużo",
        "-5",
        "1.2.3",
        "10 00",
        "0,005",
        "1 000.000,00",
        "1e9",
        "٣",
        "5 7",
        "9" * 50,
    ],
)
def test_text_that_means_no_sum_or_two_is_refused(text):
    with pytest.raises(ValueError, match=r"not an amount|two ways|two decimals"):
        read_amount(text)


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_polish_spelling_of_any_sum_comes_back(amount):
    text = f"{amount:,.2f}".replace(",", "\u202f").replace(".", ",")

    assert read_amount(f"{text} zł") == amount


@given(st.text(max_size=60))
def test_any_text_gives_a_sum_or_a_value_error(text):
    try:
        amount = read_amount(text)
    except ValueError:
        return
    assert amount >= 0


@pytest.mark.parametrize("text", ["1.000.50", "1,000,50", "1 000 000.000"])
def test_one_mark_that_parts_thousands_and_pennies_is_refused(text):
    with pytest.raises(ValueError, match=r"two ways|not an amount"):
        read_amount(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("999.99", "999.99"),
        ("1.5", "1.50"),
        ("1.050", "1050"),
        ("0.05", "0.05"),
        ("1 tys.", "1000"),
        ("1 mln", "1000000"),
        ("0,12 tys.", "120"),
        ("1.000 tys.", "1000"),
    ],
)
def test_a_mark_parts_thousands_only_where_three_figures_follow_and_no_unit(text, amount):
    assert read_amount(text) == Decimal(amount)


def test_a_text_of_forty_letters_is_read_and_no_longer_one():
    assert read_amount("0" * 15 + " " * 22 + "PLN") == 0
    with pytest.raises(ValueError, match="not an amount"):
        read_amount("0" * 15 + " " * 23 + "PLN")
