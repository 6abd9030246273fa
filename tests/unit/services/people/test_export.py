"""What a person gets who asks for her data: all that is certainly hers, and nothing else."""

import datetime

import pytest
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from tests.factories.directory import NGOFactory, RepresentativeFactory
from wagtail_ngo import signals
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import ChangeRequest, Consent, OutgoingMail
from wagtail_ngo.services.people import export
from wagtail_ngo.services.people.register import Subject

pytestmark = pytest.mark.django_db
DAY = datetime.date(2027, 3, 1)


@pytest.fixture
def person():
    return RepresentativeFactory(
        name="Anna Tajna",
        role="prezeska",
        may_represent=True,
        term_from=DAY,
        term_until=DAY + datetime.timedelta(days=365),
        email="anna@example.org",
        phone="+48600100200",
        is_public=True,
        keep_until=DAY + datetime.timedelta(days=730),
        organization=NGOFactory(title="Klub Bryza"),
    )


def test_the_own_row_its_consents_and_its_log(person):
    other = RepresentativeFactory(name="Jan Inny")
    for row, withdrawn_on in ((person, None), (person, DAY), (other, None)):
        Consent.objects.create(
            person=row, scope="contact", text_version="2", given_on=DAY, source="paper",
            withdrawn_on=withdrawn_on,
        )  # fmt: skip
    for row in (person, other):
        log(instance=row, action="wagtail.edit")
    logged = ModelLogEntry.objects.get(object_id=str(person.pk))

    consent = {"scope": "contact", "text_version": "2", "given_on": DAY, "source": "paper"}
    exported = export.export_person(person)

    assert [one["record"] for one in exported.pop("records")] == [
        f"wagtailcore.modellogentry:{logged.pk}"
    ]
    assert exported == {
        "name": "Anna Tajna",
        "role": "prezeska",
        "may_represent": True,
        "term_from": DAY,
        "term_until": datetime.date(2028, 2, 29),
        "email": "anna@example.org",
        "phone": "+48600100200",
        "is_public": True,
        "keep_until": datetime.date(2029, 2, 28),
        "organization": "Klub Bryza",
        "consents": [{**consent, "withdrawn_on": None}, {**consent, "withdrawn_on": DAY}],
        "log": [{"action": "wagtail.edit", "timestamp": logged.timestamp, "label": "Anna Tajna"}],
        "delegate_on_rolls": [],  # what the council adds
    }


def test_other_apps_add_what_they_know_of_her(person):
    def answer(sender, person, **kwargs):
        return {"volunteer": f"{sender.__name__} {person.name}"}

    def know_nothing(sender, **kwargs):
        return None

    for receiver in (answer, know_nothing):
        signals.person_exported.connect(receiver)
    try:
        exported = export.export_person(person)
    finally:
        for receiver in (answer, know_nothing):
            signals.person_exported.disconnect(receiver)

    assert exported["volunteer"] == "Representative Anna Tajna"
    assert exported["name"] == "Anna Tajna"


def test_a_record_says_where_what_for_and_how_long_and_shows_her_fields_alone(person):
    ChangeRequest.objects.create(
        entry=NGOFactory(), source="visitor", message="Pisze Anna Tajna", reply_to="x@example.org"
    )  # a namesake's, perhaps
    hers = ChangeRequest.objects.create(
        entry=NGOFactory(), source="visitor", message="Dzień dobry", reply_to="Anna@example.org"
    )

    assert export.export_person(person)["records"] == [
        {
            "kind": "change request",
            "record": f"wagtail_ngo.changerequest:{hers.pk}",
            "who": "people who wrote to the office",
            "purpose": "looking into what was reported, and answering",
            "basis": "task in the public interest (GDPR art. 6(1)(e))",
            "kept": "a year after the office is done (REQUEST_KEEP_DAYS); the e-mail until then",
            "values": {"reply_to": "Anna@example.org"},
        }
    ]


def test_values_that_may_be_about_others_as_well_are_left_out():
    OutgoingMail.objects.create(
        kind="a",
        recipient="anna@example.org",
        subject="Dla: Anna Tajna",
        text="Dzień dobry",
        context={"name": "Anna Tajna", "other": "Jan Inny"},
    )
    subject = Subject(Traces.of(names=["Anna Tajna"], emails=["anna@example.org"]))

    [record] = export.export_records(subject)

    assert record["values"] == {"recipient": "anna@example.org", "subject": "Dla: Anna Tajna"}
