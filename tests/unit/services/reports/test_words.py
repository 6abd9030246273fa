"""Figures as people read them, in Polish."""

from decimal import Decimal

import pytest
from django.utils import translation

from wagtail_ngo.enums import FigureKey as F
from wagtail_ngo.services.reports import words

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _polish():
    with translation.override("pl"):
        yield


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "brak danych"),
        (0, "0"),
        (1220, f"1{NBSP}220"),
        (93.8, "93,8%"),
        (0.0, "0,0%"),
        ((), f"0,00{NBSP}zł"),
        ((("PLN", Decimal(12300)),), f"12{NBSP}300,00{NBSP}zł"),
        (
            (("EUR", Decimal("5.5")), ("PLN", Decimal(1))),
            f"5,50{NBSP}EUR i 1,00{NBSP}zł",
        ),
    ],
)
def test_a_figure_alone(value, text):
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("5000.00 PLN", f"5{NBSP}000,00{NBSP}zł"),
        ("7.5 EUR", f"7,50{NBSP}EUR"),
        ("12 os", "12 os"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_what_a_record_adds_is_money_or_stays_as_it_is(text, shown):
    assert words.amount(text) == shown


@pytest.mark.parametrize(
    ("count", "counted"),
    [
        (1, "spotkanie integracyjne"),
        (2, "spotkania integracyjne"),
        (5, "spotkań integracyjnych"),
        (12, "spotkań integracyjnych"),
        (22, "spotkania integracyjne"),
    ],
)
def test_a_noun_follows_its_number(count, counted):
    assert words.noun(F.MEETINGS, count) == counted
    assert words.phrase(F.MEETINGS, count) == f"{count}{NBSP}{counted}"
    assert words.caption(F.MEETINGS, count) == counted


def test_what_has_no_noun_is_a_number_alone():
    assert words.noun(F.TURNOUT, 93.8) == ""
    assert words.phrase(F.TURNOUT, 93.8) == "93,8%"
    assert words.caption(F.TURNOUT, 93.8) == str(F.TURNOUT.label)
    assert words.phrase(F.MEETINGS, None) == "brak danych"
    assert words.caption(F.MEETINGS, None) == str(F.MEETINGS.label)


def test_a_number_that_stands_alone_says_where():
    assert words.noun(F.PEOPLE, 5) == "osób"
    assert words.caption(F.PEOPLE, 5) != "osób"
    assert words.caption(F.PEOPLE, 5).startswith("os")


@pytest.mark.parametrize("key", list(F))
def test_every_figure_has_its_rule_in_a_sentence(key):
    assert words.definition(key).endswith(".")
