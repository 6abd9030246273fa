"""Sets of entries for what the index is asked, kept as long as they hold."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, itemgetter
from typing import TYPE_CHECKING

from wagtail_ngo.domain.search import bits
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import common_words, engines
from wagtail_ngo.services.search.common_words import CommonWords, Move
from wagtail_ngo.services.search.index_rows import (
    is_direct,
    is_joined,
    matching_entries,
    matching_rows,
    rows_of_entries,
)
from wagtail_ngo.services.search.index_statements import Question, Way

if TYPE_CHECKING:
    from wagtail_ngo.domain.search.positions import Positions

# Questions kept with a catalogue: 12 kB each at 100,000 entries.
_MOST_KEPT = 400
# After so many moves rows are read again.
_MOST_MOVES = 200
# A number that no row has, twice: itemgetter() gives a tuple for two keys or more only.
_NO_ROWS = (0, 0)
# With numbers this many times higher than there are entries a list would be mostly empty.
_SPARSE = 20


class Answers:
    """Sets of positions in a list of entries, for each question the index was asked.

    The latest questions are kept: a visitor who ticks a filter asks the same words again.
    """

    def __init__(self, position: Positions, size: int) -> None:
        self._position = position
        self._size = size
        self._is_direct = is_direct()
        self._is_asked = False
        self._kept: OrderedDict[tuple[Question, Question], int] = OrderedDict()
        self._table = _Table()
        # None until the first question.
        self._common: CommonWords | None = None

    def moved(
        self, position: Positions, size: int, changed: Collection[int], moves: Sequence[Move]
    ) -> Answers:
        """The answers for a list in which entries moved; rows of ``changed`` are read again."""
        answers = Answers(position, size)
        if self._common is not None:
            answers._common = self._common.moved(position, size, changed, moves)
        table = self._table
        if self._is_direct and table.rows and len(table.moves) + len(moves) <= _MOST_MOVES:
            answers._table = _Table(
                table.rows,
                table.size,
                (*table.moves, *moves),
                {**table.changed, **rows_of_entries(changed)},
            )
        return answers

    def having(self, *ways: Way) -> int:
        """Entries that have all terms of any of the ``ways``."""
        return self.having_each((ways,))

    def having_each(self, question: Question, *, but: Question = ()) -> int:
        """Entries that have, for each group of ways, all terms of any of them; not the others."""
        asked = question, but
        entries = self._kept.pop(asked, None)
        if entries is None:
            entries = self._ask(question, but)
        self._kept[asked] = entries
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return entries

    def _ask(self, question: Question, but: Question) -> int:
        """What is known of common words, joined with what the index has of the others."""
        known, rest = [], []
        for ways in _by_word(question):
            found, others = self._common_words().split(ways, self._read)
            if others == ways:
                rest.append(ways)
            else:
                known.append(found | self._ask_index((others,)) if others else found)
        if not known:
            return self._ask_index(question, but)
        entries = reduce(and_, known)
        if rest and entries:
            entries &= self._ask_index(tuple(rest))
        return entries & ~self._ask(but, ()) if but and entries else entries

    def _common_words(self) -> CommonWords:
        if self._common is None:
            pks = self._position.pks if self._is_direct else ()
            self._common = common_words.find(pks)
            for term in self._common.first:
                self._common.split((term,), self._read)
        return self._common

    def _read(self, term: str) -> int:
        return self._ask_index(((term,),))

    def _ask_index(self, question: Question, but: Question = ()) -> int:
        is_simple = len(question) == 1 and not but
        if self._is_direct and (is_simple or is_joined()):
            return self._entries_in(matching_rows(question, but))
        if not is_simple:
            entries = reduce(and_, (self.having(*ways) for ways in question))
            return entries & ~self.having_each(but) if but else entries
        if not self._is_asked and engines.is_engine():
            # What was written before this list was made is to be found.
            engines.refresh(NGOPage)
        self._is_asked = True
        return bits.from_flags(self._position.among(matching_entries(question[0])), self._size)

    def _entries_in(self, rows: Sequence[int]) -> int:
        """Entries of index rows: where they stood when rows were read, then moved as they did."""
        table, changed = self._table, []
        if table.changed:
            changed = [row for row in rows if row in table.changed]
            rows = [row for row in rows if row not in table.changed]
        positions = itemgetter(*rows, *_NO_ROWS)
        try:
            entries = bits.from_flags(positions(table.rows), table.size)
        except LookupError:  # the first question, or a row that nobody announced
            rows = [*rows, *changed]
            table = self._table = self._read_table(rows)
            positions = itemgetter(*rows, *_NO_ROWS)
            return bits.from_flags(positions(table.rows), table.size)
        for move in table.moves:
            entries = move(entries)
        pks = [table.changed[row] for row in changed]
        return entries | bits.union(1 << place for place in self._position.among(pks))

    def _read_table(self, asked: Sequence[int]) -> _Table:
        """The position of every row; ``asked`` are among them, whatever they are of."""
        entries, position = rows_of_entries(), self._position.as_dict()
        newest = max(*asked, *_NO_ROWS, *entries)
        if newest > _SPARSE * len(entries):
            sparse = dict.fromkeys((*asked, *_NO_ROWS), -1)
            sparse.update((row, position.get(pk, -1)) for row, pk in entries.items())
            return _Table(sparse, self._size)
        rows = array("i", [-1]) * (newest + 1)  # quicker than a dictionary
        for row, pk in entries.items():
            rows[row] = position.get(pk, -1)
        return _Table(rows, self._size)


def _by_word(question: Question) -> Question:
    """The same question; where there is only one way to answer a part, each term of it is one."""
    return tuple(
        group
        for ways in question
        for group in ([(term,) for term in ways[0].split()] if len(ways) == 1 else [ways])
    )


@dataclass(frozen=True)
class _Table:
    """Row of the index → position, as it was when the rows were read."""

    # -1 for rows of other models.
    rows: array | dict[int, int] = field(default_factory=lambda: array("i"))
    size: int = 0
    # How entries moved since; the rows of those that changed, with their keys.
    moves: tuple[Move, ...] = ()
    changed: dict[int, int] = field(default_factory=dict)
