"""The import of this build beside that of an older one, in turns, each in a process of its own.

``python -m tests.benchmarks.bench_import_turns 10000 --than 600cc6d`` checks the older build out
into a temporary folder. CPU time: the figures do not depend on what else the machine does.
"""

import argparse
import io
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median


def measure(count: int) -> dict[str, float]:
    """Seconds of CPU and megabytes of this build's check and write. Run in its own process."""
    import inspect
    import resource
    import time

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page

    from wagtail_ngo.models import NGODirectoryPage, NGOPage

    try:
        from wagtail_ngo.domain.tables.reading import Limits
        from wagtail_ngo.services.directory import imports
    except ImportError:  # before the rooms had subjects
        from wagtail_ngo.domain.tables import Limits
        from wagtail_ngo.services import imports
    from tests.benchmarks.bench_import import sample_rows

    call_command("migrate", verbosity=0)
    directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="B"))
    file = io.BytesIO("".join(sample_rows(count)).encode())
    limits = Limits(rows=count, size=10**9)
    job = imports.create_job(directory, file, file_name="b.csv", limits=limits)
    imports.set_mapping(job, job.mapping, publish=True)
    figures = {"before": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
    for name, work in (("check", imports.check_rows), ("write", imports.write_rows)):
        # An older build reads the clock itself.
        clock = {"now": timezone.now()} if "now" in inspect.signature(work).parameters else {}
        start = time.process_time()
        work(job, seconds=1e9, **clock)
        figures[name] = time.process_time() - start
    figures["after"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if NGOPage.objects.filter(live=True).count() != count:
        raise RuntimeError("not every row came in")
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("--than", default="600cc6d")
    parser.add_argument("--turns", type=int, default=3)
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
    for step in ("check", "write"):
        old, new = (median(one[step] for one in turns[name]) for name in builds)
        rates = f"{options.count / old:.0f} → {options.count / new:.0f} rows/s"
        sys.stdout.write(f"{step}: {old:.1f} → {new:.1f} s, {rates}, {old / new:.1f} times\n")


if __name__ == "__main__":
    main()
