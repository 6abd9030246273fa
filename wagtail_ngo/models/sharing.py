"""What a page tells other programs of itself: its kind, its picture and its translations."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.http import HttpRequest
from wagtail.models import Page

from wagtail_ngo.models.querysets import refused_paths

_REMEMBERED = "_wagtail_ngo_translations"


class SharedPage(models.Model):
    """A page with what networks and search engines ask for beside its title."""

    #: The type in Open Graph (https://ogp.me/#types): "website" or "article".
    share_type = "website"
    #: Name of the field whose picture stands for the page, or "".
    share_image_field = ""

    class Meta:
        abstract = True

    @property
    def share_image(self) -> Any:
        """The picture that stands for the page, of the host's image model, or None."""
        return getattr(self, self.share_image_field, None) if self.share_image_field else None

    def translated_addresses(self, request: HttpRequest | None) -> list[tuple[str, str]]:
        """Language code and full address of each public translation, the page's own among them.

        The last is ``x-default``: the page in the site's own language, or else the oldest. Empty
        where there is only one.
        """
        if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            return []
        rows = Page.objects.live().filter(translation_key=self.translation_key, alias_of=None)
        return _addresses(self, list(rows.select_related("locale").order_by("pk")), request)

    def get_sitemap_urls(self, request=None) -> list[dict]:
        """Wagtail's rows; the page's own names its translations (``xhtml:link``)."""
        urls = super().get_sitemap_urls(request)
        if urls and getattr(settings, "WAGTAIL_I18N_ENABLED", False):
            rows = _all_translations(request).get(self.translation_key, [])
            addresses = _addresses(self, rows, request)
            if addresses:
                urls[0]["alternates"] = [
                    {"lang_code": code, "location": address} for code, address in addresses
                ]
        return urls


def _addresses(page: Page, rows: list[Page], request: HttpRequest | None) -> list[tuple[str, str]]:
    if len(rows) < 2:
        return []
    hidden = tuple(refused_paths(request))
    shown = [row for row in rows if not (hidden and row.path.startswith(hidden))]
    languages = [(row.locale.language_code, row.get_full_url(request)) for row in shown]
    addresses = [(code, address) for code, address in languages if address]
    if len(addresses) < 2 or page.pk not in {row.pk for row in shown}:
        return []
    usual = dict(addresses).get(settings.LANGUAGE_CODE, addresses[0][1])
    return [*addresses, ("x-default", usual)]


def _all_translations(request: HttpRequest | None) -> dict[Any, list[Page]]:
    """Live pages with a live translation by their key, read once for a whole sitemap."""
    remembered = getattr(request, _REMEMBERED, None)
    if remembered is None:
        live = Page.objects.live().filter(alias_of=None)
        keys = live.order_by().values("translation_key").annotate(pages=Count("pk"))
        several = keys.filter(pages__gt=1).values("translation_key")
        remembered = defaultdict(list)
        for row in live.filter(translation_key__in=several).select_related("locale").order_by("pk"):
            remembered[row.translation_key].append(row)
        if request is not None:
            setattr(request, _REMEMBERED, remembered)
    return remembered
