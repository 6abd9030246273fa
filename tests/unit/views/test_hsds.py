"""The HSDS 3.0 read API, validated with the published schemas where they are at hand."""

import uuid
from datetime import date, time, timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.directory import (
    ContactChannelFactory,
    NGODirectoryFactory,
    NGOFactory,
    RepresentativeFactory,
)
from tests.hsds_schemas import faults
from wagtail_ngo.models import ActivityArea, Consent, District, Language, OpeningHours, TargetGroup

pytestmark = pytest.mark.django_db
SECRETS = ("SECRET", "secret@example.org", "600100200", "Tajna", "54.464", "17.028")


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="spis")


@pytest.fixture
def entry(directory):
    page = NGOFactory(
        title="Stowarzyszenie Łąka",
        parent=directory,
        lead="Pomagamy zwierzętom.",
        krs="0000058930",
        nip="1234563218",
        founded_year=1998,
        seat_street="Leśna 1",
        seat_postcode="76-200",
        seat_city="Słupsk",
        latitude="50.061400",
        longitude="19.936600",
        internal_note="SECRET",
        step_free="yes",
        verified_on=date(2026, 1, 2),
        areas=[ActivityArea.objects.get(code="18")],
        target_groups=[TargetGroup.objects.first()],
        districts=[District.objects.create(name="Zatorze")],
        languages=[Language.objects.first()],
        last_published_at=timezone.now(),
    )
    ContactChannelFactory(organization=page, kind="phone", value="+48598400000;ext=12")
    ContactChannelFactory(organization=page, value="biuro@example.org")
    ContactChannelFactory(organization=page, value="secret@example.org", is_public=False)
    ContactChannelFactory(organization=page, kind="website", value="https://example.org/")
    OpeningHours.objects.create(organization=page, weekday=0, opens=time(9), closes=time(15))
    person = RepresentativeFactory(
        organization=page, name="Jawna Osoba", email="jawna@example.org", is_public=True
    )
    Consent.objects.create(person=person, scope="publication", given_on=date(2024, 1, 1))
    RepresentativeFactory(organization=page, name="SECRET person", phone="+48600100200")
    return page


@pytest.fixture
def hidden(directory):
    pages = [
        NGOFactory(title="SECRET draft", parent=directory, live=False),
        NGOFactory(title="SECRET restricted", parent=directory),
        NGOFactory(
            title="SECRET expired", parent=directory, expire_at=timezone.now() - timedelta(days=1)
        ),
    ]
    PageViewRestriction.objects.create(page=pages[1], restriction_type="login")
    return pages


def get(client, path, status=200):
    response = client.get(f"/ngo/hsds/{path}")
    assert response.status_code == status
    return response.json()


def assert_valid(item, name):
    assert faults(item, name) == []


@pytest.mark.parametrize("kind", ["organization", "service"])
def test_lists_and_details_are_valid(client, entry, kind):
    page = get(client, f"{kind}s")
    detail = get(client, f"{kind}s/{entry.uuid}")

    for item in page["contents"]:
        assert_valid(item, f"{kind}_list")
    assert_valid(detail, kind)
    assert detail["name"] == "Stowarzyszenie Łąka"


def test_an_entry_with_nothing_but_a_name_is_valid(client, directory):
    bare = NGOFactory(title="Tylko nazwa", parent=directory, seat_city="Słupsk")

    assert_valid(get(client, f"organizations/{bare.uuid}"), "organization")
    assert_valid(get(client, f"services/{bare.uuid}"), "service")


def test_addresses_with_polish_letters_are_valid(client, directory):
    page = NGOFactory(title="Łąka", slug="żółta-łąka", parent=directory, seat_city="Słupsk")
    ContactChannelFactory(organization=page, value="biuro@łąka.pl")
    ContactChannelFactory(organization=page, kind="website", value="https://łąka.pl/żółw")
    person = RepresentativeFactory(
        organization=page, name="Jawna", email="anna@łąka.pl", is_public=True
    )
    Consent.objects.create(person=person, scope="publication", given_on=date(2024, 1, 1))

    organization = get(client, f"organizations/{page.uuid}")

    assert_valid(organization, "organization")
    assert_valid(get(client, f"services/{page.uuid}"), "service")
    assert organization["website"] == "https://xn--ka-ola7v.pl/%C5%BC%C3%B3%C5%82w"
    assert organization["email"] == "biuro@xn--ka-ola7v.pl"
    assert organization["contacts"][0]["email"] == "anna@xn--ka-ola7v.pl"
    assert organization["uri"].isascii()


def test_organization_detail(client, entry):
    item = get(client, f"organizations/{entry.uuid}")

    assert [(one["number"], one["extension"]) for one in item["phones"]] == [("+48598400000", 12)]
    assert [one["identifier"] for one in item["organization_identifiers"]] == [
        "0000058930",
        "1234563218",
    ]
    assert [one["name"] for one in item["contacts"]] == ["Jawna Osoba"]
    assert item["locations"][0]["latitude"] == 50.0614
    assert item["year_incorporated"] == 1998


