"""Which entries have the most common words: part of the list of entries, as filters are.

A pass of the index costs as much as it finds. What a whole word finds in many entries is read once
and then follows the entries that change; what a rare word finds is asked each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.terms import ANY, END, NAME
from wagtail_ngo.services.search.index_rows import terms_of_entries
from wagtail_ngo.services.search.index_statements import Way

if TYPE_CHECKING:
    from wagtail_ngo.domain.search.positions import Positions

# A set of positions before an entry moved → the set after it.
Move = Callable[[int], int]
# In a smaller directory no word is dear.
_LEAST_ENTRIES = 5_000
# So many entries tell which words are common: those that this share of them has, at most so many.
_SAMPLE, _COMMON, _MOST = 400, 0.02, 400
# Words are read at once, the most common first, as long as together they find so many times the
# number of entries; the others when they are asked for the first time, as are those that more
# than half of the entries have: hardly anybody asks for them.
_READ_AT_ONCE, _HALF = 4, 0.5
# Whole words, anywhere or in the name: nothing else is asked for often.
_KEPT = re.compile(rf"(?:{ANY}|{NAME})[a-z0-9]+{END}")


@dataclass
class CommonWords:
    """Sets of entries by the term that they have in the index."""

    # Term → about how many of the entries have it, the most common first.
    shares: Mapping[str, float] = field(default_factory=dict)
    sets: dict[str, int] = field(default_factory=dict)

    @property
    def first(self) -> list[str]:
        """The terms that are worth reading before anybody asks for them."""
        together, terms = 0.0, []
        for term, share in self.shares.items():
            if share > _HALF:
                continue
            together += share
            if together > _READ_AT_ONCE:
                break
            terms.append(term)
        return terms

    def split(self, ways: Sequence[Way], read: Callable[[str], int]) -> tuple[int, tuple[Way, ...]]:
        """Entries of those ``ways`` that have common terms only, and the other ways.

        ``read`` gives the entries with a term that is asked for the first time.
        """
        found, others = 0, []
        for way in ways:
            terms = way.split()
            if not all(term in self.shares for term in terms):
                others.append(way)
                continue
            for term in terms:
                if term not in self.sets:
                    self.sets[term] = read(term)
            found |= reduce(and_, (self.sets[term] for term in terms))
        return found, tuple(others)

    def moved(
        self, position: Positions, size: int, changed: Collection[int], moves: Iterable[Move]
    ) -> CommonWords:
        """The same for a list in which entries moved; words of the ``changed`` are read again."""
        sets = dict(self.sets)
        if not sets:
            return CommonWords(self.shares)
        having: dict[str, int] = {}
        for pk, terms in terms_of_entries(changed).items():
            if pk not in position:
                continue
            for term in terms & sets.keys():
                having[term] = having.get(term, 0) | 1 << position[pk]
        others = ~bits.from_positions(position.among(changed), size)
        for term, entries in sets.items():
            for move in moves:
                entries = move(entries)
            sets[term] = entries & others | having.get(term, 0)
        return CommonWords(self.shares, sets)


def find(pks: Sequence[int]) -> CommonWords:
    """The common words of the entries ``pks``, as some of these tell; no set is read yet."""
    if len(pks) < _LEAST_ENTRIES:
        return CommonWords()
    some = terms_of_entries(pks[:: max(len(pks) // _SAMPLE, 1)])
    counts = Counter(term for terms in some.values() for term in terms if _KEPT.fullmatch(term))
    return CommonWords(
        {
            term: count / len(some)
            for term, count in counts.most_common(_MOST)
            if count >= _COMMON * len(some)
        }
    )
