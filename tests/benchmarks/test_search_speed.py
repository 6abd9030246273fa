"""How long a search takes beside plain Wagtail search. Not part of the suite: run it by name.

NGO_BENCHMARK_SIZES=1000,10000 pytest tests/benchmarks/test_search_speed.py -s

"Answer" is what a page of results holds: search, visibility, ranking, eight filters with counts, a
page of twenty with the match marked. "Ours" is the whole request as a server runs it, from the
first middleware to the last byte of HTML. "Plain" is ``.search()``, a page of twenty, a count and
``.facet()`` for eight fields. "Bare" is one pass of the full-text index for the same words, in one
statement written by hand; on PostgreSQL "usual" is the one Django writes, which makes the planner
read the whole table for common words. They take turns, query by query, the first three of them
three times; nothing is kept from one to the next but the catalogue and what Wagtail itself keeps
of its sites. Times are of the processor, of this process and of the one that serves it in
PostgreSQL, so that they can be compared on a busy machine.
"""

from __future__ import annotations

import os
import random
import statistics
import time
import tracemalloc
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.client import ClientHandler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site
from wagtail.search import index
from wagtail.search.models import IndexEntry

from tests.benchmarks.filling import fill
from tests.search_sets import rows
from wagtail_ngo import conf
from wagtail_ngo.domain.search import Polish
from wagtail_ngo.domain.search.terms import all_of, read_query, whole
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.search import building, search
from wagtail_ngo.services.search.catalogue import Catalogue, catalogue
from wagtail_ngo.views.directory import search as directory_search
from wagtail_ngo.views.directory.search_address import SearchAddress
from wagtail_ngo.views.directory.search_rows import rows as rows_of_results

# With commits, so that a change is told as on a site.
pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [int(size) for size in os.environ.get("NGO_BENCHMARK_SIZES", "1000").split(",")]
# Plain search takes minutes a query on a large SQLite file.
LARGEST_PLAIN = int(os.environ.get("NGO_BENCHMARK_LARGEST_PLAIN", "10000"))
ROUNDS = 3
QUERIES = int(os.environ.get("NGO_BENCHMARK_QUERIES", "40"))
COMMON = ["fundacja", "klub", "pomoc", "dla dzieci", "sport", "seniorzy", "stowarzyszenie"]
FACETS = [
    "areas",
    "target_groups",
    "districts",
    "legal_form_id",
    "is_public_benefit",
    "step_free",
    "status",
    "area_of_operation",
]


def queries() -> list[str]:
    chance = random.Random(1)
    kinds = ("inflected", "no diacritics", "subject", "beginning")
    found = [row[1] for row in rows("search_queries.txt") if row[0] in kinds]
    return COMMON + chance.sample(found, QUERIES - len(COMMON))


_TABLE = IndexEntry._meta.db_table
BARE = {
    "sqlite": f"SELECT rowid FROM {_TABLE}_fts WHERE {_TABLE}_fts MATCH %s",  # noqa: S608
    "postgresql": (
        f"SELECT id FROM {_TABLE} WHERE autocomplete @@ (SELECT to_tsquery('simple', %s))"  # noqa: S608
    ),
}


