"""What the templates of events ask for."""

from django import template

register = template.Library()


@register.filter
def webcal(url: str) -> str:
    """The address under which calendar programs subscribe instead of downloading once."""
    return f"webcal://{url.partition('://')[2]}" if "://" in url else url
