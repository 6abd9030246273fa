"""Where to look when no entry answers: activity areas with a word like one that was typed."""

from __future__ import annotations

from itertools import takewhile

from wagtail_ngo.enums import FacetKind
from wagtail_ngo.services.search import state
from wagtail_ngo.services.search.facets import Value
from wagtail_ngo.services.search.results import Results

_MOST = 5
# Fewer letters in common say nothing.
_ALIKE = 3


def nearest_areas(results: Results) -> list[Value]:
    """Areas the visitor may browse: those like the words first, then those with most entries."""
    language = state.language()
    entries = results.catalogue.values.get(FacetKind.AREA, {})
    ranked = []
    for value, name in results.catalogue.names.get(FacetKind.AREA, {}).items():
        count = (entries.get(value, 0) & results.visible).bit_count()
        if count:
            alike = _alike(results.query.words, language.words(name))
            ranked.append((-alike, -count, name, Value(value, name, count, is_selected=False)))
    return [entry[-1] for entry in sorted(ranked, key=lambda candidate: candidate[:3])[:_MOST]]


def _alike(typed, words) -> int:
    """Letters that the likest two words have in common from their beginning, from three on."""
    longest = max((_begun_alike(word, other) for word in typed for other in words), default=0)
    return longest if longest >= _ALIKE else 0


def _begun_alike(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
