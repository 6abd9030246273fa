"""The town's menus."""

from django import template
from django.utils.translation import get_language
from wagtail.models import Page, Site

register = template.Library()


@register.inclusion_tag("townhall/includes/menu.html", takes_context=True)
def main_menu(context) -> dict:
    """Pages below the home page that an editor put into menus; the current branch is marked."""
    home = home_page(context)
    current = context.get("page")
    items = home.get_children().live().public().in_menu() if home else []
    return {
        "items": [
            {"page": item, "current": current is not None and current.path.startswith(item.path)}
            for item in items
        ],
        "request": context.get("request"),
    }


@register.simple_tag(takes_context=True)
def home_page(context) -> Page | None:
    """The home page of this site in the language of this page."""
    request = context.get("request")
    site = Site.find_for_request(request) if request else None
    return site.root_page.localized if site else None


@register.simple_tag(takes_context=True)
def languages(context) -> list[dict]:
    """The same page in every language it has, or else that language's home page."""
    page = context.get("page")
    home = home_page(context)
    links = []
    for root in (
        home.get_translations(inclusive=True).live().select_related("locale") if home else []
    ):
        code = root.locale.language_code
        twin = page.get_translation_or_none(root.locale) if page and page.pk else None
        twin = twin if twin and twin.live else root
        links.append(
            {
                "code": code,
                "name": root.locale.get_display_name(),
                "url": twin.get_url(context.get("request")),
                "current": code == get_language(),
            }
        )
    return sorted(links, key=lambda link: link["code"] != "pl")
