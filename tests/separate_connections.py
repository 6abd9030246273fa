"""Threads with a connection each, on every database.

The tests' SQLite lives in memory, which threads share with all its locks. Here it is copied into a
file for as long as a test lasts, so that writers wait for one another as they do on a site.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

_ALIAS = "default"
# Seconds that SQLite waits for another writer; Django's own default is five.
_WAIT = 60


@contextmanager
def separate_connections(folder: Path) -> Iterator[Callable[..., list]]:
    """A function that starts the functions given to it together and returns their results.

    Within it the test itself reads and writes the same database as the threads.
    """
    original = connections[_ALIAS]
    connect = _file_connections(original, folder) if original.vendor == "sqlite" else None
    if connect is not None:
        connections[_ALIAS] = connect()
    try:
        yield lambda *acts: _at_once(acts, connect)
    finally:
        if connect is not None:
            connections[_ALIAS].close()
            connections[_ALIAS] = original


def _file_connections(original: BaseDatabaseWrapper, folder: Path) -> Callable[[], object]:
    """What makes a connection to a copy of an SQLite database."""
    settings = copy.deepcopy(original.settings_dict)
    settings["NAME"] = str(folder / "separate.sqlite3")
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), "timeout": _WAIT}
    wrapper = type(original)
    first = wrapper(settings, _ALIAS)
    first.ensure_connection()
    original.ensure_connection()
    original.connection.backup(first.connection)
    first.close()
    return lambda: wrapper(copy.deepcopy(settings), _ALIAS)


def _at_once(acts: tuple, connect: Callable[[], object] | None) -> list:
    barrier = Barrier(len(acts))

    def run(act):
        if connect is not None:
            connections[_ALIAS] = connect()
        try:
            barrier.wait()
            return act()
        finally:
            connections[_ALIAS].close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [started.result() for started in [pool.submit(run, act) for act in acts]]
