"""One person through every door of the product; after erasure she is nowhere, the rest is there."""

import datetime
import io
import json
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Revision

from tests.factories.bulletin import BulletinIndexFactory, BulletinIssueFactory
from tests.factories.directory import (
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from tests.factories.events import EventFactory, EventIndexFactory, publish
from tests.unit.domain.events.test_ical_import import BASE, ics
from wagtail_ngo.domain.folding import fold
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.domain.tables.reading import Limits
from wagtail_ngo.models import (
    BulletinDelivery,
    BulletinMailing,
    BulletinSubscriber,
    ChangeRequest,
    ConfirmationRequest,
    ContactChannel,
    EventPage,
    ImportRow,
    MissingOrganization,
    NGOPage,
    Occurrence,
    Representative,
    SearchedQuery,
)
from wagtail_ngo.services.directory import imports, reviews
from wagtail_ngo.services.events import imports as event_imports
from wagtail_ngo.services.people import erasure, export, finding
from wagtail_ngo.services.people.register import Subject

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Żaneta Próbna-Łącka", "zaneta.probna@example.org", "600 555 777"
MARKS = re.compile("zanet|probna|lacka|600.?555.?777")
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def nobody_has_sent_anything_yet():
    cache.clear()


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Spis", slug="spis")


@pytest.fixture
def entry(directory):
    page = NGOFactory(title="Klub Bryza", slug="bryza", parent=directory, lead="Żegluje.")
    page.contact_channels = [
        ContactChannel(kind="email", value=EMAIL, is_public=False),
        ContactChannel(kind="email", value="biuro@example.org"),
    ]
    page.internal_note = f"Dzwonić do: {NAME}, {PHONE}. Nie w piątki."
    page.lead = f"Żegluje. Prowadzi {NAME}."
    page.save_revision().publish()
    page.refresh_from_db()
    return page


@pytest.fixture
def person(entry, admin_client):
    data = {
        "organization": entry.pk,
        "name": NAME,
        "role": "prezeska",
        "email": EMAIL,
        "phone": PHONE,
        "consents-TOTAL_FORMS": 0,
        "consents-INITIAL_FORMS": 0,
    }
    admin_client.post(reverse("wagtail_ngo_representative_modeladmin_create"), data)
    return Representative.objects.get()


def every_text():
    """(table, text) of everything stored in the database, folded, with JSON escapes undone."""
    tables = [table.name for table in connection.introspection.get_table_list(connection.cursor())]
    for table in tables:
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 -- every table there is
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        value = bytes(value).decode("utf-8", "ignore")
                    text = value if isinstance(value, str) else json.dumps(value, default=str)
                    escaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
                    yield table, fold(escaped)


def places():
    """Where she is: names of tables, and of stored files."""
    tables = {table for table, text in every_text() if MARKS.search(text)}
    root = Path(default_storage.location)
    files = {
        str(path)
        for path in root.rglob("*")
        if path.is_file() and (MARKS.search(fold(path.name)) or EMAIL.encode() in path.read_bytes())
    }
    return tables | files


def public_doors(client, entry, directory):
    """What anybody may send."""
    client.post(f"{entry.url}report/", {"message": f"Pisze {NAME}, {PHONE}", "reply_to": EMAIL})
    client.post(
        f"{directory.url}missing/",
        {"name": "Koło Róż", "contact": PHONE, "message": NAME, "reply_to": EMAIL},
    )
    token = reviews.link_token(ConfirmationRequest.objects.create(entry=entry, nonce="n"))
    client.post(
        reverse("wagtail_ngo:confirm_changes", args=[token]),
        {"lead": f"Prowadzi {NAME}", "phone": PHONE, "message": f"Pozdrawiam, {NAME.upper()}"},
    )
    client.get(directory.url, {"q": NAME})
    client.get(directory.url, {"q": "żagle"})


def mailed_bulletin(client):
    serial = BulletinIndexFactory(title="Miesięcznik")
    client.post(f"{serial.url}subscribe/", {"email": EMAIL})
    client.post(f"{serial.url}subscribe/", {"email": "jan@example.org"})
    mailing = BulletinMailing.objects.create(issue=BulletinIssueFactory(parent=serial))
    for subscriber in BulletinSubscriber.objects.all():
        BulletinDelivery.objects.create(mailing=mailing, address_hash=subscriber.address_hash)


def imported_table(directory):
    table = f"Nazwa;Telefon;Uwagi\nKoło Fal;{PHONE};{NAME} {EMAIL}\nKoło Gór;59 840 00 00;Jan\n"
    job = imports.create_job(
        directory, io.BytesIO(table.encode()), file_name=f"{NAME}.csv", limits=Limits()
    )
    imports.set_mapping(job, {"Nazwa": "title", "Telefon": "phone"}, publish=True)
    imports.check_rows(job, now=timezone.now(), seconds=60)
    imports.write_rows(job, now=timezone.now(), seconds=60)


def events(admin_user):
    calendar = EventIndexFactory()
    page = EventFactory(
        title="Regaty", parent=calendar, contact_name=NAME, contact_email=EMAIL,
        contact_phone=PHONE, lead="Na jeziorze.",
    )  # fmt: skip
    publish(page)
    Comment.objects.create(page=page, user=admin_user, text=f"Spytać: {EMAIL}", contentpath="title")
    page.save_revision()
    event_imports.import_files(
        [("a.ics", ics(f"{BASE}ORGANIZER;CN={NAME}:mailto:{EMAIL}\nDESCRIPTION:{NAME} {EMAIL}\n"))],
        calendar, time_zone="Europe/Warsaw", now=NOW,
    )  # fmt: skip


@pytest.fixture
def everywhere(person, entry, directory, client, admin_client, admin_user):
    admin_client.post(
        reverse("wagtail_ngo_representative_modeladmin_edit", args=[person.pk]),
        {
            "organization": entry.pk, "name": NAME, "role": "skarbniczka", "email": EMAIL,
            "phone": PHONE, "consents-TOTAL_FORMS": 0, "consents-INITIAL_FORMS": 0,
        },
    )  # fmt: skip
    public_doors(client, entry, directory)
    mailed_bulletin(client)
    imported_table(directory)
    events(admin_user)
    person.refresh_from_db()
    return person


def test_she_was_everywhere(everywhere):
    """A positive control: the search below sees what is there."""
    expected = {
        "representative", "contactchannel", "ngopage", "changerequest", "changerequestfield",
        "missingorganization", "searchedquery", "bulletinsubscriber", "importrow", "importjob",
        "eventpage",
    }  # fmt: skip
    tables = places()

    assert {f"wagtail_ngo_{name}" for name in expected} <= tables
    assert {
        "wagtailcore_revision",
        "wagtailcore_comment",
        "wagtailcore_modellogentry",
    } <= tables


def test_erased_she_is_nowhere_and_the_rest_is_there(everywhere, entry):
    before = {
        model: model.objects.count()
        for model in (
            ChangeRequest, MissingOrganization, ImportRow, EventPage, Occurrence, NGOPage,
            BulletinDelivery, Representative, Revision, ModelLogEntry, Comment,
        )
    }  # fmt: skip
    hashes = set(BulletinDelivery.objects.values_list("address_hash", flat=True))

    with timezone.override("Europe/Warsaw"):
        also = {one.key for one in finding.find(finding.subject_of(everywhere))}
        left = erasure.erase_person(everywhere, now=NOW, also=also)

    assert places() == set()
    assert left == []
    assert before == {model: model.objects.count() for model in before}
    entry = NGOPage.objects.get(pk=entry.pk)
    assert (entry.lead, entry.internal_note) == (
        "Żegluje. Prowadzi [erased].",
        "Dzwonić do: [erased], [erased]. Nie w piątki.",
    )
    assert [one.value for one in entry.contact_channels.all()] == ["biuro@example.org"]
    draft = entry.get_latest_revision_as_object()
    assert [one.value for one in draft.contact_channels.all()] == ["biuro@example.org"]
    assert list(BulletinSubscriber.objects.values_list("email", flat=True)) == ["jan@example.org"]
    assert len(hashes & set(BulletinDelivery.objects.values_list("address_hash", flat=True))) == 1
    assert list(SearchedQuery.objects.values_list("words", flat=True)) == ["zagle"]
    assert [row.cells for row in ImportRow.objects.all()] == [
        ["Koło Fal", "", ""],
        ["Koło Gór", "59 840 00 00", ""],
    ]
    assert NGOPage.objects.get(title="Koło Gór").contact_channels.get().value == "+48598400000"
    regatta = EventPage.objects.get(title="Regaty")
    assert (regatta.lead, regatta.contact_name, regatta.contact_email) == ("Na jeziorze.", "", "")


def test_a_namesake_and_the_organizations_own_address_stay_unless_an_editor_says(entry, client):
    other = NGOFactory(title="Koło Wiatr", lead=f"Prezeską jest {NAME}.")
    namesake = RepresentativeFactory(name=NAME, organization=other)
    ContactChannel.objects.create(organization=entry, kind="email", value=EMAIL, sort_order=9)
    person = RepresentativeFactory(name=NAME, organization=entry, email=EMAIL)

    left = erasure.erase_person(person, now=NOW)

    namesake.refresh_from_db()
    other.refresh_from_db()
    assert (namesake.name, other.lead) == (NAME, f"Prezeską jest {NAME}.")
    assert ContactChannel.objects.filter(value=EMAIL, is_public=True).count() == 1
    assert {f"wagtail_ngo.representative:{namesake.pk}", f"wagtail_ngo.ngopage:{other.pk}"} <= {
        one.key for one in left
    }


def test_titles_and_files_are_left_for_an_editor_and_named(entry):
    person = RepresentativeFactory(name=NAME, organization=entry, email=EMAIL)
    page = NGOFactory(title=f"Fundacja {NAME}")
    document = get_document_model().objects.create(
        title="Statut", file=ContentFile(b"x", name="zaneta-probna-lacka.pdf")
    )

    left = erasure.erase_person(person, now=NOW)

    page.refresh_from_db()
    assert page.title == f"Fundacja {NAME}"
    keys = {one.key for one in left}
    assert f"wagtailcore.page:{page.pk}" in keys
    assert f"wagtaildocs.document:{document.pk}" in keys


def test_somebody_who_is_no_representative_is_erased_by_address(client, directory, entry):
    client.post(f"{entry.url}report/", {"message": f"Tu {NAME}", "reply_to": EMAIL})
    subject = Subject(Traces.of(names=[NAME], emails=[EMAIL]))

    exported = export.export_records(subject)
    erasure.erase(subject, now=NOW)

    record = next(one for one in exported if one["record"].startswith("wagtail_ngo.changerequest:"))
    assert record["values"] == {"message": f"Tu {NAME}", "reply_to": EMAIL}
    assert record["purpose"] == "looking into what was reported, and answering"
    request = ChangeRequest.objects.get()
    assert (request.message, request.reply_to) == ("Tu [erased]", "")


@pytest.mark.parametrize("way", ["view", "queryset", "organization"])
def test_a_plain_delete_leaves_no_name_in_the_log(person, entry, admin_client, way):
    log(instance=person, action="wagtail.edit")
    assert NAME in ModelLogEntry.objects.values_list("label", flat=True)
    if way == "view":
        admin_client.post(reverse("wagtail_ngo_representative_modeladmin_delete", args=[person.pk]))
    elif way == "queryset":
        Representative.objects.all().delete()
    else:
        entry.delete()

    assert Representative.objects.count() == 0
    entries = ModelLogEntry.objects.filter(object_id=str(person.pk))
    assert set(entries.values_list("label", flat=True)) == {f"representative {person.pk}"}
    assert {"wagtail.create", "wagtail.edit"} <= set(entries.values_list("action", flat=True))
