"""Wagtail's search index, asked which of its rows have certain terms.

The generic way joins pages, content types and text keys for every question. On the databases
Wagtail keeps its own index in, one statement over the full-text index alone gives the numbers of
the rows; Elasticsearch and OpenSearch are asked for keys (``engines.py``); any other backend is
asked through ``autocomplete()``. All give the same entries.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, itemgetter
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from django.db.models import QuerySet
from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.terms import LONGER
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import engines
from wagtail_ngo.services.search.index_statements import DIALECTS, Dialect, Question, Way

if TYPE_CHECKING:
    from wagtail_ngo.domain.search.positions import Positions

# A set of positions before an entry moved → the set after it.
Move = Callable[[int], int]
# Questions kept with a catalogue: 12 kB each at 100,000 entries.
_MOST_KEPT = 400
# After so many moves rows are read again.
_MOST_MOVES = 200
# A number that no row has, twice: itemgetter() gives a tuple for two keys or more only.
_NO_ROWS = (0, 0)
# With numbers this many times higher than there are entries a list would be mostly empty.
_SPARSE = 20
_BACKENDS = {
    "sqlite": ("sqlite.sqlite", "SQLiteSearchBackend"),
    "postgresql": ("postgres.postgres", "PostgresSearchBackend"),
    "mysql": ("mysql.mysql", "MySQLSearchBackend"),
}


def is_direct() -> bool:
    """Whether the index is a table of a database that can be asked directly."""
    name = _BACKENDS.get(_connection().vendor, ("", ""))[1]
    return any(parent.__name__ == name for parent in type(get_search_backend()).__mro__)


def newest() -> QuerySet[IndexEntry]:
    """The number of the newest row of the index; a new number tells that the index has grown."""
    return IndexEntry.objects.order_by("-pk").values("pk")[:1]


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

    def moved(
        self, position: Positions, size: int, changed: Iterable[int], moves: Sequence[Move]
    ) -> Answers:
        """The answers for a list in which entries moved; rows of ``changed`` are read again."""
        answers = Answers(position, size)
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
        is_simple = len(question) == 1 and not but
        if self._is_direct and (is_simple or _dialect().without):
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


@dataclass(frozen=True)
class _Table:
    """Row of the index → position, as it was when the rows were read."""

    # -1 for rows of other models.
    rows: array | dict[int, int] = field(default_factory=lambda: array("i"))
    size: int = 0
    # How entries moved since; the rows of those that changed, with their keys.
    moves: tuple[Move, ...] = ()
    changed: dict[int, int] = field(default_factory=dict)


def rows_of_entries(pks: Iterable[int] | None = None, *, since: int = 0) -> dict[int, int]:
    """Number of each index row of an entry → primary key of the entry.

    Of all entries, or of ``pks``; only rows after ``since``.
    """
    kinds = [model._meta.label_lower.split(".") for model in _models()]
    rows = IndexEntry.objects.filter(
        content_type__app_label__in={label for label, _name in kinds},
        content_type__model__in={name for _label, name in kinds},
    )
    if since:
        rows = rows.filter(pk__gt=since)
    if pks is not None:
        rows = rows.filter(object_id__in=[str(pk) for pk in pks])
    return {row: int(pk) for row, pk in rows.values_list("pk", "object_id").iterator(5000)}


def matching_rows(question: Question, but: Question = ()) -> Sequence[int]:
    """Index rows that answer the ``question`` and not the other one; for databases only."""
    connection, dialect = _connection(), _dialect()
    with connection.cursor() as cursor:
        words = dialect.question(question, but)
        cursor.execute(dialect.statement(connection.ops.quote_name), [words])
        return dialect.read(cursor)


def matching_entries(ways: Sequence[Way]) -> list[int]:
    """Primary keys of entries that have all terms of any of the ``ways``; with any backend."""
    matches = [_autocomplete(way) for way in ways]
    if engines.is_engine():
        return engines.matching_keys(matches)
    pks: list[int] = []
    for results in matches:
        if hasattr(results, "get_queryset"):  # no objects, no order
            pks += results.get_queryset().order_by().values_list("pk", flat=True)
        else:
            pks += [entry.pk for entry in results]
    return pks


def _autocomplete(way: Way):
    # Only the last term may be a beginning.
    terms = " ".join(sorted(way.split(), key=lambda term: term.endswith(LONGER)))
    return NGOPage.objects.autocomplete(
        terms.replace(LONGER, ""), operator="and", order_by_relevance=False
    )


def terms_of(pks: Sequence[int], terms: Sequence[str]) -> dict[int, set[str]] | None:
    """Which of the whole ``terms`` each entry has in the index, in one question.

    None where the index is no table that can be asked.
    """
    if not is_direct():
        return None
    connection, dialect = _connection(), _dialect()
    kinds = [ContentType.objects.get_for_model(model).pk for model in _models()]
    held = ", ".join([dialect.holds] * len(terms))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT object_id, {held} FROM {connection.ops.quote_name(IndexEntry._meta.db_table)}"  # noqa: S608 -- a table's name
            f" WHERE content_type_id IN ({_places(kinds)}) AND object_id IN ({_places(pks)})",
            [*(dialect.term(term) for term in terms), *kinds, *map(str, pks)],
        )
        return {
            int(pk): {term for term, is_held in zip(terms, answers, strict=True) if is_held}
            for pk, *answers in cursor.fetchall()
        }


def _places(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))


def _models() -> list[type[NGOPage]]:
    return [model for model in get_page_models() if issubclass(model, NGOPage)]


def _connection():
    return connections[router.db_for_read(IndexEntry)]


def _dialect() -> Dialect:
    return DIALECTS[_connection().vendor]
