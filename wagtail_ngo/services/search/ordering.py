"""The order of matching entries."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_

from wagtail_ngo.domain.directory.sort_names import sort_key, sort_name
from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.ranking import Candidate, Ranking
from wagtail_ngo.domain.search.terms import Query, beginning
from wagtail_ngo.enums import FacetKind, OrganizationStatus
from wagtail_ngo.models import NGOPage
from wagtail_ngo.prepared import Prepared
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.index_rows import terms_of
from wagtail_ngo.services.search.matching import Match, Matcher

# So many entries are compared word by word, two pages; the others keep the order of their group.
_COMPARED = 40
_AREAS, _OTHER_TERMS = "areas", "terms"
_KINDS = {
    _AREAS: (FacetKind.AREA,),
    _OTHER_TERMS: (
        FacetKind.GROUP,
        FacetKind.DISTRICT,
        FacetKind.LEGAL_FORM,
        FacetKind.LANGUAGE,
    ),
}
_COLUMNS = (
    "pk",
    "title",
    "short_name",
    "other_names",
    "filed_as",
    "lead",
    "status",
    "next_review_on",
)
_COMPARED_ROWS = Prepared(
    NGOPage, lambda pks: NGOPage.objects.filter(pk__in=pks).order_by().values_list(*_COLUMNS)
)


@dataclass(frozen=True)
class Order(Sequence[int]):
    """Positions in order: the first one by one, then whole sets, each in alphabetical order.

    A page is cut out of it without writing down what follows.
    """

    first: Sequence[int] = ()
    sets: Sequence[int] = ()

    def __len__(self) -> int:
        return len(self.first) + sum(entries.bit_count() for entries in self.sets)

    def __iter__(self) -> Iterator[int]:
        return self._from(0)

    def __getitem__(self, index):
        if not isinstance(index, slice):
            return next(self._from(range(len(self))[index]))
        start, stop, step = index.indices(len(self))
        return list(islice(self._from(start), max(stop - start, 0)))[::step]

    def _from(self, start: int) -> Iterator[int]:
        yield from islice(self.first, start, None)
        start = max(start - len(self.first), 0)
        for entries in self.sets:
            if start < (count := entries.bit_count()):
                yield from islice(bits.positions(entries), start, None)
            start = max(start - count, 0)

    def within(self, found: int) -> Order:
        """The same order of those entries only that are in ``found``."""
        return Order(bits.only(self.first, found), [entries & found for entries in self.sets])


def by_relevance(
    matcher: Matcher, match: Match, today: datetime.date, *, only_first: int = 0
) -> Order:
    """All matching entries: with all the words, with longer ones, with part of them.

    For ``only_first`` of them the index is not asked how those further down follow one another.
    """
    tiers = [match.full & ~match.completed, match.completed, *match.parts]
    groups = _groups(matcher, match.query, tiers[0], only_first=only_first)
    sets = [*groups, *tiers[1:]]
    candidates = Order((), sets)[:_COMPARED]
    if len(candidates) > 1:
        candidates = _compare(matcher, match, candidates, tiers, today)
    seen = bits.from_positions(candidates, matcher.catalogue.size)
    return Order(candidates, [entries & ~seen for entries in sets])


def _groups(matcher: Matcher, query: Query, entries: int, *, only_first: int) -> list[int]:
    """Names that begin so, names with the words, areas with the words, all else; inactive last."""
    if entries.bit_count() <= _COMPARED:
        return [entries]
    catalogue = matcher.catalogue
    left = entries & ~catalogue.inactive
    groups = [left & catalogue.filed_under(sort_key(sort_name(query.text)) or "~")]
    left &= ~groups[0]
    if not only_first or groups[0].bit_count() < max(only_first, _COMPARED):
        for group in (
            matcher.in_names(query.keys),
            _in_terms(matcher, query, _AREAS),
            _in_terms(matcher, query, _OTHER_TERMS),
        ):
            groups.append(left & group)
            left &= ~group
    return [*groups, left, entries & catalogue.inactive]


def _in_terms(matcher: Matcher, query: Query, kinds: str) -> int:
    """Entries filed under terms with all words asked, or with what stands for them."""
    entries = _entries_by_key(matcher, kinds)
    entries_left = matcher.visible
    for ways in matcher.meanings(query):
        entries_left &= bits.union(_with_all(entries, way) for _, way in ways)
    return entries_left


def _with_all(entries: dict[str, int], keys: Sequence[str]) -> int:
    sets = [entries.get(key, 0) for key in keys]
    return reduce(and_, sets)


def _compare(
    matcher: Matcher,
    match: Match,
    order: list[int],
    tiers: Sequence[int],
    today: datetime.date,
) -> list[int]:
    """The best candidates of each tier first."""
    catalogue, query = matcher.catalogue, match.query
    pks = [catalogue.pks[position] for position in order]
    meanings = matcher.meanings(query)
    forms = _same_forms(matcher, query, pks)
    areas = _keys_at(matcher, _AREAS, meanings)
    others = _keys_at(matcher, _OTHER_TERMS, meanings)
    tier_of = {
        position: place
        for place, tier in enumerate(tiers)
        for position in order
        if tier >> position & 1
    }
    ranking = Ranking(query, matcher.language, meanings)
    scores: dict[int, tuple[int, float, int]] = {}
    for row in _COMPARED_ROWS.rows(pks):
        pk, title, short_name, other_names, filed_as, lead, status, review = row
        position = catalogue.position[pk]
        candidate = Candidate(
            name=title,
            sort_name=filed_as or sort_name(title),
            other_names=[name for name in (short_name, *_split(other_names)) if name],
            area_keys=_at(areas, position),
            term_keys=_at(others, position),
            lead=lead,
            same_forms=forms.get(pk, ()),
            is_active=status == OrganizationStatus.ACTIVE,
            is_overdue=review is not None and review < today,
        )
        scores[position] = (tier_of[position], -ranking.score(candidate), position)
    return sorted((position for position in order if position in scores), key=scores.__getitem__)


def _same_forms(matcher: Matcher, query: Query, pks: list[int]) -> dict[int, set[str]]:
    """Key of an entry → words of the query that it has in the form that was typed.

    Backends other than databases take the form for a beginning: there all are alike.
    """
    term_of = {word: beginning(word) for word in query.words}
    held = terms_of(pks, list(dict.fromkeys(term_of.values())))
    if held is not None:
        return {
            pk: {word for word, term in term_of.items() if term in terms}
            for pk, terms in held.items()
        }
    entries = {word: matcher.having(beginning(word)) for word in query.words}
    position = matcher.catalogue.position
    return {pk: _at(entries, position[pk]) for pk in pks}


def _keys_at(matcher: Matcher, kinds: str, meanings) -> dict[str, int]:
    entries = _entries_by_key(matcher, kinds)
    return {
        key: entries[key] for ways in meanings for _, way in ways for key in way if key in entries
    }


def _at(sets: dict[str, int], position: int) -> set[str]:
    return {key for key, entries in sets.items() if entries >> position & 1}


def _split(others: str) -> list[str]:
    return [name.strip() for name in others.split(",") if name.strip()]


def _entries_by_key(matcher: Matcher, kinds: str) -> dict[str, int]:
    """Key → entries filed under a term with that word."""
    catalogue = matcher.catalogue
    if kinds not in catalogue.derived:
        entries: dict[str, int] = {}
        for kind in _KINDS[kinds]:
            used = catalogue.values.get(kind, {})
            for value, name in catalogue.names.get(kind, {}).items():
                for key in matcher.language.keys(name):
                    entries[key] = entries.get(key, 0) | used.get(value, 0)
        catalogue.derived[kinds] = entries
    return catalogue.derived[kinds]


def by_name(entries: int) -> Order:
    return Order((), [entries])


def by_confirmation(catalogue: Catalogue, entries: int) -> Order:
    """Recently confirmed entries first, those never confirmed last."""
    confirmed = bits.only(catalogue.confirmed, entries)
    others = entries & ~bits.from_flags(confirmed, catalogue.size)
    return Order(confirmed, [others])


def by_distance(catalogue: Catalogue, entries: int, place: tuple[float, float]) -> Order:
    """The nearest entries first, those without a public place last."""
    near = sorted(
        (kilometres(place, catalogue.places[position]), position)
        for position in bits.positions(entries)
        if position in catalogue.places
    )
    placed = [position for _far, position in near]
    return Order(placed, [entries & ~bits.from_flags(placed, catalogue.size)])


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points of one city: a flat earth is near enough."""
    middle = math.radians((one[0] + other[0]) / 2)
    north = 111.2 * (one[0] - other[0])
    east = 111.2 * math.cos(middle) * (one[1] - other[1])
    return math.hypot(north, east)
