"""Ways of erasing one row: what goes, and what stays beside it."""

import datetime
import json

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Revision

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory, publish
from tests.factories.directory import ContactChannelFactory, NGOFactory, RepresentativeFactory
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import (
    BulletinDelivery,
    BulletinMailing,
    BulletinSubscriber,
    Consent,
    NGOPage,
    OutgoingMail,
    Representative,
)
from wagtail_ngo.services.people import erasers
from wagtail_ngo.services.people.register import Subject

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 23, 30, tzinfo=datetime.UTC)
TRACES = Traces.of(names=["Anna Tajna"], emails=["anna@example.org"], phones=["600 100 200"])
SUBJECT = Subject(TRACES)


def test_a_representative_becomes_a_row_without_a_person():
    person, other = (
        RepresentativeFactory(
            name=name,
            email=f"{name[0]}@example.org",
            phone="+48600100200",
            role="prezeska",
            may_represent=True,
            is_public=True,
            term_from=NOW.date(),
            term_until=NOW.date(),
            keep_until=NOW.date(),
        )
        for name in ("Anna Tajna", "Jan Inny")
    )
    for row in (person, other):
        Consent.objects.create(
            person=row, scope="contact", text_version="1", given_on=NOW.date(), source="paper"
        )
        log(instance=row, action="wagtail.edit", data={"name": row.name})

    erasers.empty_representative(person, SUBJECT, now=NOW)

    empty = {"id", "name", "organization_id", "erased_on"}
    values = Representative.objects.values().get(pk=person.pk)
    assert {name for name, value in values.items() if value} == empty
    # The day is the town's: half past midnight in Warsaw, in tests half past eleven of UTC.
    assert values["erased_on"] == datetime.date(2027, 3, 1)
    assert list(Consent.objects.values_list("person", flat=True)) == [other.pk]
    kept = Representative.objects.get(pk=other.pk)
    assert (kept.name, kept.role, kept.is_public) == ("Jan Inny", "prezeska", True)
    logged = {entry.object_id: (entry.label, entry.data) for entry in ModelLogEntry.objects.all()}
    assert logged[str(person.pk)] == (f"representative {person.pk}", {})
    assert logged[str(other.pk)][1] == {"name": "Jan Inny"}


def test_mail_to_her_goes_and_in_mail_to_others_she_is_not_named():
    fields = {"subject": "Dla: Anna Tajna", "text": "tel. 600100200", "error": "anna@example.org"}
    hers = OutgoingMail.objects.create(recipient="Anna@Example.org", **fields)
    theirs = OutgoingMail.objects.create(recipient="jan@example.org", **fields)

    for row in (hers, theirs):
        erasers.erase_mail(row, SUBJECT, now=NOW)

    [left] = OutgoingMail.objects.all()
    assert (left.pk, left.recipient) == (theirs.pk, "jan@example.org")
    assert (left.subject, left.text, left.error) == (
        "Dla: [erased]",
        "tel. [erased]",
        "",
    )


def test_copies_to_a_forgotten_subscriber_stay_counted_and_lead_nowhere():
    issue = publish(BulletinIssueFactory())
    serial = BulletinIndexFactory(slug="drugi")
    mailing = BulletinMailing.objects.create(issue=issue, started_at=NOW)
    hers, other = (
        BulletinSubscriber.objects.create(serial=serial, email=email, created_at=NOW)
        for email in ("anna@example.org", "jan@example.org")
    )
    deliveries = [
        BulletinDelivery.objects.create(mailing=mailing, address_hash=row.address_hash)
        for row in (hers, other)
    ]

    erasers.forget_subscriber(hers, SUBJECT, now=NOW)

    assert list(BulletinSubscriber.objects.values_list("pk", flat=True)) == [other.pk]
    first, second = (BulletinDelivery.objects.get(pk=row.pk) for row in deliveries)
    assert first.address_hash not in ("", hers.address_hash)
    assert len(first.address_hash) == 64
    assert second.address_hash == other.address_hash


def test_an_old_version_keeps_everything_but_the_person():
    text = json.dumps([{"type": "text", "value": "<p>Anna Tajna, 600 100 200</p>", "id": "1"}])
    content = {
        "title": "Łąka Anna Tajna",
        "lead": "Prowadzi Anna Tajna.",
        "description": text,
        "contact_channels": [
            {"value": "anna@example.org", "label": ""},
            {"value": "biuro@example.org", "label": "biuro"},
        ],
    }
    before = json.loads(json.dumps(content))

    after = erasers.redact_content(content, NGOPage, TRACES)

    assert after["lead"] == "Prowadzi [erased]."
    assert json.loads(after["description"]) == [
        {"type": "text", "value": "<p>[erased], [erased]</p>", "id": "1"}
    ]
    assert after["title"] == "Łąka Anna Tajna"
    assert "anna@example.org" not in json.dumps(after["contact_channels"])
    assert after["contact_channels"][-1] == {"value": "biuro@example.org", "label": "biuro"}
    assert content == before


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Anna Tajna", ""),
        ("z: Anna Tajna", "z: [erased]"),
        ("[Anna Tajna", ""),
        ("[z Anna Tajna", "[z [erased]"),
        ('["Anna Tajna", 5]', '["", 5]'),
        ('{"a":  "Jan Inny"}', '{"a":  "Jan Inny"}'),
        (None, None),
        (7, 7),
        (["Anna Tajna"], [""]),
    ],
)
def test_json_within_a_version_is_read_as_json(value, expected):
    assert erasers._redact_json(value, TRACES) == expected


def test_only_what_is_certainly_hers_is_called_so():
    person = RepresentativeFactory(name="Anna Tajna")
    entry = NGOFactory()
    subject = Subject(TRACES, person)
    log(instance=person, action="wagtail.edit")
    public, private = (
        ContactChannelFactory(organization=entry, is_public=is_public)
        for is_public in (True, False)
    )
    hers = ModelLogEntry.objects.get()
    namesake = ModelLogEntry(content_type=hers.content_type, object_id=str(person.pk + 1))
    other_kind = ModelLogEntry(
        content_type=type(hers)
        ._meta.get_field("content_type")
        .related_model.objects.get_for_model(Consent),
        object_id=str(person.pk),
    )

    assert [
        erasers.is_own_log_entry(row, subject, {"name"}) for row in (hers, namesake, other_kind)
    ] == [True, False, False]
    assert erasers.is_own_log_entry(namesake, subject, {"address"})
    assert not erasers.is_own_log_entry(hers, SUBJECT, {"name"})
    assert [erasers.is_private_channel(row, subject, set()) for row in (public, private)] == [
        False,
        True,
    ]


def test_an_old_version_is_written_without_her_even_of_what_is_not_there_any_more():
    entry = NGOFactory(title="Klub", lead="Prowadzi Anna Tajna.", internal_note="Piątki")
    kept = entry.save_revision()
    gone = Revision.objects.create(
        content_type=ContentType.objects.create(app_label="gone", model="thing"),
        base_content_type=kept.base_content_type,
        object_id="1",
        object_str="Wizyta: Anna Tajna",
        content={"text": "Anna Tajna"},
        created_at=NOW,
    )

    for row in (kept, gone):
        erasers.redact_revision(row, SUBJECT, now=NOW)

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.content["lead"], kept.content["internal_note"]) == ("Prowadzi [erased].", "Piątki")
    assert (kept.content["title"], kept.object_str) == ("Klub", "Klub")
    assert (gone.object_str, gone.content) == ("Wizyta: [erased]", {"text": "Anna Tajna"})