class Ways:
    """The ways to ask."""

    def __init__(self, directory) -> None:
        self.directory = directory
        # Not the test client itself: it copies the context of every template.
        self.handler = ClientHandler()

    def bare(self, query: str) -> None:
        self._pass(BARE[connection.vendor], query)

    def usual(self, query: str) -> None:
        """The pass as Django writes it."""
        self._pass(BARE[connection.vendor].replace("(SELECT", "").replace("%s))", "%s)"), query)

    def _pass(self, statement: str, query: str) -> None:
        terms = all_of(read_query(query, Polish()).keys).split()
        words = f"autocomplete : ({' AND '.join(terms)})"
        if connection.vendor == "postgresql":
            words = " & ".join(terms)
        with connection.cursor() as cursor:
            cursor.execute(statement, [words])
            cursor.fetchall()

    def answer(self, query: str) -> None:
        request = RequestFactory().get(self.directory.url, {"q": query})
        address = SearchAddress.read(request.GET)
        found = search(self.directory, request, address.selection, now=timezone.now())
        directory_search.search_context(address, found)
        page = list(found.order[: conf.get("PAGE_SIZE")])
        rows_of_results(request, found, page)

    def ours(self, query: str) -> None:
        environ = RequestFactory()._base_environ(
            PATH_INFO=self.directory.url, QUERY_STRING=urlencode({"q": query})
        )
        response = self.handler(environ)
        assert response.status_code == 200
        assert b"</html>" in response.content

    def plain(self, query: str) -> None:
        found = NGOPage.objects.live().search(query)
        list(found[:20])
        for name in FACETS:
            found.facet(name)
        found.count()


def spent() -> float:
    """Milliseconds that the processor worked for this process and for its database."""
    own = 1000 * time.process_time()
    if connection.vendor != "postgresql":
        return own
    # Linux: nanoseconds on a processor; the server must run on this machine.
    schedule = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return own + int(schedule.read_text().split()[0]) / 1e6


@pytest.mark.parametrize("size", SIZES)
def test_search_speed(size, capsys, monkeypatch):
    directory = fill(size)
    fields = [index.FilterField(name.removesuffix("_id")) for name in FACETS if name != "status"]
    monkeypatch.setattr(NGOPage, "search_fields", [*NGOPage.search_fields, *fields])
    ways = Ways(directory)
    asked = [ways.bare, ways.answer, ways.ours] * ROUNDS
    asked += [ways.usual] if connection.vendor == "postgresql" else []
    asked += [ways.plain] if size <= LARGEST_PLAIN else []
    start = spent()
    ways.ours("hospicjum")
    first = (spent() - start) / 1000
    lines = [f"\n{connection.vendor}, {size} entries, first search {first:.1f} s"]
    ways.ours("rozgrzewka")
    lines.append(
        f"first answer after one changed entry {after_a_change(ways):.0f} ms, "
        f"list in memory {list_size(directory) / 1024 / 1024:.1f} MB"
    )
    times: dict[str, list[float]] = {}
    for query in queries():
        for ask in asked:
            cache.clear()
            Site.get_site_root_paths()
            catalogue(directory, now=timezone.now()).answers._kept.clear()
            start = spent()
            ask(query)
            times.setdefault(ask.__name__, []).append(spent() - start)
    middle = statistics.median
    lines += [
        f"{name:8} p50 {middle(one):8.1f}  p95 {statistics.quantiles(one, n=20)[-1]:8.1f}"
        for name, one in times.items()
    ]
    with CaptureQueriesContext(connection) as captured:
        ways.ours("muzyka")
    lines.append(f"queries {len(captured)}, memory grown {grown(ways.ours) // 1024} kB")
    with capsys.disabled():
        print("\n".join(lines))  # noqa: T201 -- the table is the point


def after_a_change(ways: Ways) -> float:
    """Milliseconds of the first answer after one entry was saved, the middle one of five."""
    times = []
    for number in range(5):
        entry = NGOPage.objects.order_by("pk")[number]
        entry.title = f"{entry.title} {number}"
        entry.save()
        start = spent()
        ways.answer("hospicjum")
        times.append(spent() - start)
    return statistics.median(times)


def list_size(directory) -> int:
    """Bytes that the list of entries holds, with its table of the index."""
    tracemalloc.start()
    kept = Catalogue(directory.path, "", timezone.localdate(), 0.0)
    building.build(kept, timezone.now()).answers.having(whole("hospicjum"))
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return held


def grown(ask) -> int:
    """Bytes held after a second round of the same queries, beyond those of the first."""
    tracemalloc.start()
    held = []
    for _round in range(2):
        for query in queries():
            ask(query)
        held.append(tracemalloc.get_traced_memory()[0])
    tracemalloc.stop()
    return held[1] - held[0]