def test_nothing_private_and_nothing_hidden(client, entry, hidden):
    entry.hide_street, entry.seat_street = True, "Tajna 1"
    entry.latitude, entry.longitude = "54.464100", "17.028700"
    entry.save()
    paths = ["services", "organizations", f"services/{entry.uuid}", f"organizations/{entry.uuid}"]

    texts = "".join(client.get(f"/ngo/hsds/{path}").content.decode() for path in paths)

    assert [secret for secret in SECRETS if secret in texts] == []
    for page in hidden:
        get(client, f"services/{page.uuid}", 404)
        get(client, f"organizations/{page.uuid}", 404)


def test_pages_as_the_standard_says(client, directory):
    NGOFactory.create_batch(5, parent=directory)

    page = get(client, "services?page=3&per_page=2")

    assert {key: value for key, value in page.items() if key != "contents"} == {
        "total_items": 5,
        "total_pages": 3,
        "page_number": 3,
        "size": 1,
        "first_page": False,
        "last_page": True,
        "empty": False,
    }
    assert get(client, "services?page=9")["contents"] == []


def test_filters(client, entry, directory):
    other = NGOFactory(title="Klub Żagiel", parent=directory)
    term = ActivityArea.objects.get(code="18").uuid
    tomorrow = (timezone.now() + timedelta(days=1)).date()

    def names(query):
        return [one["name"] for one in get(client, f"services?{query}")["contents"]]

    assert names(f"taxonomy_term_id={term}") == [entry.title]
    assert names(f"organization_id={other.uuid}") == [other.title]
    assert names("search=żagle") == [other.title]
    assert names("search=%22%00--") == []
    assert names(f"modified_after={tomorrow}") == []
    assert names("modified_after=2020-01-01T00:00:00Z") == [entry.title]


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=x", "per_page=-1", "page=²", "organization_id=x", "modified_after=yesterday"],
)
def test_a_bad_parameter_is_named(client, entry, query):
    body = get(client, f"services?{query}", 400)

    assert body["error"].startswith(query.split("=")[0])


def test_taxonomies_and_terms(client, entry):
    taxonomies = get(client, "taxonomies")["contents"]
    terms = get(client, f"taxonomy_terms?taxonomy_id={taxonomies[0]['id']}&per_page=100")
    area = ActivityArea.objects.get(code="18")

    assert len(taxonomies) == 2
    assert terms["total_items"] == ActivityArea.objects.count()
    assert get(client, f"taxonomy_terms/{area.uuid}")["name"] == area.name
    assert get(client, f"taxonomies/{taxonomies[1]['id']}") == taxonomies[1]
    get(client, f"taxonomy_terms/{uuid.uuid4()}", 404)


def test_root_names_version_and_profile(client):
    assert get(client, "")["version"] == "3.0"


def test_answers_are_open_and_can_be_kept(client, entry):
    path = f"/ngo/hsds/services/{entry.uuid}"
    response = client.get(path)

    assert response["Access-Control-Allow-Origin"] == "*"
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert (
        client.get(path, headers={"if-modified-since": response["Last-Modified"]}).status_code
        == 304
    )
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["services", "organizations"])
def test_a_list_costs_the_same_for_1_and_50_entries(
    client, entry, directory, path, django_assert_max_num_queries
):
    client.get(f"/ngo/hsds/{path}")
    with django_assert_max_num_queries(30) as one:
        get(client, path)
    for page in NGOFactory.create_batch(49, parent=directory):
        ContactChannelFactory(organization=page)
    with django_assert_max_num_queries(len(one)):
        assert get(client, path)["size"] == 50


@pytest.mark.parametrize("path", ["services", "organizations"])
def test_a_detail_costs_the_same_for_1_and_50_rows(
    client, entry, path, django_assert_max_num_queries
):
    url = f"/ngo/hsds/{path}/{entry.uuid}"
    client.get(url)
    with django_assert_max_num_queries(30) as one:
        client.get(url)
    for number in range(49):
        ContactChannelFactory(organization=entry, kind="phone", value=f"+4859840{number:04}")
        OpeningHours.objects.create(
            organization=entry, weekday=number % 7, opens=time(8), closes=time(9)
        )
    entry.areas = ActivityArea.objects.all()
    entry.save()
    with django_assert_max_num_queries(len(one)):
        assert len(get(client, f"{path}/{entry.uuid}")["phones"]) == 50


ALL_PATHS = ["", "services", "organizations", "taxonomies", "taxonomy_terms"]


@pytest.mark.parametrize("path", ALL_PATHS)
def test_every_answer_is_open_has_validators_and_can_be_kept(client, entry, path):
    response = client.get(f"/ngo/hsds/{path}")

    assert response["Access-Control-Allow-Origin"] == "*"
    for header, validator in (("if-none-match", "ETag"), ("if-modified-since", "Last-Modified")):
        kept = client.get(f"/ngo/hsds/{path}", headers={header: response[validator]})
        assert (kept.status_code, kept.content) == (304, b"")
        assert kept["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_an_entry_that_is_withdrawn_makes_a_kept_list_old(client):
    entry = NGOFactory(parent=NGODirectoryFactory(), last_published_at=timezone.now())
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        kept = client.get("/ngo/hsds/services")["Last-Modified"]
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        entry.unpublish()
    answer = client.get("/ngo/hsds/services", headers={"if-modified-since": kept})
    assert (answer.status_code, answer.json()["contents"]) == (200, [])
