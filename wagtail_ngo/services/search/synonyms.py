"""Words the editors declared to mean the same, applied to the query: no reindexing needed."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import SearchSynonym
from wagtail_ngo.services.search.catalogue import Catalogue

# A word is asked for in at most so many other ways.
_MOST_ALTERNATIVES = 12

Keys = tuple[str, ...]


class Synonyms:
    def __init__(self, groups: Iterable[Iterable[str]], language: Plain) -> None:
        self._by_first: dict[str, list[tuple[Keys, list[Keys]]]] = {}
        for phrases in groups:
            group = list(dict.fromkeys(tuple(language.keys(phrase)) for phrase in phrases))
            group = [keys for keys in group if keys]
            for keys in group:
                others = [other for other in group if other != keys]
                self._by_first.setdefault(keys[0], []).append((keys, others))

    def alternatives(self, keys: Keys) -> list[list[Keys]]:
        """For each of the ``keys`` the phrases that mean the same as a phrase it belongs to."""
        phrases: list[dict[Keys, None]] = [{} for _ in keys]
        for start in range(len(keys)):
            for phrase, others in self._by_first.get(keys[start], ()):
                if keys[start : start + len(phrase)] == phrase:
                    for place in range(start, start + len(phrase)):
                        phrases[place].update(dict.fromkeys(others))
        return [list(others)[:_MOST_ALTERNATIVES] for others in phrases]


def synonyms(catalogue: Catalogue, language: Plain) -> Synonyms:
    """The editors' synonyms, read once per catalogue."""
    derived = catalogue.derived.get("synonyms")
    if derived is None:
        groups = (synonym.phrases for synonym in SearchSynonym.objects.all())
        derived = catalogue.derived["synonyms"] = Synonyms(groups, language)
    return derived
