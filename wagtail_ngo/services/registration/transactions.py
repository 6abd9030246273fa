"""Short transactions that many people want at once: tried again, or refused with a kind word."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable

from django.db import OperationalError, connection, transaction

ATTEMPTS = 8
LONGEST_PAUSE = 0.2


class BusyError(Exception):
    """The database is busy with others. Nothing was changed; the same may be tried again."""


def patient(function: Callable) -> Callable:
    """The function in a transaction of its own, again after a short pause when it must give way.

    SQLite refuses a second writer, other databases the loser of a deadlock. Within a transaction
    of the caller nothing can be tried again: then BusyError is raised at once.
    """

    @functools.wraps(function)
    def attempt(*args, **kwargs):
        attempts = 1 if connection.in_atomic_block else ATTEMPTS
        for number in range(attempts):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except OperationalError as error:
                if not _gives_way(error):
                    raise
                if number + 1 == attempts:
                    raise BusyError from error
                time.sleep(random.uniform(0.01, LONGEST_PAUSE))  # noqa: S311 -- no secret
        raise BusyError

    return attempt


def _gives_way(error: OperationalError) -> bool:
    """Locked (SQLite), deadlock and serialization failure (PostgreSQL, MariaDB), lock time-out."""
    state = getattr(error.__cause__, "sqlstate", None)
    code = error.args[0] if error.args else None
    words = str(error).casefold()
    return state in ("40001", "40P01", "55P03") or code in (1205, 1213, 1020) or "locked" in words
