"""Our modeladmin templates look like Wagtail's listings."""

import pytest

from wagtail_ngo.models import ActivityArea

pytestmark = pytest.mark.django_db

LIST = "/admin/wagtail_ngo/activityarea/"


@pytest.fixture
def area() -> ActivityArea:
    ActivityArea.objects.all().delete()
    return ActivityArea.objects.create(name="Sport", slug="sport")


def test_list_has_breadcrumbs_and_no_boolean_pictures(admin_client, area):
    html = admin_client.get(LIST).text
    found = [part in html for part in ("ngo-admin__table", "w-breadcrumbs", "icon-no.svg")]
    assert found == [True, True, False]


def test_cells_are_escaped_once(admin_client, area):
    ActivityArea.objects.create(name="<b>Music</b>", slug="music")
    html = admin_client.get(LIST).text
    assert [html.count("&lt;td"), html.count("<b>Music"), html.count("&lt;b&gt;Music") > 0] == [
        0,
        0,
        True,
    ]


def test_search_that_finds_nothing_leads_back(admin_client, area):
    html = admin_client.get(LIST, {"q": "zzz"}).text
    assert html.count(f'href="{LIST}"') >= 1


def test_empty_list_offers_to_add(admin_client):
    ActivityArea.objects.all().delete()
    assert f'href="{LIST}create/"' in admin_client.get(LIST).text


@pytest.mark.parametrize("view", ["edit", "delete"])
def test_views_of_one_object_lead_back_to_the_list(admin_client, area, view):
    html = admin_client.get(f"{LIST}{view}/{area.pk}/").text
    assert html.count(f'href="{LIST}"') >= 1
