"""The list of entries in memory of this build beside that of an older one, in turns.

``python -m tests.benchmarks.bench_search_turns 100000 --than 600cc6d`` checks the older build out
into a temporary folder; each fills a directory of its own in SQLite in memory. Processor time: the
figures do not depend on what else the machine does.
"""

import argparse
import inspect
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles


def measure(count: int) -> dict[str, float]:
    """Milliseconds and megabytes of the build that is on the path. Run in its own process."""
    import time
    import tracemalloc

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.cache import cache
    from django.utils import timezone

    from tests.benchmarks.filling import fill
    from tests.benchmarks.test_search_speed import Ways, queries
    from tests.database import databases
    from wagtail_ngo.models import NGOPage
    from wagtail_ngo.services.search import catalogue as lists

    def current(directory):
        takes_now = "now" in inspect.signature(lists.catalogue).parameters
        return lists.catalogue(directory, **({"now": timezone.now()} if takes_now else {}))

    def spent(act) -> float:
        start = time.process_time()
        act()
        return 1000 * (time.process_time() - start)

    figures = {}
    with databases():
        directory = fill(count)
        ways = Ways(directory)
        ways.ours("hospicjum")
        lists._kept.clear()
        tracemalloc.start()
        current(directory).answers.having("qxmuzykq")
        figures["list, MB"] = tracemalloc.get_traced_memory()[0] / 2**20
        tracemalloc.stop()
        lists._kept.clear()
        figures["list built, ms"] = spent(lambda: current(directory))
        ways.ours("rozgrzewka")
        changes = []
        for number in range(9):
            entry = NGOPage.objects.order_by("pk")[number]
            # Every other one moves to another place of the alphabet.
            entry.title = f"{entry.title} {number}" if number % 2 else f"Nowa {number}"
            entry.save()
            changes.append(spent(lambda: ways.answer("hospicjum")))
        figures["answer after a change, ms"] = median(changes)
        figures["answer after a change, longest, ms"] = max(changes)
        times = {"bare": [], "ours": []}
        for query in queries():
            for name, taken in times.items():
                cache.clear()
                current(directory).answers._kept.clear()
                taken.append(spent(lambda: getattr(ways, name)(query)))  # noqa: B023 -- called at once
        for name, taken in times.items():
            figures[f"{name} p50, ms"] = median(taken)
            figures[f"{name} p95, ms"] = quantiles(taken, n=20)[-1]
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--than", default="600cc6d")
    parser.add_argument("--turns", type=int, default=1)
    parser.add_argument("--worker", action="store_true")
    options = parser.parse_args()
    if options.worker:
        sys.stdout.write(json.dumps(measure(options.count)) + "\n")
        return
    # With another build on the path the worker has no such module.
    from tests.benchmarks.turns import ROOT, checked_out, in_process

    with tempfile.TemporaryDirectory() as folder:
        builds = {options.than: checked_out(options.than, Path(folder)), "this": ROOT}
        turns = {name: [] for name in builds}
        for _turn in range(options.turns):
            for name, place in builds.items():
                turns[name].append(in_process(__file__, place, options.count))
                sys.stdout.write(f"{name}: {turns[name][-1]}\n")
                sys.stdout.flush()
    for figure in turns["this"][0]:
        old, new = (median(one[figure] for one in turns[name]) for name in builds)
        sys.stdout.write(f"{figure}: {old:.1f} → {new:.1f}, {100 * new / old:.0f} %\n")


if __name__ == "__main__":
    main()
