"""Wagtail's search index, asked which of its rows have certain terms.

The generic way joins pages, content types and text keys for every question. On the databases
Wagtail keeps its own index in, one statement over the full-text index alone gives the numbers of
the rows; Elasticsearch and OpenSearch are asked for keys (``engines.py``); any other backend is
asked through ``autocomplete()``. All give the same entries.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from django.db import connections, router
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet
from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from wagtail_ngo.domain.search import bits
from wagtail_ngo.domain.search.terms import LONGER
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import engines

if TYPE_CHECKING:
    from wagtail_ngo.services.search.entry_sets import Positions

# One way to answer a question: terms parted by spaces, all of which an entry must have.
Way = str
# Questions kept with a catalogue: 12 kB each at 100,000 entries.
_MOST_KEPT = 400
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
        self._rows: array | dict[int, int] = array("l")
        # Row of the index → primary key of its entry, 0 for rows of other models.
        self._entries: array | dict[int, int] | None = None
        self._kept: OrderedDict[tuple[Way, ...], int] = OrderedDict()

    def moved(self, position: Positions, size: int, changed: Iterable[int]) -> Answers:
        """The answers for a list in which entries moved; rows of ``changed`` are read again."""
        answers = Answers(position, size)
        if self._is_direct and self._entries is not None:
            answers._entries = _with_rows(self._entries, rows_of_entries(changed))
        return answers

    def having(self, *ways: Way) -> int:
        """Entries that have all terms of any of the ``ways``."""
        entries = self._kept.pop(ways, None)
        if entries is None:
            entries = self._ask(ways)
        self._kept[ways] = entries
        if len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return entries

    def _ask(self, ways: Sequence[Way]) -> int:
        if self._is_direct:
            return bits.from_flags(self._positions(matching_rows(ways)), self._size)
        if not self._is_asked and engines.is_engine():
            # What was written before this list was made is to be found.
            engines.refresh(NGOPage)
        self._is_asked = True
        return bits.from_flags(self._position.among(matching_entries(ways)), self._size)

    def _positions(self, rows: Sequence[int]) -> Iterable[int]:
        """Positions of index rows; -1 for those of entries that are not in the list."""
        positions = itemgetter(*rows, *_NO_ROWS)
        try:
            return positions(self._rows)
        except LookupError:  # the first question, or a new row
            self._rows = self._table(rows)
            return positions(self._rows)

    def _table(self, asked: Sequence[int]) -> array | dict[int, int]:
        """Row number → position, -1 for rows of other models."""
        if self._entries is None or not all(_entry_at(self._entries, row) for row in asked):
            self._entries = _compact(rows_of_entries(), max(*asked, *_NO_ROWS))
        position, entries = self._position.as_dict(), self._entries
        if isinstance(entries, array):  # quicker than a dictionary
            return array("l", (position.get(pk, -1) for pk in entries))
        table = dict.fromkeys((*asked, *_NO_ROWS), -1)
        table.update((row, position.get(pk, -1)) for row, pk in entries.items())
        return table


def _compact(entries: dict[int, int], newest: int) -> array | dict[int, int]:
    """The entries of all rows up to ``newest`` in one array, unless that would be mostly empty."""
    newest = max(newest, max(entries, default=0))
    if newest > _SPARSE * len(entries):
        return entries
    return _with_rows(array("q"), entries, newest)


def _with_rows(
    known: array | dict[int, int], more: dict[int, int], newest: int = 0
) -> array | dict[int, int]:
    """A copy with further rows."""
    if isinstance(known, dict):
        return {**known, **more}
    newest = max(newest, max(more, default=0))
    whole = known[:]
    whole.extend([0] * (newest + 1 - len(whole)))
    for row, pk in more.items():
        whole[row] = pk
    return whole


def _entry_at(entries: array | dict[int, int], row: int) -> int:
    if isinstance(entries, array):
        return entries[row] if row < len(entries) else 0
    return entries.get(row, 0)


def rows_of_entries(pks: Iterable[int] | None = None, *, since: int = 0) -> dict[int, int]:
    """Number of each index row of an entry → primary key of the entry.

    Of all entries, or of ``pks``; only rows after ``since``.
    """
    models = [model for model in get_page_models() if issubclass(model, NGOPage)]
    kinds = [model._meta.label_lower.split(".") for model in models]
    rows = IndexEntry.objects.filter(
        content_type__app_label__in={label for label, _name in kinds},
        content_type__model__in={name for _label, name in kinds},
    )
    if since:
        rows = rows.filter(pk__gt=since)
    if pks is not None:
        rows = rows.filter(object_id__in=[str(pk) for pk in pks])
    return {row: int(pk) for row, pk in rows.values_list("pk", "object_id").iterator(5000)}


def matching_rows(ways: Sequence[Way]) -> list[int]:
    """Index rows that have all terms of any of the ``ways``; for databases only."""
    connection = _connection()
    dialect = _DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(dialect.statement(connection.ops.quote_name), [dialect.words(ways)])
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


def _connection():
    return connections[router.db_for_read(IndexEntry)]


@dataclass(frozen=True)
class _Dialect:
    """How one database is asked: the statement, the words in its own language, the answer."""

    statement: Callable[[Callable[[str], str]], str]
    words: Callable[[Sequence[Way]], str]
    read: Callable[[CursorWrapper], list[int]]


def _sqlite(quoted: Callable[[str], str]) -> str:
    table = quoted(f"{IndexEntry._meta.db_table}_fts")
    # One JSON text is read in half the time of as many rows.
    return f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH %s"  # noqa: S608 -- a table's name


def _sqlite_words(ways: Sequence[Way]) -> str:
    joined = " OR ".join(f"({' AND '.join(way.split())})" for way in ways)
    return f"autocomplete : ({joined})"


def _postgresql(quoted: Callable[[str], str]) -> str:
    table = quoted(IndexEntry._meta.db_table)
    return (
        f"SELECT array_agg(id) FROM {table}"  # noqa: S608 -- a table's name
        # "simple" is what the backend writes autocomplete fields with. The inner SELECT hides the
        # words from the planner: for common ones it would read the whole table, ten times slower.
        " WHERE autocomplete @@ (SELECT to_tsquery('simple', %s))"
    )


def _postgresql_words(ways: Sequence[Way]) -> str:
    joined = " | ".join(f"({' & '.join(way.split())})" for way in ways)
    return joined.replace(LONGER, f":{LONGER}")


def _mysql(quoted: Callable[[str], str]) -> str:
    table = quoted(IndexEntry._meta.db_table)
    return (
        f"SELECT id FROM {table}"  # noqa: S608 -- a table's name
        " WHERE MATCH (autocomplete) AGAINST (%s IN BOOLEAN MODE)"
    )


def _mysql_words(ways: Sequence[Way]) -> str:
    return " ".join(f"({' '.join(f'+{term}' for term in way.split())})" for way in ways)


_DIALECTS = {
    "sqlite": _Dialect(_sqlite, _sqlite_words, lambda cursor: json.loads(cursor.fetchone()[0])),
    "postgresql": _Dialect(
        _postgresql, _postgresql_words, lambda cursor: cursor.fetchone()[0] or []
    ),
    # MariaDB cuts off what one value gathers.
    "mysql": _Dialect(_mysql, _mysql_words, lambda cursor: [row for (row,) in cursor.fetchall()]),
}
