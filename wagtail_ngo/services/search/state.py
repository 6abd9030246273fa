"""Whether anything that search shows has changed since it was last worked out."""

from __future__ import annotations

import datetime
import threading
import uuid
from functools import cache

from django.db import DatabaseError, connection, transaction
from django.db.models import Subquery

from wagtail_ngo import conf
from wagtail_ngo.domain.search import Plain
from wagtail_ngo.models import NGOPage, SearchState
from wagtail_ngo.services.search import index_rows

_ROW = 1
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
    newest = NGOPage._base_manager.order_by("-page_ptr_id").values("page_ptr_id")[:1]
    states = SearchState.objects.filter(pk=_ROW).values_list(
        "token", Subquery(newest), Subquery(index_rows.newest())
    )
    state = states.first() or (_begun() and states.first())
    if not state:
        return ""
    change = _running.change if _is_waiting() else ""
    return "-".join(map(str, (*state, change)))


def changed_at() -> datetime.datetime | None:
    """When the last change was; None before the first."""
    return SearchState.objects.filter(pk=_ROW).values_list("changed_at", flat=True).first()


def changed() -> None:
    """Let everything be worked out again: here at once, elsewhere after the transaction."""
    _running.change = uuid.uuid4().hex
    if not _is_waiting():
        transaction.on_commit(_renew)


def _is_waiting() -> bool:
    """Whether the running transaction has made a change; a rollback drops it."""
    return any(waiting[1] is _renew for waiting in connection.run_on_commit)


def _renew() -> None:
    SearchState.objects.update_or_create(pk=_ROW, defaults={"token": uuid.uuid4().hex})


def _begun() -> bool:
    """Write the first token; False on a database that cannot be written to."""
    try:
        with transaction.atomic():
            _renew()
    except DatabaseError:
        return False
    return True
