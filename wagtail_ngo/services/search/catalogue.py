"""The current catalogue of a directory, kept per process until something changes.

A change of entries is read from the rows that changed; anything else, the end of a day, or an
entry that reaches its expiry makes a new catalogue out of the whole database.
"""

from __future__ import annotations

import datetime
import threading
import time

from django.utils import timezone

from wagtail_ngo.models import NGODirectoryPage
from wagtail_ngo.services.search import building, state, updating
from wagtail_ngo.services.search.entry_sets import Catalogue

__all__ = ["Catalogue", "catalogue"]

# Changes that send no signal (a bulk update by hand) show after this many seconds at the latest.
_LONGEST_KEPT = 300
_kept: dict[int, Catalogue] = {}
_lock = threading.Lock()


def catalogue(directory: NGODirectoryPage, *, now: datetime.datetime) -> Catalogue:
    """The current catalogue of ``directory``."""
    day, token = timezone.localdate(now), state.token()
    cached = _kept.get(directory.pk)
    if cached is not None and token and _is_current(cached, token, day, now):
        return cached
    with _lock:
        cached = _kept.get(directory.pk)
        if cached is None or not token or not _is_current(cached, token, day, now):
            cached = _renew(cached, directory, token, day, now)
            _kept[directory.pk] = cached
        return cached


def _is_current(cached: Catalogue, token: str, day: datetime.date, now: datetime.datetime) -> bool:
    return cached.token == token and _may_last(cached, day, now)


def _may_last(cached: Catalogue, day: datetime.date, now: datetime.datetime) -> bool:
    return (
        cached.day == day
        and time.monotonic() - cached.built < _LONGEST_KEPT
        and (cached.next_expiry is None or cached.next_expiry > now)
    )


def _renew(
    cached: Catalogue | None,
    directory: NGODirectoryPage,
    token: str,
    day: datetime.date,
    now: datetime.datetime,
) -> Catalogue:
    """The catalogue brought up to date: by what changed where that is known, else built again."""
    # Read before the entries: what changes meanwhile is read once more the next time.
    mark = state.mark()
    if cached is not None and token and cached.directory_path == directory.path:
        changed = state.changed_entries(cached, mark) if _may_last(cached, day, now) else None
        if changed is not None:
            fresh = Catalogue(directory.path, token, day, cached.built, *mark)
            return updating.update(cached, fresh, changed, now)
    fresh = Catalogue(directory.path, token, day, time.monotonic(), *mark)
    return building.build(fresh, now)
