"""A catalogue made out of an earlier one and the entries that changed."""

from __future__ import annotations

import datetime
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import LegalForm
from wagtail_ngo.services.search.building import (
    COLUMNS,
    INACTIVE,
    LETTER,
    add_hours,
    entry_rows,
    note_expiry,
    own_facts,
    read_facts,
    take_out_own,
)
from wagtail_ngo.services.search.common_words import Move
from wagtail_ngo.services.search.entry_sets import Catalogue

# What editors' lists and the language make of a catalogue: no change of an entry touches it.
_LASTING = ("situations", "dictionary", "asking", "synonyms", "facets")
# Above so many entries the vocabulary outlives a change of one: reading it takes longer.
_LARGE = 5_000


def update(
    old: Catalogue, catalogue: Catalogue, pks: Collection[int], now: datetime.datetime
) -> Catalogue:
    """``old`` with the entries ``pks`` read again, in the empty ``catalogue``.

    Vocabularies have not changed. An entry with a new sort key moves all behind it by one place.
    """
    rows = {
        row[0]: row
        for row in entry_rows(old.directory_path, now).filter(pk__in=pks).values_list(*COLUMNS)
    }
    catalogue.names, catalogue.next_expiry = old.names, old.next_expiry
    catalogue.sort_keys, catalogue.position = old.sort_keys, old.position
    catalogue.weeks, catalogue.exceptions = dict(old.weeks), dict(old.exceptions)
    catalogue.values = {kind: dict(values) for kind, values in old.values.items()}
    catalogue.values[LETTER] = dict(old.letters)
    catalogue.values[INACTIVE] = {"1": old.inactive}
    moves: list[Move] = []
    for pk in pks:
        place, row = catalogue.position.get(pk), rows.get(pk)
        if place is not None:
            is_filed_the_same = row is not None and catalogue.sort_keys[place] == row[1]
            _forget(catalogue, place)
            if is_filed_the_same:
                continue
            moves.append(_close_gap(catalogue, place))
        if row is not None:
            moves.append(_make_room(catalogue, row[1], pk))
    _write_facts(catalogue, rows)
    add_hours(catalogue, list(rows), catalogue.position)
    catalogue.answers = old.answers.moved(catalogue.position, catalogue.size, pks, moves)
    lasting = _LASTING if old.size <= _LARGE else (*_LASTING, "vocabulary")
    catalogue.derived = {name: old.derived[name] for name in lasting if name in old.derived}
    return catalogue


def _each_set(catalogue: Catalogue) -> Iterator[tuple[dict[Any, int], Any, int]]:
    every_set: list[dict[Any, int]] = [*catalogue.values.values(), catalogue.weeks]
    for values in every_set:
        for value, entries in list(values.items()):
            yield values, value, entries


def _forget(catalogue: Catalogue, place: int) -> None:
    """Takes the entry at ``place`` out of all sets; it keeps its place."""
    for values, value, entries in _each_set(catalogue):
        if entries >> place & 1:
            values[value] = entries & ~(1 << place)
    catalogue.exceptions.pop(place, None)


def _close_gap(catalogue: Catalogue, place: int) -> Move:
    """Moves all behind ``place`` down; what did so to a set of positions."""
    move = partial(bits.without_place, place=place)
    for values, value, entries in _each_set(catalogue):
        values[value] = move(entries)
    catalogue.exceptions = {at - (at > place): days for at, days in catalogue.exceptions.items()}
    catalogue.sort_keys = catalogue.sort_keys.without(place)
    catalogue.position = catalogue.position.without(catalogue.pks[place])
    return move


def _make_room(catalogue: Catalogue, key: str, pk: int) -> Move:
    """Moves all from the place of ``key`` on up; what did so to a set of positions."""
    place = bisect_left(catalogue.sort_keys, key)
    while (
        place < len(catalogue.pks)
        and catalogue.sort_keys[place] == key
        and catalogue.pks[place] < pk
    ):
        place += 1
    move = partial(bits.with_place, place=place)
    for values, value, entries in _each_set(catalogue):
        values[value] = move(entries)
    catalogue.exceptions = {at + (at >= place): days for at, days in catalogue.exceptions.items()}
    catalogue.sort_keys = catalogue.sort_keys.with_key(place, key)
    catalogue.position = catalogue.position.with_entry(pk, place)
    return move


def _write_facts(catalogue: Catalogue, rows: dict[int, tuple]) -> None:
    """Puts the entries into the sets of what they have now."""
    forms = dict(LegalForm.objects.values_list("pk", "slug"))
    own = [(kind, value, pk) for pk, row in rows.items() for kind, value in own_facts(row, forms)]
    for kind, value, pk in [*own, *read_facts(catalogue, list(rows))]:
        if pk in catalogue.position:
            values = catalogue.values.setdefault(kind, {})
            values[value] = values.get(value, 0) | 1 << catalogue.position[pk]
    for row in rows.values():
        note_expiry(catalogue, row[-1])
    catalogue.values = {
        kind: {value: entries for value, entries in values.items() if entries}
        for kind, values in catalogue.values.items()
    }
    take_out_own(catalogue)
