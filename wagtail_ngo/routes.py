"""Routes of pages that name their view by words, so that models never import views.

    ics = view("events.calendars.event", path("ics/", name="ics"))

The view is ``wagtail_ngo.views.events.calendars.event(request, page, **captured)``, imported when
it is first asked for. A host puts its own in its place by name:

    WAGTAIL_NGO = {"VIEWS": {"events.calendars.event": "town.views.calendar"}}
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.module_loading import import_string

from wagtail_ngo import conf

PACKAGE = "wagtail_ngo.views"


def find_view(name: str) -> Callable[..., HttpResponseBase]:
    """The function behind ``name``: the host's own, else the package's.

    ImportError when there is no such function.
    """
    return import_string(conf.get("VIEWS").get(name) or f"{PACKAGE}.{name}")


def view(name: str, *routes: Callable) -> Callable[..., HttpResponseBase]:
    """A method for a ``RoutablePageMixin`` that serves ``routes`` by the view of that name.

    ``routes`` are Wagtail's ``path(…)`` and ``re_path(…)``, each with a ``name``; what they
    capture reaches the view as keyword arguments.
    """

    def serve(page, request: HttpRequest, **captured) -> HttpResponseBase:
        return find_view(name)(request, page, **captured)

    serve.view_name = name
    for route in reversed(routes):
        serve = route(serve)
    return serve
