"""Ranked matches kept in the host's cache, per normalised query and state of the index."""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Sequence

from django.core.cache import cache

from wagtail_ngo.domain.search.terms import Query
from wagtail_ngo.services.search.matching import Match, Matcher

_SECONDS = 300
# Longer answers are not kept: some caches refuse values above one megabyte.
_LONGEST = 20_000


def remembered(
    matcher: Matcher, query: Query, work_out: Callable[[], tuple[Match, list[int]]]
) -> tuple[Match, Sequence[int]]:
    """The match of ``query`` and its order, from the cache where nothing has changed since."""
    token = matcher.catalogue.token
    if not token:
        return work_out()
    asked = "\n".join([token, f"{matcher.visible:x}", *query.words, query.phrase, query.text])
    key = f"wagtail_ngo.search.{hashlib.sha256(asked.encode()).hexdigest()}"
    kept = cache.get(key)
    if kept is None:
        match, order = work_out()
        kept = (match, array("I", order))
        if len(order) <= _LONGEST:
            cache.set(key, kept, _SECONDS)
    return kept
