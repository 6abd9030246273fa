"""The facts that an organization may correct, as the entry says them."""

import pytest

from tests.factories.directory import ActivityAreaFactory, ContactChannelFactory, NGOFactory
from wagtail_ngo.services.directory import facts

pytestmark = pytest.mark.django_db


def test_an_address_is_one_fact_and_every_column_belongs_to_one():
    columns = facts.columns_of_facts()

    assert columns["seat"] == ("seat_street", "seat_postcode", "seat_city", "hide_street")
    assert columns["letters"] == ("mail_street", "mail_postcode", "mail_city")
    assert columns["iban"] == ("iban",)
    assert [key for keys in columns.values() for key in keys] == facts.PUBLIC_KEYS
    assert list(columns)[:2] == ["short_name", "other_names"]


def test_facts_are_told_in_words_without_boxes_beside_what_was_proposed():
    areas = [ActivityAreaFactory(name=name) for name in ("Kultura", "Sport")]
    entry = NGOFactory(
        short_name="FI", seat_street="Długa 1", seat_city="Słupsk", hide_street=True, areas=areas
    )
    ContactChannelFactory(organization=entry, kind="email", value="a@example.org")

    told = {one.name: one for one in facts.facts_of(entry, {"seat_city": "Ustka", "iban": "PL1"})}

    assert (told["short_name"].text, told["short_name"].proposed) == ("FI", "")
    assert (told["seat"].text, told["seat"].proposed) == ("Długa 1, Słupsk", "Ustka")
    assert told["areas"].text in ("Kultura, Sport", "Sport, Kultura")
    assert (told["iban"].text, told["iban"].proposed) == ("", "PL1")
    assert (told["email"].text, told["letters"].text) == ("a@example.org", "")
    assert (told["seat"].label, told["letters"].label) == ("Seat", "Address for letters")
    assert {one.proposed for one in facts.facts_of(entry)} == {""}
