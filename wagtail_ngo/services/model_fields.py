"""Fields of models, found by name."""

from __future__ import annotations

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model


def field_of(model: Model | type[Model], name: str) -> Field:
    """A field that is a column of the model's own, not a way back from another model."""
    field = model._meta.get_field(name)
    if not isinstance(field, Field):
        raise FieldDoesNotExist(f"{model._meta.label} has no column {name!r}.")
    return field
