"""In which rows a person is found, in which fields, and whether it is certainly her."""

import pytest
from wagtail.models import PageLogEntry

from tests.factories.directory import ContactChannelFactory, NGOFactory, RepresentativeFactory
from tests.factories.events import EventFactory
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import (
    ChangeRequest,
    EventOrganization,
    ImportJob,
    ImportRow,
    MissingOrganization,
    OutgoingMail,
    SearchedQuery,
)
from wagtail_ngo.services.people import finding, register
from wagtail_ngo.services.people.register import PersonalData, Subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return RepresentativeFactory(
        name="Anna Tajna", email="anna@example.org", phone="+48600100200", role="prezeska"
    )


def found(subject):
    """Every find as people read it: which row, fields, kinds of traces, certain or not."""
    return [(hit.row, hit.fields, set(hit.kinds), hit.is_certain) for hit in finding.find(subject)]


def test_a_representative_is_looked_for_by_name_address_and_phone(person):
    subject = finding.subject_of(person)

    assert subject == Subject(
        Traces(names=("Anna Tajna",), emails=("anna@example.org",), phones=("600100200",)), person
    )
    assert subject.organization_id == person.organization_id
    assert Subject(subject.traces).organization_id is None


def test_her_own_row_comes_first_and_the_others_as_registered(person):
    first = ContactChannelFactory(
        organization=person.organization, value="anna@example.org", label="Anna Tajna"
    )
    mails = [
        OutgoingMail.objects.create(kind="a", recipient=recipient, text=text)
        for recipient, text in (
            ("jan@example.org", "Pisze Anna Tajna."),
            ("anna@example.org", "Dzień dobry"),
            ("jan@example.org", "Dzień dobry"),
        )
    ]

    assert found(finding.subject_of(person)) == [
        (person, ("name", "email", "phone"), {"name", "address"}, True),
        (mails[0], ("text",), {"name"}, False),
        (mails[1], ("recipient",), {"address"}, True),
        (first, ("value", "label"), {"name", "address"}, False),
    ]


def test_rows_of_one_model_come_in_the_order_in_which_they_were_made():
    rows = [SearchedQuery.objects.create(day=f"2027-01-0{n}", words="anna tajna") for n in (3, 1)]

    hits = finding.find(Subject(Traces.of(names=["Anna Tajna"])))

    assert [hit.row for hit in hits] == rows


def test_a_person_without_traces_is_found_nowhere(person):
    OutgoingMail.objects.create(kind="a", recipient="a@example.org", text="Ala")

    assert finding.find(Subject(Traces.of(names=["Ala"]))) == []
    assert finding.find(Subject(Traces())) == []


def test_a_name_is_hers_within_her_own_organization_alone(person):
    other = NGOFactory(lead="Prezeską jest Anna Tajna.")
    own = person.organization
    own.internal_note = "Dzwonić do: Anna Tajna"
    own.save()
    requests = [
        ChangeRequest.objects.create(entry=entry, source="visitor", message="Anna Tajna")
        for entry in (own, other)
    ]
    hint = MissingOrganization.objects.create(
        directory=own.get_parent().specific, name="Koło", message="Anna Tajna"
    )
    event = EventFactory(lead="Prowadzi Anna Tajna.", contact_name="Anna Tajna")
    hosted = EventFactory(contact_name="Anna Tajna")
    EventOrganization.objects.create(page=hosted, organization=own)

    certain = {(hit.row, hit.fields): hit.is_certain for hit in finding.find(_by_name(person))}

    assert certain == {
        (person, ("name",)): True,
        (requests[0], ("message",)): True,
        (requests[1], ("message",)): False,
        (hint, ("message",)): False,
        (own, ("internal_note",)): True,
        (other, ("lead",)): False,
        (event, ("contact_name",)): False,
        (event, ("lead",)): False,
        (hosted, ("contact_name",)): True,
    }


def _by_name(person):
    return Subject(Traces.of(names=[person.name]), person)


def test_without_a_row_of_her_own_a_name_is_never_certain(person):
    ImportRow.objects.create(
        job=ImportJob.objects.create(
            directory=person.organization.get_parent().specific, file_name="a.csv"
        ),
        number=2,
        cells=["Anna Tajna"],
        entry=person.organization,
    )

    hits = finding.find(Subject(Traces.of(names=["Anna Tajna"])))

    assert [(hit.kind_label, hit.is_certain) for hit in hits] == [
        ("representative", False),
        ("row of an import", False),
    ]


def test_a_find_names_its_row_and_says_whether_it_may_be_erased(person):
    titled = NGOFactory(title="Fundacja Anna Tajna", short_name="Anna Tajna")
    logged = PageLogEntry.objects.get(page=titled)

    hits = {hit.key: hit.is_erasable for hit in finding.find(_by_name(person))}

    assert hits == {
        f"wagtailcore.pagelogentry:{logged.pk}": True,
        f"wagtail_ngo.representative:{person.pk}": True,
        f"wagtail_ngo.ngopage:{titled.pk}": False,
        f"wagtailcore.page:{titled.pk}": False,
    }


def test_fields_that_are_one_name_are_read_together(monkeypatch, django_user_model):
    words = dict.fromkeys(("who", "purpose", "basis", "kept"), "x")
    fields = ["first_name", "last_name", "email"]
    names = (("first_name", "last_name"),)
    staff = PersonalData("auth.User", fields, **words, names=names)
    monkeypatch.setattr(register, "_register", [staff])
    users = [
        django_user_model.objects.create(
            username=f"u{number}", first_name=first, last_name=last, email=email
        )
        for number, (first, last, email) in enumerate(
            [
                ("Anna", "Tajna", ""),
                ("Anna", "Jawna", "anna@example.org"),
                ("Anna Tajna", "", ""),
                ("Jan", "Tajny", ""),
            ]
        )
    ]
    subject = Subject(Traces.of(names=["Anna Tajna"], emails=["anna@example.org"]))

    assert found(subject) == [
        (users[0], ("first_name", "last_name"), {"name"}, False),
        (users[1], ("email",), {"address"}, True),
        (users[2], ("first_name", "last_name"), {"name"}, False),
    ]
