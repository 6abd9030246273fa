"""The town as it is when nobody has made anything in it yet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from wagtail.models import Site

from tests import database


@contextmanager
def empty(folder: Path) -> Iterator[None]:
    """A migrated database with the roles in place of the demo, which is back afterwards."""
    connection = connections["default"]
    host = Site.objects.values("hostname", "port").get(is_default_site=True)
    kept = folder / "demo.sqlite3"
    connection.ensure_connection()
    database.save(connection, kept)
    exchange(database.template())
    Site.objects.filter(is_default_site=True).update(**host, site_name="Miasto")
    Site.clear_site_root_paths_cache()
    call_command("ngo_setup", stdout=io.StringIO())
    try:
        yield
    finally:
        exchange(kept)


def exchange(file: Path) -> None:
    database.restore(connections["default"], file)
    cache.clear()
