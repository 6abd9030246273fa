"""Terms of the vocabularies as cells name them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from wagtail_ngo.domain.tables.office_words import names_with_words


class Vocabularies:
    """Terms by folded name, slug and code; each vocabulary is read once."""

    def __init__(self):
        self._terms: dict[type, dict[str, Any]] = {}
        self._places: dict[type, dict[int, tuple[int, Any]]] = {}

    def with_keys(self, model, pks) -> list:
        """The terms of these primary keys, in the order of the list."""
        if model not in self._places:
            terms = {term.pk: term for term in self._named(model).values()}
            self._places[model] = {place[1].pk: place for place in enumerate(terms.values())}
        places = self._places[model]
        return [term for _place, term in sorted(places[pk] for pk in pks if pk in places)]

    def get(self, model, text: str):
        """The term of this name, slug or code, or None."""
        return self._named(model).get(text.casefold())

    def only_with(self, model, text: str):
        """The one term whose name holds all these words, or None."""
        by_name = {term.name: term for term in self._named(model).values()}
        names = names_with_words(text, list(by_name))
        return by_name[names[0]] if len(names) == 1 else None

    def find(self, model, text: str):
        """As ``get``; raises ValidationError when there is none."""
        term = self.get(model, text)
        if term is None:
            raise ValidationError(
                _("There is no %(vocabulary)s “%(text)s”. Add it to the list or correct the cell."),
                params={"vocabulary": model._meta.verbose_name, "text": text},
            )
        return term

    def _named(self, model) -> dict[str, Any]:
        if model not in self._terms:
            self._terms[model] = {
                name.casefold(): term
                for term in model.objects.all()
                for name in (getattr(term, "code", ""), term.slug, term.name)
                if name
            }
        return self._terms[model]
