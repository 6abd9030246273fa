"""Routes of pages: every name leads to a view, and a host can put its own in its place."""

import inspect

import pytest
from django.apps import apps
from django.http import HttpResponse
from wagtail.contrib.routable_page.models import RoutablePageMixin

from tests.factories.events import EventIndexFactory
from wagtail_ngo.routes import find_view


def named_views():
    """(page type, view name, captured names) of every route of the package."""
    for model in apps.get_app_config("wagtail_ngo").get_models():
        if not issubclass(model, RoutablePageMixin):
            continue
        for route in model.get_subpage_urls():
            if name := getattr(route.callback, "view_name", None):
                yield model.__name__, name, tuple(sorted(route.pattern.regex.groupindex))


@pytest.mark.parametrize(("page_type", "name", "captured"), sorted(set(named_views())))
def test_every_route_leads_to_a_view_that_takes_what_it_captures(page_type, name, captured):
    view = find_view(name)

    inspect.signature(view).bind("request", "page", **dict.fromkeys(captured))


def test_every_page_type_with_routes_names_its_views():
    assert len({page_type for page_type, _, _ in named_views()}) >= 7


def town_view(request, page):
    return HttpResponse(f"town: {page.title}", content_type="text/plain")


@pytest.mark.django_db
def test_a_host_puts_its_own_view_in_place_by_name(client, settings):
    page = EventIndexFactory(title="Kalendarz")
    settings.WAGTAIL_NGO = {"VIEWS": {"events.pages.upcoming": f"{__name__}.town_view"}}

    answer = client.get(page.url)

    assert answer.content.decode() == "town: Kalendarz"
    assert client.get(page.url + "ics/").headers["Content-Type"].startswith("text/calendar")
