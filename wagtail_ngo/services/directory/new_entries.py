"""Entries that do not exist yet, made by the thousand: one is made by Django, the others copy it.

Making an entry of eighty fields costs as much as reading its row of a file. Of a copy nothing is
asked from the database: all its relations are known to be empty.
"""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from enum import Enum

from django.core.exceptions import ValidationError
from django.db.models.base import ModelState
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from wagtail_ngo.models import NGOPage

#: What two entries may share; everything else is made for each.
PLAIN = (str, int, float, bool, Decimal, Enum, datetime.date, datetime.time, type(None))
#: What the tree and the parent give; a new entry is checked before it has a place.
TREE_FIELDS = frozenset(["path", "depth", "numchild", "content_type", "locale", "slug", "url_path"])


class NewEntries:
    """Makes new entries of one kind."""

    def __init__(self, model: type[NGOPage]):
        self.model = model
        first = model()
        fields = model._meta.concrete_fields
        self._state = first._state
        self._values = {name: held for name, held in vars(first).items() if name != "_state"}
        # A host's own kind may keep more on itself than its fields: then each is made whole.
        self._can_copy = set(self._values) <= {field.attname for field in fields}
        self._own = [
            field
            for field in fields
            if not isinstance(self._values.get(field.attname), PLAIN)
            or (field.has_default() and callable(field.default))
        ]
        self._relations = [
            *(relation.get_accessor_name() for relation in get_all_child_relations(model)),
            *(field.name for field in get_all_child_m2m_relations(model)),
        ]
        self._proven = TREE_FIELDS | {field.name for field in fields if _is_clean(field, first)}

    def make(self, **values) -> NGOPage:
        """A new entry, as ``model(**values)`` makes it, with empty relations."""
        entry = self._copied() if self._can_copy else self.model()
        held = entry.__dict__.setdefault("_cluster_related_objects", {})
        for name in self._relations:
            held.setdefault(name, [])
        for name, value in values.items():
            setattr(entry, name, value)
        return entry

    def clean_fields(self, entry: NGOPage, changed: set[str]) -> None:
        """Check the fields that are not as every new entry has them."""
        entry.clean_fields(exclude=self._proven - changed)

    def _copied(self) -> NGOPage:
        entry = self.model.__new__(self.model)
        entry.__dict__.update(self._values)
        entry._state = state = ModelState()
        state.db, state.adding = self._state.db, self._state.adding
        state.fields_cache = dict(self._state.fields_cache)
        for field in self._own:
            setattr(entry, field.attname, field.get_default())
        return entry


def _is_clean(field, entry: NGOPage) -> bool:
    """Whether the field accepts what a new entry has in it."""
    value = getattr(entry, field.attname)
    if field.generated or (field.blank and value in field.empty_values):
        return True
    try:
        field.clean(value, entry)
    except ValidationError:
        return False
    return isinstance(value, (*PLAIN, uuid.UUID))
