"""The list of entries in memory of this build beside that of an older one, in turns.

``python -m tests.benchmarks.bench_search_turns 100000 --than 600cc6d`` checks the older build out
into a temporary folder; each fills a directory of its own in SQLite in memory. Processor time: the
figures do not depend on what else the machine does.
"""

import inspect
import json
import os
import sys
import time
import tracemalloc
from functools import partial
from statistics import median, quantiles


def measure(count: int) -> dict[str, float]:
    """Milliseconds and megabytes of the build that is on the path. Run in its own process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from tests.benchmarks.filling import fill
    from tests.benchmarks.test_search_speed import Ways
    from tests.database import databases

    with databases():
        directory = fill(count)
        ways = Ways(directory)
        ways.ours("hospicjum")
        return {**list_figures(directory), **change_figures(ways), **request_figures(ways)}


def current(directory):
    """The list of entries in memory."""
    from django.utils import timezone

    from wagtail_ngo.services.search.catalogue import catalogue

    takes_now = "now" in inspect.signature(catalogue).parameters
    return catalogue(directory, **({"now": timezone.now()} if takes_now else {}))


def spent(act) -> float:
    """Milliseconds of the processor."""
    start = time.process_time()
    act()
    return 1000 * (time.process_time() - start)


def list_figures(directory) -> dict[str, float]:
    """The list with its table of the index: what it holds, how long it takes to build."""
    from wagtail_ngo.services.search import catalogue as lists

    lists._kept.clear()
    tracemalloc.start()
    current(directory).answers.having("qxmuzykq")
    held = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    lists._kept.clear()
    return {"list, MB": held / 2**20, "list built, ms": spent(lambda: current(directory))}


def change_figures(ways) -> dict[str, float]:
    """The first answer after one entry changed; every other one moves in the alphabet."""
    from wagtail_ngo.models import NGOPage

    ways.ours("rozgrzewka")
    changes = []
    for number in range(9):
        entry = NGOPage.objects.order_by("pk")[number]
        entry.title = f"{entry.title} {number}" if number % 2 else f"Nowa {number}"
        entry.save()
        changes.append(spent(lambda: ways.answer("hospicjum")))
    return {
        "answer after a change, ms": median(changes),
        "answer after a change, longest, ms": max(changes),
    }


def request_figures(ways) -> dict[str, float]:
    """A bare pass of the index and a whole request, with empty caches, query by query."""
    from django.core.cache import cache

    from tests.benchmarks.test_search_speed import queries

    figures = {}
    times = {ways.bare: [], ways.ours: []}
    for query in queries():
        for ask, taken in times.items():
            cache.clear()
            current(ways.directory).answers._kept.clear()
            taken.append(spent(partial(ask, query)))
    for ask, taken in times.items():
        figures[f"{ask.__name__} p50, ms"] = median(taken)
        figures[f"{ask.__name__} p95, ms"] = quantiles(taken, n=20)[-1]
    return figures


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]))) + "\n")
        return
    # With another build on the path the worker has no such module.
    from tests.benchmarks.turns import take_turns

    _count, figures = take_turns(__file__, __doc__)
    for figure, (old, new) in figures.items():
        sys.stdout.write(f"{figure}: {old:.1f} → {new:.1f}, {100 * new / old:.0f} %\n")


if __name__ == "__main__":
    main()
