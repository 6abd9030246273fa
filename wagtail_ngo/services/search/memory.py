"""Ranked matches kept in the host's cache, per normalised query and state of the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.cache import cache

from wagtail_ngo.domain.search.terms import Query
from wagtail_ngo.services.search.matching import Match, Matcher
from wagtail_ngo.services.search.ordering import Order

_SECONDS = 300


def remembered(
    matcher: Matcher,
    query: Query,
    work_out: Callable[[], tuple[Match, Order]],
    *,
    variant: str = "",
) -> tuple[Match, Order]:
    """The match of ``query`` and its order, from the cache where nothing has changed since."""
    token = matcher.catalogue.token
    if not token:
        return work_out()
    asked = "\n".join(
        [token, f"{matcher.visible:x}", *query.words, query.phrase, query.text, variant]
    )
    key = f"wagtail_ngo.search.{hashlib.sha256(asked.encode()).hexdigest()}"
    cached = cache.get(key)
    if cached is None:
        cached = work_out()
        cache.set(key, cached, _SECONDS)
    return cached
