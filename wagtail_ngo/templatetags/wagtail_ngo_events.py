"""What the templates of events ask for."""

from urllib.parse import urlsplit, urlunsplit

from django import template

register = template.Library()


@register.filter
def webcal(url: str) -> str:
    """The address under which calendar programs subscribe instead of downloading once."""
    return f"webcal://{url.partition('://')[2]}" if "://" in url else url


@register.filter
def own_path(url: str) -> str:
    """An address of this site without scheme and host: a link works wherever the site is reached.

    Calendar programs and feed readers are given the whole address.
    """
    return urlunsplit(("", "", *urlsplit(url)[2:]))
