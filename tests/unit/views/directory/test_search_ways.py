"""The same search as feed, spreadsheet, paper and map; and what no visitor should type."""

import csv
import datetime
import io
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
)
from wagtail_ngo.models import ContactChannel, NGOPage, SearchedQuery
from wagtail_ngo.services.search.log import forget_old

pytestmark = pytest.mark.django_db
WAYS = ("", "suggestions/", "csv/", "atom/", "print/", "map/", "map/markers/")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje")


@pytest.fixture
def entries(directory):
    harbour = DistrictFactory(name="Port")
    open_one = NGOFactory(
        title="Klub Żeglarski",
        parent=directory,
        lead="=Rejsy",
        districts=[harbour],
        latitude="54.46",
        longitude="17.03",
    )
    hidden_street = NGOFactory(
        title="Klub Tajnej Ulicy",
        parent=directory,
        districts=[harbour],
        seat_street="Sekretna 7",
        seat_city="Słupsk",
        hide_street=True,
        latitude="54.47",
        longitude="17.04",
    )
    secret = NGOFactory(
        title="Klub Tajny", parent=directory, districts=[harbour], latitude="54", longitude="17"
    )
    PageViewRestriction.objects.create(page=secret, restriction_type="login")
    ContactChannel.objects.create(
        organization=open_one, kind="phone", value="+48500600700", is_public=False
    )
    ContactChannel.objects.create(organization=open_one, kind="email", value="klub@example.org")
    for entry in (open_one, hidden_street):
        NGOPage.objects.get(pk=entry.pk).save_revision().publish()
    return open_one, hidden_street, secret


def test_atom_of_a_search_has_what_the_search_finds(client, directory, entries):
    response = client.get(f"{directory.url}atom/", {"q": "żeglarze"})
    feed = ET.fromstring(response.content)  # noqa: S314 -- our own feed
    assert [one.findtext(f"{ATOM}title") for one in feed.iter(f"{ATOM}entry")] == ["Klub Żeglarski"]


def test_csv_has_public_fields_in_the_order_found(client, directory, entries):
    response = client.get(f"{directory.url}csv/", {"q": "klub"})
    content = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Klub Żeglarski", "Klub Tajnej Ulicy"]
    assert rows[1][9] == "'=Rejsy"
    assert rows[1][12] == "klub@example.org"
    for secret in ("Sekretna", "500600700", "500 600 700", "Klub Tajny"):
        assert secret not in content


def test_print_view_lists_all_that_was_found(client, directory, entries):
    response = client.get(f"{directory.url}print/", {"district": "port"})
    assert [row.entry.title for row in response.context["rows"]] == [
        "Klub Tajnej Ulicy",
        "Klub Żeglarski",
    ]
    assert "Sekretna" not in response.content.decode()


def test_map_without_tiles_outlines_the_districts(client, directory, entries):
    response = client.get(f"{directory.url}map/")
    tiles = response.context["tiles"]
    assert [(tile.name, tile.count) for tile in tiles] == [("Port", 2)]
    assert b"leaflet" not in response.content


def restrict(entry):
    PageViewRestriction.objects.create(page=entry, restriction_type="login")


def restrict_directory(entry):
    PageViewRestriction.objects.create(page=entry.get_parent(), restriction_type="login")


def expire(entry):
    entry.expire_at = timezone.now() - datetime.timedelta(days=1)
    entry.save()


def unpublish(entry):
    entry.unpublish()


def move_to_another_site(entry):
    root = Page.get_first_root_node().add_child(instance=Page(title="Elsewhere", slug="elsewhere"))
    Site.objects.create(hostname="elsewhere.test", root_page=root)
    entry.move(NGODirectoryFactory(title="Other", slug="other", parent=root), "last-child")


@pytest.mark.parametrize(
    "hide", [restrict, restrict_directory, expire, unpublish, move_to_another_site]
)
def test_what_is_hidden_is_counted_and_outlined_nowhere(client, directory, hide):
    """The district is named by filters and outline only while a visible entry lies in it."""
    harbour = DistrictFactory(name="Zqportqz")
    entry = NGOFactory(
        title="Zqklubqz", parent=directory, districts=[harbour], latitude="54.4", longitude="17"
    )

    def shown() -> dict[str, str]:
        answers = {way: client.get(f"{directory.url}{way}", {"q": "zqklubqz"}) for way in WAYS}
        return {
            way: b"".join(answer).decode()
            for way, answer in answers.items()
            if answer.status_code == 200
        }

    open_to_all = shown()
    assert set(open_to_all) == set(WAYS)
    assert all("Zqklubqz" in text for text in open_to_all.values())
    assert all("Zqportqz" in open_to_all[way] for way in ("", "map/"))

    hide(NGOPage.objects.get(pk=entry.pk))

    for text in shown().values():
        assert "Zqklubqz" not in text
        assert "Zqportqz" not in text


def test_map_markers_are_public_places_of_visible_entries(client, directory, entries, settings):
    settings.WAGTAIL_NGO = {"MAP_TILE_URL": "https://tiles.example.org/{z}/{x}/{y}.png"}
    response = client.get(f"{directory.url}map/")
    assert b"https://tiles.example.org/" in response.content
    markers = client.get(f"{directory.url}map/markers/").json()["markers"]
    assert [one["name"] for one in markers] == ["Klub Żeglarski"]


