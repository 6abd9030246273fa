"""Which entries have the words of a query: asked of Wagtail's index, answered in positions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from wagtail_ngo.domain.search import Plain, bits
from wagtail_ngo.domain.search.terms import ANY, Query, all_of, begun, whole
from wagtail_ngo.services.search.catalogue import Catalogue
from wagtail_ngo.services.search.synonyms import Synonyms
from wagtail_ngo.services.search.words import vocabulary

# With fewer full matches than this, entries with longer words are added.
_ENOUGH = 3
_SHORTEST_BEGINNING = 2
# An entry is a partial match if it has this share of the weight of the words asked for.
_PARTIAL_SHARE = 0.5
# A word tells something if at most this share of the entries, or so many, have it.
_TELLING_SHARE, _FEW = 0.2, 3


@dataclass
class Match:
    """Entries that answer a query."""

    # What was searched for in the end: the query, or the query with errors corrected.
    query: Query
    found: int = 0
    # Of these, entries that only have longer words.
    completed: int = 0
    # The corrected words, when nothing matched those typed.
    corrected: str = ""
    is_partial: bool = False
    # Words of the query that no entry has.
    missing: list[str] = field(default_factory=list)


class Matcher:
    """Asks the index about the entries that one visitor may see."""

    def __init__(
        self, catalogue: Catalogue, language: Plain, synonyms: Synonyms, visible: int
    ) -> None:
        self.catalogue = catalogue
        self.visible = visible
        self.language = language
        self._synonyms = synonyms

    def having(self, *ways: str) -> int:
        """Entries that have all terms of any of the ``ways``."""
        return self.catalogue.answers.having(*ways) & self.visible

    def all_words(self, keys: Iterable[str], mark: str = ANY) -> int:
        """Entries with every key, or with what means the same."""
        return self.having(*(all_of(keys, mark) for keys in self.variants(tuple(keys))))

    def variants(self, keys: tuple[str, ...]) -> list[tuple[str, ...]]:
        """``keys`` and what means the same."""
        return self._synonyms.variants(keys)

    def beginnings(self, query: Query) -> int:
        """Entries that have, for every word asked, a word that begins so."""
        found = self.visible
        for word, key in zip(query.words, query.keys, strict=True):
            ways = [whole(key)]
            if len(word) >= _SHORTEST_BEGINNING:
                ways.append(begun(word))
                if len(key) >= 4 and key != word:
                    ways.append(begun(key))
            found &= self.having(*ways)
            if not found:
                break
        return found

    def match(self, query: Query) -> Match:
        """The entries with all words; else with the words that were meant; else with most."""
        match = self._full(query)
        if match.found:
            return match
        corrected = self._corrected(query)
        if corrected is not None:
            again = self._full(corrected)
            if again.found:
                return replace(again, corrected=" ".join(corrected.words))
        return self._partial(corrected or query, query)

    def _full(self, query: Query) -> Match:
        found = self.all_words(query.keys)
        completed = 0
        if found.bit_count() < _ENOUGH:
            completed = self.beginnings(query) & ~found
        return Match(query=query, found=found | completed, completed=completed)

    def _corrected(self, query: Query) -> Query | None:
        """The query with each unknown word replaced; None when nothing can be done."""
        if query.number:
            return None
        words = vocabulary(self.catalogue, self.language)
        better = [
            word
            if words.knows(word) or self.having(whole(self.language.key(word)))
            else words.correction(word) or word
            for word in query.words
        ]
        if better == list(query.words):
            joined = "".join(better)
            if len(better) == 1 or not words.knows(joined):
                return None
            better = [joined]
        keys = tuple(self.language.key(word) for word in better)
        return Query(words=tuple(better), keys=keys, phrase=" ".join(better), text=" ".join(better))

    def _partial(self, query: Query, typed: Query) -> Match:
        """Entries with the weightier part of the words; rare words weigh more.

        A word that many entries have ("fundacja") makes no match alone.
        """
        have = {key: self.all_words([key]) for key in query.keys}
        missing = [word for word, key in zip(query.words, query.keys, strict=True) if not have[key]]
        telling = max(_FEW, _TELLING_SHARE * self.catalogue.size)
        telling_words = [found for found in have.values() if 0 < found.bit_count() <= telling]
        if len(query.keys) < 2 or not telling_words:
            return Match(query=typed, missing=missing)
        weight = self._weights(have)
        needed = _PARTIAL_SHARE * sum(weight.values())
        reached: Counter[int] = Counter()
        for key, found in have.items():
            for position in bits.positions(found):
                reached[position] += weight[key]
        some = bits.from_positions(
            (position for position, total in reached.items() if total >= needed - 1e-9),
            self.catalogue.size,
        )
        some &= _union(telling_words)
        return Match(query=query, found=some, is_partial=bool(some), missing=missing)

    def _weights(self, have: dict[str, int]) -> dict[str, float]:
        """Key → how much it tells; an unknown word tells as much as the rarest known one."""
        size = self.catalogue.size + 1
        weight = {key: math.log(size / found.bit_count()) for key, found in have.items() if found}
        rarest = max(weight.values())
        return {key: weight.get(key, rarest) for key in have}


def _union(sets: Iterable[int]) -> int:
    together = 0
    for one in sets:
        together |= one
    return together
