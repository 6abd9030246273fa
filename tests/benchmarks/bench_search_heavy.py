"""The heaviest queries of this build beside those of an older one, query by query.

``python -m tests.benchmarks.bench_search_heavy 100000 --than ce6c6d70 --rounds 4`` asks ten queries
for the most common words. Each build is a process of its own that has the older files on its path;
they take turns at every query. Both read the same directory, which is filled once and stays: on
PostgreSQL in the empty database that DATABASE_URL names, else in a file in the temporary folder, of
which each process has a copy in memory. The older build must have the same tables.

Caches are emptied before each question, also what the list of entries remembers of questions. The
list itself stays; for "first" it forgets the common words that it read when they were asked, so
that each is asked for the first time. Processor time of the process and of the one that serves it
in PostgreSQL.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

QUERIES = [
    "fundacja",
    "klub",
    "pomoc",
    "dla dzieci",
    "sport",
    "seniorzy",
    "stowarzyszenie",
    "żeglarze",
    "pierwsza pomoc",
    "brydż",
]
# How a query is asked → the method of Ways that does so.
WAYS = {"bare": "bare", "answer": "answer", "request": "ours", "first": "ours"}


def prepare(count: int):
    """The directory of so many entries, filled if the file or the database does not have it."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from tests.benchmarks.filling import fill
    from tests.database import restore, save
    from wagtail_ngo.models import NGODirectoryPage

    file = Path(tempfile.gettempdir()) / f"wagtail-ngo-search-{count}.sqlite3"
    if connection.vendor == "sqlite" and file.exists():
        restore(connection, file)
    else:
        call_command("migrate", verbosity=0)
    directory = NGODirectoryPage.objects.filter(slug=f"katalog-{count}").first()
    if directory is None:
        directory = fill(count)
        if connection.vendor == "sqlite":
            save(connection, file)
    return directory


def work(count: int) -> None:
    """Answers each query that is read with the milliseconds of each way to ask."""
    directory = prepare(count)
    from django.core.cache import cache
    from django.utils import timezone
    from wagtail.models import Site

    from tests.benchmarks.test_search_speed import Ways, spent
    from wagtail_ngo.services.search.catalogue import catalogue

    ways = Ways(directory)
    start = spent()
    ways.ours("hospicjum")
    tell({"first search": spent() - start})
    for line in sys.stdin:
        taken = {}
        for name, way in WAYS.items():
            cache.clear()
            Site.get_site_root_paths()
            forget(catalogue(directory, now=timezone.now()).answers, words=name == "first")
            start = spent()
            getattr(ways, way)(line.strip())
            taken[name] = spent() - start
        tell(taken)


def forget(answers, *, words: bool) -> None:
    """Empties what is remembered of questions, with ``words`` also of words that were asked."""
    answers._kept.clear()
    common = getattr(answers, "_common", None)  # an older build has none
    if common is not None and words:
        common.sets = {term: common.sets[term] for term in common.first}


def tell(figures: dict[str, float]) -> None:
    sys.stdout.write(json.dumps(figures) + "\n")
    sys.stdout.flush()


class Build:
    """One build in a process of its own."""

    def __init__(self, folder: Path, count: int) -> None:
        command = [sys.executable, __file__, "--worker", str(count)]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        self._process = subprocess.Popen(  # noqa: S603 -- our own file
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.first = self._read()["first search"]
        self.times: dict[str, dict[str, list[float]]] = {name: {} for name in WAYS}

    def ask(self, query: str) -> None:
        self._process.stdin.write(query + "\n")
        self._process.stdin.flush()
        for name, taken in self._read().items():
            self.times[name].setdefault(query, []).append(taken)

    def _read(self) -> dict[str, float]:
        return json.loads(self._process.stdout.readline())

    def end(self) -> None:
        self._process.communicate()

    def figures(self, name: str, one: Callable[[list[float]], float]) -> tuple[float, float]:
        """Milliseconds, the middle query and the one below which 95 of 100 are; ``one`` chooses
        among the rounds of a query.
        """
        chosen = [one(taken) for taken in self.times[name].values()]
        return median(chosen), quantiles(chosen, n=20, method="inclusive")[-1]


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        work(int(sys.argv[2]))
        return
    from tests.benchmarks.turns import ROOT, checked_out

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--than", default="ce6c6d70")
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = {"this": ROOT, options.than: checked_out(options.than, Path(folder))}
        builds = {name: Build(place, options.count) for name, place in places.items()}
        for _round in range(options.rounds):
            for query in QUERIES:
                for build in builds.values():
                    build.ask(query)
        for name, build in builds.items():
            build.end()
            report(name, build)


def report(name: str, build: Build) -> None:
    """One line for each way to ask, and what asks a page beside the bare pass.

    The middle of all rounds; then the least, which is what a machine with nothing else to do takes.
    """
    lines = [f"{name}: first search {build.first:.0f} ms"]
    for one in (median, min):
        figures = {way: build.figures(way, one) for way in WAYS}
        bare = figures["bare"]
        for way, (p50, p95) in figures.items():
            beside = f"/ bare {p50 / bare[0]:.1f} and {p95 / bare[1]:.1f}"
            lines.append(f"  {one.__name__:6} {way:8} p50 {p50:6.1f}  p95 {p95:6.1f}  {beside}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
