"""Pages that do not exist yet, made by the thousand: one is made by Django, the others copy it.

Making a page of eighty fields costs as much as reading its row of a file. Of a copy nothing is
asked from the database: all its relations are known to be empty.
"""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from enum import Enum
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.base import ModelState
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Page

#: What two pages may share; everything else is made for each.
PLAIN = (str, int, float, bool, Decimal, Enum, datetime.date, datetime.time, type(None))
#: What the tree and the parent give; a new page is checked before it has a place.
TREE_FIELDS = frozenset(["path", "depth", "numchild", "content_type", "locale", "slug", "url_path"])


class NewPages:
    """Makes new pages of one kind."""

    def __init__(self, model: type[Page]):
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

    def make(self, **values) -> Any:
        """A new page, as ``model(**values)`` makes it, with empty relations."""
        page = self._copied() if self._can_copy else self.model()
        held = page.__dict__.setdefault("_cluster_related_objects", {})
        for name in self._relations:
            held.setdefault(name, [])
        for name, value in values.items():
            setattr(page, name, value)
        return page

    def clean_fields(self, page: Any, changed: set[str]) -> None:
        """Check the fields that are not as every new page has them."""
        page.clean_fields(exclude=self._proven - changed)

    def _copied(self) -> Any:
        page: Any = object.__new__(self.model)
        page.__dict__.update(self._values)
        page._state = state = ModelState()
        state.db, state.adding = self._state.db, self._state.adding
        state.fields_cache = dict(self._state.fields_cache)
        for field in self._own:
            setattr(page, field.attname, field.get_default())
        return page


def _is_clean(field, page: Any) -> bool:
    """Whether the field accepts what a new page has in it."""
    value = getattr(page, field.attname)
    if field.generated or (field.blank and value in field.empty_values):
        return True
    try:
        field.clean(value, page)
    except ValidationError:
        return False
    return isinstance(value, (*PLAIN, uuid.UUID))
