"""Every address below a page, for redirects and for a cache in front of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

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
        for name, path in _routes(type(self)):
            if path is None:
                for values in arguments.get(name, ()):
                    yield "/" + self.reverse_subpage(name, kwargs=values)
            else:
                yield path


@cache
def _routes(kind: type[RoutePaths]) -> list[tuple[str, str | None]]:
    """Name and path of each route; None as the path of one that captures something.

    Kept: working them out for each page of an import took as long as writing its row.
    """
    found: list[tuple[str, str | None]] = []
    for route in kind.get_subpage_urls():
        is_fixed = not route.pattern.regex.groupindex
        path = "/" + kind().reverse_subpage(route.name) if is_fixed else None
        found.append((route.name, path))
    return found
