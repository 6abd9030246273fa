"""The order of matching entries."""

from __future__ import annotations

import datetime
import math
from itertools import islice

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.ranking import Candidate, score
from wagtail_ngo.domain.search.terms import CATEGORY, NAME, Query
from wagtail_ngo.domain.sort_names import sort_key, sort_name
from wagtail_ngo.enums import FacetKind, OrganizationStatus
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.matching import Match, Matcher

# So many entries are compared word by word; the others keep the order of their group.
_COMPARED = 200
_CATEGORY_KINDS = (
    FacetKind.AREA,
    FacetKind.GROUP,
    FacetKind.DISTRICT,
    FacetKind.LEGAL_FORM,
    FacetKind.LANGUAGE,
)
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


def by_relevance(matcher: Matcher, match: Match, today: datetime.date) -> list[int]:
    """Positions of all matching entries, the best first."""
    full = match.found & ~match.completed
    order = _grouped(matcher, match.query, full) + list(bits.positions(match.completed))
    compared, rest = order[:_COMPARED], order[_COMPARED:]
    if len(compared) > 1:
        compared = _compared(matcher, match, compared, today)
    return compared + rest


def _grouped(matcher: Matcher, query: Query, found: int) -> list[int]:
    """Names that begin so, names with the words, areas with the words, all else; inactive last."""
    if found.bit_count() <= _COMPARED:
        return list(bits.positions(found))
    catalogue = matcher.catalogue
    begins = NGOPage.objects.filter(sort_key__startswith=sort_key(sort_name(query.text)) or "-")
    groups = [
        catalogue.bits_of(begins.values_list("pk", flat=True)[: _COMPARED * 2]),
        matcher.all_words(query.keys, NAME),
        matcher.all_words(query.keys, CATEGORY),
        catalogue.everything,
    ]
    order: list[int] = []
    left = found & ~catalogue.inactive
    for group in groups:
        order += bits.positions(left & group)
        left &= ~group
    return order + list(bits.positions(found & catalogue.inactive))


def _compared(matcher: Matcher, match: Match, order: list[int], today: datetime.date) -> list[int]:
    catalogue, language, query = matcher.catalogue, matcher.language, match.query
    pks = [catalogue.pks[position] for position in order]
    categories = _category_entries(matcher, query)
    scores: dict[int, tuple[float, int]] = {}
    for row in NGOPage.objects.filter(pk__in=pks).values_list(*_COLUMNS):
        pk, title, short_name, others, filed_as, lead, status, review = row
        position = catalogue.position[pk]
        candidate = Candidate(
            name=title,
            sort_name=filed_as or sort_name(title),
            other_names=[name for name in (short_name, *_split(others)) if name],
            category_keys={key for key, have in categories.items() if have >> position & 1},
            lead=lead,
            is_active=status == OrganizationStatus.ACTIVE,
            is_overdue=review is not None and review < today,
        )
        scores[position] = (-score(candidate, query, language), position)
    return sorted((position for position in order if position in scores), key=scores.__getitem__)


def _split(others: str) -> list[str]:
    return [name.strip() for name in others.split(",") if name.strip()]


def _category_entries(matcher: Matcher, query: Query) -> dict[str, int]:
    """Key of the query → entries filed under a term with that word."""
    catalogue, language = matcher.catalogue, matcher.language
    found = dict.fromkeys(query.keys, 0)
    for kind in _CATEGORY_KINDS:
        used = catalogue.values.get(kind, {})
        for value, name in catalogue.names.get(kind, {}).items():
            for key in language.keys(name):
                if key in found:
                    found[key] |= used.get(value, 0)
    return found


def by_confirmation(catalogue: Catalogue, found: int) -> list[int]:
    """Recently confirmed entries first, those never confirmed last."""
    confirmed = bits.only((position for _day, position in catalogue.confirmed), found)
    others = found & ~bits.from_positions(confirmed, catalogue.size)
    return confirmed + list(bits.positions(others))


def by_distance(catalogue: Catalogue, found: int, place: tuple[float, float]) -> list[int]:
    """The nearest entries first, those without a public place last."""
    near = sorted(
        (_distance(place, catalogue.places[position]), position)
        for position in bits.positions(found)
        if position in catalogue.places
    )
    placed = [position for _metres, position in near]
    others = found & ~bits.from_positions(placed, catalogue.size)
    return placed + list(bits.positions(others))


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points of one city: a flat earth is near enough."""
    middle = math.radians((one[0] + other[0]) / 2)
    north = 111.2 * (one[0] - other[0])
    east = 111.2 * math.cos(middle) * (one[1] - other[1])
    return math.hypot(north, east)


def window(found: int, start: int, size: int) -> list[int]:
    """Positions ``start`` to ``start + size`` of a set, in alphabetical order."""
    return list(islice(bits.positions(found), start, start + size))
