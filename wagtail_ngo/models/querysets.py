"""What a visitor may see: one rule for every list, feed, export and document."""

from __future__ import annotations

from typing import Self

from django.http import HttpRequest
from wagtail.models import PageManager, PageQuerySet, Site


class VisiblePageQuerySet(PageQuerySet):
    def visible_to(self, request: HttpRequest | None, *, site: Site | None = None) -> Self:
        """Pages whose own view would answer this visitor: live, not restricted, of this site.

        Without a request (commands, tasks) the anonymous visitor of ``site`` is meant.
        """
        site = site or (Site.find_for_request(request) if request is not None else None)
        pages = self.live().public()
        if site is not None:
            pages = pages.descendant_of(site.root_page, inclusive=True)
        return pages


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
