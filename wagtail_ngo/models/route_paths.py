"""Every address below a page, for redirects and for a cache in front of the site."""

from collections.abc import Iterable, Iterator, Mapping

from django.db import models
from wagtail.contrib.routable_page.models import RoutablePageMixin

from wagtail_ngo.models.sharing import SharedPage


class RoutePaths(SharedPage, RoutablePageMixin, models.Model):
    """A page whose addresses below it outlive its renaming and moving.

    Wagtail redirects the paths that a page names. People subscribe to calendars and feeds below a
    page and print short links, so all routes are named: a page type with routes extends this class
    and says in ``route_arguments()`` which addresses its numbered routes have.
    """

    class Meta:
        abstract = True

    def route_arguments(self) -> Mapping[str, Iterable[dict]]:
        """Name of each route that captures something → what it captures, address by address."""
        return {}

    def get_route_paths(self) -> list[str]:
        return list(dict.fromkeys([*super().get_route_paths(), *self._paths()]))

    def get_cached_paths(self) -> list[str]:
        return list(dict.fromkeys([*super().get_cached_paths(), *self._paths()]))

    def _paths(self) -> Iterator[str]:
        arguments = self.route_arguments()
        for route in self.get_subpage_urls():
            captures = route.pattern.regex.groupindex
            for values in arguments.get(route.name, ()) if captures else ({},):
                yield "/" + self.reverse_subpage(route.name, kwargs=values)
