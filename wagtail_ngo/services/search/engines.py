"""Keys of entries from Elasticsearch or OpenSearch: no stored document, no page object leaves them.

What Wagtail gives of such an engine are pages, a hundred at a time. Here its own query for each
way of asking is sent, all of them as one, and only the key of each hit comes back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models
from wagtail.search.backends import get_search_backend

# Hits in one answer: the most an index gives by default ("index.max_result_window").
_BATCH = 10_000
# How long the engine remembers where the next batch begins.
_SCROLL = "1m"


def is_engine() -> bool:
    """Whether the site's search backend is such a server."""
    return hasattr(get_search_backend(), "es")


def refresh(model: type[models.Model]) -> None:
    """Lets the engine see what was written to it until now; by itself it takes a second to."""
    get_search_backend().get_index_for_model(model).refresh()


def matching_keys(ways: Sequence[Any]) -> list[int]:
    """Primary keys of the hits of any of the ``ways``, results of one search backend each."""
    return [int(hit["fields"]["pk"][0]) for batch in _batches(ways) for hit in batch]


def _batches(ways: Sequence[Any]) -> Iterator[list[dict]]:
    first = ways[0]
    client = first.backend.es
    should = [results.query_compiler.get_query() for results in ways]
    # In the order in which the engine stores them: nothing is ranked or sorted.
    body = {"query": {"bool": {"filter": {"bool": {"should": should}}}}, "sort": ["_doc"]}
    asked = {first.fields_param_name: "pk", "_source": False, "size": _BATCH, "scroll": _SCROLL}
    index = first.backend.get_index_for_model(first.query_compiler.queryset.model)
    page = first._backend_do_search(body, index=index.name, **asked)
    try:
        while hits := page["hits"]["hits"]:
            yield hits
            if len(hits) < _BATCH:
                return
            page = client.scroll(scroll_id=page["_scroll_id"], scroll=_SCROLL)
    finally:
        client.clear_scroll(scroll_id=page["_scroll_id"])
