"""How public registers write names and streets, and how an entry writes them."""

import pytest

from wagtail_ngo.domain.directory.register_names import (
    is_persons_form,
    is_same_text,
    readable,
    street_with_number,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "STOWARZYSZENIE NA RZECZ OSÓB W KRYZYSIE „ŚCIEŻKA”",
            "Stowarzyszenie na rzecz Osób w Kryzysie „Ścieżka”",
        ),
        ("FUNDACJA „W DRODZE”", "Fundacja „W Drodze”"),
        ("FUNDACJA IM. J. KORCZAKA", "Fundacja im. J. Korczaka"),
        ("OSP BIERKOWO", "OSP Bierkowo"),
        ("UL. DŁUGA 7", "ul. Długa 7"),
        ("BIELSKO-BIAŁA", "Bielsko-Biała"),
        ("Fundacja OSA", "Fundacja OSA"),
        ("", ""),
    ],
)
def test_capitals_become_a_name(written, read):
    assert readable(written) == read


@pytest.mark.parametrize(
    ("street", "house", "flat", "together"),
    [
        ("ul. Długa", "7", "3", "ul. Długa 7/3"),
        ("ul. Długa", "7A", "", "ul. Długa 7A"),
        ("ul. Długa 7", "7", "", "ul. Długa 7"),
        ("ul. Długa 17", "7", "", "ul. Długa 17 7"),
        ("", "12", "", "Bierkowo 12"),
        ("", "", "", ""),
        ("Długa 1", "", "", "Długa 1"),
    ],
)
def test_street_and_number_become_a_line(street, house, flat, together):
    assert street_with_number(street, house, flat, town="Bierkowo") == together


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("ul. Długa 7", "DŁUGA 7", True),
        ("Fundacja „Ścieżka”", 'FUNDACJA "ŚCIEŻKA"', True),
        ("Ulica Długa 7", "Długa 7", True),
        ("Długa 7", "Długa 7A", False),
        ("Ulanowska 3", "Anowska 3", False),
        ("", "Długa 7", False),
    ],
)
def test_marks_and_capitals_are_no_difference(first, second, same):
    assert is_same_text(first, second) is same


@pytest.mark.parametrize(
    ("form", "is_person"),
    [
        ("OSOBA FIZYCZNA PROWADZĄCA DZIAŁALNOŚĆ GOSPODARCZĄ", True),
        ("osoby fizyczne prowadzące działalność", True),
        ("Spółka cywilna", True),
        ("indywidualna działalność gospodarcza", True),
        ("STOWARZYSZENIE", False),
        ("FUNDACJA", False),
        ("", False),
    ],
)
def test_forms_of_natural_persons(form, is_person):
    assert is_persons_form(form) is is_person
