"""Orders of entries by what is known of them."""

import datetime

import pytest

from tests.factories.directory import ActivityAreaFactory, NGODirectoryFactory, NGOFactory
from tests.unit.services.search.asking import matcher_of
from wagtail_ngo.domain.search import bits
from wagtail_ngo.services.search import ordering
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.ordering import by_distance, by_name, kilometres


def test_kilometres_between_two_points_of_a_city():
    town = (54.46, 17.03)

    assert kilometres(town, town) == 0
    assert kilometres((54.0, 17.0), (55.0, 17.0)) == pytest.approx(111.2)
    assert kilometres((60.0, 17.0), (60.0, 19.0)) == pytest.approx(111.2)
    assert kilometres((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2)
    assert kilometres((54.0, 17.0), (54.3, 17.5)) == pytest.approx(46.6, abs=0.1)
    assert kilometres((54.3, 17.5), (54.0, 17.0)) == kilometres((54.0, 17.0), (54.3, 17.5))


def test_the_nearest_come_first_and_those_without_a_place_last():
    catalogue = Catalogue("", "", datetime.date(2027, 1, 1), 0.0)
    catalogue.pks.extend([1, 2, 3, 4, 5])
    catalogue.places.update({0: (54.5, 17.0), 2: (54.46, 17.03), 4: (54.47, 17.03)})
    entries = bits.from_flags([0, 1, 2, 3], 5)

    assert list(by_distance(catalogue, entries, (54.46, 17.03))) == [2, 0, 1, 3]


def test_by_name_is_the_order_of_the_catalogue():
    assert list(by_name(0b1011)) == [0, 1, 3]


@pytest.mark.django_db
def test_a_word_of_several_terms_leads_to_the_entries_of_each():
    directory = NGODirectoryFactory(slug="spis")
    for title, names in (("A", ["Szachy dzieci"]), ("B", ["Szachy"]), ("C", ["Warcaby"])):
        areas = [ActivityAreaFactory(name=name) for name in names]
        NGOFactory(parent=directory, title=title, areas=areas)
    ActivityAreaFactory(name="Szachy listowne")
    matcher = matcher_of(directory)

    entries = ordering._entries_by_key(matcher, ordering._AREAS)

    keys = [matcher.language.key(word) for word in ("szachy", "dzieci", "warcaby", "listowne")]
    assert [entries[key] for key in keys] == [0b011, 0b001, 0b100, 0]
