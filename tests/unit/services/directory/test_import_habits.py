"""Cells as offices write them: read where they can be, left out and said where not."""

import pytest

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.unit.services.directory.jobs import check, make_job, write
from wagtail_ngo.models import ActivityArea, NGOPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory()


HABITS = [
    ("telefon", "573 100 200 oraz 573 100 201", ["+48573100200", "+48573100201"], ""),
    ("telefon", "59 840 00 00, 59 840 00 01", ["+48598400000", "+48598400001"], ""),
    ("telefon", "tel/fax: (59) 840-00-00", ["+48598400000"], ""),
    ("telefon", "600100200 (Anna)", ["+48600100200"], ""),
    ("telefon", "600100200, u Anny", ["+48600100200"], "u Anny"),
    ("telefon", "brak", [], "brak"),
    ("telefon", "0", [], "0"),
    ("e-mail", "a@example.org, mailto:b@example.org", ["a@example.org", "b@example.org"], ""),
    ("e-mail", "a@example.org lub na miejscu", ["a@example.org"], "na, miejscu"),
    ("www", "example.org", ["https://example.org"], ""),
]


@pytest.mark.parametrize(("column", "cell", "contacts", "remark"), HABITS)
def test_contacts_are_read_as_people_write_them(directory, column, cell, contacts, remark):
    job = make_job(directory, f'nazwa;{column}\nFundacja A;"{cell}"\n')
    check(job)

    ((action, message),) = write(job)

    entry = NGOPage.objects.get()
    assert action == "new"
    assert [one.value for one in entry.contact_channels.all()] == contacts
    assert (remark in message) if remark else message == ""


@pytest.mark.parametrize("word", ["brak", "-", "nie dotyczy", "b/d", "w trakcie rejestracji"])
def test_a_word_for_nothing_costs_its_cell_only(directory, word):
    job = make_job(directory, f"nazwa;KRS;NIP;REGON;telefon;kod\nA;{';'.join([word] * 5)}\n")
    check(job)

    ((action, message),) = write(job)

    entry = NGOPage.objects.get()
    assert action == "new"
    assert (entry.krs, entry.nip, entry.regon, entry.seat_postcode) == ("", "", "", "")
    assert message.count(f"“{word}”") == 5


@pytest.mark.parametrize("text", ["123456.0", "1/2010", "15-03-2001", "1,23E+05", "5"])
def test_a_krs_is_never_made_up_and_no_other_organization_changes(directory, text):
    NGOFactory(parent=directory, title="Inna", krs="0001234560")
    NGOFactory(parent=directory, title="Druga", krs="0000012010")
    job = make_job(directory, f"nazwa;KRS\nFundacja X;{text}\n")
    check(job)

    ((action, message),) = write(job)

    assert action == "new"
    assert f"“{text}” was left out" in message
    assert sorted(NGOPage.objects.values_list("title", "krs")) == [
        ("Druga", "0000012010"),
        ("Fundacja X", ""),
        ("Inna", "0001234560"),
    ]


def test_zeros_that_a_spreadsheet_dropped_are_put_back_and_said(directory):
    job = make_job(directory, "nazwa;KRS;REGON;kod\nAP;58930;57750;6200\n")
    check(job)

    ((_action, message),) = write(job)

    entry = NGOPage.objects.get()
    assert (entry.krs, entry.regon, entry.seat_postcode) == ("0000058930", "000057750", "06-200")
    assert "“57750” was read as 000057750: check it." in message
    assert "“6200” was read as 06-200: check it." in message


def test_an_address_in_one_line_is_taken_apart(directory):
    job = make_job(directory, 'nazwa;adres\nAM;"ul. Wolności 12/3, 76-200 Słupsk"\n')
    check(job)
    write(job)

    entry = NGOPage.objects.get()
    assert (entry.seat_street, entry.seat_postcode, entry.seat_city) == (
        "ul. Wolności 12/3",
        "76-200",
        "Słupsk",
    )


def test_columns_of_their_own_win_over_an_address_in_one_line(directory):
    job = make_job(directory, 'nazwa;miasto;adres\nAM;Ustka;"Morska 1, 76-200 Słupsk"\n')
    check(job)
    write(job)

    entry = NGOPage.objects.get()
    assert (entry.seat_street, entry.seat_city) == ("Morska 1", "Ustka")


def test_capitals_do_not_replace_a_well_written_name(directory):
    NGOFactory(parent=directory, title="Stowarzyszenie Horyzont")
    job = make_job(directory, "nazwa;miasto\nSTOWARZYSZENIE HORYZONT;Słupsk\n")

    assert check(job) == [("changed", ["seat_city"])]
    write(job)
    assert NGOPage.objects.get().title == "Stowarzyszenie Horyzont"


def test_terms_parted_by_commas_or_slashes_are_found(directory):
    areas = ActivityArea.objects.exclude(name__contains=",")
    names = list(areas.values_list("name", flat=True)[:2])
    job = make_job(directory, f'nazwa;obszary\nAA;"{names[0]}, {names[1]}, latanie"\n')
    check(job)

    ((_action, message),) = write(job)

    assert {area.name for area in NGOPage.objects.get().areas.all()} == set(names)
    assert "latanie" in message


def test_lines_below_the_table_are_no_organizations(directory):
    job = make_job(directory, "Nazwa;Telefon\nW;600100200\nRazem: 1;\nŹródło: Urząd Miejski;\n")

    assert [action for action, _ in check(job)] == ["new", "error", "error"]


@pytest.mark.parametrize("text", ["1998", "1998 r.", "1998.0", "1998 rok"])
def test_a_year_is_read_as_people_write_it(directory, text):
    job = make_job(directory, f"nazwa;rok założenia\nA;{text}\n")
    check(job)
    write(job)

    assert NGOPage.objects.get().founded_year == 1998


def test_two_columns_of_phones_both_come_in(directory):
    job = make_job(directory, "nazwa;Telefon;Telefon\nAO;600100200;600100201\n")
    check(job)
    write(job)

    assert [one.value for one in NGOPage.objects.get().contact_channels.all()] == [
        "+48600100200",
        "+48600100201",
    ]
