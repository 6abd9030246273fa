"""What a row of the results answers, what an entry shows beside itself, what is counted."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, Site

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.models import OpeningHours, SearchedQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje", slug="organizacje")


def rows(client, directory, **parameters):
    return list(client.get(directory.url, parameters).context["rows"])


def text(pieces) -> str:
    return "".join(f"[{one.text}]" if one.is_match else one.text for one in pieces)


def test_a_row_shows_the_first_public_phone_and_whether_it_is_open(client, directory):
    entry = NGOFactory(parent=directory, title="Otwarte")
    NGOFactory(parent=directory, title="Zamknięte")
    ContactChannelFactory(organization=entry, kind="phone", value="+48598110000", is_public=False)
    ContactChannelFactory(organization=entry, kind="phone", value="+48598112233")
    for weekday in range(7):
        OpeningHours.objects.create(
            organization=entry, weekday=weekday, opens="00:00", closes="23:59:59"
        )
    first, second = rows(client, directory)
    assert (first.is_open, first.dialled, second.is_open, second.phone) == (
        True,
        "+48598112233",
        False,
        "",
    )
    html = client.get(directory.url).content.decode()
    assert 'href="tel:+48598112233"' in html
    assert "598110000" not in html


def test_a_match_in_the_long_text_is_shown_with_its_sentence(client, directory):
    body = "<p>Spotykamy się co środę. Uczymy wypalania garnków w piecu! Wstęp wolny.</p>"
    NGOFactory(parent=directory, title="Glinka", lead="", description=[("text", body)])
    NGOFactory(parent=directory, title="Garnki", lead="", description=[("text", body)])
    by_name, by_text = rows(client, directory, q="garnki")
    assert (text(by_name.name), text(by_name.text)) == ("[Garnki]", "")
    assert text(by_text.text) == "Uczymy wypalania [garnków] w piecu!"


def test_letters_head_an_alphabetical_list_only(client, directory):
    for name in ("Azyl", "Aster", "Łąka"):
        NGOFactory(parent=directory, title=name, lead="klub")
    assert [row.letter for row in rows(client, directory)] == ["A", "", "Ł"]
    assert [row.letter for row in rows(client, directory, q="klub")] == ["", "", ""]


def test_distance_is_shown_where_the_list_is_sorted_by_it(client, directory, settings):
    settings.WAGTAIL_NGO = {"SEARCH_PLACES": {"Rynek": (54.46, 17.03)}}
    NGOFactory(parent=directory, title="Blisko", latitude="54.469", longitude="17.03")
    NGOFactory(parent=directory, title="Nigdzie")
    near, nowhere = rows(client, directory, sort="distance", place="Rynek")
    assert (round(near.distance, 1), nowhere.distance) == (1.0, None)
    assert [row.distance for row in rows(client, directory)] == [None, None]


def test_places_are_read_only_for_a_list_sorted_by_them(client, directory, settings):
    settings.WAGTAIL_NGO = {"SEARCH_PLACES": {"Rynek": (54.46, 17.03)}}
    NGOFactory(parent=directory, title="Blisko", latitude="54.469", longitude="17.03")
    asked = []
    for query in ({"q": "blisko"}, {"q": "blisko", "sort": "distance", "place": "Rynek"}):
        with CaptureQueriesContext(connection) as queries:
            client.get(directory.url, query)
        asked.append(sum("latitude" in one["sql"] for one in queries))
    assert asked[0] == 0 < asked[1]


def test_queries_for_rows_do_not_grow_with_them(client, directory):
    asked = []
    for number in range(3):
        body = [("text", f"<p>Uczymy szycia {number}.</p>")]
        entry = NGOFactory(parent=directory, title=f"Igła {number}", description=body)
        ContactChannelFactory(organization=entry, kind="phone", value="+48598112233")
        client.get(directory.url, {"q": "szycie"})
        with CaptureQueriesContext(connection) as queries:
            client.get(directory.url, {"q": "szycie"})
        asked.append(len(queries))
    assert asked[0] == asked[2]


def test_sharing_carries_the_search(client, directory):
    NGOFactory(parent=directory, title="Azyl dla kotów")
    html = client.get(directory.url, {"q": "koty"}).content.decode()
    assert f"{directory.full_url}?q=koty</a>" in html
    assert "?q=" not in client.get(directory.url).content.decode().partition("ngo-share")[2]


# Similar organizations


@pytest.fixture
def alike(directory):
    sewing, sport = ActivityAreaFactory(name="Szycie"), ActivityAreaFactory(name="Sport")
    seniors = TargetGroupFactory(name="Seniorzy")
    here = {"parent": directory, "areas": [sewing], "target_groups": [seniors]}
    return {
        "entry": NGOFactory(title="Igła", **here),
        "same": NGOFactory(title="Nitka", **here),
        "hidden": NGOFactory(title="Ukryta Nitka", **here),
        "gone": NGOFactory(title="Zawieszona Nitka", status="suspended", **here),
        "draft": NGOFactory(title="Szkic Nitki", live=False, **here),
        "other": NGOFactory(title="Piłka", parent=directory, areas=[sport]),
    }


def test_similar_organizations_share_areas_and_groups_and_may_be_seen(client, alike):
    restriction = {"page": alike["hidden"], "restriction_type": "login"}
    PageViewRestriction.objects.create(**restriction)
    response = client.get(alike["entry"].url)
    assert [page.title for page in response.context["similar"]] == ["Nitka"]
    html = response.content.decode()
    assert "Similar organizations" in html or "Podobne organizacje" in html
    assert [name for name in ("Ukryta", "Zawieszona", "Szkic", "Piłka") if name in html] == []


def test_an_entry_without_any_alike_says_nothing(client, alike):
    response = client.get(alike["other"].url)
    assert response.context["similar"] == []
    assert "ngo-similar" not in response.content.decode()


def test_similar_organizations_cost_the_same_for_one_and_for_many(client, directory, alike):
    def queries() -> int:
        client.get(alike["entry"].url)
        with CaptureQueriesContext(connection) as captured:
            client.get(alike["entry"].url)
        return len(captured)

    few = queries()
    more = {"areas": list(alike["entry"].areas.all())}
    for number in range(5):
        NGOFactory(parent=directory, title=f"Nitka {number}", **more)
    assert queries() == few


# What is counted


def opened(client, entry, referer: str) -> None:
    client.get(entry.url, headers={"referer": referer})


def test_an_entry_opened_out_of_results_is_counted_for_the_words(client, directory):
    entry = NGOFactory(parent=directory, title="Klub Szachowy")
    client.get(directory.url, {"q": "szachy"})
    opened(client, entry, f"http://testserver{directory.url}?q=szachy")
    for forged in ("?q=kot", "?q=501234567", "", "?q="):
        opened(client, entry, f"http://testserver{directory.url}{forged}")
    opened(client, entry, f"http://other.example{directory.url}?q=szachy")
    opened(client, entry, "http://testserver/elsewhere/?q=szachy")
    counted = SearchedQuery.objects.values_list("words", "times", "clicks")
    assert list(counted) == [("szachy", 1, 1)]


def test_corrected_and_partial_answers_are_counted(client, directory):
    NGOFactory(parent=directory, title="Klub Szachowy")
    NGOFactory(parent=directory, title="Hospicjum")
    for number in range(3):
        client.get(directory.url, {"q": "hopsicjum"}, REMOTE_ADDR=f"10.0.0.{number}")
    client.get(directory.url, {"q": "szachowy deszcz"})
    counted = SearchedQuery.objects.order_by("words")
    assert list(counted.values_list("words", "corrected", "partial")) == [
        ("hopsicjum", 1, 0),
        ("szachowy deszcz", 0, 1),
    ]


def test_words_that_may_be_a_name_wait_for_several_visitors(client, directory):
    NGOFactory(parent=directory, title="Klub Szachowy")
    for _again in range(5):
        client.get(directory.url, {"q": "Zbyszko Trzaskalski"})
    client.get(directory.url, {"q": "Zbyszko Trzaskalski"}, REMOTE_ADDR="10.0.0.1")
    assert SearchedQuery.objects.count() == 0
    client.get(directory.url, {"q": "Zbyszko Trzaskalski"}, REMOTE_ADDR="10.0.0.2")
    assert SearchedQuery.objects.get().times == 1


def test_the_report_tells_what_led_astray_and_begins_a_synonym(admin_client, directory):
    today = timezone.localdate()
    day = {"day": today - datetime.timedelta(days=1)}
    SearchedQuery.objects.create(words="hopsicjum", times=2, found=1, corrected=2, clicks=1, **day)
    SearchedQuery.objects.create(words="szachy", times=3, found=4, **day)
    SearchedQuery.objects.create(words="kosmos", times=3, found=0, partial=0, **day)

    def found(kind: str) -> list[str]:
        response = admin_client.get("/admin/ngo/searches/", {"astray": kind})
        assert response.status_code == 200
        return [row["words"] for row in response.context["object_list"]]

    assert found("corrected") == ["hopsicjum"]
    assert found("partial") == []
    assert found("unopened") == ["szachy"]
    html = admin_client.get("/admin/ngo/searches/").content.decode()
    assert "searchsynonym/create/?words=szachy" in html
    assert "searchsituation/create/?words=szachy" in html


@pytest.mark.parametrize(
    ("model", "field"), [("searchsynonym", "words"), ("searchsituation", "phrases")]
)
def test_a_form_begins_with_the_words_of_the_report(admin_client, model, field):
    url = f"/admin/wagtail_ngo/{model}/create/"
    form = admin_client.get(url, {"words": "klub\n<b>szachowy"}).context["form"]
    assert form[field].value() == "klub <b>szachowy"
    assert admin_client.get(url).context["form"][field].value() in ("", None)


# Suggestions


def suggested(client, directory, typed: str) -> list[tuple[str, str]]:
    answer = client.get(f"{directory.url}suggestions/", {"q": typed}).json()
    return [(one["label"], one["hint"]) for one in answer["suggestions"]]


def test_suggestions_tell_areas_from_groups_and_forgive_errors(client, directory):
    area, group = ActivityAreaFactory(name="Seniorzy"), TargetGroupFactory(name="Seniorzy")
    NGOFactory(parent=directory, title="Klub", areas=[area], target_groups=[group])
    NGOFactory(parent=directory, title="Koło", districts=[DistrictFactory(name="Zatorze")])
    for typed in ("senio", "seniozry"):
        hints = [hint for label, hint in suggested(client, directory, typed) if label == "Seniorzy"]
        assert len(set(hints)) == 2, typed
    assert suggested(client, directory, "Zatorez")[0][0] == "Zatorze"


def test_suggestions_complete_a_search_with_its_own_spelling(client, directory):
    NGOFactory(parent=directory, title="Klub Seniora", lead="Sala dla seniorów i młodzieży.")
    NGOFactory(parent=directory, title="Klub Szachowy")
    labels = [label for label, _hint in suggested(client, directory, "sala dla s")]
    assert labels == ["Klub Seniora", "sala dla seniora"]
    assert "Klub Seniora" in [label for label, _hint in suggested(client, directory, "klub s")]
    assert suggested(client, directory, "sala xyz") == []


def test_addresses_of_rows_are_those_of_their_pages(client, directory):
    slugs = ["klub", "żółw-2", "klub-klub", "k"]
    entries = [NGOFactory(parent=directory, title=f"Klub {slug}", slug=slug) for slug in slugs]
    # One of them is also the home page of another site.
    Site.objects.create(hostname="klub.example", root_page=entries[2])
    response = client.get(directory.url)
    found = {row.pk: row.url for row in response.context["rows"]}

    assert found == {entry.pk: entry.get_url(response.wsgi_request) for entry in entries}
    assert found[entries[1].pk] == f"{response.wsgi_request.path}%C5%BC%C3%B3%C5%82w-2/"
