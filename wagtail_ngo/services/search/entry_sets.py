"""Which entries of one directory have a value, as sets of their positions."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

from wagtail_ngo.domain.directory.opening_hours import Hours, HoursException, is_open
from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import (
    NGOPage,
)
from wagtail_ngo.services.search.index_rows import Answers


@dataclass
class Catalogue:
    """Positions of a directory's live entries and what is known of them."""

    token: str
    day: datetime.date
    built: float
    pks: list[int] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    sort_keys: list[str] = field(default_factory=list)
    # Filter → value (as in the address) → entries that have it.
    values: dict[str, dict[str, int]] = field(default_factory=dict)
    # Filter → value → name, in the editors' order.
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    inactive: int = 0
    confirmed: list[tuple[datetime.date, int]] = field(default_factory=list)
    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    answers: Answers = field(init=False)
    next_expiry: datetime.datetime | None = None
    _hours: dict[int, list[Hours]] = field(default_factory=dict)
    _exceptions: dict[int, list[HoursException]] = field(default_factory=dict)
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

    def positions_of(self, pks: Iterable[int]) -> list[int]:
        """Positions of those ``pks`` that are entries here, in their order."""
        position = self.position
        return [position[pk] for pk in pks if pk in position]

    def bits_of(self, pks: Iterable[int]) -> int:
        return bits.from_positions(self.positions_of(pks), self.size)

    def filed_under(self, beginning: str) -> int:
        """Entries whose sort key begins so."""
        start = bisect_left(self.sort_keys, beginning)
        return bits.span(start, bisect_right(self.sort_keys, beginning + "~", start))

    def open_at(self, now: datetime.datetime) -> int:
        """Entries whose office is open at the local time ``now``."""
        minute = f"{now:%Y-%m-%dT%H:%M}"
        if self._open[0] != minute:
            positions = (
                position
                for position, week in self._hours.items()
                if is_open(week, self._exceptions.get(position, ()), at=now)
            )
            self._open = (minute, bits.from_positions(positions, self.size))
        return self._open[1]

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
