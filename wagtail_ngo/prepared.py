"""Questions asked on every page. SQL is written once: writing it takes longer than the answer."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

# SQL is kept for numbers of keys in such steps; more keys than the most are asked for as usual.
_STEP, _MOST_KEYS = 20, 500
_MOST_KEPT = 100
# In the place of a key or of the time while SQL is written: nothing else is like it.
_FIRST_NUMBER = 2_000_000_000
_TIME = datetime.datetime(2222, 12, 22, 22, 22, 22, 222222, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Answer:
    """What the database said, as the driver gives it, and as the fields make values of it."""

    plain: list[tuple]
    written: _Written | None = field(default=None, compare=False)

    @property
    def rows(self) -> list[tuple]:
        written = self.written
        if written is None or not written.converters:
            return self.plain
        return [
            tuple(row) for row in written.compiler.apply_converters(self.plain, written.converters)
        ]


@dataclass(frozen=True)
class _Written:
    sql: str
    params: tuple
    # Places of the keys and of the time among the parameters.
    keys: tuple[int, ...]
    times: tuple[int, ...]
    compiler: SQLCompiler
    converters: dict


class Prepared:
    """``build(keys, *shape)`` gives a queryset of ``values_list()``; with a time also ``now=``.

    The keys and the time may differ each time; whatever else the queryset depends on belongs to the
    ``shape``, and has SQL of its own.
    """

    def __init__(self, model: type[Model], build: Callable[..., QuerySet]) -> None:
        self._model = model
        self._build = build
        self._kept: dict[Hashable, _Written | None] = {}

    def rows(
        self,
        keys: Sequence[int] | Sequence[str],
        *shape: Hashable,
        now: datetime.datetime | None = None,
    ) -> list[tuple]:
        """The rows of the queryset for these ``keys``."""
        return self.answer(keys, *shape, now=now).rows

    def answer(
        self,
        keys: Sequence[int] | Sequence[str],
        *shape: Hashable,
        now: datetime.datetime | None = None,
    ) -> Answer:
        """The same, also as the driver gave it: rows that say the same are equal then."""
        if not keys:
            return Answer([])
        size = 1 if len(keys) == 1 else _STEP * ceil(len(keys) / _STEP)
        alias = router.db_for_read(self._model)
        kind = alias, size, type(keys[0]), shape, now is None
        if size <= _MOST_KEYS and kind not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[kind] = self._write(alias, keys[0], size, shape, is_timed=now is not None)
        written = self._kept.get(kind)
        if written is None:
            return Answer(list(self._build(list(keys), *shape, **({"now": now} if now else {}))))
        # A key may be named twice.
        return _answer(alias, written, [*keys, *[keys[-1]] * (size - len(keys))], now)

    def _write(
        self, alias: str, key: int | str, size: int, shape: tuple, *, is_timed: bool
    ) -> _Written | None:
        """None where it cannot be told which parameters are keys."""
        numbers = range(_FIRST_NUMBER, _FIRST_NUMBER + size)
        stand_ins: list = [f"key {number}" for number in numbers]
        if isinstance(key, int):
            stand_ins = list(numbers)
        queryset = self._build(stand_ins, *shape, **({"now": _TIME} if is_timed else {}))
        connection = connections[alias]
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        time = connection.ops.adapt_datetimefield_value(_TIME)
        keys = tuple(place for place, value in enumerate(params) if value in stand_ins)
        times = tuple(place for place, value in enumerate(params) if value == time)
        if len(keys) != size or bool(times) != is_timed:
            return None
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        return _Written(sql, tuple(params), keys, times, compiler, converters)


def _answer(
    alias: str, written: _Written, keys: list[Any], now: datetime.datetime | None
) -> Answer:
    connection, params = connections[alias], list(written.params)
    for place, key in zip(written.keys, keys, strict=True):
        params[place] = key
    for place in written.times:
        params[place] = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(written.sql, params)
        return Answer(cursor.fetchall(), written)
