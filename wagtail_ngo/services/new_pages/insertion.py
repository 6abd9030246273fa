"""Many rows of one table in one statement, without the work that Django does for each value.

Django's own bulk insertion writes a text with a place for every value of every row; here the
statement stands for one row, and the database's driver repeats it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from django.db import connections, models, router

#: Rows of one statement of Django's own insertion.
SIZE = 50
#: These take the value that the object holds, unless they set it themselves (auto_now).
_PLAIN = (models.Field.pre_save, models.DateField.pre_save, models.DateTimeField.pre_save)


def insert(
    model: type[models.Model], objects: Iterable[Any], fields: Sequence[Any] | None = None
) -> None:
    """Write the objects as new rows; their keys are not asked for.

    ``fields`` are the columns, all of the model when left out. Objects may be of a kind below the
    model. Signals are not sent.
    """
    objects = list(objects)
    if not objects:
        return
    if fields is None:
        automatic = model._meta.auto_field
        fields = [
            field
            for field in model._meta.local_concrete_fields
            if field is not automatic and not field.generated
        ]
    connection = connections[router.db_for_write(model)]
    columns = [_column(field, objects) for field in fields]
    if any(map(_writes_own_sql, fields)) or any(
        hasattr(kind, "as_sql") for column in columns for kind in set(map(type, column))
    ):
        _insert_by_django(model, objects, fields)
        return
    prepared = [
        _prepared(field, column, connection) for field, column in zip(fields, columns, strict=True)
    ]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608 -- names of models
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*prepared, strict=True)))


def _column(field, objects: list) -> list:
    """The values of one field; most fields give what the object holds."""
    sets_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    if type(field).pre_save in _PLAIN and not sets_itself:
        return list(map(attrgetter(field.attname), objects))
    return [field.pre_save(one, True) for one in objects]


def _prepared(field, column: list, connection) -> list:
    """The values as the database's driver takes them; one that all rows share is prepared once."""
    first = column[0]
    if all(value is first for value in column):
        return [field.get_db_prep_save(first, connection)] * len(column)
    return [field.get_db_prep_save(value, connection) for value in column]


def _writes_own_sql(field) -> bool:
    # Django 6.1 calls it otherwise than 5.2 does.
    return hasattr(field, "get_placeholder_sql") or hasattr(field, "get_placeholder")


def _insert_by_django(model, objects: list, fields: Sequence[Any]) -> None:
    """Values that the database works out, and fields of a host that write their own SQL."""
    manager: Any = model._base_manager
    for start in range(0, len(objects), SIZE):
        manager._insert(objects[start : start + SIZE], fields=fields, using=manager.db)
