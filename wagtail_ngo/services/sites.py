"""Which pages belong to a site."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page, Site


def root_pages(site: Site) -> list[Page]:
    """The root page and its translations, but for those that are the root of another site."""
    others = Site.objects.exclude(pk=site.pk).values("root_page")
    roots = Page.objects.filter(translation_key=site.root_page.translation_key)
    return list(roots.exclude(pk__in=others).order_by("path"))


def below(field: str, roots: list[Page]) -> Q:
    """At or below one of these pages; ``field`` is the path of the page."""
    condition = Q(pk__in=[])
    for root in roots:
        condition |= Q(**{f"{field}__startswith": root.path})
    return condition
