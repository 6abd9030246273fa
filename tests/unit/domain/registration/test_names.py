"""Names of people in lists, and how one of them is looked for."""

import pytest

from wagtail_ngo.domain.registration.names import filing_key, matches


def test_people_are_filed_by_surname_and_then_by_given_names():
    people = [
        "Żaneta Adamska",
        "Anna Nowak",
        "Ewa Nowak",
        "Anna Maria Nowak (z psem)",
        "Łukasz Zab",
    ]

    assert sorted(people, key=filing_key) == [
        "Żaneta Adamska",
        "Anna Nowak",
        "Anna Maria Nowak (z psem)",
        "Ewa Nowak",
        "Łukasz Zab",
    ]


def test_a_remark_is_no_part_of_a_name_unless_there_is_nothing_else():
    assert filing_key("Anna (radna) Nowak (Słupsk)") == filing_key("Anna Nowak")
    assert filing_key("(radna)") != filing_key("(inna)")
    assert filing_key("") == ("", "")


@pytest.mark.parametrize(
    ("query", "is_match"),
    [
        ("now", True),
        ("ann now", True),
        ("NOWAK anna", True),
        ("lak", True),
        ("owak", False),
        ("anna zak", False),
        ("", True),
    ],
)
def test_each_word_of_a_query_begins_a_word(query, is_match):
    assert matches(query, "Anna Nowak", "Fundacja Łąka") is is_match
