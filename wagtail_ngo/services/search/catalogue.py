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
from wagtail_ngo.services.search import building, state
from wagtail_ngo.services.search.kept_entries import Catalogue

__all__ = ["Catalogue", "catalogue"]

# Changes that send no signal (a bulk update by hand) show after this many seconds at the latest.
_LONGEST_KEPT = 300
_kept: dict[int, Catalogue] = {}
_lock = threading.Lock()


def catalogue(directory: NGODirectoryPage) -> Catalogue:
    """The current catalogue of ``directory``."""
    now, day, token = timezone.now(), timezone.localdate(), state.token()
    kept = _kept.get(directory.pk)
    if kept is not None and token and _is_current(kept, token, day, now):
        return kept
    with _lock:
        kept = _kept.get(directory.pk)
        if kept is None or not token or not _is_current(kept, token, day, now):
            kept = _renewed(kept, directory, token, day, now)
            _kept[directory.pk] = kept
        return kept


def _is_current(kept: Catalogue, token: str, day: datetime.date, now: datetime.datetime) -> bool:
    return kept.token == token and _may_last(kept, day, now)


def _may_last(kept: Catalogue, day: datetime.date, now: datetime.datetime) -> bool:
    return (
        kept.day == day
        and time.monotonic() - kept.built < _LONGEST_KEPT
        and (kept.next_expiry is None or kept.next_expiry > now)
    )


def _renewed(
    kept: Catalogue | None,
    directory: NGODirectoryPage,
    token: str,
    day: datetime.date,
    now: datetime.datetime,
) -> Catalogue:
    """The catalogue brought up to date: by what changed where that is known, else built anew."""
    # Read before the entries: what changes meanwhile is read once more the next time.
    mark = state.mark()
    if kept is not None and token and kept.directory_path == directory.path:
        changed = state.changed_entries(kept, mark) if _may_last(kept, day, now) else None
        if changed is not None:
            fresh = Catalogue(directory.path, token, day, kept.built, *mark)
            return building.updated(kept, fresh, changed, now)
    fresh = Catalogue(directory.path, token, day, time.monotonic(), *mark)
    return building.build(fresh, now)
