"""What other programs read in <head>: the picture, the kind and the translations of a page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from django import template
from django.conf import settings
from django.template import Context
from django.utils.html import strip_tags
from django.utils.translation import get_language, to_locale
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.models import Page, Site

from wagtail_ngo.templatetags.wagtail_ngo_tags import ngo_public_url

register = template.Library()
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6])>|<br\s*/?>", re.IGNORECASE)
#: The size that networks crop nothing of, and the format that all of them read.
SHARED_SIZE = "max-1200x1200|format-jpeg"
#: Open Graph names a language with a country (https://ogp.me/#optional).
_COUNTRIES = {"pl": "PL", "en": "GB", "uk": "UA", "be": "BY", "de": "DE", "ru": "RU"}


@register.simple_tag(takes_context=True)
def ngo_head(context: Context) -> dict[str, Any]:
    """Open Graph values beside title and description, and ``alternates`` (hreflang, address).

    ``image`` is None for a page under a password: a network would keep the picture.
    """
    page, request = context.get("page"), context.get("request")
    site = Site.find_for_request(request) if request else None
    facts = {
        "site_name": (site.site_name or site.root_page.title) if site else "",
        "locale": _locale(get_language() or settings.LANGUAGE_CODE),
        "type": getattr(page, "share_type", "website"),
        "image": None,
        "alternates": [],
    }
    facts["description"] = _description(context, page, facts["site_name"])
    if not isinstance(page, Page) or not page.pk:
        return facts
    facts["image"] = _image(context, page)
    # A view below the page has its own address, and perhaps no translation.
    if ngo_public_url(context) == (page.get_full_url(request) or ""):
        facts["alternates"] = _translations(page, request)
    return facts


def _description(context: Context, page: Any, site_name: str) -> str:
    """What the page is about, as plain text: named by the view, written for search engines, lead,
    introduction; where there is none of them, whose page it is.
    """
    for given in (
        context.get("public_description"),
        getattr(page, "search_description", ""),
        getattr(page, "lead", ""),
        _plain(getattr(page, "introduction", "")),
    ):
        if text := str(given or "").strip():
            return text
    title = str(context.get("share_title") or getattr(page, "title", ""))
    return " – ".join(part for part in (title, site_name) if part)


def _plain(html: str) -> str:
    """The text of an introduction; the end of a paragraph is the end of a word."""
    return " ".join(unescape(strip_tags(_BLOCK_END.sub(" ", str(html)))).split())


def _translations(page: Page, request: Any) -> list[tuple[str, str]]:
    ask = getattr(page, "translated_addresses", None)
    return ask(request) if ask else []


def _locale(code: str) -> str:
    name = to_locale(code)
    return name if "_" in name else f"{name}_{_COUNTRIES.get(name, name.upper())}"


def _image(context: Context, page: Page) -> dict[str, Any] | None:
    """Address, size and words of the picture that stands for the page."""
    given = context.get("share_image") or getattr(page, "share_image", None)
    if given is None or page.get_view_restrictions().exists():
        return None
    if isinstance(given, dict):
        return given
    try:
        picture = given.get_rendition(SHARED_SIZE)
    except (InvalidFilterSpecError, OSError):
        # The file is gone, damaged or an SVG: the page is read all the same.
        return None
    return {
        "url": picture.full_url,
        "width": picture.width,
        "height": picture.height,
        "alt": picture.alt,
    }
