"""Foreign keys to images, documents and users that the database still points at an old table.

A host that changes WAGTAILIMAGES_IMAGE_MODEL, WAGTAILDOCS_DOCUMENT_MODEL or AUTH_USER_MODEL after
the first migrate gets no migration for it: Django believes that the new table was meant all along,
the database does not, and the first save fails.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.operations import AlterField
from django.db.migrations.state import ProjectState

APP = "wagtail_ngo"


@dataclass(frozen=True)
class StrayKey:
    """A foreign key of ours whose constraint names another table than its model does."""

    field: models.ForeignKey
    table: str

    @property
    def label(self) -> str:
        return f"{self.field.model._meta.label}.{self.field.name}"

    @property
    def target(self) -> type[models.Model]:
        return self.field.remote_field.model


def stray_keys(connection: BaseDatabaseWrapper) -> list[StrayKey]:
    """Foreign keys of this app that point at another table, in the order of the models."""
    keys = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in apps.get_app_config(APP).get_models(include_auto_created=True):
            if model._meta.db_table not in tables:
                continue
            pointed_at = _tables_by_column(connection, cursor, model._meta.db_table)
            keys += [
                StrayKey(field, pointed_at[field.column])
                for field in model._meta.local_fields
                if isinstance(field, models.ForeignKey)
                and getattr(field, "db_constraint", True)
                and field.column in pointed_at
                and pointed_at[field.column] != field.remote_field.model._meta.db_table
            ]
    return keys


def _tables_by_column(connection, cursor, table: str) -> dict[str, str]:
    constraints = connection.introspection.get_constraints(cursor, table).values()
    return {
        constraint["columns"][0]: constraint["foreign_key"][0]
        for constraint in constraints
        if constraint["foreign_key"]
    }


def lost_rows(key: StrayKey, connection: BaseDatabaseWrapper) -> models.QuerySet:
    """Rows whose value has no counterpart in the table that is meant now."""
    rows = key.field.model._base_manager.using(connection.alias)
    present = key.target._base_manager.using(connection.alias).values("pk")
    empty = {f"{key.field.attname}__isnull": True}
    return rows.exclude(**empty).exclude(**{f"{key.field.attname}__in": present})


def repoint(key: StrayKey, connection: BaseDatabaseWrapper) -> None:
    """Make the database constraint name the table of the model. Rows are left as they are."""
    old_target = next(
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table == key.table
    )
    # Migration states, since SQLite copies the table and needs models without our base classes.
    present = ProjectState.from_apps(apps)
    past = present.clone()
    model_name = str(key.field.model._meta.model_name)
    past.models[APP, model_name].fields[key.field.name] = with_target(key.field, old_target)
    change = AlterField(model_name, key.field.name, key.field)
    with connection.schema_editor() as editor:
        change.database_forwards(APP, editor, past, present)


def with_target(field: models.ForeignKey, target: type[models.Model]) -> models.ForeignKey:
    """The same field, pointing at another model."""
    _name, _path, arguments, options = field.deconstruct()
    return models.ForeignKey(*arguments, **{**options, "to": target._meta.label})


def clear_lost_rows(key: StrayKey, connection: BaseDatabaseWrapper) -> int:
    """Empty the values without a counterpart; how many there were."""
    with transaction.atomic(using=connection.alias):
        return lost_rows(key, connection).update(**{key.field.attname: None})
