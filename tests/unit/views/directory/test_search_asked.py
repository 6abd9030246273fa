"""Questions, situations, other languages and numbers, asked of the directory page."""

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.directory import (
    ActivityAreaFactory,
    ContactChannelFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.models import (
    Need,
    SearchAskingWord,
    SearchedQuery,
    SearchSituation,
    SearchTranslation,
)
from wagtail_ngo.services.search.log import loggable

pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    return NGODirectoryFactory(title="Organizacje", slug="organizacje")


@pytest.fixture
def entries(directory):
    text = [("text", "<p>Zwiedzanie latarni morskiej i warsztaty wikliniarskie.</p>")]
    rows = {
        "Pracownia Kądziel": {"lead": "Uczymy haftu i tkania na krosnach."},
        "Fundacja Wesołe Nutki": {"lead": "Nauka gry na skrzypcach i flecie."},
        "Ogrodnicy Malina": {"lead": "Wymiana sadzonek, porady dla ogrodników."},
        "Klub Filatelistów Ząbek": {"lead": "Wymiana znaczków, giełda.", "nip": "8390500009"},
        "Przyjaciele Latarni": {"description": text},
        "Zabawa Karnawałowa": {"description": [("text", "<p>Wielki bal maskowy co roku.</p>")]},
        "Agrafka": {"description": [("text", "<p>Nauka baletu.</p>")]},
        "Bezan": {"description": [("text", "<p>Pokazy baletowe.</p>")]},
    }
    made = {name: NGOFactory(parent=directory, title=name, **more) for name, more in rows.items()}
    stamps = made["Klub Filatelistów Ząbek"]
    ContactChannelFactory(organization=stamps, kind="phone", value="59 844 55 66")
    stamps = type(stamps).objects.get(pk=stamps.pk)
    stamps.save()
    return made


def ask(client, directory, text, **parameters):
    return client.get(directory.url, {"q": text, **parameters})


def names(response) -> list[str]:
    return ["".join(piece.text for piece in row.name) for row in response.context["rows"]]


def test_a_question_is_answered_by_its_telling_words(client, directory, entries):
    response = ask(client, directory, "chcę się nauczyć haftu proszę")

    assert names(response) == ["Pracownia Kądziel"]
    assert response.context["results"].match.left_out == ["chce", "nauczyc", "prosze"]


def test_entries_with_part_of_the_words_come_best_first_and_are_said_to_be(
    client, directory, entries
):
    response = ask(client, directory, "wymiana skrzypiec")

    assert sorted(names(response)) == [
        "Fundacja Wesołe Nutki", "Klub Filatelistów Ząbek", "Ogrodnicy Malina",
    ]  # fmt: skip
    assert names(response)[0] == "Fundacja Wesołe Nutki"
    assert response.context["results"].match.is_partial


def test_parts_stand_below_full_matches_under_a_heading_and_in_no_file(client, directory, entries):
    response = ask(client, directory, "wymiana sadzonek")

    assert names(response) == ["Ogrodnicy Malina", "Klub Filatelistów Ząbek"]
    assert [row.begins_parts for row in response.context["rows"]] == [False, True]
    csv = b"".join(client.get(f"{directory.url}csv/?q=wymiana+sadzonek").streaming_content).decode()
    assert ("Ogrodnicy Malina" in csv, "Ząbek" in csv) == (True, False)


@pytest.mark.parametrize("text", ["nitki", "kupię nitki", "ślub", "stal", "krem do twarzy"])
def test_a_polish_word_is_never_corrected(client, directory, entries, text):
    response = ask(client, directory, text)

    assert (names(response), response.context["results"].match.corrected) == ([], "")


def test_a_correction_of_a_word_of_the_description_is_shown_and_taken_back(
    client, directory, entries
):
    response = ask(client, directory, "wiklniarskie")

    assert names(response) == ["Przyjaciele Latarni"]
    assert response.context["results"].match.corrected == "wikliniarskie"
    assert response.context["exact_query"] == "?q=wiklniarskie&exact=1"
    assert names(ask(client, directory, "wiklniarskie", exact="1")) == []


def test_a_correction_inside_a_partial_match_is_shown_and_taken_back(client, directory, entries):
    response = ask(client, directory, "wiklniarskie znaczki")

    assert sorted(names(response)) == ["Klub Filatelistów Ząbek", "Przyjaciele Latarni"]
    match = response.context["results"].match
    assert (match.is_partial, match.corrected) == (True, "wikliniarskie znaczki")
    way_back = response.context["exact_query"]
    assert way_back == "?q=wiklniarskie+znaczki&exact=1"
    assert f'href="{way_back.replace("&", "&amp;")}"' in response.content.decode()
    response = client.get(f"{directory.url}{way_back}")
    assert names(response) == ["Klub Filatelistów Ząbek"]
    match = response.context["results"].match
    assert (match.is_partial, match.corrected, match.missing) == (True, "", ["wiklniarskie"])


@pytest.mark.parametrize("text", ["klubfilatelistów", "fila telistów", "filatelsit"])
def test_joined_split_and_wrong_words_are_mended(client, directory, entries, text):
    assert names(ask(client, directory, text))[0] == "Klub Filatelistów Ząbek"


@pytest.mark.parametrize(
    "text",
    ["(59) 844-55-66", "tel. 59 844 55 66", "844 55 66", "PL8390500009", "nip: 839-050-00-09"],
)
def test_a_number_leads_straight_to_its_entry(client, directory, entries, text):
    assert ask(client, directory, text).url == "/organizacje/klub-filatelistow-zabek/"


def test_the_phone_of_a_hidden_entry_leads_nowhere(client, directory, entries):
    PageViewRestriction.objects.create(
        page=entries["Klub Filatelistów Ząbek"], restriction_type=PageViewRestriction.LOGIN
    )
    response = ask(client, directory, "59 844 55 66")
    assert (response.status_code, names(response)) == (200, [])


@pytest.mark.parametrize("text", ["83905", "839 050 00", "8390500008"])
def test_part_of_a_register_number_finds_nothing(client, directory, entries, text):
    assert names(ask(client, directory, text)) == []


def test_the_word_itself_comes_before_longer_words(client, directory, entries):
    assert names(ask(client, directory, "bal"))[0] == "Zabawa Karnawałowa"


def test_area_and_group_and_words_add_up(client, directory):
    group = TargetGroupFactory(name="Rybacy")
    area = ActivityAreaFactory(name="Rybacy i morze")
    for name in ("Adamo", "Bartek", "Cezar"):
        NGOFactory(parent=directory, title=name, lead="Opieka nad kutrem.", target_groups=[group])
    NGOFactory(parent=directory, title="Zatoka", lead="Port.", areas=[area], target_groups=[group])
    assert names(ask(client, directory, "rybacy"))[0] == "Zatoka"


def test_who_needs_volunteers_is_found_by_the_kind_of_the_need(client, directory, settings):
    settings.LANGUAGE_CODE = "pl"
    entry = NGOFactory(parent=directory, title="Latarnia")
    NGOFactory(parent=directory, title="Inna")
    Need.objects.create(organization=entry, kind="volunteers", text="opiekunowie wystawy")
    type(entry).objects.get(pk=entry.pk).save()

    assert names(ask(client, directory, "wolontariusze")) == ["Latarnia"]


def test_a_street_is_found_by_its_name_and_not_by_the_sign_for_street(client, directory):
    NGOFactory(parent=directory, title="Pszczoły", description=[("text", "<p>Nasz ul.</p>")])
    NGOFactory(parent=directory, title="Biuro", seat_street="ul. Lipowa 4", seat_city="Gród")

    assert names(ask(client, directory, "ul")) == ["Pszczoły"]
    assert names(ask(client, directory, "lipowa")) == ["Biuro"]


def test_a_situation_is_answered_by_its_words_and_a_sentence(client, directory, entries):
    SearchSituation.objects.create(
        phrases="nudzi mi się", words="skrzypce, haft", sentence="Tu nikt się nie nudzi."
    )
    response = ask(client, directory, "bardzo mi się nudzi")

    assert sorted(names(response)) == ["Fundacja Wesołe Nutki", "Pracownia Kądziel"]
    assert "Tu nikt się nie nudzi." in response.content.decode()
    SearchSituation.objects.update(is_active=False)
    SearchSituation.objects.last().save()
    assert "Tu nikt się nie nudzi." not in ask(client, directory, "nudzi mi się").content.decode()


@pytest.mark.parametrize("text", ["скрипка", "скрипки", "violin lessons"])
def test_words_of_other_languages_are_translated_and_said_to_be(client, directory, entries, text):
    SearchTranslation.objects.create(meaning="skrzypce", words="скрипка, violin, violin lessons")

    response = ask(client, directory, text)

    assert names(response) == ["Fundacja Wesołe Nutki"]
    assert response.context["results"].match.translated == "skrzypce"


def test_editors_add_words_of_asking(client, directory, entries):
    assert names(ask(client, directory, "elo haftu")) == ["Pracownia Kądziel"]
    assert ask(client, directory, "elo haftu").context["results"].match.missing == ["elo"]
    SearchAskingWord.objects.create(words="elo, siema")

    match = ask(client, directory, "elo haftu").context["results"].match

    assert (match.missing, match.left_out) == ([], ["elo"])


@pytest.mark.parametrize("text", ["klub f", "filatelsit"])
def test_suggestions_know_one_letter_and_typing_errors(client, directory, entries, text):
    rows = client.get(f"{directory.url}suggestions/", {"q": text}).json()["suggestions"]
    assert rows[0]["label"] == "Klub Filatelistów Ząbek"


@pytest.mark.parametrize(
    "text",
    ["59 844 nowak", "pesel 9001 0112 345", "nowak 900-101", "jan@example.org", "501 234 567"],
)
def test_numbers_in_groups_are_never_kept(client, directory, entries, text):
    ask(client, directory, text)

    assert loggable(read_query(text, Polish())) == ""
    assert SearchedQuery.objects.count() == 0


def test_a_year_and_a_house_number_are_kept(client, directory, entries):
    ask(client, directory, "plener 2027")

    row = SearchedQuery.objects.get()
    assert (row.words, row.times, row.day) == ("plener 2027", 1, timezone.localdate())
