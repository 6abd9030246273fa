"""Wagtail's search index, asked which of its rows have certain terms.

The generic way joins pages, content types and text keys for every question. On the databases
Wagtail keeps its own index in, one statement over the full-text index alone gives the numbers of
the rows; Elasticsearch and OpenSearch are asked for keys (``engines.py``); any other backend is
asked through ``autocomplete()``. All give the same entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connections, router
from django.db.models import QuerySet
from wagtail.models import get_page_models
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from wagtail_ngo.domain.search.terms import LONGER
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import engines
from wagtail_ngo.services.search.index_statements import DIALECTS, Dialect, Question, Way

if TYPE_CHECKING:
    pass

_TERM = re.compile(r"\w+")
_BACKENDS = {
    "sqlite": ("sqlite.sqlite", "SQLiteSearchBackend"),
    "postgresql": ("postgres.postgres", "PostgresSearchBackend"),
    "mysql": ("mysql.mysql", "MySQLSearchBackend"),
}


def is_direct() -> bool:
    """Whether the index is a table of a database that can be asked directly."""
    name = _BACKENDS.get(_connection().vendor, ("", ""))[1]
    return any(parent.__name__ == name for parent in type(get_search_backend()).__mro__)


def is_joined() -> bool:
    """Whether the index answers a question of several groups, or one without another, at once."""
    return bool(_dialect().without)


def newest() -> QuerySet[IndexEntry]:
    """The number of the newest row of the index; a new number tells that the index has grown."""
    return IndexEntry.objects.order_by("-pk").values("pk")[:1]


def rows_of_entries(pks: Iterable[int] | None = None, *, since: int = 0) -> dict[int, int]:
    """Number of each index row of an entry → primary key of the entry.

    Of all entries, or of ``pks``; only rows after ``since``.
    """
    rows = _rows(pks)
    if since:
        rows = rows.filter(pk__gt=since)
    return {row: int(pk) for row, pk in rows.values_list("pk", "object_id").iterator(5000)}


def _rows(pks: Iterable[int] | None) -> QuerySet[IndexEntry]:
    kinds = [model._meta.label_lower.split(".") for model in _models()]
    rows = IndexEntry.objects.filter(
        content_type__app_label__in={label for label, _name in kinds},
        content_type__model__in={name for _label, name in kinds},
    )
    return rows if pks is None else rows.filter(object_id__in=[str(pk) for pk in pks])


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


def terms_of_entries(pks: Iterable[int]) -> dict[int, set[str]]:
    """All terms of each of the entries, as the index has them; for databases only."""
    rows = _rows(pks).values_list("object_id", "autocomplete")
    terms: dict[int, set[str]] = {}
    for pk, text in rows:
        # PostgreSQL adds where a term is: numbers, which are no terms.
        terms.setdefault(int(pk), set()).update(_TERM.findall(text))
    return terms


def _places(values: Sequence) -> str:
    return ", ".join(["%s"] * len(values))


def _models() -> list[type[NGOPage]]:
    return [model for model in get_page_models() if issubclass(model, NGOPage)]


def _connection():
    return connections[router.db_for_read(IndexEntry)]


def _dialect() -> Dialect:
    return DIALECTS[_connection().vendor]
