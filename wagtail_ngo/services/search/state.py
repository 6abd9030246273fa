"""Whether anything that search shows has changed since it was last worked out."""

from __future__ import annotations

import datetime
import threading
import uuid
from functools import cache
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.db.models import Subquery

from wagtail_ngo import conf
from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import NGOPage, SearchChange, SearchState
from wagtail_ngo.services.search import index_rows

if TYPE_CHECKING:
    from wagtail_ngo.services.search.entry_sets import Catalogue

_ROW = 1
# How many changes are written down; more than so many at once are not read one by one.
_CHANGES_KEPT, _PRUNED_EVERY, _MOST_CHANGES, _OVERLAP = 2_000, 100, 200, 20
_running = threading.local()


def language() -> Plain:
    """The search language of this site, always the same object."""
    return _instance(conf.get_object("SEARCH_LANGUAGE"))


@cache
def _instance(language: type[Plain]) -> Plain:
    return language()


def token() -> str:
    """A string that differs after every change; "" where none can be kept.

    The newest entry and the newest row of the index are part of it: what is written in bulk sends
    no signals. So is a change of the running transaction, which others do not see yet.
    """
    state = _read() or (_begun() and _read())
    if not state:
        return ""
    change = _running.change if _is_waiting() else ""
    return "-".join(map(str, (*state, change)))


def _read() -> tuple | None:
    """The stored token, the newest entry and the newest row of the index."""
    with connection.cursor() as cursor:
        cursor.execute(*_statement(connection.vendor))
        return cursor.fetchone()


@cache
def _statement(vendor: str) -> tuple[str, tuple]:
    """Written once: every request asks it, and writing it takes longer than the answer."""
    newest = NGOPage._base_manager.order_by("-page_ptr_id").values("page_ptr_id")[:1]
    states = SearchState.objects.filter(pk=_ROW).order_by()
    asked = states.values_list("token", Subquery(newest), Subquery(index_rows.newest()))
    return asked.query.sql_with_params()


def changed_at() -> datetime.datetime | None:
    """When the last change was; None before the first."""
    return SearchState.objects.filter(pk=_ROW).values_list("changed_at", flat=True).first()


def changed(entry: int | None = None) -> None:
    """Let what is kept be worked out again: here at once, elsewhere after the transaction.

    With the key of an ``entry`` only that entry has changed.
    """
    _running.change = uuid.uuid4().hex
    _running.entries = {*getattr(_running, "entries", ()), entry}
    if not _is_waiting():
        transaction.on_commit(_renew)


def _is_waiting() -> bool:
    """Whether the running transaction has made a change; a rollback drops it."""
    return any(waiting[1] is _renew for waiting in connection.run_on_commit)


def _renew() -> None:
    """Writes down which entries changed, then that something did."""
    entries: set[int | None] = getattr(_running, "entries", set())
    _running.entries = set()
    # None tells that all has changed.
    written = [None] if None in entries else sorted(entry for entry in entries if entry is not None)
    SearchChange.objects.bulk_create(SearchChange(entry=entry) for entry in written)
    # One statement: two processes that read first and then write would be in each other's way.
    features = connection.features
    SearchState.objects.bulk_create(
        [SearchState(pk=_ROW, token=uuid.uuid4().hex)],
        update_conflicts=True,
        update_fields=["token", "changed_at"],
        unique_fields=["pk"] if features.supports_update_conflicts_with_target else None,
    )
    newest = _newest_change()
    if newest % _PRUNED_EVERY == 0:
        SearchChange.objects.filter(pk__lte=newest - _CHANGES_KEPT).delete()


def _newest_change() -> int:
    return SearchChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def mark() -> tuple[int, int, int]:
    """The newest change of an entry, the newest entry, the newest row of the index; 0 for none."""
    entry = NGOPage._base_manager.order_by("-page_ptr_id").values_list("page_ptr_id", flat=True)
    row = index_rows.newest().values_list("pk", flat=True)
    return _newest_change(), entry.first() or 0, row.first() or 0


def changed_entries(catalogue: Catalogue, mark: tuple[int, int, int]) -> set[int] | None:
    """The entries that changed since ``kept`` was made; None where that cannot be told.

    It cannot within a transaction that made a change, after changes without a signal, and after
    a change of anything but entries.
    """
    if _is_waiting() or not catalogue.token.endswith("-") or not catalogue.change:
        return None
    # Two processes may have written at the same moment, the earlier number later.
    since = max(catalogue.change - _OVERLAP, 0)
    rows = SearchChange.objects.order_by("pk")
    entries = list(rows.filter(pk__gt=since).values_list("entry", flat=True)[: _MOST_CHANGES + 1])
    later = rows.filter(pk__gt=catalogue.change, entry__isnull=True)
    if len(entries) > _MOST_CHANGES or later.exists():
        return None
    if not rows.filter(pk__lte=catalogue.change).exists():  # forgotten meanwhile
        return None
    changed = {entry for entry in entries if entry is not None}
    if mark[1] > catalogue.newest_entry or mark[2] > catalogue.newest_row:
        new = NGOPage._base_manager.filter(pk__gt=catalogue.newest_entry)
        if not changed.issuperset(new.values_list("pk", flat=True)[: _MOST_CHANGES + 1]):
            return None
        indexed = index_rows.rows_of_entries(since=catalogue.newest_row)
        if not changed.issuperset(indexed.values()):
            return None
    return changed


def _begun() -> bool:
    """Write the first token; False on a database that cannot be written to."""
    try:
        with transaction.atomic():
            _renew()
    except DatabaseError:
        return False
    return True
