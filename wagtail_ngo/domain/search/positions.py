"""Which entry is at which place of a list, in little memory: keys in order, and back."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, islice, pairwise

# Up to so many keys are looked up one by one.
_FEW = 1_000
# Sort keys in one block; entries that came or went before positions are sorted again.
_BLOCK, _MOST_STEPS = 512, 200
# The least number that no longer fits into four bytes.
_LARGEST = 2**32
# An entry came (1) or went (-1), and where.
Step = tuple[int, int]


class Keys(Sequence[str]):
    """Sorted plain strings in blocks of one piece of memory each: a third of what as many strings
    take, and a change copies one block."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._blocks = _blocks(keys, _BLOCK)
        self._starts = self._count()

    def _count(self) -> list[int]:
        """Where each block begins, and where the last one ends."""
        return list(accumulate((len(ends) - 1 for _text, ends in self._blocks), initial=0))

    def __len__(self) -> int:
        return self._starts[-1]

    def __getitem__(self, place):
        if place < 0 or place >= len(self):
            raise IndexError(place)
        block = bisect_right(self._starts, place) - 1
        text, ends = self._blocks[block]
        place -= self._starts[block]
        return text[ends[place] : ends[place + 1]]

    def without(self, place: int) -> Keys:
        """The same without the key at ``place``."""
        block = bisect_right(self._starts, place) - 1
        keys = self._keys_in(block)
        del keys[place - self._starts[block]]
        return self._replace(block, keys)

    def with_key(self, place: int, key: str) -> Keys:
        """The same with ``key`` before the one at ``place``."""
        block = max(bisect_left(self._starts, place) - 1, 0)
        keys = self._keys_in(block)
        keys.insert(place - self._starts[block], key)
        return self._replace(block, keys)

    def _keys_in(self, block: int) -> list[str]:
        if not self._blocks:
            return []
        text, ends = self._blocks[block]
        return [text[start:stop] for start, stop in pairwise(ends)]

    def _replace(self, block: int, keys: list[str]) -> Keys:
        changed = Keys()
        blocks = _blocks(keys, 2 * _BLOCK)
        changed._blocks = [*self._blocks[:block], *blocks, *self._blocks[block + 1 :]]
        changed._starts = changed._count()
        return changed


def _blocks(keys: Iterable[str], size: int) -> list[tuple[str, array]]:
    """At most ``size`` strings as one text, and where each ends in it."""
    remaining, blocks = iter(keys), []
    while block := tuple(islice(remaining, size)):
        blocks.append(("".join(block), array("I", accumulate(map(len, block), initial=0))))
    return blocks


class Positions(Mapping[int, int]):
    """Primary key → position, in three arrays: a fifth of what a dictionary takes.

    Entries that come and go are written beside them: nothing is sorted again.
    """

    def __init__(self, pks: Collection[int] = ()) -> None:
        kind = "I" if max(pks, default=0) < _LARGEST else "q"
        # Position → primary key.
        self.pks = array(kind, pks)
        order = sorted(range(len(self.pks)), key=self.pks.__getitem__)
        self._sorted = array(kind, (self.pks[position] for position in order))
        self._at = array("I", order)
        # What came and went since: 1 or -1, and the place; where the entries are that came.
        self._steps: tuple[Step, ...] = ()
        self._came: dict[int, int] = {}
        self._gone: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.pks)

    def __iter__(self) -> Iterator[int]:
        return iter(self.pks)

    def __getitem__(self, pk: int) -> int:
        if pk in self._came:
            return self._came[pk]
        place = bisect_left(self._sorted, pk)
        if place == len(self._sorted) or self._sorted[place] != pk or pk in self._gone:
            raise KeyError(pk)
        return _stepped(self._at[place], self._steps)

    def among(self, pks: Collection[int]) -> list[int]:
        """Positions of those ``pks`` that are entries here, in their order."""
        position = self if len(pks) < _FEW else self.as_dict()
        return [place for pk in pks if (place := position.get(pk)) is not None]

    def as_dict(self) -> dict[int, int]:
        """All of them, for whoever looks up many at once and lets go of it."""
        return dict(zip(self.pks, range(len(self.pks)), strict=True))

    def without(self, pk: int) -> Positions:
        """The same when the entry is gone: all behind it are one lower."""
        place = self[pk]
        pks = self.pks[:place] + self.pks[place + 1 :]
        return self._changed(pks, (-1, place), pk, {})

    def with_entry(self, pk: int, position: int) -> Positions:
        """The same with an entry at ``position``: all from there on are one higher."""
        if pk >= _LARGEST and self.pks.typecode == "I":
            return Positions([*self.pks[:position], pk, *self.pks[position:]])
        pks = self.pks[:]
        pks.insert(position, pk)
        return self._changed(pks, (1, position), pk, {pk: position})

    def _changed(self, pks: array, step: Step, pk: int, came: dict[int, int]) -> Positions:
        if len(self._steps) >= _MOST_STEPS:
            return Positions(pks)
        changed = Positions()
        changed.pks, changed._sorted, changed._at = pks, self._sorted, self._at
        changed._steps, changed._gone = (*self._steps, step), self._gone | {pk}
        others = {key: _stepped(place, (step,)) for key, place in self._came.items() if key != pk}
        changed._came = {**others, **came}
        return changed


def _stepped(place: int, steps: Iterable[Step]) -> int:
    """Where an entry at ``place`` is after others came (1) and went (-1)."""
    for step, at in steps:
        if place >= at:
            place += step
    return place
