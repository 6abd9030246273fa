"""The map beside the coordinates of a seat."""

import pytest
from django.urls import reverse

from tests.factories.directory import NGOFactory
from wagtail_ngo.editing import seat_map

pytestmark = pytest.mark.django_db
TILES = {"MAP_TILE_URL": "https://maps.example/{z}/{x}/{y}.png", "MAP_ATTRIBUTION": "© <Maps>"}


def editor(admin_client, entry) -> str:
    return admin_client.get(reverse("wagtailadmin_pages:edit", args=[entry.pk])).content.decode()


def test_there_is_a_map_where_the_town_has_one_and_fields_in_any_case(admin_client, settings):
    entry = NGOFactory()
    settings.WAGTAIL_NGO = {}
    bare = editor(admin_client, entry)
    settings.WAGTAIL_NGO = TILES
    with_map = editor(admin_client, entry)

    for html in (bare, with_map):
        assert 'name="latitude"' in html
        assert 'name="longitude"' in html
    assert "ngo-seat-map" not in bare.replace("js/seat-map.js", "")
    assert 'data-ngo-seat-map-tiles-value="https://maps.example/{z}/{x}/{y}.png"' in with_map
    assert 'data-ngo-seat-map-attribution-value="© &lt;Maps&gt;"' in with_map
    assert "Choose on a map" in with_map


def test_the_map_begins_where_the_other_seats_are(admin_client, settings):
    settings.WAGTAIL_NGO = TILES
    first = NGOFactory()
    assert seat_map._middle() == seat_map.NOWHERE
    assert 'data-ngo-seat-map-known-value="false"' in editor(admin_client, first)

    NGOFactory(latitude="54.4", longitude="17.0")
    NGOFactory(latitude="54.6", longitude="17.2")

    assert seat_map._middle() == (pytest.approx(54.5), pytest.approx(17.1))
    html = editor(admin_client, first)
    assert 'data-ngo-seat-map-known-value="true"' in html
    assert 'data-ngo-seat-map-latitude-value="54.5"' in html
