"""Which pages belong to a site."""

from __future__ import annotations

from django.db import connections
from django.db.models import Q
from wagtail.models import Page, Site

from wagtail_ngo.models import NGOSettings


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


def without_privacy_notice(alias: str) -> list[str]:
    """Names of sites whose forms link no privacy notice; none before the tables are made."""
    connection = connections[alias]
    tables = set(connection.introspection.table_names())
    if not {Site._meta.db_table, NGOSettings._meta.db_table} <= tables:
        return []
    told = {
        row.site_id
        for row in NGOSettings.objects.using(alias).select_related("privacy_page")
        if row.privacy_address
    }
    return [str(site) for site in Site.objects.using(alias) if site.pk not in told]
