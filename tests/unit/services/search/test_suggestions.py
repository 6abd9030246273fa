"""What is offered while somebody types: categories, names, whole searches."""

import datetime

import pytest

from tests.factories.directory import (
    ActivityAreaFactory,
    DistrictFactory,
    NGODirectoryFactory,
    NGOFactory,
    TargetGroupFactory,
)
from wagtail_ngo.services.search.suggestions import Suggestion, suggest

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def directory():
    return NGODirectoryFactory(slug="spis")


@pytest.fixture
def ask(directory, rf):
    def ask(text: str) -> list[Suggestion]:
        return suggest(directory, rf.get("/", SERVER_NAME="localhost"), text, now=NOW)

    return ask


def labels(suggestions) -> list[str]:
    return [one.label for one in suggestions]


def test_a_category_says_what_it_is_how_much_it_holds_and_where_it_leads(directory, ask):
    area = ActivityAreaFactory(name="Sport i turystyka", slug="sport")
    group = TargetGroupFactory(name="Sportowcy", slug="sportowcy")
    unused = DistrictFactory(name="Sportowe", slug="sportowe")
    NGOFactory(parent=directory, title="Azyl", areas=[area], target_groups=[group])
    NGOFactory(parent=directory, title="Bór", areas=[area])
    NGOFactory(parent=directory, title="Cis", areas=[area], live=False)

    found = ask("spor")

    assert found[:2] == [
        Suggestion("Sport i turystyka", "Activity area, 2 entries", f"{directory.url}?area=sport"),
        Suggestion("Sportowcy", "For whom, 1 entry", f"{directory.url}?group=sportowcy"),
    ]
    assert unused.name not in labels(found)


def test_every_word_typed_begins_a_word_of_the_category(directory, ask):
    area = ActivityAreaFactory(name="Sport i turystyka", slug="sport")
    NGOFactory(parent=directory, title="Azyl", areas=[area])

    assert labels(ask("tur spo"))[:1] == ["Sport i turystyka"]
    assert "Sport i turystyka" not in labels(ask("spo kul"))
    assert "Sport i turystyka" not in labels(ask("port"))


def test_an_area_and_a_group_of_one_name_are_both_offered(directory, ask):
    area, group = ActivityAreaFactory(name="Seniorzy"), TargetGroupFactory(name="Seniorzy")
    NGOFactory(parent=directory, title="Azyl", areas=[area], target_groups=[group])

    found = ask("senior")[:2]

    assert [(one.label, one.hint) for one in found] == [
        ("Seniorzy", "Activity area, 1 entry"),
        ("Seniorzy", "For whom, 1 entry"),
    ]


def test_the_fullest_three_categories_and_of_equal_ones_by_name(directory, ask):
    areas = [ActivityAreaFactory(name=f"Sporty {letter}") for letter in "DCBA"]
    NGOFactory(parent=directory, title="Azyl", areas=areas)
    NGOFactory(parent=directory, title="Bór", areas=areas[:1])

    found = [one.label for one in ask("spor") if one.hint.startswith("Activity area")]

    assert found == ["Sporty D", "Sporty A", "Sporty B"]


def test_a_mistyped_category_is_found_where_nothing_begins_so(directory, ask):
    area = ActivityAreaFactory(name="Turystyka", slug="turystyka")
    NGOFactory(parent=directory, title="Azyl", lead="Turystyka", areas=[area])

    assert labels(ask("turytsyka"))[:1] == ["Turystyka"]


def test_names_lead_to_their_pages_and_come_after_categories(directory, ask):
    area = ActivityAreaFactory(name="Szachy", slug="szachy")
    page = NGOFactory(parent=directory, title="Szachiści", short_name="SZ", areas=[area])

    assert ask("szach") == [
        Suggestion("Szachy", "Activity area, 1 entry", f"{directory.url}?area=szachy"),
        Suggestion("Szachiści", "SZ", page.url),
    ]


def test_at_most_six_names(directory, ask):
    for number in range(7):
        NGOFactory(parent=directory, title=f"Klub {number}")

    assert labels(ask("klub")) == [f"Klub {number}" for number in range(6)]


@pytest.mark.parametrize("text", ["", "k", " k ", "–"])
def test_a_letter_is_too_little(directory, ask, text):
    NGOFactory(parent=directory, title="Klub")

    assert ask(text) == []


def test_two_letters_are_enough(directory, ask):
    NGOFactory(parent=directory, title="Klub")

    assert labels(ask("kl")) == ["Klub"]


def test_the_last_word_is_completed_as_entries_spell_it(directory, ask):
    NGOFactory(parent=directory, title="Koło A", lead="Nauka gry na skrzypcach.")
    NGOFactory(parent=directory, title="Koło B", lead="Nauka skrzypiec i skrzypcach.")
    NGOFactory(parent=directory, title="Koło C", lead="Skrzynki na kwiaty.")

    found = [one for one in ask("nauka skrzy") if one.hint == "Search"]

    assert [one.label for one in found] == ["nauka skrzypcach"]
    assert found[0].url == f"{directory.url}?q=nauka+skrzypcach"


def test_one_word_alone_is_not_completed_and_what_was_typed_not_offered(directory, ask):
    NGOFactory(parent=directory, title="Koło A", lead="Nauka gry na skrzypcach.")

    for text in ("skrzy", "nauka skrzypcach", "nauka NAUK"):
        assert [one for one in ask(text) if one.hint == "Search"] == []


def test_at_most_two_searches_the_usual_word_first(directory, ask):
    for title, lead in (
        ("A", "Nauka roweru."),
        ("B", "Nauka roweru i rolek."),
        ("C", "Nauka robotyki, roweru i rolek."),
    ):
        NGOFactory(parent=directory, title=title, lead=lead)

    found = [one.label for one in ask("nauka ro") if one.hint == "Search"]

    assert found == ["nauka roweru", "nauka rolek"]
