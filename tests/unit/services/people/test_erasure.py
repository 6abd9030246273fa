"""Erasing a person: which rows go, which are written, and which are left for an editor."""

import datetime

import pytest
from django.db import connection
from wagtail.search.models import IndexEntry

from tests.factories.directory import ContactChannelFactory, NGOFactory, RepresentativeFactory
from wagtail_ngo import signals
from wagtail_ngo.domain.people.traces import Traces
from wagtail_ngo.models import BouncedAddress, ContactChannel, SearchedQuery
from wagtail_ngo.services.people import erasure
from wagtail_ngo.services.people.register import Subject

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
ANNA = Subject(Traces.of(names=["Anna Tajna"], emails=["anna@example.org"]))


@pytest.fixture
def heard():
    """What the signals told, in their order."""
    told = []

    def hear_person(sender, person, **kwargs):
        told.append(("person", sender.__name__, person.pk, person.name))

    def hear_pages(sender, pages, now, **kwargs):
        told.append(("pages", sorted(page.pk for page in pages), now))

    signals.person_erased.connect(hear_person)
    signals.personal_data_erased.connect(hear_pages)
    yield told
    signals.person_erased.disconnect(hear_person)
    signals.personal_data_erased.disconnect(hear_pages)


def test_rows_that_are_about_her_alone_are_deleted_and_those_of_others_stay():
    for words in ("anna tajna", "żagle"):
        SearchedQuery.objects.create(day=NOW.date(), words=words)
    entry = NGOFactory()
    for value, is_public in (
        ("anna@example.org", False), ("anna@example.org", True), ("biuro@example.org", False),
    ):  # fmt: skip
        ContactChannelFactory(organization=entry, value=value, is_public=is_public)

    left = erasure.erase(ANNA, now=NOW)

    assert list(SearchedQuery.objects.values_list("words", flat=True)) == ["żagle"]
    channels = ContactChannel.objects.order_by("pk").values_list("value", "is_public")
    assert list(channels) == [("anna@example.org", True), ("biuro@example.org", False)]
    [public] = [hit for hit in left if isinstance(hit.row, ContactChannel)]
    assert (public.row.is_public, public.is_certain) == (True, False)


def test_what_an_editor_names_goes_too_and_what_she_decides_herself_stays():
    entry = NGOFactory(lead="Anna Tajna prowadzi.", short_name="Anna Tajna")
    other = NGOFactory(lead="Anna Tajna prowadzi.")
    key = f"wagtail_ngo.ngopage:{entry.pk}"

    left = erasure.erase(ANNA, now=NOW, also={key})

    entry.refresh_from_db()
    other.refresh_from_db()
    assert (entry.lead, entry.short_name) == ("[erased] prowadzi.", "Anna Tajna")
    assert other.lead == "Anna Tajna prowadzi."
    assert {(hit.key, hit.fields) for hit in left} == {
        (key, ("short_name",)),
        (f"wagtail_ngo.ngopage:{other.pk}", ("lead",)),
    }


def test_those_who_listen_hear_of_the_person_first_and_then_of_pages(heard):
    person = RepresentativeFactory(name="Anna Tajna")
    person.organization.lead = "Prowadzi Anna Tajna."
    person.organization.save()
    private = ContactChannelFactory(organization=NGOFactory(), label="Anna Tajna", is_public=False)
    NGOFactory(lead="Prowadzi Anna Tajna.")

    erasure.erase_person(person, now=NOW)

    assert heard == [
        ("person", "Representative", person.pk, "Anna Tajna"),
        ("pages", sorted([person.organization_id, private.organization_id]), NOW),
    ]


def test_without_a_representative_nobody_hears_of_one(heard):
    assert erasure.erase(ANNA, now=NOW) == []
    assert heard == [("pages", [], NOW)]


def test_a_representative_whose_name_tells_nobody_is_erased_all_the_same():
    person = RepresentativeFactory(name="Ala", email="", phone="")
    namesake = RepresentativeFactory(name="Ala", email="", phone="")

    assert erasure.erase_person(person, now=NOW) == []

    person.refresh_from_db()
    namesake.refresh_from_db()
    assert (person.name, person.erased_on) == ("Erased person", NOW.date())
    assert (namesake.name, namesake.erased_on) == ("Ala", None)


def test_a_row_that_went_with_another_is_no_fault():
    person = RepresentativeFactory(name="Anna Tajna", email="anna@example.org")
    RepresentativeFactory(name="Jan Inny")

    def delete_all(sender, person, **kwargs):
        SearchedQuery.objects.all().delete()

    SearchedQuery.objects.create(day=NOW.date(), words="anna tajna")
    signals.person_erased.connect(delete_all)
    try:
        left = erasure.erase_person(person, now=NOW)
    finally:
        signals.person_erased.disconnect(delete_all)

    assert left == []
    assert SearchedQuery.objects.count() == 0


def test_the_search_forgets_what_the_page_said():
    entry = NGOFactory(lead="Prowadzi Anna Tajna.", title="Koło Fal")
    key = f"wagtail_ngo.ngopage:{entry.pk}"
    assert IndexEntry.objects.filter(object_id=str(entry.pk)).exists()

    erasure.erase(ANNA, now=NOW, also={key})

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT block FROM wagtailsearch_indexentry_fts_data")
            stored = b"".join(bytes(block) for (block,) in cursor.fetchall())
            assert b"tajna" not in stored


def test_an_address_that_came_back_is_forgotten():
    for email in ("anna@example.org", "jan@example.org"):
        BouncedAddress.objects.create(email=email, bounced_at=NOW, status_code="5.1.1")

    assert erasure.erase(ANNA, now=NOW) == []
    assert list(BouncedAddress.objects.values_list("email", flat=True)) == ["jan@example.org"]
