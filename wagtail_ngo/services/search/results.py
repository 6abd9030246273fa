"""One search: what was asked, what was found, how it can be narrowed."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.http import HttpRequest
from django.utils import timezone

from wagtail_ngo.domain.search.terms import Query, read_query
from wagtail_ngo.models import NGODirectoryPage, NGOPage
from wagtail_ngo.models.querysets import refused_paths
from wagtail_ngo.services.search import memory, ordering, state
from wagtail_ngo.services.search.answering import answer
from wagtail_ngo.services.search.catalogue import Catalogue, catalogue
from wagtail_ngo.services.search.facets import Facet, apply_filters, sources
from wagtail_ngo.services.search.matching import Match, Matcher
from wagtail_ngo.services.search.ordering import Order
from wagtail_ngo.services.search.synonyms import synonyms

RELEVANCE, NAME, CONFIRMED, DISTANCE = "relevance", "name", "confirmed", "distance"


@dataclass(frozen=True)
class Selection:
    """What a visitor asks for, already cleaned of nonsense."""

    text: str = ""
    chosen: dict[str, Collection[str]] = field(default_factory=dict)
    letter: str = ""
    sort: str = ""
    # Latitude and longitude of the chosen place, for sorting by distance.
    place: tuple[float, float] | None = None
    # Take the words as they were typed: no correction, no translation.
    exactly: bool = False
    # How many of the results are looked at, where nothing is filtered; 0 for all.
    only_first: int = 0


@dataclass
class Results:
    """Positions of what was found, in order, behind a sequence a Paginator can cut."""

    query: Query
    match: Match | None
    catalogue: Catalogue
    facets: list[Facet]
    letters: dict[str, int]
    order: Order
    # All the visitor may see of this directory.
    visible: int
    # Tree paths behind which the visitor may see nothing.
    refused: list[str]
    sort: str
    # Entries with the words, before filters.
    matched: int = 0
    # Where distances are measured from, if anywhere.
    place: tuple[float, float] | None = None

    @cached_property
    def count(self) -> int:
        return len(self.order)

    @property
    def keys(self) -> set[str]:
        return set(self.match.query.keys) if self.match else set()

    def is_part(self, position: int) -> bool:
        """Whether an entry has part of the words only while others have them all."""
        full = self.match.full if self.match else 0
        return bool(full) and not full >> position & 1

    def without_parts(self) -> Results:
        """The same without entries that have part of the words, where others have them all."""
        if not self.match or not self.match.full:
            return self
        return replace(self, order=self.order.within(self.match.full))

    def pks(self, start: int = 0, stop: int | None = None) -> list[int]:
        return [self.catalogue.pks[position] for position in self.order[start:stop]]


def search(
    directory: NGODirectoryPage,
    request: HttpRequest | None,
    selection: Selection,
    *,
    now: datetime.datetime,
) -> Results:
    """Answer one request. The number of queries depends on the words, never on the entries."""
    now = timezone.localtime(now)
    language = state.language()
    current = catalogue(directory, now=now)
    refused = refused_paths(request)
    visible = visible_entries(current, directory, refused)
    matcher = Matcher(current, language, synonyms(current, language), visible)
    query = read_query(selection.text, language)
    match = ranked = None
    base = visible
    if query:
        match, ranked = memory.remembered(
            matcher,
            query,
            lambda: _match(matcher, query, now.date(), selection),
            variant=f"{selection.exactly} {selection.only_first}",
        )
        base &= match.found
    filters = sources(directory, matcher, now)
    entries, facets = apply_filters(base, filters, selection.chosen)
    letters = {letter: (entries & filed).bit_count() for letter, filed in current.letters.items()}
    if selection.letter in current.letters:
        entries &= current.letters[selection.letter]
    sort = _sort(selection, has_words=bool(query))
    return Results(
        query=query,
        match=match,
        catalogue=current,
        facets=facets,
        letters=letters,
        order=_order(current, entries, sort, ranked, selection),
        visible=visible,
        refused=refused,
        sort=sort,
        matched=base.bit_count(),
        place=selection.place,
    )


def _match(
    matcher: Matcher, query: Query, today: datetime.date, selection: Selection
) -> tuple[Match, Order]:
    match = answer(matcher, query, exactly=selection.exactly)
    order = ordering.by_relevance(matcher, match, today, only_first=selection.only_first)
    return match, order


def visible_entries(
    current: Catalogue, directory: NGODirectoryPage, refused: Collection[str]
) -> int:
    """Entries this visitor may see: what visible_to() gives, as positions."""
    visible = current.everything
    for path in refused:
        if directory.path.startswith(path):
            return 0
        if path.startswith(directory.path):
            visible &= ~current.below(path)
    return visible


def _sort(selection: Selection, *, has_words: bool) -> str:
    if selection.sort == DISTANCE and selection.place:
        return DISTANCE
    if selection.sort in (NAME, CONFIRMED):
        return selection.sort
    return RELEVANCE if has_words else NAME


def _order(
    current: Catalogue, entries: int, sort: str, ranked: Order | None, selection: Selection
) -> Order:
    if sort == RELEVANCE and ranked is not None:
        return ranked.within(entries)
    if sort == CONFIRMED:
        return ordering.by_confirmation(current, entries)
    if sort == DISTANCE and selection.place:
        return ordering.by_distance(current, entries, selection.place)
    return ordering.by_name(entries)


def entry_with_number(
    directory: NGODirectoryPage, request: HttpRequest, number: str
) -> NGOPage | None:
    """The one entry with this KRS, NIP or REGON number, if the visitor may see it."""
    entries = NGOPage.objects.visible_to(request).descendant_of(directory)
    fields = {10: ("krs", "nip"), 9: ("regon",), 14: ("regon",)}.get(len(number), ())
    for name in fields:
        matches = list(entries.filter(**{name: number})[:2])
        if len(matches) == 1:
            return matches[0]
    return None
