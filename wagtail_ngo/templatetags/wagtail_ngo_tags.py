"""What the shared includes ask for: the page's own address, its ancestors, ways to share it."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from html import escape
from typing import Any
from urllib.parse import quote

from django import template
from django.apps import apps
from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.template.defaultfilters import floatformat
from django.utils.formats import localize, number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from wagtail_ngo.domain.search.marking import Piece
from wagtail_ngo.domain.typography import unbroken_html
from wagtail_ngo.prepared import Prepared

register = template.Library()
_ABOVE = Prepared(
    Page,
    lambda paths: (
        Page.objects.filter(path__in=paths, live=True)
        .order_by("path")
        .values_list("pk", "url_path", "title")
    ),
)
_NETWORKS = Prepared(
    Page,
    lambda sites: (
        apps.get_model("wagtail_ngo", "ShareNetwork")
        .objects.filter(settings__site__in=sites)
        .values_list("name", "address")
    ),
)
_CHECKBOX = (
    '<p class="ngo-facet__value">'
    '<input type="checkbox" id="ngo-%(facet)s-%(value)s" name="%(facet)s" value="%(value)s"'
    '%(checked)s> <label for="ngo-%(facet)s-%(value)s">%(name)s <span class="ngo-facet__count">'
    '<span class="ngo-sr">%(unit)s</span> %(count)s</span></label></p>'
)
_AREA = '<span class="ngo-list__area">%s</span>'
_TEXT = '<p class="ngo-list__text">%s</p>'
_BADGE = '<span class="ngo-badge ngo-badge--%s">%s</span>'
_LETTER = '<a class="ngo-letters__letter" href="%s"%s>%s</a>'
_NO_LETTER = '<span class="ngo-letters__letter ngo-letters__letter--none">%s</span>'
_CURRENT = {True: ' aria-current="true"', False: ""}
_CHECKED = {True: " checked", False: ""}
_MARKED = {True: "<mark>%s</mark>", False: "%s"}


@register.simple_tag(takes_context=True)
def ngo_public_url(context: Context) -> str:
    """The address of what is shown, from the Site record and without query string, or "".

    A view may name it as ``public_url``. The host name of the request is never used: it can be
    forged. A route below the page keeps its part of the path.
    """
    if given := context.get("public_url"):
        return given
    page = context.get("page")
    if not isinstance(page, Page) or not page.pk:
        return ""
    request = context.get("request")
    full_url = page.get_full_url(request) or ""
    own_path = page.get_url(request) or ""
    path = request.path if request else ""
    if own_path.startswith("/") and path.startswith(own_path):
        return full_url + quote(path[len(own_path) :], safe="/:@-._~")
    return full_url


@register.simple_tag(takes_context=True)
def ngo_url(context: Context, row: Any) -> str:
    """The address of a page or of one date, as seen from the site of the request."""
    return row.get_url(context.get("request")) or ""


@register.simple_tag(takes_context=True)
def ngo_crumbs(context: Context) -> list[dict[str, str]]:
    """Title and address of the pages above this one, from the home page down.

    With ``crumb_here`` in the context a view below the page is shown, so the page is among them.
    """
    page = context.get("page")
    request = context.get("request")
    if not isinstance(page, Page) or not page.pk:
        return []
    site = Site.find_for_request(request) if request else None
    last = len(page.path) - (0 if context.get("crumb_here") else Page.steplen)
    paths = [page.path[:end] for end in range(2 * Page.steplen, last + 1, Page.steplen)]
    crumbs, ancestor = [], Page()
    for pk, url_path, title in _ABOVE.rows(paths):
        ancestor.pk, ancestor.url_path = pk, url_path
        if url := ancestor.get_url(request, current_site=site):
            crumbs.append({"title": title, "url": url})
    return crumbs


@register.simple_tag(takes_context=True)
def ngo_share(context: Context) -> dict | None:
    """Mail link, address and the networks the site's settings name; None where nothing is shown.

    ``share_url`` is what is shared where that is more than the page: a search with its words.
    """
    url = context.get("share_url") or ngo_public_url(context)
    if not url:
        return None
    page = context.get("page")
    title = str(context.get("share_title") or getattr(page, "title", ""))
    subject, body = quote(title, safe=""), quote(f"{title}\n{url}", safe="")
    return {
        "url": url,
        "mail": f"mailto:?subject={subject}&body={body}",
        "networks": [
            {"name": network.name, "url": network.link(url=url, title=title)}
            for network in _networks(context.get("request"))
        ],
    }


def _networks(request) -> list:
    site = Site.find_for_request(request) if request else None
    if site is None:
        return []
    # Not NGOSettings.for_request(): that writes a row where there is none yet, and this is a GET.
    model = apps.get_model("wagtail_ngo", "ShareNetwork")
    return [model(name=name, address=address) for name, address in _NETWORKS.rows([site.pk])]


@register.filter
def ngo_marked(pieces: Iterable[Piece]) -> SafeString:
    """A text in pieces, those that matched the search marked as such."""
    return SafeString("".join(_MARKED[piece.is_match] % escape(piece.text) for piece in pieces))


@register.simple_tag
def ngo_result_row(row: Any) -> SafeString:
    """One entry in a list of results (Row of the search).

    Not a template: a page has twenty of them, at thirty nodes each.
    """
    texts = "".join(_TEXT % ngo_marked(text) for text in (row.lead, row.text) if text)
    name = f'<a href="{escape(row.url)}">{ngo_marked(row.name)}</a>'
    facts = " ".join(_row_facts(row))
    meta = f'<p class="ngo-list__meta">{facts}</p>' if facts else ""
    return SafeString(
        f'<li class="ngo-list__item"><h3 class="ngo-list__title">{name}</h3>{texts}{meta}</li>'
    )


def _row_facts(row: Any) -> Iterator[str]:
    """Where an entry belongs, whether it is open, how it is called, how far away it is."""
    places = [" · ".join(_AREA % escape(area) for area in row.areas)]
    places.append(escape(", ".join(row.districts)))
    if any(places):
        yield f"<span>{' · '.join(filter(None, places))}</span>"
    if row.is_confirmed:
        yield _BADGE % ("good", _("Data confirmed"))
    if row.is_open:
        yield _BADGE % ("good", _("Open now"))
    if row.phone:
        yield f'<a href="tel:{escape(row.dialled)}">{escape(row.phone)}</a>'
    if row.distance is not None:
        distance = _("%(km)s km away") % {"km": floatformat(row.distance, 1)}
        yield f"<span>{distance}</span>"
    if row.status:
        yield _BADGE % ("warn", escape(row.status))


@register.simple_tag
def ngo_facet_values(facet: Any, values: Iterable[Any]) -> SafeString:
    """Checkboxes for ``values`` of a filter (Facet and Value of the search).

    Their ids last while results replace themselves. Not a template: a page has some
    eighty of them, at a dozen nodes each.
    """
    name, unit = escape(facet.name), escape(_("entries:"))
    # Whole numbers differ by their groups of digits alone, and asking for the format takes longest.
    written = localize if settings.USE_THOUSAND_SEPARATOR else str
    return SafeString(
        "\n".join(
            _CHECKBOX
            % {
                "facet": name,
                "value": escape(value.value),
                "checked": _CHECKED[value.is_selected],
                "name": escape(value.name),
                "unit": unit,
                "count": written(value.count),
            }
            for value in values
        )
    )


@register.simple_tag
def ngo_letters(letters: Iterable[dict[str, Any]]) -> SafeString:
    """The letters under which entries are filed, those with entries as links."""
    items = []
    for one in letters:
        letter = escape(one["letter"])
        link = (escape(one["query"]), _CURRENT[one["is_current"]], letter)
        items.append(f"<li>{_LETTER % link if one['count'] else _NO_LETTER % letter}</li>")
    return SafeString("\n".join(items))


@register.simple_tag
def ngo_page_numbers(page_obj: PaginatorPage) -> list[int | None]:
    """Numbers to show in a pagination; None stands for a gap."""
    paginator = page_obj.paginator
    elided = paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in elided]


@register.simple_tag
def ngo_money(amount: Decimal, currency: str) -> str:
    """A sum as people write it, with its unit: „12 500 zł”."""
    unit = pgettext("currency", "PLN") if currency == "PLN" else currency
    places = 0 if amount == amount.to_integral_value() else 2
    text = number_format(amount, places, use_l10n=True, force_grouping=True)
    return f"{text} {unit}".replace(" ", "\u00a0")


@register.tag
def ngo_unbroken(parser: Parser, token: Token) -> Node:
    """``{% ngo_unbroken %}…{% endngo_unbroken %}``: in Polish, lines do not end with a word of one
    letter nor inside a number. Blocks may be inside it: a base template sets a whole page.
    """
    nodes = parser.parse(("endngo_unbroken",))
    parser.delete_first_token()
    return _UnbrokenNode(nodes)


class _UnbrokenNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        html = self.nodelist.render(context)
        if not (get_language() or "").startswith("pl"):
            return html
        return SafeString(unbroken_html(html))
