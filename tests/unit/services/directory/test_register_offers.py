"""What a loaded register says beside an entry, and what is taken over."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from tests.factories.directory import LegalFormFactory, NGODirectoryFactory, NGOFactory
from tests.factories.registers import RegisteredOrganizationFactory, RegisterFileFactory
from wagtail_ngo.models import LegalForm, NGOPage
from wagtail_ngo.services.directory import register_offers

pytestmark = pytest.mark.django_db


@pytest.fixture
def foundation():
    return LegalForm.objects.filter(name="Fundacja").first() or LegalFormFactory(name="Fundacja")


@pytest.mark.parametrize(
    ("number", "is_found"),
    [
        ("0000123456", True),
        ("123456", True),
        ("KRS 0000123456", True),
        ("123-456-32-18", True),
        ("PL1234563218", True),
        ("0000123457", False),
        ("23456", False),
        ("", False),
        ("abc", False),
        ("1/2010", False),
        ("1" * 500, False),
        ("0000123456".rjust(40), True),
        ("0000123456".rjust(41), False),
        ("0000123456".ljust(41), False),
        ("%", False),
    ],
)
def test_finds_by_any_number_and_by_the_whole_of_it_alone(number, is_found):
    row = RegisteredOrganizationFactory()

    assert register_offers.find(number) == ([row] if is_found else [])


def test_newest_data_come_first_and_no_more_than_five():
    old = RegisterFileFactory(name="Stary", as_of=datetime.date(2020, 1, 2))
    rows = [RegisteredOrganizationFactory(register=old, key=f"k{n}") for n in range(6)]
    new = RegisteredOrganizationFactory()

    found = register_offers.find("0000123456")

    assert found == [new, *rows[:4]]


def test_only_what_differs_is_offered(foundation):
    entry = NGOFactory(
        title="Fundacja „Ścieżka Żółwia”", krs="0000123456", seat_street="ul. Krótka 1",
        seat_city="Słupsk", legal_form=foundation,
    )  # fmt: skip

    differences = register_offers.differences(
        register_offers.facts(entry), RegisteredOrganizationFactory()
    )

    assert [(one.key, one.now, one.register, one.value) for one in differences] == [
        ("nip", "", "1234563218", "1234563218"),
        ("seat_street", "ul. Krótka 1", "ul. Długa 7", "ul. Długa 7"),
        ("seat_postcode", "", "76-200", "76-200"),
    ]


def test_what_the_register_does_not_know_is_no_difference():
    row = RegisteredOrganizationFactory(nip="", seat_street="", seat_postcode="", legal_form="")
    entry = NGOFactory(title=row.title, krs=row.krs, nip="1234563218", seat_city="Słupsk")

    assert register_offers.differences(register_offers.facts(entry), row) == []


def test_form_that_the_list_lacks_is_shown_and_cannot_be_taken():
    row = RegisteredOrganizationFactory(legal_form="PAŃSTWOWA OSOBA PRAWNA")

    form = next(one for one in register_offers.differences({}, row) if one.key == "legal_form")

    assert (form.register, form.value) == ("Państwowa Osoba Prawna", None)
    assert form.problem


def test_chosen_facts_become_a_draft_and_the_rest_stays(foundation, admin_user):
    entry = NGOFactory(title="Ścieżka", seat_street="ul. Krótka 1", register="none")
    row = RegisteredOrganizationFactory()

    register_offers.take_over(entry, row, ["krs", "legal_form", "seat_city"], user=admin_user)

    draft = NGOPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert (draft.krs, draft.register, draft.legal_form) == ("0000123456", "krs", foundation)
    assert (draft.title, draft.seat_street, draft.nip) == ("Ścieżka", "ul. Krótka 1", "")
    assert draft.seat_city == "Słupsk"
    live = NGOPage.objects.get(pk=entry.pk)
    assert (live.krs, live.seat_city, live.has_unpublished_changes) == ("", "", True)
    assert draft.latest_revision.user == admin_user


def test_a_waiting_draft_is_completed_and_not_lost(admin_user):
    entry = NGOFactory(title="Ścieżka")
    entry.lead = "Szkic"
    entry.save_revision()

    register_offers.take_over(entry, RegisteredOrganizationFactory(), ["nip"], user=admin_user)

    draft = NGOPage.objects.get(pk=entry.pk).get_latest_revision_as_object()
    assert (draft.lead, draft.nip) == ("Szkic", "1234563218")


def test_a_number_of_another_entry_is_refused(admin_user):
    directory = NGODirectoryFactory()
    NGOFactory(parent=directory, title="Inna", nip="1234563218")
    entry = NGOFactory(parent=directory, title="Ścieżka")

    with pytest.raises(ValidationError):
        register_offers.take_over(entry, RegisteredOrganizationFactory(), ["nip"], user=admin_user)

    assert NGOPage.objects.get(pk=entry.pk).has_unpublished_changes is False


def test_new_entry_is_a_draft_with_its_name_and_what_was_chosen(foundation, admin_user):
    directory = NGODirectoryFactory()

    entry = register_offers.create(
        directory, RegisteredOrganizationFactory(), ["krs", "legal_form"], user=admin_user
    )

    saved = NGOPage.objects.get(pk=entry.pk)
    assert (saved.title, saved.krs, saved.nip) == ("Fundacja „Ścieżka Żółwia”", "0000123456", "")
    assert (saved.live, saved.owner, saved.legal_form) == (False, admin_user, foundation)
    assert saved.get_parent().pk == directory.pk
    assert saved.latest_revision is not None


def test_second_entry_of_one_number_is_not_made(admin_user):
    directory = NGODirectoryFactory()
    row = RegisteredOrganizationFactory()
    register_offers.create(directory, row, ["krs"], user=admin_user)

    with pytest.raises(ValidationError, match="Ścieżka Żółwia"):
        register_offers.create(directory, row, [], user=admin_user)

    assert NGOPage.objects.count() == 1
