"""The directory page: the list of its entries, searched and filtered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from wagtail_ngo import conf
from wagtail_ngo.domain.search.marking import Piece, marked
from wagtail_ngo.enums import FacetKind, OrganizationStatus
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.querysets import VisiblePageQuerySet
from wagtail_ngo.services.search import Results, results, search, state
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

_SHOWN = ("pk", "url_path", "title", "lead", "status", "verified_on", "next_review_on")
# A paper list longer than this is a file's work.
_LONGEST_PRINT = 500


class Entries:
    """The whole pages behind a list, all fetched in one query when the first one is asked for."""

    def __init__(self, pages: VisiblePageQuerySet) -> None:
        self._pages = pages

    @cached_property
    def by_pk(self) -> dict[int, NGOPage]:
        return self._pages.in_bulk()


@dataclass(frozen=True)
class Row:
    """One entry of the list: what the list itself shows, and the page for those who need more."""

    pk: int
    url: str
    name: list[Piece]
    lead: list[Piece]
    areas: list[str]
    districts: list[str]
    # In words; "" for an active organization.
    status: str
    is_confirmed: bool
    entries: Entries
    # The first of those that have part of the words only.
    begins_parts: bool = False

    @property
    def entry(self) -> NGOPage:
        return self.entries.by_pk[self.pk]


@dataclass(frozen=True)
class Chip:
    """A removable condition."""

    label: str
    remove: str


def results_page(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """The page of results; a register number leads straight to its entry."""
    address = SearchAddress.read(request.GET)
    found = search(page, request, address.selection)
    if found.query.number and not address.chosen:
        entry = _only_entry(request, page, found)
        if entry is not None:
            return HttpResponseRedirect(entry.get_url(request))
    listing = Paginator(found.order, conf.get("PAGE_SIZE")).get_page(request.GET.get(PAGE))
    if found.query and listing.number == 1 and not address.chosen:
        count_search(found.query, found.count, today=timezone.localdate())
    context = {
        **search_context(address, found),
        "rows": rows(request, found, list(listing.object_list)),
        "page_obj": listing,
        "share_title": _name(page, address),
        "no_index": bool(request.GET),
    }
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


def _only_entry(request: HttpRequest, page: NGODirectoryPage, found: Results) -> NGOPage | None:
    """The one entry with the number that was typed: of a register, or of a telephone."""
    entry = results.entry_with_number(page, request, found.query.number)
    if entry is None and found.count == 1:
        entry = NGOPage.objects.visible_to(request).filter(pk__in=found.pks()).first()
    return entry


def print_view(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """All results on one page, for paper."""
    address = SearchAddress.read(request.GET)
    found = search(page, request, address.selection)
    context = {
        **page.get_context(request),
        **search_context(address, found),
        "rows": rows(request, found, found.order[:_LONGEST_PRINT], with_contacts=True),
        "is_cut": found.count > _LONGEST_PRINT,
        "no_index": True,
        "crumb_here": _("Print"),
    }
    return TemplateResponse(request, "wagtail_ngo/pages/ngo_directory_print.html", context)


def suggestions(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """Names and categories for what is being typed, as JSON."""
    address = SearchAddress.read(request.GET)
    found = suggest(page, request, address.words)
    return JsonResponse(
        {"suggestions": [{"label": one.label, "hint": one.hint, "url": one.url} for one in found]}
    )


def search_context(address: SearchAddress, found: Results) -> dict:
    """What the search form, the chips and the filters of any view show."""
    known = {facet.name for facet in found.facets}
    return {
        "results": found,
        "words": address.words,
        "facets": found.facets,
        "chips": _chips(address, found.facets, known),
        "letters": [
            {
                "letter": letter,
                "count": count,
                "query": address.query_string(known, **{LETTER: letter}),
                "is_current": letter == address.letter,
            }
            for letter, count in found.letters.items()
        ],
        "all_letters_query": address.query_string(known, **{LETTER: ""}),
        "sorts": _sorts(address, found, known),
        "places": [
            {"name": name, "is_current": name == address.place}
            for name in conf.get("SEARCH_PLACES")
        ],
        "query_string": address.query_string(known),
        "kept": _kept(address),
        "exact_query": address.query_string(known, **{EXACT: "1"}),
        "fewer": _fewer(address, found, known),
        "nearest": [] if found.count else nearest_areas(found),
        "page_parameter": PAGE,
    }


def rows(
    request: HttpRequest,
    found: Results,
    positions: list[int],
    *,
    with_contacts: bool = False,
) -> list[Row]:
    """The entries at these positions, fetched through the rule of visibility."""
    known = found.catalogue
    pks = [known.pks[position] for position in positions]
    visible = NGOPage.objects.visible_to(request).filter(pk__in=pks).order_by()
    pages = visible.select_related("legal_form")
    entries = Entries(pages.prefetch_related("contact_channels") if with_contacts else pages)
    shown = {row.pk: row for row in visible.values_list(*_SHOWN, named=True)}
    areas = known.names_at(FacetKind.AREA, positions)
    districts = known.names_at(FacetKind.DISTRICT, positions)
    today = timezone.localdate()
    mark = _marking(found)
    parts = [found.sort == results.RELEVANCE and found.is_part(place) for place in positions]
    return [
        Row(
            pk=row.pk,
            url=Page(pk=row.pk, url_path=row.url_path).get_url(request) or "",
            name=mark(row.title),
            lead=mark(row.lead),
            areas=areas[position],
            districts=districts[position],
            status="" if row.status == OrganizationStatus.ACTIVE else _status(row.status),
            is_confirmed=row.verified_on is not None
            and not (row.next_review_on and row.next_review_on < today),
            entries=entries,
            begins_parts=is_part and not was_part,
        )
        for position, pk, is_part, was_part in zip(
            positions, pks, parts, [False, *parts], strict=False
        )
        if (row := shown.get(pk)) is not None
    ]


def _status(value: str) -> str:
    return str(dict(OrganizationStatus.choices).get(value, value))


def _marking(found: Results) -> Callable[[str], list[Piece]]:
    """What marks the words that were found in a text."""
    beginnings = found.match.query.words if found.match and found.match.completed else ()
    return partial(marked, keys=found.keys, beginnings=beginnings, language=state.language())


def _chips(address: SearchAddress, facets: list[Facet], known: set[str]) -> list[Chip]:
    chips = []
    if address.words:
        chips.append(Chip(f"„{address.words}”", address.query_string(known, **{WORDS: ""})))
    if address.letter:
        label = _("Letter %(letter)s") % {"letter": address.letter}
        chips.append(Chip(label, address.query_string(known, **{LETTER: ""})))
    for facet in facets:
        for value in facet.selected:
            left = address.without(facet.name, value.value)
            label = _("%(filter)s: %(value)s") % {"filter": facet.label, "value": value.name}
            chips.append(Chip(label, left.query_string(known)))
    return chips


def _sorts(address: SearchAddress, found: Results, known: set[str]) -> list[dict]:
    usual = results.RELEVANCE if found.query else results.NAME
    names = {
        results.RELEVANCE: _("best match"),
        results.NAME: _("name"),
        results.CONFIRMED: _("recently confirmed"),
    }
    if not found.query:
        del names[results.RELEVANCE]
    # The usual order has no value: sent along with new words, "name" would hide the best match.
    values = {name: "" if name == usual else name for name in names}
    return [
        {
            "name": label,
            "value": values[name],
            "query": address.query_string(known, **{SORT: values[name], PLACE: ""}),
            "is_current": found.sort == name,
        }
        for name, label in names.items()
    ]


def _kept(address: SearchAddress) -> list[tuple[str, str]]:
    """What the form sends along unseen."""
    return [(name, value) for name, value in ((LETTER, address.letter),) if value]


def _fewer(address: SearchAddress, found: Results, known: set[str]) -> list[dict]:
    """When nothing is left: the same search with one condition less, where that gives something."""
    if found.count:
        return []
    return [
        {"label": chip.label, "query": chip.remove}
        for chip in _chips(address, found.facets, known)
        if chip.remove != "?"
    ]
