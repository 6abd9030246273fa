"""What a source says of an event, in the words of the page that compares."""

import pytest
from django.utils import translation

from tests.factories.events import EventKindFactory, VenueFactory
from wagtail_ngo.services.events.source_words import label_of, words_of

TIMES = ["2027-03-18", "17:00:00", None, "19:00:00", False, False, "Europe/Warsaw"]


@pytest.fixture(autouse=True)
def _polish():
    with translation.override("pl"):
        yield


def test_parts_have_the_names_of_the_editor():
    names = ["when", "text", "title", "venue_id", "date 2027-03-18", "date 2027-03-18-2000"]

    assert [label_of(name) for name in names] == [
        "Kiedy",
        "Tekst",
        "tytuł",
        "miejsce",
        "Termin 18 marca 2027",
        "Termin 18 marca 2027, 20:00",
    ]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "18 marca 2027, 17:00 – 19:00\nEurope/Warsaw"),
        ({3: None}, "18 marca 2027, 17:00\nEurope/Warsaw"),
        ({2: "2027-03-19"}, "18 marca 2027, 17:00 – 19 marca 2027, 19:00\nEurope/Warsaw"),
        ({4: True}, "18 marca 2027\nEurope/Warsaw"),
        ({1: None, 3: None, 2: "2027-03-20"}, "18 marca 2027 – 20 marca 2027\nEurope/Warsaw"),
    ],
)
def test_the_time_is_told_as_people_write_it(changes, text):
    times = [changes.get(place, value) for place, value in enumerate(TIMES)]

    assert words_of("when", [*times, ""]) == text


def test_a_rule_has_a_line_of_its_own():
    assert words_of("when", [*TIMES, "FREQ=WEEKLY"]).split("\n") == [
        "18 marca 2027, 17:00 – 19:00",
        "co tydzień w czwartki",
        "Europe/Warsaw",
    ]


@pytest.mark.parametrize("name", ["title", "when", "text", "venue_id", "date 2027-03-18"])
@pytest.mark.parametrize("value", [None, "", []])
def test_nothing_is_nothing(name, value):
    assert words_of(name, value) == ""


def test_text_has_lead_and_paragraphs_without_markup_and_nothing_else():
    blocks = [["text", "<p>Raz <b>dwa</b></p><p>trzy</p>"], ["image", {"image": 5}]]

    assert words_of("text", ["Wstęp", blocks]) == "Wstęp\nRaz dwa\ntrzy"
    assert words_of("text", ["", blocks[:1]]) == "Raz dwa\ntrzy"


def test_a_changed_date_names_what_is_set():
    change = {
        "original_date": "2027-03-18",
        "kind": "moved",
        "new_date": "2027-03-19",
        "start_time": "18:00:00",
        "all_day": False,
        "title": "Inny",
    }

    lines = words_of("date 2027-03-18", change).split("\n")

    assert [line.split(": ")[-1] for line in lines[1:]] == [
        "19 marca 2027",
        "18:00",
        "nie",
        "Inny",
    ]
    assert len(lines) == 5


@pytest.mark.django_db
def test_kinds_and_venues_are_named_and_gone_ones_are_nothing():
    kind, venue = EventKindFactory(name="Szkolenia"), VenueFactory(name="Rondo")

    assert words_of("kind_id", kind.pk) == "Szkolenia"
    assert words_of("venue_id", venue.pk) == "Rondo"
    assert words_of("venue_id", venue.pk + 1) == ""
    assert words_of("title", "Tytuł") == "Tytuł"
