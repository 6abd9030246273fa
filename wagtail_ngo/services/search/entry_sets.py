"""The entries of one directory as positions in alphabetical order, with a set for each value."""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice, pairwise
from typing import Any

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException, is_open
from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search.index_rows import Answers

Week = tuple[Hours, ...]
# Up to so many keys are looked up one by one.
_FEW = 1_000
# Sort keys in one block; entries that came or went before positions are sorted anew.
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


@dataclass
class Catalogue:
    """Positions of a directory's live entries and what is known of them. Never changed once kept:
    a change of an entry makes another one."""

    directory_path: str
    token: str
    day: datetime.date
    built: float
    # The last change of an entry that is in it, the newest page, the newest row of the index.
    change: int = 0
    newest_entry: int = 0
    newest_row: int = 0
    position: Positions = field(default_factory=Positions)
    sort_keys: Keys = field(default_factory=Keys)
    # Filter → value (as in the address) → entries that have it.
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    # Filter → value → name, in the editors' order.
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    inactive: int = 0
    answers: Answers = field(init=False)
    next_expiry: datetime.datetime | None = None
    # Entries that have the same week; exceptions of the few that have any.
    weeks: dict[Week, int] = field(default_factory=dict)
    exceptions: dict[int, list[HoursException]] = field(default_factory=dict)
    _open: tuple[str, int] = ("", 0)
    _hidden: dict[str, int] = field(default_factory=dict)
    # Whatever is derived from the catalogue and lives as long: vocabulary, saved searches.
    derived: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def pks(self) -> array:
        """Position → primary key."""
        return self.position.pks

    @property
    def size(self) -> int:
        return len(self.pks)

    @property
    def everything(self) -> int:
        return bits.everything(self.size)

    def bits_of(self, pks: Iterable[int]) -> int:
        return bits.from_positions(self.position.among(list(pks)), self.size)

    def filed_under(self, beginning: str) -> int:
        """Entries whose sort key begins so."""
        start = bisect_left(self.sort_keys, beginning)
        return bits.span(start, bisect_right(self.sort_keys, beginning + "~", start))

    def open_at(self, now: datetime.datetime) -> int:
        """Entries whose office is open at the local time ``now``."""
        minute = f"{now:%Y-%m-%dT%H:%M}"
        if self._open[0] != minute:
            special = bits.from_positions(self.exceptions, self.size)
            entries = bits.union(
                sharing & ~special
                for week, sharing in self.weeks.items()
                if is_open(week, (), at=now)
            )
            for position, exceptions in self.exceptions.items():
                if is_open(self._week_at(position), exceptions, at=now):
                    entries |= 1 << position
            self._open = (minute, entries)
        return self._open[1]

    def _week_at(self, position: int) -> Week:
        return next((week for week, sharing in self.weeks.items() if sharing >> position & 1), ())

    @property
    def confirmed(self) -> array:
        """Positions of confirmed entries, the latest confirmation first; read when asked for."""
        if "confirmed" not in self.derived:
            rows = self._entries().filter(verified_on__isnull=False)
            position = self.position.as_dict()
            days = [
                (-day.toordinal(), position[pk])
                for pk, day in rows.values_list("pk", "verified_on").iterator(chunk_size=5000)
                if pk in position
            ]
            self.derived["confirmed"] = array("L", (position for _day, position in sorted(days)))
        return self.derived["confirmed"]

    @property
    def places(self) -> dict[int, tuple[float, float]]:
        """Position → latitude and longitude of entries whose place is public."""
        if "places" not in self.derived:
            rows = self._entries().filter(
                latitude__isnull=False, longitude__isnull=False, hide_street=False
            )
            position = self.position.as_dict()
            self.derived["places"] = {
                position[pk]: (float(latitude), float(longitude))
                for pk, latitude, longitude in rows.values_list(
                    "pk", "latitude", "longitude"
                ).iterator(chunk_size=5000)
                if pk in position
            }
        return self.derived["places"]

    def _entries(self):
        entries = NGOPage.objects.live().filter(path__startswith=self.directory_path)
        return entries.order_by()

    def names_at(self, kind: str, positions: Collection[int]) -> dict[int, list[str]]:
        """Position → names of the terms of ``kind`` it has, in the vocabulary's order."""
        names: dict[int, list[str]] = {position: [] for position in positions}
        wanted = bits.from_positions(positions, self.size)
        values = self.values.get(kind, {})
        for value, name in self.names.get(kind, {}).items():
            for position in bits.positions(values.get(value, 0) & wanted):
                names[position].append(name)
        return names

    def below(self, path: str) -> int:
        """Entries that are the page with this tree path, or below it."""
        if path not in self._hidden:
            pks = NGOPage.objects.filter(path__startswith=path).values_list("pk", flat=True)
            self._hidden[path] = self.bits_of(pks)
        return self._hidden[path]
