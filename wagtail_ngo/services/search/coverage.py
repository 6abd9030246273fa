"""Entries in the order of how much of a question they cover."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from wagtail_ngo.domain.search import bits

# A question is cut into as many sets as it has different answers, at most so many.
_MOST_SETS = 256


@dataclass(frozen=True)
class Sense:
    """A word of a question: what it tells, and the entries with what may stand for it."""

    word: str
    weight: float
    # How much each set counts, the word itself first.
    levels: Sequence[tuple[float, int]]

    @property
    def found(self) -> int:
        return bits.union(entries for _, entries in self.levels)


def rarity(count: int, size: int) -> float:
    """How much a word tells that ``count`` of ``size`` entries have; above 0 also if all do."""
    return math.log(1 + (size - count + 0.5) / (count + 0.5)) if count else 0.0


def by_coverage(senses: Sequence[Sense], entries: int, *, share: tuple[float, str]) -> list[int]:
    """``entries`` in sets, those with the most telling words first.

    The last ones are left out: below a share of what the best has, or of what ``"all"`` words tell.
    """
    sets: list[tuple[float, int]] = [(0.0, entries)] if entries else []
    for sense in sorted(senses, key=lambda sense: -sense.weight):
        if len(sets) > _MOST_SETS:
            break
        sets = [part for entries in sets for part in _cut(*entries, sense)]
    together: dict[float, int] = {}
    for score, part in sets:
        score = round(score, 6)
        together[score] = together.get(score, 0) | part
    if not together:
        return []
    least, of = share
    whole = sum(sense.weight for sense in senses) if of == "all" else max(together)
    return [
        together[score]
        for score in sorted(together, reverse=True)
        if score > 0 and score >= least * whole - 1e-9
    ]


def _cut(score: float, entries: int, sense: Sense):
    """``entries`` by the best level at which they have the word."""
    for factor, having in sense.levels:
        if with_word := entries & having:
            yield score + factor * sense.weight, with_word
            entries &= ~having
    if entries:
        yield score, entries
