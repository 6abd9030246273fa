"""Entries put into the search index again, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.search.backends import get_search_backends_with_name

from wagtail_ngo.models import NGOPage
from wagtail_ngo.models.directory.search import INDEX_PREFETCH


def count() -> int:
    return NGOPage.objects.count()


def reindex(*, batch: int) -> Iterator[int]:
    """Index all entries of every page type that is an entry; yields how many are done."""
    done = 0
    backends = [backend for name, backend in get_search_backends_with_name(with_auto_update=True)]
    for model in _entry_types():
        pks = list(_own(model).values_list("pk", flat=True).order_by("pk"))
        for start in range(0, len(pks), batch):
            pages = (
                model.objects.filter(pk__in=pks[start : start + batch])
                .select_related("legal_form")
                .prefetch_related(*INDEX_PREFETCH)
            )
            entries = list(pages)
            for backend in backends:
                backend.add_bulk(model, entries)
            done += len(entries)
            yield done


def _entry_types() -> list[type[NGOPage]]:
    """NGOPage and a host's own page types made from it."""
    types, waiting = [], [NGOPage]
    while waiting:
        model = waiting.pop()
        types.append(model)
        waiting += model.__subclasses__()
    return [model for model in types if not model._meta.abstract]


def _own(model: type[NGOPage]):
    """Pages of exactly this type."""
    return model.objects.exact_type(model)
