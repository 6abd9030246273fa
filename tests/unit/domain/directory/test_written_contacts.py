"""Several addresses in one cell."""

import pytest

from wagtail_ngo.domain.directory.written_contacts import LONGEST, split_emails, split_websites

A, B = "a@example.org", "b@example.org"


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("", []),
        (A, [A]),
        (f"{A}, {B}", [A, B]),
        (f"{A};{B}", [A, B]),
        (f"{A}/{B}", [A, B]),
        (f"{A} lub {B}", [A, B]),
        (f"{A}, {A}", [A]),
        (f"e-mail: {A}.", [A]),
        (f"Anna <mailto:{A}>", ["Anna", A]),
        (f"({A})", [A]),
    ],
)
def test_addresses_of_mail_are_parted_as_people_part_them(cell, addresses):
    assert split_emails(cell) == addresses


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("", []),
        ("www.a.example; https://b.example/x/", ["www.a.example", "https://b.example/x/"]),
        ("strona: a.example oraz b.example", ["a.example", "b.example"]),
        ("(a.example)", ["a.example"]),
        ("a.example a.example", ["a.example"]),
    ],
)
def test_addresses_of_pages_are_parted_and_kept_whole(cell, addresses):
    assert split_websites(cell) == addresses


@pytest.mark.parametrize("split", [split_emails, split_websites])
def test_a_longer_text_is_not_looked_at(split):
    assert split("," * LONGEST + A) == []
    assert split("," * (LONGEST - len(A)) + A) == [A]
