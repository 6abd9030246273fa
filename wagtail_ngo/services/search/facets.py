"""Filters beside the results: values within one widen, different ones narrow.

A count tells how many entries a click would give: it ignores the filter's own selection, so that
a second value can be added.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.search.terms import read_query
from wagtail_ngo.enums import AreaOfOperation, ExchangeKind, FacetKind
from wagtail_ngo.models import DirectoryFacet, NGODirectoryPage
from wagtail_ngo.prepared import Prepared
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.matching import Matcher

USUAL = (
    FacetKind.AREA,
    FacetKind.GROUP,
    FacetKind.DISTRICT,
    FacetKind.LEGAL_FORM,
    FacetKind.PUBLIC_BENEFIT,
    FacetKind.ACCESSIBLE,
    FacetKind.OFFERS,
    FacetKind.NEEDS,
    FacetKind.OPEN_NOW,
)
#: Values of a long filter that are outside "more".
_PROMINENT = 7
_CLOSED_LISTS: dict[str, dict[str, Any]] = {
    FacetKind.PUBLIC_BENEFIT: {"1": _("Public benefit organization (1.5 per cent of tax)")},
    FacetKind.ACCESSIBLE: {"1": _("Step-free entrance")},
    FacetKind.OPEN_NOW: {"1": _("Open now")},
    FacetKind.OFFERS: dict(ExchangeKind.choices),
    FacetKind.NEEDS: dict(ExchangeKind.choices),
    FacetKind.OPERATION: dict(AreaOfOperation.choices),
}
_STORED = Prepared(
    DirectoryFacet,
    lambda pks: DirectoryFacet.objects.filter(directory__in=pks).values_list(
        "kind", "label", "searches"
    ),
)


@dataclass(frozen=True)
class Value:
    value: str
    name: str
    count: int
    is_selected: bool


@dataclass(frozen=True)
class Facet:
    """One filter as shown: its parameter, heading and values with entries."""

    name: str
    kind: str
    label: str
    values: list[Value]

    @property
    def selected(self) -> list[Value]:
        return [value for value in self.values if value.is_selected]

    @property
    def prominent(self) -> list[Value]:
        """What is seen at once: all values of a short filter, else the chosen and most frequent."""
        return self._parts[0]

    @property
    def folded(self) -> list[Value]:
        """The others, behind “more”."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[list[Value], list[Value]]:
        if len(self.values) <= _PROMINENT + 2:
            return self.values, []
        frequent = sorted(self.values, key=lambda value: (not value.is_selected, -value.count))
        seen = {value.value for value in frequent[: max(_PROMINENT, len(self.selected))]}
        return (
            [value for value in self.values if value.value in seen],
            [value for value in self.values if value.value not in seen],
        )


@dataclass(frozen=True)
class Source:
    """A filter as configured: which entries have which value."""

    name: str
    kind: str
    label: str
    entries: dict[str, int]
    names: dict[str, str]


def sources(directory: NGODirectoryPage, matcher: Matcher, now: datetime.datetime) -> list[Source]:
    """The filters of a directory, in the editor's order."""
    rows = _stored(directory, matcher.catalogue)
    sources, language = [], get_language()
    for number, (kind, label, searches) in enumerate(rows or [(kind, "", []) for kind in USUAL]):
        heading = label or _heading(kind, language)
        if kind == FacetKind.SEARCHES:
            entries, names = _saved_searches(matcher, searches)
            sources.append(Source(f"{kind}{number + 1}", kind, heading, entries, names))
        else:
            entries, names = _read_stored(matcher.catalogue, kind, now)
            sources.append(Source(str(kind), kind, heading, entries, names))
    return sources


def _stored(
    directory: NGODirectoryPage, catalogue: Catalogue
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Kind, label and saved searches of each; kept with the catalogue."""
    chosen = directory.facets.all()
    if not isinstance(chosen, QuerySet):  # an editor looks at what is not saved yet
        return [(row.kind, row.label, row.saved_searches) for row in chosen]
    if "facets" not in catalogue.derived:
        rows = _STORED.rows([directory.pk])
        facets = [
            DirectoryFacet(kind=kind, label=label, searches=text) for kind, label, text in rows
        ]
        catalogue.derived["facets"] = [(row.kind, row.label, row.saved_searches) for row in facets]
    return catalogue.derived["facets"]


def _read_stored(
    catalogue: Catalogue, kind: str, now: datetime.datetime
) -> tuple[dict[str, int], dict[str, str]]:
    names = catalogue.names.get(kind) or _closed_list(kind, get_language())
    if kind == FacetKind.OPEN_NOW:
        return {"1": catalogue.open_at(now)}, names
    return catalogue.values.get(kind, {}), names


@cache
def _heading(kind: str, language: str | None) -> str:
    """What a filter is called in the active ``language``."""
    return str(FacetKind(kind).label)


@cache
def _closed_list(kind: str, language: str | None) -> dict[str, str]:
    """Names of the values that no editor changes, in the active ``language``."""
    return {value: str(name) for value, name in _CLOSED_LISTS.get(kind, {}).items()}


def _saved_searches(
    matcher: Matcher, searches: list[tuple[str, str]]
) -> tuple[dict[str, int], dict[str, str]]:
    entries, names = {}, {}
    for number, (name, words) in enumerate(searches, 1):
        # The set itself, not its hash: two visitors' sets may share that.
        key = "search", matcher.visible, words
        if key not in matcher.catalogue.derived:
            query = read_query(words, matcher.language)
            fitting = matcher.all_words(query.keys) if query else 0
            matcher.catalogue.derived[key] = fitting
        entries[str(number)] = matcher.catalogue.derived[key]
        names[str(number)] = name
    return entries, names


def apply_filters(
    base: int, filters: list[Source], chosen: dict[str, Collection[str]]
) -> tuple[int, list[Facet]]:
    """``base`` narrowed by what is chosen, and every filter with its counts."""
    passing = {source.name: _passing(source, chosen.get(source.name, ())) for source in filters}
    left = base
    for entries in passing.values():
        if entries is not None:
            left &= entries
    facets = []
    for source in filters:
        own_base = left
        if passing[source.name] is not None:
            own_base = base
            for name, entries in passing.items():
                if name != source.name and entries is not None:
                    own_base &= entries
        facets.append(_facet(source, own_base, chosen.get(source.name, ())))
    return left, facets


def _passing(source: Source, selected: Collection[str]) -> int | None:
    """Entries with any of the selected values; None when nothing known is selected."""
    sets = [source.entries.get(value, 0) for value in selected if value in source.names]
    if not sets:
        return None
    together = 0
    for entries in sets:
        together |= entries
    return together


def _facet(source: Source, base: int, selected: Collection[str]) -> Facet:
    values = []
    for value, name in source.names.items():
        count = (source.entries.get(value, 0) & base).bit_count()
        if count or value in selected:
            values.append(Value(value, name, count, value in selected))
    return Facet(source.name, source.kind, source.label, values)
