"""What the templates of the bulletin ask for."""

import json
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from wagtail_ngo.domain.bulletin.content import ITEM_KINDS, Item, Section, listed
from wagtail_ngo.domain.characters import printable

register = template.Library()
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def ngo_json_ld(value: Any) -> SafeString:
    """JSON for a script element of type application/ld+json; no markup can end it."""
    return mark_safe(printable(json.dumps(value, ensure_ascii=False)).translate(ESCAPES))


@register.filter
def ngo_media_url(name: str) -> str:
    """The address of a file in the default storage."""
    return default_storage.url(name)


@register.filter
def ngo_item_template(item: Item) -> str:
    """The template of a bulletin item; a town overrides that one file to change its look."""
    kind = item.kind if item.kind in ITEM_KINDS else "text"
    return f"wagtail_ngo/blocks/bulletin/{kind}.html"


@register.filter
def ngo_web_file(issue):
    """The ready web PDF of an issue's newest edition, from prefetched rows, or None."""
    editions = issue.shown_editions
    files = editions[0].files.all() if editions else []
    return next((file for file in files if file.variant == "web" and file.is_ready), None)


@dataclass(frozen=True)
class MailLine:
    title: str
    note: str
    url: str


@register.filter
def ngo_mail_lines(section: Section) -> list[MailLine]:
    """One line for each titled item of a section; its note is the day that matters."""
    shown = [item for item in section.items if item.kind not in ("filler", "contact")]
    parts = [part for item in shown for part in (listed(item) or (item,)) if part.title]
    return [MailLine(part.title, _day(part), part.url) for part in parts]


def _day(item: Item) -> str:
    names = ("starts_at", "deadline", "paper_deadline")
    moment = next(filter(None, (getattr(item, name, None) for name in names)), None)
    return date_format(moment, "j E Y, H:i") if moment else ""
