"""A line about an event, with its place and host as the lists of the site know them."""

import datetime

import pytest

from tests.factories.directory import NGODirectoryFactory, NGOFactory
from tests.factories.events import VenueFactory
from wagtail_ngo.services.events.written_events import _best, understand

TODAY = datetime.date(2027, 3, 1)
NAMES = [
    (1, "Dom Kultury"),
    (2, "Miejski Dom Kultury"),
    (3, "Biblioteka Miejska"),
    (4, "Biblioteka Gminna"),
    (5, "Ratusz"),
]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("ratusz", (5, "Ratusz")),
        ("w ratuszu", (5, "Ratusz")),
        ("domu kultury", (1, "Dom Kultury")),
        ("miejskim domu kultury", (2, "Miejski Dom Kultury")),
        ("biblioteka", None),
        ("biblioteka gminna", (4, "Biblioteka Gminna")),
        ("ratusz gminny", None),
        ("teatr", None),
        ("", None),
        ("–", None),
    ],
)
def test_of_the_names_with_all_the_words_the_shortest_is_meant(written, found):
    assert _best(NAMES, written) == found
    assert _best(reversed(NAMES), written) == found
    assert _best([], written) is None


@pytest.mark.django_db
def test_place_and_host_are_found_among_venues_and_public_entries():
    venue = VenueFactory(name="Rondo")
    host = NGOFactory(title="Fundacja Indygo")
    NGOFactory(title="Fundacja Zryw", live=False)

    found = understand("co drugi czwartek 17–19 w Rondzie, gospodarz Indygo", today=TODAY)
    other = understand("co drugi czwartek 17–19 w Teatrze, gospodarz Zryw", today=TODAY)

    assert (found.venue, found.host, found.unknown) == (
        (venue.pk, "Rondo"),
        (host.pk, "Fundacja Indygo"),
        (),
    )
    assert (other.venue, other.host, other.unknown) == (None, None, ("Teatrze", "Zryw"))


@pytest.mark.django_db
def test_a_line_without_names_asks_nothing(django_assert_num_queries):
    NGOFactory(parent=NGODirectoryFactory(), title="Koncert")

    with django_assert_num_queries(0):
        found = understand("Koncert 20.03.2027 18:00", today=TODAY)

    assert (found.venue, found.host) == (None, None)
