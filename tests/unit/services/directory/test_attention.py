"""Entries to look at: overdue, unreachable, with wrong numbers, perhaps double."""

import datetime

import pytest

from tests.factories.directory import ContactChannelFactory, NGODirectoryFactory, NGOFactory
from wagtail_ngo.enums import Attention
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory import attention
from wagtail_ngo.services.directory.attention import Findings

TODAY = datetime.date(2027, 3, 1)
DAY = datetime.timedelta(days=1)
GOOD = {"krs": "0000058930", "nip": "1234563218", "regon": "192598184", "iban": ""}


def findings() -> Findings:
    return Findings(NGOPage.objects.all(), today=TODAY)


def titles(found: Findings, *kinds) -> list[str]:
    return [entry.title for entry in found.queryset(*kinds and [kinds]).order_by("pk")]


@pytest.fixture
def directory(db):
    return NGODirectoryFactory(slug="spis")


def reachable(directory, **fields):
    """An entry of which there is nothing to say."""
    entry = NGOFactory(
        parent=directory,
        **{"next_review_on": TODAY, "verified_on": TODAY - DAY, "register": "none"} | fields,
    )
    ContactChannelFactory(organization=entry)
    return entry


def test_each_kind_finds_its_entries_alone(directory):
    reachable(directory, title="Good")
    reachable(directory, title="Late", next_review_on=TODAY - DAY)
    hidden = NGOFactory(parent=directory, title="Mute", next_review_on=TODAY, register="none")
    ContactChannelFactory(organization=hidden, is_public=False)
    wrong = reachable(directory, title="Wrong")
    NGOPage.objects.filter(pk=wrong.pk).update(nip="1234563219")
    for title in ("Klub Ryś", "Ryś, klub"):
        reachable(directory, title=title)
    found = findings()

    assert titles(found) == ["Late", "Mute", "Wrong", "Klub Ryś", "Ryś, klub"]
    assert titles(found, Attention.OVERDUE) == ["Late"]
    assert titles(found, Attention.NO_CONTACT) == ["Mute"]
    assert titles(found, Attention.NUMBERS) == ["Wrong"]
    assert titles(found, Attention.DOUBLE) == ["Klub Ryś", "Ryś, klub"]
    assert list(found.queryset([])) == []


def test_reasons_are_sentences_in_a_fixed_order(directory):
    entry = NGOFactory(parent=directory, title="Ryś", next_review_on=TODAY - DAY)
    NGOPage.objects.filter(pk=entry.pk).update(nip="1", register="krs")
    other = reachable(directory, title="RYŚ", slug="drugi")
    found = findings()

    assert found.reasons(entry, has_contact=False) == [
        (Attention.OVERDUE, "Never confirmed."),
        (Attention.NO_CONTACT, "No public contact."),
        (Attention.NUMBERS, "NIP 1 is not valid."),
        (Attention.NUMBERS, "The KRS number is missing, though the register is the KRS."),
        (Attention.DOUBLE, "Perhaps the same as “RYŚ”."),
    ]
    assert found.reasons(other, has_contact=True) == [
        (Attention.DOUBLE, "Perhaps the same as “Ryś”.")
    ]


def test_three_of_many_twins_are_named_and_each_group_once(directory):
    rows = [reachable(directory, title=f"Ryś {letter}") for letter in "EDCBA"]
    for row in rows:
        ContactChannelFactory(organization=row, value="Rys@example.org")
    NGOPage.objects.update(nip=GOOD["nip"])
    found = findings()

    assert found.reasons(rows[0], has_contact=True) == [
        (Attention.DOUBLE, "Perhaps the same as “Ryś A”, “Ryś B”, “Ryś C”.")
    ]


def test_the_last_confirmation_is_told_by_its_day(directory):
    entry = NGOFactory(parent=directory, verified_on=datetime.date(2026, 2, 3))

    assert attention.overdue_text(entry) == "Confirmed last on 02/03/2026."
    assert attention.overdue_text(NGOPage()) == "Never confirmed."


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({}, []),
        ({"krs": ""}, ["The KRS number is missing, though the register is the KRS."]),
        ({"krs": "", "register": "none"}, []),
        ({"krs": "12"}, ["KRS 12 is not valid."]),
        ({"regon": "192598185"}, ["REGON 192598185 is not valid."]),
        ({"iban": "PL00", "nip": "1"}, ["NIP 1 is not valid.", "IBAN PL00 is not valid."]),
    ],
)
def test_numbers_that_fail_their_check_are_said(changes, sentences):
    assert attention.wrong_numbers({**GOOD, "register": "krs"} | changes) == sentences


def row(pk, title, path="00010001", **numbers):
    return (
        {"pk": pk, "title": title, "path": f"{path}{pk:04}", **GOOD}
        | dict.fromkeys(("krs", "nip", "regon"), "")
        | numbers
    )


def test_entries_are_double_by_a_number_a_name_or_an_address_within_one_directory():
    rows = [
        row(1, "Klub Ryś", nip="1"),
        row(2, "Ryś klub"),
        row(3, "Łoś", nip="1"),
        row(4, "Żbik", path="00010002", nip="1"),
        row(5, "Łasica", regon="1"),
        row(6, "Kuna"),
    ]
    addresses = [(5, "A@example.org"), (6, "a@EXAMPLE.org"), (4, "a@example.org"), (99, "x")]

    assert attention.doubles(rows, addresses) == [{1, 3}, {1, 2}, {5, 6}]


def test_words_of_a_name_have_no_order():
    assert attention.name_words("Klub Ryś") == attention.name_words("ryś, Klub klub")
    assert attention.name_words("„”") == ()


def test_three_of_many_twins_are_named(directory):
    first = reachable(directory, title="Ryś A1", nip=GOOD["nip"])
    for number in (5, 4, 3, 2):
        twin = reachable(directory, title=f"Ryś A{number}")
        NGOPage.objects.filter(pk=twin.pk).update(nip=GOOD["nip"])

    said = findings().notes[first.pk][Attention.DOUBLE]

    assert said == ["Perhaps the same as “Ryś A2”, “Ryś A3”, “Ryś A4”."]
