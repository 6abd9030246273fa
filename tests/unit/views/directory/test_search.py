"""The directory page as a visitor without JavaScript gets it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
)
from wagtail_ngo.models import DirectoryFacet, Offer, SearchedQuery, SearchSynonym

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje")


def names(client, directory, **parameters) -> list[str]:
    response = client.get(directory.url, parameters)
    assert response.status_code == 200
    return [row.entry.title for row in response.context["rows"]]


@pytest.fixture
def entries(directory):
    culture = ActivityAreaFactory(name="Kultura i sztuka")
    animals = ActivityAreaFactory(name="Ochrona zwierząt")
    return [
        NGOFactory(
            title="Fundacja Teatru Lalek",
            parent=directory,
            areas=[culture],
            lead="Spektakle dla dzieci.",
        ),
        NGOFactory(title="Polski Związek Niewidomych", parent=directory),
        NGOFactory(title="Stowarzyszenie Wędkarzy", parent=directory),
        NGOFactory(title="Towarzystwo Opieki nad Zwierzętami", parent=directory, areas=[animals]),
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Polski Związek Niewidomych", "Fundacja Teatru Lalek",
              "Towarzystwo Opieki nad Zwierzętami", "Stowarzyszenie Wędkarzy"]),
        ("niewidomi", ["Polski Związek Niewidomych"]),
        ("PZN", ["Polski Związek Niewidomych"]),
        ("zwierzeta", ["Towarzystwo Opieki nad Zwierzętami"]),
        ("lalka dzieciom", ["Fundacja Teatru Lalek"]),
        ("kultura teatr", ["Fundacja Teatru Lalek"]),
        ("wedk", ["Stowarzyszenie Wędkarzy"]),
        ("wendkarz", ["Stowarzyszenie Wędkarzy"]),
        ("Fundacja – „Teatru Lalek”", ["Fundacja Teatru Lalek"]),
        ("xyzzy", []),
    ],
)  # fmt: skip
def test_words_are_found_as_people_type_them(client, directory, entries, query, found):
    assert names(client, directory, q=query) == found


def test_corrected_words_are_said_to_be_corrected(client, directory, entries):
    response = client.get(directory.url, {"q": "wendkarz"})
    assert response.context["results"].match.corrected == "wedkarze"
    assert b"Showing results for" in response.content


def test_partial_matches_are_said_to_be_partial(client, directory, entries):
    response = client.get(directory.url, {"q": "lalki dla kosmonautów"})
    assert response.context["results"].match.is_partial
    assert response.context["results"].match.missing == ["kosmonautow"]


def test_synonyms_of_the_editors_work_at_once(client, directory, entries):
    assert names(client, directory, q="kukiełki") == []
    SearchSynonym.objects.create(words="kukiełki, lalki")
    assert names(client, directory, q="kukiełek") == ["Fundacja Teatru Lalek"]


def test_several_words_of_a_synonym_stand_for_one(client, directory, entries):
    SearchSynonym.objects.create(words="TOZ-owcy, opieka zwierzęta")
    assert names(client, directory, q="toz-owcy") == ["Towarzystwo Opieki nad Zwierzętami"]


def test_register_number_leads_to_its_entry(client, directory):
    entry = NGOFactory(title="Klub", parent=directory, nip="5260250274")
    response = client.get(directory.url, {"q": "526-025-02-74"})
    assert response.status_code == 302
    assert response.url == entry.url


def test_register_number_of_a_hidden_entry_leads_nowhere(client, directory):
    NGOFactory(title="Klub", parent=directory, nip="5260250274", live=False)
    assert names(client, directory, q="5260250274") == []


@pytest.mark.parametrize("hidden_by", ["draft", "restriction", "expiry", "site"])
def test_hidden_entries_stay_out_of_results_counts_and_suggestions(client, directory, hidden_by):
    area = ActivityAreaFactory(name="Sport")
    NGOFactory(title="Klub Jawny", parent=directory, areas=[area])
    parent = directory if hidden_by != "site" else NGODirectoryFactory(title="Inny")
    secret = NGOFactory(
        title="Klub Tajny",
        parent=parent,
        areas=[area],
        live=hidden_by != "draft",
        expire_at=timezone.now() if hidden_by == "expiry" else None,
    )
    if hidden_by == "restriction":
        PageViewRestriction.objects.create(page=secret, restriction_type="login")
    response = client.get(directory.url, {"q": "klub"})
    assert [row.entry.title for row in response.context["rows"]] == ["Klub Jawny"]
    assert response.context["results"].count == 1
    areas = response.context["facets"][0]
    assert [(value.name, value.count) for value in areas.values] == [("Sport", 1)]
    assert [one["count"] for one in response.context["letters"]] == [1]
    assert names(client, directory, q="tajny") == []
    suggestions = client.get(f"{directory.url}suggestions/", {"q": "klu"}).json()["suggestions"]
    assert [one["label"] for one in suggestions] == ["Klub Jawny"]


def test_restricted_directory_asks_to_log_in(client, directory, entries):
    PageViewRestriction.objects.create(page=directory, restriction_type="login")
    assert client.get(f"{directory.url}suggestions/", {"q": "wedk"}).status_code == 302


def test_values_of_a_filter_widen_and_filters_narrow(client, directory, entries):
    centre, harbour = DistrictFactory(name="Centrum"), DistrictFactory(name="Port")
    entries[0].districts = [centre]
    entries[0].save()
    entries[3].districts = [centre, harbour]
    entries[3].save()
    both = ["kultura-i-sztuka", "ochrona-zwierzat"]
    assert names(client, directory, area=both) == [
        "Fundacja Teatru Lalek",
        "Towarzystwo Opieki nad Zwierzętami",
    ]
    assert names(client, directory, area=both, district="port") == [
        "Towarzystwo Opieki nad Zwierzętami"
    ]


def test_counts_tell_what_a_click_would_give(client, directory, entries):
    district = DistrictFactory(name="Centrum")
    for entry in (entries[0], entries[3]):
        entry.districts = [district]
        entry.save()
    response = client.get(directory.url, {"area": "kultura-i-sztuka"})
    counts = {
        facet.name: {value.name: value.count for value in facet.values}
        for facet in response.context["facets"]
    }
    assert counts["area"] == {"Kultura i sztuka": 1, "Ochrona zwierząt": 1}
    assert counts["district"] == {"Centrum": 1}


def test_editor_chooses_the_filters(client, directory, entries):
    DirectoryFacet.objects.create(directory=directory, kind="offers", label="Oferta", sort_order=1)
    DirectoryFacet.objects.create(
        directory=directory,
        kind="about",
        label="Tematy",
        searches="Dla najmłodszych: dzieci",
        sort_order=2,
    )
    Offer.objects.create(organization=entries[1], kind="rooms", text="Sala")
    response = client.get(directory.url)
    shown = [
        (facet.label, [(value.name, value.count) for value in facet.values])
        for facet in response.context["facets"]
    ]
    assert shown == [("Oferta", [("Rooms", 1)]), ("Tematy", [("Dla najmłodszych", 1)])]
    assert names(client, directory, about2="1") == ["Fundacja Teatru Lalek"]


def test_letters_and_sorting(client, directory, entries):
    assert names(client, directory, letter="W") == ["Stowarzyszenie Wędkarzy"]
    entries[3].verified_on = timezone.localdate()
    entries[3].save()
    assert names(client, directory, sort="confirmed")[0] == "Towarzystwo Opieki nad Zwierzętami"


def test_usual_order_is_not_sent_along_with_new_words(client, directory, entries):
    orders = client.get(directory.url).context["sorts"]
    assert [one["value"] for one in orders] == ["", "confirmed"]
    orders = client.get(directory.url, {"q": "teatr"}).context["sorts"]
    assert [one["value"] for one in orders] == ["", "name", "confirmed"]


def test_sorting_by_distance_from_a_named_place(client, directory, settings):
    settings.WAGTAIL_NGO = {"SEARCH_PLACES": {"Rynek": (54.46, 17.03)}}
    NGOFactory(title="Daleko", parent=directory, latitude="54.50", longitude="17.10")
    NGOFactory(title="Blisko", parent=directory, latitude="54.461", longitude="17.031")
    NGOFactory(title="Nigdzie", parent=directory)
    assert names(client, directory, sort="distance", place="Rynek") == [
        "Blisko",
        "Daleko",
        "Nigdzie",
    ]


def test_number_of_queries_does_not_grow_with_entries(client, directory):
    area = ActivityAreaFactory(name="Sport")
    asked = []
    for number in range(3):
        NGOFactory(title=f"Klub Biegacza {number}", parent=directory, areas=[area])
        client.get(directory.url, {"q": "sport"})
        with CaptureQueriesContext(connection) as queries:
            client.get(directory.url, {"q": "sport"})
        asked.append(len(queries))
    assert asked[0] == asked[2]


def test_searches_are_counted_without_numbers_or_addresses(client, directory, entries):
    for query in ("Wędkarze", "wędkarze", "kosmos", "jan@example.org", "501234567"):
        client.get(directory.url, {"q": query})
    counted = SearchedQuery.objects.order_by("words").values_list("words", "times", "found")
    assert list(counted) == [("kosmos", 1, 0), ("wedkarze", 2, 1)]


def test_zero_results_lead_to_the_nearest_areas(client, directory, entries):
    response = client.get(directory.url, {"q": "zwiewność"})
    areas = [(area.name, area.count) for area in response.context["nearest"]]
    assert areas == [("Ochrona zwierząt", 1), ("Kultura i sztuka", 1)]
    content = response.content.decode()
    assert '?area=ochrona-zwierzat"' in content
