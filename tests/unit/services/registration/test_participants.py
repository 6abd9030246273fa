"""What a row of a list says of a person; the rest is left out and said."""

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.services.registration.participants import Listed, read_people
from wagtail_ngo.services.registration.registering import Person

KEYS = ("name", "email", "phone", "role", "organization", "companions", "needs", "note")
COLUMNS = dict(enumerate(KEYS))


def read(source="", **cells) -> Listed:
    """Row 5 of a list with these cells."""
    row = [cells.get(key, "") for key in KEYS]
    [listed] = read_people([(5, row)], COLUMNS, source=source)
    return listed


@pytest.fixture
def no_entries(db):
    """A directory in which nobody is."""


def remarks(**cells) -> list[str]:
    return read(name="Anna Żak", **cells).remarks


def test_a_full_row_is_a_person_without_remarks(db):
    entry = NGOFactory(title="Fundacja Łąka")
    NGOFactory(title="Fundacja Łąka 2")

    listed = read(
        source="lista.csv",
        name="Anna  Żak",
        email="anna@example.org",
        phone="59 840 00 00",
        role="prezeska ",
        organization="fundacja  łąka",
        companions="2",
        needs="pętla",
        note="bez  mięsa",
    )

    assert listed == Listed(
        5,
        Person(
            name="Anna Żak",
            email="anna@example.org",
            phone="+48598400000",
            role="prezeska",
            organization=entry,
            organization_name="fundacja łąka",
            companions=2,
            needs="pętla",
            note="Imported list: lista.csv; bez mięsa",
        ),
        [],
    )
    assert (listed.name, listed.seats) == ("Anna Żak", 3)


def test_a_name_alone_is_a_person(no_entries):
    assert read(name="Anna Żak") == Listed(5, Person(name="Anna Żak"), [])
    assert read(name="Anna Żak").seats == 1
    assert read("lista", name="Anna Żak").person.note == "Imported list: lista"


def test_an_entry_that_is_no_more_public_is_not_meant(db):
    NGOFactory(title="Koło", live=False)

    person = read(name="Anna Żak", organization="Koło").person

    assert (person.organization, person.organization_name) == (None, "Koło")


def test_a_row_about_nobody_says_why(no_entries):
    assert read(email="anna@example.org") == Listed(5, None, ["The row has no name."])
    assert read(name="brak", email="a@example.org") == Listed(5, None, ["The row has no name."])
    footer = read(name="Razem: 12")
    assert footer == Listed(5, None, ["A line below the table."])
    assert (footer.name, footer.seats) == ("", 0)


def test_an_entry_is_looked_for_once(db, django_assert_num_queries):
    NGOFactory(title="Koło")
    rows = [(number, ["Anna Żak", "", "", "", "Koło", "", "", ""]) for number in range(5)]

    with django_assert_num_queries(1):
        people = read_people(rows, COLUMNS, source="")

    assert [one.number for one in people] == [0, 1, 2, 3, 4]
    assert {one.person.organization.title for one in people} == {"Koło"}


@pytest.mark.parametrize(
    ("key", "length", "label"),
    [
        ("name", 255, "name"),
        ("role", 255, "role in the organization"),
        ("organization", 255, "organization"),
        ("needs", 1000, "needs for taking part"),
        ("note", 500, "note of the organiser"),
    ],
)
def test_what_is_longer_than_its_field_is_cut_and_said(no_entries, key, length, label):
    field = "organization_name" if key == "organization" else key
    told = []
    for more in (0, 1):
        listed = read(**({"name": "Anna Żak"} | {key: "Ł" * (length + more)}))
        assert getattr(listed.person, field) == "Ł" * length
        told.append(listed.remarks)

    assert told == [[], [f"{label}: cut after {length} characters."]]


@pytest.mark.parametrize(
    ("cell", "address", "said"),
    [
        ("", "", []),
        ("brak", "", []),
        ("<anna@example.org>", "anna@example.org", []),
        ("Anna: anna@example.org", "anna@example.org", []),
        ("anna", "", ["“anna” was left out. It is no e-mail address."]),
        ("anna@", "", ["“anna@” was left out. It is no e-mail address."]),
        (
            "a@example.org; b@example.org",
            "a@example.org",
            ["“b@example.org” was left out. A person has one e-mail address here."],
        ),
        (
            "a@example.org, jan@",
            "a@example.org",
            ["“jan@” was left out. A person has one e-mail address here."],
        ),
    ],
)
def test_one_address_is_read_and_the_others_are_said(no_entries, cell, address, said):
    listed = read(name="Anna Żak", email=cell)

    assert (listed.person.email, listed.remarks) == (address, said)


@pytest.mark.parametrize(
    ("cell", "number", "said"),
    [
        ("-", "", []),
        ("600100200", "+48600100200", []),
        (
            "600100200, 59 840 00 00",
            "+48600100200",
            ["“+48598400000” was left out. A person has one phone number here."],
        ),
        ("zadzwonić", "", ["“zadzwonić” was left out. A person has one phone number here."]),
    ],
)
def test_one_number_is_read_and_the_others_are_said(no_entries, cell, number, said):
    listed = read(name="Anna Żak", phone=cell)

    assert (listed.person.phone, listed.remarks) == (number, said)


@pytest.mark.parametrize(
    ("cell", "companions", "is_said"),
    [
        ("", 0, False),
        ("-", 0, False),
        ("0", 0, False),
        ("1", 1, False),
        ("50", 50, False),
        ("51", 0, True),
        ("dwie", 0, True),
    ],
)
def test_companions_are_a_number_that_can_be(no_entries, cell, companions, is_said):
    listed = read(name="Anna Żak", companions=cell)

    problem = f"“{cell}” was left out. Write how many people come along, at most 50."
    assert listed.person.companions == companions
    assert listed.remarks == [problem] * is_said
    assert listed.seats == 1 + companions
