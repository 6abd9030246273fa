"""The results on a map, or on an outline of the districts; always with the list beside."""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail_ngo import conf
from wagtail_ngo.domain.search import bits
from wagtail_ngo.enums import FacetKind
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.services.search import Results, search
from wagtail_ngo.views.directory.search import search_context
from wagtail_ngo.views.directory.search_address import PAGE, SearchAddress
from wagtail_ngo.views.directory.search_rows import rows

# More markers tell nothing and take long to draw.
_MOST_MARKERS = 3000
_TILE, _GAP = 100, 6
_SHADES = 4


@dataclass(frozen=True)
class Tile:
    """A district on the outline: a square that leads to its entries."""

    name: str
    count: int
    query: str
    x: int
    y: int
    shade: int
    is_selected: bool

    @property
    def lines(self) -> list[str]:
        """The name in at most three short lines."""
        lines: list[str] = []
        for word in self.name.split():
            if lines and len(lines[-1]) + len(word) < 13:
                lines[-1] = f"{lines[-1]} {word}"
            else:
                lines.append(word if len(word) <= 14 else f"{word[:13]}…")
        return lines[:3]


def map_view(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    address = SearchAddress.read(request.GET)
    hits = search(page, request, address.selection, now=timezone.now())
    listing = Paginator(hits.order, conf.get("PAGE_SIZE")).get_page(request.GET.get(PAGE))
    tiles = [] if conf.get("MAP_TILE_URL") else _tiles(hits, address)
    context = {
        **page.get_context(request),
        **search_context(address, hits),
        "rows": rows(request, hits, list(listing.object_list)),
        "page_obj": listing,
        "tile_url": conf.get("MAP_TILE_URL"),
        "attribution": conf.get("MAP_ATTRIBUTION"),
        "placed": sum(1 for position in hits.order if position in hits.catalogue.places),
        "tiles": tiles,
        "outline_width": max((tile.x for tile in tiles), default=0) + _TILE,
        "outline_height": max((tile.y for tile in tiles), default=0) + _TILE,
        "no_index": True,
        "crumb_here": _("Map"),
        "share_title": _("%(directory)s: map") % {"directory": page.title},
    }
    return TemplateResponse(request, "wagtail_ngo/pages/ngo_directory_map.html", context)


def markers(request: HttpRequest, page: NGODirectoryPage) -> HttpResponse:
    """Public places of the found entries, as JSON."""
    hits = search(page, request, SearchAddress.read(request.GET).selection, now=timezone.now())
    places = hits.catalogue.places
    placed = [position for position in hits.order if position in places][:_MOST_MARKERS]
    pks = [hits.catalogue.pks[position] for position in placed]
    entries = NGOPage.objects.visible_to(request).in_bulk(pks)
    return JsonResponse(
        {
            "markers": [
                {
                    "name": entries[pk].title,
                    "url": entries[pk].get_url(request),
                    "at": places[position],
                }
                for pk, position in zip(pks, placed, strict=True)
                if pk in entries
            ]
        }
    )


def _tiles(hits: Results, address: SearchAddress) -> list[Tile]:
    """Districts with entries, laid out north to south as far as their entries tell."""
    facet = next((facet for facet in hits.facets if facet.kind == FacetKind.DISTRICT), None)
    values = [value for value in facet.values if value.count] if facet else []
    if not values:
        return []
    names = {facet.name for facet in hits.facets}
    centres = {value.value: _centre(hits, value.value) for value in values}
    columns = math.ceil(math.sqrt(len(values)))
    placed = [value for value in values if centres[value.value]]
    placed.sort(key=lambda value: -centres[value.value][0])
    ordered = [
        value
        for start in range(0, len(placed), columns)
        for value in sorted(
            placed[start : start + columns], key=lambda facet_value: centres[facet_value.value][1]
        )
    ] + [value for value in values if not centres[value.value]]
    most = max(value.count for value in values)
    return [
        Tile(
            name=value.name,
            count=value.count,
            query=_with_district(address, facet.name, value.value).query_string(names),
            x=index % columns * (_TILE + _GAP),
            y=index // columns * (_TILE + _GAP),
            shade=math.ceil(_SHADES * value.count / most),
            is_selected=value.is_selected,
        )
        for index, value in enumerate(ordered)
    ]


def _with_district(address: SearchAddress, name: str, value: str) -> SearchAddress:
    chosen = {**address.chosen, name: (value,)}
    return SearchAddress(address.words, chosen, address.letter, address.sort, address.place)


def _centre(hits: Results, district: str) -> tuple[float, float] | None:
    """Mean place of the entries of a district that have one."""
    entries = hits.catalogue.values.get(FacetKind.DISTRICT, {}).get(district, 0) & hits.visible
    places = [
        hits.catalogue.places[position]
        for position in bits.positions(entries)
        if position in hits.catalogue.places
    ]
    if not places:
        return None
    return (
        sum(place[0] for place in places) / len(places),
        sum(place[1] for place in places) / len(places),
    )
