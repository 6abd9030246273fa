import pytest

from wagtail_ngo.domain.reports.sentences import enumeration, names_after_with, polish_with
from wagtail_ngo.domain.reports.values import Host


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Fundacją INDYGO", "z"),
        ("Stowarzyszeniem Horyzont", "ze"),
        ("Związkiem Niewidomych", "ze"),
        ("Integracyjnym Klubem Sportowym", "z"),
        ("Słupskim Towarzystwem", "ze"),
        ("Wspólnotą Mieszkańców", "ze"),
        ("Zespołem Tańca", "z"),
        ("Szkołą Rodzenia", "ze"),
        ("Sanatorium", "z"),
        ("", "z"),
    ],
)
def test_the_preposition_can_be_spoken(name, expected):
    assert polish_with(name) == expected


def test_names_after_with_need_every_form():
    hosts = [Host("Fundacja A", "Fundacją A"), Host("Klub B", "Klubem B")]

    assert names_after_with(hosts) == ["Fundacją A", "Klubem B"]
    assert names_after_with([*hosts, Host("Bank C")]) is None
    assert names_after_with([]) is None


@pytest.mark.parametrize(
    ("names", "expected"), [(["A"], "A"), (["A", "B"], "A i B"), (["A", "B", "C"], "A, B i C")]
)
def test_an_enumeration_ends_with_its_last_word(names, expected):
    assert enumeration(names, last="i") == expected
