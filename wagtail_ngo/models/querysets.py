"""What a visitor may see: one rule for every list, feed, export and document."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Self

from django.apps import apps
from django.db import connections, router
from django.db.models import Exists, OuterRef, Q, prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page, PageManager, PageQuerySet, PageViewRestriction, Site


class VisiblePageQuerySet(PageQuerySet):
    def visible_to(
        self,
        request: HttpRequest | None,
        *,
        site: Site | None = None,
        behind: list[str] | None = None,
        now: datetime.datetime | None = None,
    ) -> Self:
        """Pages whose own view would answer this visitor now.

        Live, not past their expiry (Wagtail unpublishes only when a command runs), below the root
        of the site and its language, and behind no view restriction, own or inherited, that this
        visitor has not passed. Without a request (commands, tasks) the anonymous visitor of
        ``site``, or of all sites, is meant. ``behind`` are the refused_paths() of the request,
        where they are known already.
        """
        pages = self.live().filter(unexpired(now=now or timezone.now()))
        if request is not None:
            site = site or Site.find_for_request(request)
            if site is None:
                return pages.none()
        if site is not None:
            pages = pages.descendant_of(site.root_page.localized, inclusive=True)
        refused = Q()
        for path in refused_paths(request) if behind is None else behind:
            refused |= Q(path__startswith=path)
        return pages.exclude(refused) if refused else pages


def unexpired(*, now: datetime.datetime) -> Q:
    """Pages not past their expiry: Wagtail takes one down only when a command runs."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now)


def is_expired(page: Page, *, now: datetime.datetime) -> bool:
    """Whether the page is past its expiry, though it may be live still."""
    return page.expire_at is not None and page.expire_at <= now


def refused_paths(request: HttpRequest | None) -> list[str]:
    """Tree paths behind which this visitor may see nothing."""
    restrictions = _restrictions()
    # A request without session or user (feeds of a stateless host, tests) is an anonymous one.
    is_known = hasattr(request, "user") and hasattr(request, "session")
    return [
        path
        for restriction, path in restrictions
        if not (is_known and restriction.accept_request(request))
    ]


def _restrictions() -> list[tuple[PageViewRestriction, str]]:
    """All view restrictions with their groups, each with the path of its page."""
    alias = router.db_for_read(PageViewRestriction)
    with connections[alias].cursor() as cursor:
        cursor.execute(*_statement(alias))
        rows = cursor.fetchall()
    fields = ("id", "restriction_type")
    found = [(PageViewRestriction.from_db(alias, fields, own), path) for *own, path in rows]
    prefetch_related_objects([restriction for restriction, _path in found], "groups")
    return found


@cache
def _statement(alias: str) -> tuple[str, tuple]:
    """Written once: every request asks it, and writing it takes longer than the answer."""
    rows = PageViewRestriction.objects.order_by().values_list(
        "id", "restriction_type", "page__path"
    )
    return rows.query.get_compiler(using=alias).as_sql()


class IssueQuerySet(VisiblePageQuerySet):
    """Issues of a bulletin: readers see what was issued, so a page without an edition is not there.

    A page can be live without one: made by a script, or through a door of Wagtail at which nobody
    was asked. An alias shows the editions of the issue that it follows.
    """

    def visible_to(self, request: HttpRequest | None, *, site: Site | None = None) -> Self:
        return super().visible_to(request, site=site).issued()

    def issued(self) -> Self:
        return self.filter(
            Exists(_editions(issue=OuterRef("pk"))) | Exists(_editions(issue=OuterRef("alias_of")))
        )


def _editions(**lookup):
    return apps.get_model("wagtail_ngo", "BulletinEdition").objects.filter(**lookup)


VisiblePageManager = PageManager.from_queryset(VisiblePageQuerySet)
IssueManager = PageManager.from_queryset(IssueQuerySet)
