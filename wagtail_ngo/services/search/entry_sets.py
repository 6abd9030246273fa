"""The entries of one directory as positions in alphabetical order, with a set for each value."""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException, is_open
from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search.index_rows import Answers

Week = tuple[Hours, ...]
# Up to so many keys are looked up one by one.
_FEW = 1_000


class Keys(Sequence[str]):
    """Sorted plain strings in one piece of memory: a third of what as many strings take."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        ends = array("Q", [0])
        pieces = []
        for key in keys:
            pieces.append(key)
            ends.append(ends[-1] + len(key))
        self._text = "".join(pieces)
        self._ends = ends

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, place):
        if place < 0 or place >= len(self):
            raise IndexError(place)
        return self._text[self._ends[place] : self._ends[place + 1]]

    def without(self, place: int) -> Keys:
        """The same without the key at ``place``."""
        return self._replace(place, place + 1, "", 0)

    def with_key(self, place: int, key: str) -> Keys:
        """The same with ``key`` before the one at ``place``."""
        return self._replace(place, place, key, 1)

    def _replace(self, start: int, stop: int, key: str, count: int) -> Keys:
        first, last = self._ends[start], self._ends[stop]
        more = len(key) - (last - first)
        changed = Keys()
        changed._text = self._text[:first] + key + self._text[last:]
        changed._ends = self._ends[: start + 1]
        changed._ends.extend([first + len(key)] * count)
        changed._ends.extend(end + more for end in self._ends[stop + 1 :])
        return changed


class Positions(Mapping[int, int]):
    """Primary key → position, in two arrays: a third of what a dictionary takes."""

    def __init__(self, pks: Sequence[int] = ()) -> None:
        order = sorted(range(len(pks)), key=pks.__getitem__)
        self._pks = array("q", (pks[position] for position in order))
        self._at = array("L", order)

    def __len__(self) -> int:
        return len(self._pks)

    def __iter__(self) -> Iterator[int]:
        return iter(self._pks)

    def __getitem__(self, pk: int) -> int:
        place = bisect_left(self._pks, pk)
        if place == len(self._pks) or self._pks[place] != pk:
            raise KeyError(pk)
        return self._at[place]

    def among(self, pks: Collection[int]) -> list[int]:
        """Positions of those ``pks`` that are entries here, in their order."""
        position = self if len(pks) < _FEW else self.as_dict()
        return [place for pk in pks if (place := position.get(pk)) is not None]

    def as_dict(self) -> dict[int, int]:
        """All of them, for whoever looks up many at once and lets go of it."""
        return dict(zip(self._pks, self._at, strict=True))

    def without(self, pk: int) -> Positions:
        """The same when the entry is gone: all behind it are one lower."""
        place = bisect_left(self._pks, pk)
        gone = self._at[place]
        moved = Positions()
        moved._pks = self._pks[:place] + self._pks[place + 1 :]
        at = self._at[:place] + self._at[place + 1 :]
        moved._at = array("L", [position - (position > gone) for position in at])
        return moved

    def with_entry(self, pk: int, position: int) -> Positions:
        """The same with an entry at ``position``: all from there on are one higher."""
        place = bisect_left(self._pks, pk)
        moved = Positions()
        moved._pks = self._pks[:]
        moved._pks.insert(place, pk)
        moved._at = array("L", [other + (other >= position) for other in self._at])
        moved._at.insert(place, position)
        return moved


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
    pks: array = field(default_factory=lambda: array("q"))
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
