"""Entries like one entry: filed under the same areas, groups and districts."""

from __future__ import annotations

import datetime
from itertools import islice

from django.http import HttpRequest

from wagtail_ngo.domain.search import bits
from wagtail_ngo.enums import FacetKind
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.querysets import refused_paths
from wagtail_ngo.services.search.catalogue import Catalogue, catalogue
from wagtail_ngo.services.search.coverage import Sense, by_coverage, rarity
from wagtail_ngo.services.search.results import visible_entries

MOST = 4
# What an entry is about tells more than whom it is for, and that more than where it is.
_WEIGHTS = {FacetKind.AREA: 3.0, FacetKind.GROUP: 2.0, FacetKind.DISTRICT: 0.5}
# An entry is alike from this share of what the likest one has in common.
_ALIKE = 0.5


def similar_entries(
    directory: NGODirectoryPage, entry: NGOPage, request: HttpRequest, *, now: datetime.datetime
) -> list[NGOPage]:
    """At most four active entries that have most in common with ``entry``, the likest first.

    Rare areas tell more than common ones. Only what the visitor may see; two queries beside those
    of the catalogue, whatever the number of entries.
    """
    current = catalogue(directory, now=now)
    place = current.position.get(entry.pk)
    if place is None:
        return []
    senses = _in_common(current, place)
    others = (
        visible_entries(current, directory, refused_paths(request))
        & ~current.inactive
        & ~(1 << place)
    )
    about = bits.union(sense.found for sense in senses if sense.word != FacetKind.DISTRICT)
    sets = by_coverage(senses, others & about, share=(_ALIKE, "best"))
    places = islice((place for entries in sets for place in bits.positions(entries)), MOST)
    pks = [current.pks[place] for place in places]
    pages = NGOPage.objects.visible_to(request).in_bulk(pks)
    return [pages[pk] for pk in pks if pk in pages]


def _in_common(current: Catalogue, place: int) -> list[Sense]:
    """What the entry at ``place`` is filed under, with the entries that share it."""
    return [
        Sense(kind, weight * rarity(entries.bit_count(), current.size), [(1.0, entries)])
        for kind, weight in _WEIGHTS.items()
        for entries in current.values.get(kind, {}).values()
        if entries >> place & 1
    ]
