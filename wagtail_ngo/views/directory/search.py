"""The directory page: the list of its entries, searched and filtered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.services.search import Results, results, search
from wagtail_ngo.services.search.facets import Facet
from wagtail_ngo.services.search.log import count_search
from wagtail_ngo.services.search.nearest import nearest_areas
from wagtail_ngo.services.search.suggestions import suggest
from wagtail_ngo.views.directory.search_address import (
    EXACT,
    LETTER,
    PAGE,
    PLACE,
    SORT,
    WORDS,
    SearchAddress,
)
from wagtail_ngo.views.directory.search_rows import rows
from wagtail_ngo.views.rate_limits import visitor_name

# A paper list longer than this is a file's work.
_LONGEST_PRINT = 500


@dataclass(frozen=True)
class Chip:
    """A removable condition."""

    label: str
    remove: str


def results_page(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The page of results; a register number leads straight to its entry."""
    address = SearchAddress.read(request.GET)
    is_first_page = not (address.chosen or address.letter or request.GET.get(PAGE))
    only_first = conf.get("PAGE_SIZE") if is_first_page else 0
    selection = replace(address.selection, only_first=only_first)
    hits = search(page, request, selection, now=timezone.now())
    if hits.query.number and not address.chosen:
        entry = _only_entry(request, page, hits)
        if entry is not None:
            return HttpResponseRedirect(entry.get_url(request))
    listing = Paginator(hits.order, conf.get("PAGE_SIZE")).get_page(request.GET.get(PAGE))
    if hits.query and listing.number == 1 and not address.chosen:
        count_search(hits, today=timezone.localdate(), visitor=visitor_name(request))
    context = {
        **search_context(address, hits),
        "rows": rows(request, hits, list(listing.object_list)),
        "page_obj": listing,
        "share_title": _name(page, address),
        "no_index": bool(request.GET),
    }
    if (shared := context["query_string"]) != "?":
        context["share_url"] = f"{page.get_full_url(request)}{shared}"
    return page.render(request, context_overrides=context)


def _name(page: NGODirectoryPage, address: SearchAddress) -> str:
    """What the page of results is called, or "" for the directory itself."""
    if address.words:
        words = {"directory": page.title, "words": address.words}
        return _("%(directory)s: %(words)s") % words
    if address.letter:
        letter = {"directory": page.title, "letter": address.letter}
        return _("%(directory)s under the letter %(letter)s") % letter
    return ""


def _only_entry(request: HttpRequest, page: NGODirectoryPage, hits: Results) -> NGOPage | None:
    """The one entry with the number that was typed: of a register, or of a telephone."""
    entry = results.entry_with_number(page, request, hits.query.number)
    if entry is None and hits.count == 1:
        entry = NGOPage.objects.visible_to(request).filter(pk__in=hits.pks()).first()
    return entry


def print_view(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """All results on one page, for paper."""
    address = SearchAddress.read(request.GET)
    hits = search(page, request, address.selection, now=timezone.now())
    context = {
        **page.get_context(request),
        **search_context(address, hits),
        "rows": rows(request, hits, hits.order[:_LONGEST_PRINT], with_contacts=True),
        "is_cut": hits.count > _LONGEST_PRINT,
        "no_index": True,
        "crumb_here": _("Print"),
    }
    return TemplateResponse(request, "wagtail_ngo/pages/ngo_directory_print.html", context)


def suggestions(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """Names and categories for what is being typed, as JSON."""
    address = SearchAddress.read(request.GET)
    suggestion_list = suggest(page, request, address.words, now=timezone.now())
    return JsonResponse(
        {
            "suggestions": [
                {"label": suggestion.label, "hint": suggestion.hint, "url": suggestion.url}
                for suggestion in suggestion_list
            ]
        }
    )


def search_context(address: SearchAddress, hits: Results) -> dict:
    """What the search form, the chips and the filters of any view show."""
    names = {facet.name for facet in hits.facets}
    letters = address.query_strings(names, LETTER, hits.letters)
    return {
        "results": hits,
        "words": address.words,
        "facets": hits.facets,
        "chips": _chips(address, hits.facets, names),
        "letters": [
            {
                "letter": letter,
                "count": count,
                "query": query,
                "is_current": letter == address.letter,
            }
            for (letter, count), query in zip(hits.letters.items(), letters, strict=True)
        ],
        "all_letters_query": address.query_string(names, **{LETTER: ""}),
        "sorts": _sorts(address, hits, names),
        "places": [
            {"name": name, "is_current": name == address.place}
            for name in conf.get("SEARCH_PLACES")
        ],
        "query_string": address.query_string(names),
        "kept": _kept(address),
        "exact_query": address.query_string(names, **{EXACT: "1"}),
        "fewer": _fewer(address, hits, names),
        "nearest": [] if hits.count else nearest_areas(hits),
        "page_parameter": PAGE,
    }


def _chips(address: SearchAddress, facets: list[Facet], names: set[str]) -> list[Chip]:
    chips = []
    if address.words:
        chips.append(Chip(f"„{address.words}”", address.query_string(names, **{WORDS: ""})))
    if address.letter:
        label = _("Letter %(letter)s") % {"letter": address.letter}
        chips.append(Chip(label, address.query_string(names, **{LETTER: ""})))
    for facet in facets:
        for value in facet.selected:
            left = address.without(facet.name, value.value)
            label = _("%(filter)s: %(value)s") % {"filter": facet.label, "value": value.name}
            chips.append(Chip(label, left.query_string(names)))
    return chips


def _sorts(address: SearchAddress, hits: Results, known: set[str]) -> list[dict]:
    usual = results.RELEVANCE if hits.query else results.NAME
    names = {
        results.RELEVANCE: _("best match"),
        results.NAME: _("name"),
        results.CONFIRMED: _("recently confirmed"),
    }
    if not hits.query:
        del names[results.RELEVANCE]
    # The usual order has no value: sent along with new words, "name" would hide the best match.
    values = {name: "" if name == usual else name for name in names}
    return [
        {
            "name": label,
            "value": values[name],
            "query": address.query_string(known, **{SORT: values[name], PLACE: ""}),
            "is_current": hits.sort == name,
        }
        for name, label in names.items()
    ]


def _kept(address: SearchAddress) -> list[tuple[str, str]]:
    """What the form sends along unseen."""
    return [(name, value) for name, value in ((LETTER, address.letter),) if value]


def _fewer(address: SearchAddress, hits: Results, names: set[str]) -> list[dict]:
    """When nothing is left: the same search with one condition less, where that gives something."""
    if hits.count:
        return []
    return [
        {"label": chip.label, "query": chip.remove}
        for chip in _chips(address, hits.facets, names)
        if chip.remove != "?"
    ]