def test_phone_of_a_private_channel_finds_nothing(client, directory, entries):
    ContactChannel.objects.create(
        organization=entries[1], kind="phone", value="+48111222333", is_public=True
    )
    NGOPage.objects.get(pk=entries[1].pk).save()
    # A whole number leads straight to its entry.
    answer = client.get(directory.url, {"q": "111 222 333"})
    paths = [urlsplit(address).path for address in (answer["Location"], entries[1].url)]
    assert (answer.status_code, paths[0]) == (302, paths[1])
    for query in ("500 600 700", "Sekretna"):
        assert client.get(directory.url, {"q": query}).context["rows"] == []


def test_areas_given_on_publishing_are_found_at_once(client, directory):
    area = ActivityAreaFactory(name="Pszczelarstwo")
    NGOFactory(title="Ul", parent=directory, areas=[area])
    assert len(client.get(directory.url, {"q": "pszczelarstwo"}).context["rows"]) == 1


def test_renamed_area_is_found_by_its_new_name(client, directory):
    area = ActivityAreaFactory(name="Pszczelarstwo")
    NGOFactory(title="Ul", parent=directory, areas=[area])
    area.name = "Ogrodnictwo"
    area.save()
    assert len(client.get(directory.url, {"q": "ogrodnictwo"}).context["rows"]) == 1
    assert client.get(directory.url, {"q": "pszczelarstwo"}).context["rows"] == []


def test_deleted_entry_is_found_no_more(client, directory, entries):
    NGOPage.objects.get(pk=entries[0].pk).delete()
    assert client.get(directory.url, {"q": "żeglarze"}).context["rows"] == []


def test_reindex_command_says_how_far_it_is(directory, entries, capsys):
    SearchedQuery.objects.create(day="2020-01-01", words="dawno", times=1)
    call_command("ngo_reindex", batch=2)
    assert capsys.readouterr().out.splitlines() == [
        "2 of 3",
        "3 of 3",
        "3 entries indexed, 1 counts dropped.",
    ]


def test_old_counts_are_forgotten_and_recent_kept():
    today = timezone.localdate()
    SearchedQuery.objects.create(day=today, words="dziś", times=1)
    assert forget_old(today) == 0


def test_report_sums_searches_for_editors(admin_client):
    for day in ("2026-01-01", "2026-01-02"):
        SearchedQuery.objects.create(day=day, words="strażacy", times=2, found=0)
    SearchedQuery.objects.create(day="2026-01-02", words="chór", times=1, found=3)
    response = admin_client.get(reverse("wagtail_ngo_search_report"))
    rows = [(row["words"], row["total"]) for row in response.context["object_list"]]
    assert rows == [("strażacy", 4), ("chór", 1)]
    only = admin_client.get(reverse("wagtail_ngo_search_report_results"), {"nothing": "on"})
    assert [row["words"] for row in only.context["object_list"]] == ["strażacy"]


def test_report_is_closed_to_visitors(client):
    assert client.get(reverse("wagtail_ngo_search_report")).status_code == 302


def hostile_values() -> list[str]:
    signs = list("\"'*()[]{}:;-–—+^~%_\\/|&!?#@<>=$`.,\x00\x01\x1f\x7f\u200b\u202e\ufeff\ufffd🙂")
    operators = ["NEAR", "AND", "OR", "NOT", "NEAR(a b)", "a NEAR b", 'a" OR "b', "title:x", "^a"]
    words = [
        "a" * 10_000,
        "ą " * 5_000,
        "' OR 1=1; DROP TABLE x; --",
        "%' UNION SELECT password FROM auth_user --",
        "{{ 7*7 }}{% load x %}",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "مرحبا بالعالم",
        "שלום",
        "你好",
        "Ελλάδα",
        "ÀÉÎÕÜ",
        "ﬁ",
        "𝔘𝔫𝔦",
        "e\u0301" * 50,
        "\ud83d",
        "0" * 50,
        "１２３４５６７８９０",
        "²³",
        "٣٤٥",
        "- - -",
        '"',
        '""',
        '"klub',
        "klub*",
        "*klub",
        "klub:*",
        "!klub",
        "klub & | żeglarz",
        "<->",
        "\\",
        "\\x00",
        "null",
        "None",
        "NaN",
        "true",
        "qxklubq",
        "qt",
        "q",
    ]
    pairs = [f"{sign}klub{sign}" for sign in signs] + [f"klub {sign} port" for sign in signs]
    ends = [f"{sign}klub" for sign in signs]
    return list(dict.fromkeys([*signs, *operators, *words, *pairs, *ends]))


def test_hostile_words_are_answered(client, directory, entries):
    values = hostile_values()
    assert len(values) >= 200
    for value in values:
        encoded = value.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
        for path in ("", "suggestions/"):
            response = client.get(f"{directory.url}{path}", {"q": encoded})
            assert response.status_code == 200, (path, value)


@pytest.mark.parametrize(
    "query",
    [
        "page=-1",
        "page=0",
        "page=1000000000",
        "page=abc",
        "page=%00",
        "page=1e9",
        "page=" + "9" * 400,
        "&".join(f"area=x{number}" for number in range(500)),
        "&".join(f"x{number}=1" for number in range(500)),
        "area=%00&district=%27&form[]=1",
        "letter=%00",
        "letter=ŻŻ",
        "sort=%27",
        "sort=distance&place=nowhere",
        "q=a&q=b&q=c",
        "q=%ff%fe",
        "open=1&access=1&opp=1&offers=zzz",
        "=&=&&&",
    ],
)
def test_hostile_parameters_are_answered(client, directory, entries, query):
    for path in WAYS:
        response = client.get(f"{directory.url}{path}?{query}")
        assert (path, response.status_code) == (path, 200)
        b"".join(response)  # a stream fails only when it is read
