"""The entries of one directory as positions in alphabetical order, with a set for each value."""

from __future__ import annotations

import datetime
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException, is_open
from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.positions import Keys, Positions
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search.index_answers import Answers

Week = tuple[Hours, ...]


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
            for position in bits.few(values.get(value, 0) & wanted):
                names[position].append(name)
        return names

    def below(self, path: str) -> int:
        """Entries that are the page with this tree path, or below it."""
        if path not in self._hidden:
            pks = NGOPage.objects.filter(path__startswith=path).values_list("pk", flat=True)
            self._hidden[path] = self.bits_of(pks)
        return self._hidden[path]
