"""Texts of a row as plain values: read, looked through, written back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Field, FileField, Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from wagtail.fields import StreamField

from wagtail_ngo.domain.people.traces import Traces, redact
from wagtail_ngo.services.model_fields import field_of


def placeholder() -> str:
    """What is in a text where a person was taken out."""
    return _("[erased]")


def candidates(queryset: QuerySet, fields: Sequence[str], traces: Traces) -> QuerySet:
    """Rows that may hold a trace in one of the fields; the database looks, words are not parted."""
    condition = Q()
    for number, name in enumerate(fields):
        alias = f"ngo_text_{number}"
        queryset = queryset.alias(**{alias: Cast(name, TextField())})
        for needle in traces.needles:
            for spelling in {needle, json.dumps(needle)[1:-1]}:
                condition |= Q(**{f"{alias}__icontains": spelling})
    return queryset.filter(condition)


def text_of(row: Model, name: str) -> Any:
    """The value of a field as text, or as lists and dicts of texts."""
    field = field_of(row, name)
    value = field.value_from_object(row)
    if isinstance(field, StreamField):
        return list(value.raw_data)
    if isinstance(field, FileField):
        return value.name or ""
    return value


def write(row: Model, values: dict[str, Any]) -> None:
    """Store the texts without running what saving runs: an old row may not be valid any more."""
    if not values:
        return
    fields = {name: field_of(row, name) for name in values}
    stored = {name: _fitting(fields[name], value) for name, value in values.items()}
    type(row)._base_manager.filter(pk=row.pk).update(**stored)
    row.refresh_from_db(fields=list(values))


def redacted(row: Model, names: Iterable[str], traces: Traces) -> dict[str, Any]:
    """Fields that hold a trace, with what they hold without it."""
    values = {}
    for name in names:
        before = text_of(row, name)
        after = redact(before, traces, placeholder=placeholder())
        if after != before:
            values[name] = after
    return values


def _fitting(field: Field, value: Any) -> Any:
    if isinstance(field, StreamField):
        return field.to_python(json.dumps(value))
    if isinstance(value, str) and field.max_length:
        return value[: field.max_length]
    return value
