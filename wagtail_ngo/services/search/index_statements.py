"""How each database is asked for the rows of Wagtail's index that have certain terms."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.backends.utils import CursorWrapper
from wagtail.search.models import IndexEntry

from wagtail_ngo.domain.search.terms import LONGER

# One way to answer a question: terms parted by spaces, all of which an entry must have.
Way = str
# What is asked for: an entry must have any of the ways of each group.
Question = tuple[tuple[Way, ...], ...]


@dataclass(frozen=True)
class Dialect:
    """How one database is asked: the statement, the words in its own language, the answer."""

    statement: Callable[[Callable[[str], str]], str]
    words: Callable[[Question], str]
    read: Callable[[CursorWrapper], Sequence[int]]
    # Whether one row has a whole term, and the term as that is asked.
    holds: str
    term: Callable[[str], str]
    # What is asked for those that answer the one question and not the other; "" where one group
    # of ways is all that can be asked at once.
    without: str = ""

    def question(self, question: Question, but: Question) -> str:
        """The words for entries that answer the ``question``, and not ``but`` where that is one."""
        words = self.words(question)
        return self.without.format(words, self.words(but)) if but else words


def _sqlite(quoted: Callable[[str], str]) -> str:
    table = quoted(f"{IndexEntry._meta.db_table}_fts")
    # One JSON text is read in half the time of as many rows.
    return f"SELECT json_group_array(rowid) FROM {table} WHERE {table} MATCH %s"  # noqa: S608 -- a table's name


def _sqlite_words(question: Question) -> str:
    groups = [" OR ".join(f"({' AND '.join(way.split())})" for way in ways) for ways in question]
    return f"autocomplete : ({' AND '.join(f'({group})' for group in groups)})"


def _postgresql(quoted: Callable[[str], str]) -> str:
    table = quoted(IndexEntry._meta.db_table)
    return (
        # Numbers of eight bytes: as text they take as long to read as to find.
        f"SELECT string_agg(int8send(id), ''::bytea) FROM {table}"  # noqa: S608 -- a table's name
        # "simple" is what the backend writes autocomplete fields with. The inner SELECT hides the
        # words from the planner: for common ones it would read the whole table, ten times slower.
        " WHERE autocomplete @@ (SELECT to_tsquery('simple', %s))"
    )


def _postgresql_words(question: Question) -> str:
    groups = [" | ".join(f"({' & '.join(way.split())})" for way in ways) for ways in question]
    return " & ".join(f"({group})" for group in groups).replace(LONGER, f":{LONGER}")


def _mysql(quoted: Callable[[str], str]) -> str:
    table = quoted(IndexEntry._meta.db_table)
    return (
        f"SELECT id FROM {table}"  # noqa: S608 -- a table's name
        " WHERE MATCH (autocomplete) AGAINST (%s IN BOOLEAN MODE)"
    )


def _mysql_words(question: Question) -> str:
    """Only one group of ways is asked at once: all are optional words of the whole."""
    (ways,) = question
    return " ".join(f"({' '.join(f'+{term}' for term in way.split())})" for way in ways)


def _read_numbers(cursor: CursorWrapper) -> Sequence[int]:
    numbers = array("q", bytes(cursor.fetchone()[0] or b""))
    if sys.byteorder == "little":  # they were sent with the highest byte first
        numbers.byteswap()
    return numbers


DIALECTS = {
    "sqlite": Dialect(
        _sqlite,
        _sqlite_words,
        lambda cursor: json.loads(cursor.fetchone()[0]),
        "INSTR(' ' || autocomplete || ' ', %s) > 0",
        " {} ".format,
        "({}) NOT ({})",
    ),
    "postgresql": Dialect(
        _postgresql,
        _postgresql_words,
        _read_numbers,
        "autocomplete @@ (SELECT to_tsquery('simple', %s))",
        str,
        "({}) & !({})",
    ),
    # MariaDB cuts off what one value gathers.
    "mysql": Dialect(
        _mysql,
        _mysql_words,
        lambda cursor: [row for (row,) in cursor.fetchall()],
        "INSTR(CONCAT(' ', autocomplete, ' '), %s) > 0",
        " {} ".format,
    ),
}
