"""What the public may know of an entry, and on which days."""

import datetime

import pytest

from tests.factories.directory import (
    ContactChannelFactory,
    LegalFormFactory,
    NGOFactory,
    RepresentativeFactory,
)
from wagtail_ngo.exports.directory.public import public_entries
from wagtail_ngo.models import NGOPage, OpeningException

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 3, 10)
DAY = datetime.timedelta(days=1)


def shown(entry, **options):
    [one] = public_entries(NGOPage.objects.filter(pk=entry.pk), today=TODAY, **options)
    return one


def test_an_exception_to_the_hours_is_told_until_its_last_day():
    entry = NGOFactory()
    for first, last, note in (
        (TODAY, None, "one day"),
        (TODAY - 3 * DAY, TODAY, "last day"),
        (TODAY - 3 * DAY, TODAY - DAY, "over"),
        (TODAY - DAY, None, "yesterday"),
        (TODAY + 9 * DAY, TODAY + 9 * DAY, "to come"),
    ):
        OpeningException.objects.create(
            organization=entry, first_day=first, last_day=last, note=note
        )

    told = [(one.note, one.first_day, one.last_day) for one in shown(entry).exceptions]

    assert told == [
        ("last day", TODAY - 3 * DAY, TODAY),
        ("one day", TODAY, TODAY),
        ("to come", TODAY + 9 * DAY, TODAY + 9 * DAY),
    ]


def test_only_public_contacts_are_there_and_people_only_where_they_are_asked_for():
    entry, other = NGOFactory(title="Łąka"), NGOFactory(title="Inna")
    ContactChannelFactory(organization=entry, value="a@example.org")
    ContactChannelFactory(organization=entry, value="SECRET@example.org", is_public=False)
    RepresentativeFactory(organization=other, name="Jan Inny")

    assert [one.value for one in shown(entry).contacts] == ["a@example.org"]
    assert shown(entry).people == []
    assert shown(entry, people=True).people == []


@pytest.mark.parametrize(
    ("register", "number", "expected"), [("krs", "123", ""), ("other", "123", "123")]
)
def test_a_krs_number_is_told_once(register, number, expected):
    entry = NGOFactory(krs="0000058930")
    NGOPage.objects.filter(pk=entry.pk).update(register=register, register_number=number)

    assert (shown(entry).register_number, shown(entry).krs) == (expected, "0000058930")


@pytest.mark.parametrize(("is_public_benefit", "purpose"), [(True, "Cel"), (False, "")])
def test_a_purpose_of_the_tax_is_told_of_those_that_may_get_it(is_public_benefit, purpose):
    entry = NGOFactory()
    NGOPage.objects.filter(pk=entry.pk).update(
        is_public_benefit=is_public_benefit, tax_purpose="Cel", iban="PL61109010140000071219812874"
    )

    assert shown(entry).tax_purpose == purpose
    assert shown(entry).iban == "61 1090 1014 0000 0712 1981 2874"


@pytest.mark.parametrize(
    ("fields", "consent", "is_shown"),
    [
        ({}, {}, True),
        ({"is_public": False}, {}, False),
        ({"erased_on": TODAY}, {}, False),
        ({"keep_until": TODAY}, {}, True),
        ({"keep_until": TODAY - DAY}, {}, False),
        ({}, {"given_on": TODAY}, True),
        ({}, {"given_on": TODAY + DAY}, False),
        ({}, {"withdrawn_on": TODAY + DAY}, True),
        ({}, {"withdrawn_on": TODAY}, False),
        ({}, {"scope": "contact"}, False),
        ({}, None, False),
    ],
)
def test_a_person_is_told_of_by_a_consent_that_holds_today(fields, consent, is_shown):
    entry, other = NGOFactory(), NGOFactory()
    for organization in (entry, other):
        person = RepresentativeFactory(
            organization=organization,
            name=f"Anna {organization.pk}",
            **{"is_public": True, **fields},
        )
        if consent is not None:
            given = {"scope": "publication", "given_on": TODAY - DAY}
            person.consents.model.objects.create(person=person, **{**given, **consent})

    told = [one.name for one in shown(entry, people=True).people]

    assert told == ([f"Anna {entry.pk}"] if is_shown else [])
    assert shown(entry).people == []


def test_an_entry_says_its_form_and_its_address():
    entry = NGOFactory(legal_form=LegalFormFactory(name="Forma próbna"))

    assert (shown(entry).legal_form, shown(entry).url) == ("Forma próbna", entry.full_url)
    assert shown(NGOFactory(legal_form=None)).legal_form == ""


def test_the_first_contact_of_a_kind_is_told_by_its_kind_and_its_key():
    entry = NGOFactory()
    email = ContactChannelFactory(organization=entry, kind="email", value="a@example.org")
    phone = ContactChannelFactory(organization=entry, kind="phone", value="+48598400000")
    ContactChannelFactory(organization=entry, kind="phone", value="+48598400001")
    public = shown(entry)

    first = {kind: public.first(kind) for kind in ("phone", "email", "website")}
    assert (first["phone"].key, first["phone"].value) == (phone.pk, "+48598400000")
    assert (first["email"].key, first["email"].value) == (email.pk, "a@example.org")
    assert first["website"] is None
