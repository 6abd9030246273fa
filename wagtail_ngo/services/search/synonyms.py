"""Words the editors declared to mean the same, applied to the query: no reindexing needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import SearchSynonym
from wagtail_ngo.services.search.catalogue import Catalogue

# A query is asked in at most so many ways.
_MOST_VARIANTS = 8

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

    def variants(self, keys: Keys) -> list[Keys]:
        """``keys`` themselves, then with each phrase replaced by what means the same."""
        found = {keys: None}
        for start in range(len(keys)):
            for variant in list(found):
                for replaced in self._replaced(variant, keys, start):
                    if len(found) >= _MOST_VARIANTS:
                        return list(found)
                    found.setdefault(replaced)
        return list(found)

    def _replaced(self, variant: Keys, keys: Keys, start: int) -> Iterator[Keys]:
        for phrase, others in self._by_first.get(keys[start], ()):
            if keys[start : start + len(phrase)] != phrase:
                continue
            for index in range(len(variant) - len(phrase) + 1):
                if variant[index : index + len(phrase)] == phrase:
                    for other in others:
                        yield variant[:index] + other + variant[index + len(phrase) :]
                    break


def synonyms(catalogue: Catalogue, language: Plain) -> Synonyms:
    """The editors' synonyms, read once per catalogue."""
    kept = catalogue.derived.get("synonyms")
    if kept is None:
        groups = (synonym.phrases for synonym in SearchSynonym.objects.all())
        kept = catalogue.derived["synonyms"] = Synonyms(groups, language)
    return kept
