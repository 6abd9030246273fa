"""The import of this build beside that of an older one, in turns, each in a process of its own.

``python -m tests.benchmarks.bench_import_turns 10000 --than 600cc6d`` checks the older build out
into a temporary folder. CPU time: the figures do not depend on what else the machine does.
"""

import inspect
import json
import os
import resource
import sys
import tempfile
import time
from functools import partial

MEMORY = ["memory before", "memory after"]


def peak_memory() -> float:
    """Megabytes of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def spent(work) -> float:
    """Seconds of the processor."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measure(count: int) -> dict[str, float]:
    """Seconds of CPU and megabytes of the build that is on the path. Run in its own process."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from django.core.management import call_command
    from django.utils import timezone
    from wagtail.models import Page

    from wagtail_ngo.models import NGODirectoryPage, NGOPage

    try:
        from wagtail_ngo.domain.tables.reading import Limits
        from wagtail_ngo.exports.directory import tables
        from wagtail_ngo.services.directory import imports
    except ImportError:  # before the rooms had subjects
        from wagtail_ngo.domain.tables import Limits
        from wagtail_ngo.exports import tables
        from wagtail_ngo.services import imports
    from tests.benchmarks.bench_import import sample_rows

    call_command("migrate", verbosity=0)
    directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="B"))
    limits = Limits(rows=count, size=10**9)
    # On disk: else the file would be what fills the memory.
    with tempfile.TemporaryFile() as file:
        file.writelines(line.encode() for line in sample_rows(count))
        file.seek(0)
        job = imports.create_job(directory, file, file_name="b.csv", limits=limits)
    imports.set_mapping(job, job.mapping, publish=True)
    figures = {MEMORY[0]: peak_memory()}
    for name, work in (("check", imports.check_rows), ("write", imports.write_rows)):
        # An older build reads the clock itself.
        clock = {"now": timezone.now()} if "now" in inspect.signature(work).parameters else {}
        figures[name] = spent(partial(work, job, seconds=1e9, **clock))
    figures[MEMORY[1]] = peak_memory()
    entries = NGOPage.objects.order_by("pk")
    figures["export"] = spent(lambda: "".join(tables.csv_lines(tables.internal_rows(entries))))
    if NGOPage.objects.filter(live=True).count() != count:
        raise RuntimeError("not every row came in")
    return figures


def main() -> None:
    if sys.argv[1:2] == ["--worker"]:
        sys.stdout.write(json.dumps(measure(int(sys.argv[2]))) + "\n")
        return
    # With another build on the path the worker has no such module.
    from tests.benchmarks.turns import take_turns

    count, figures = take_turns(__file__, __doc__)
    for step, (old, new) in figures.items():
        if step in MEMORY:
            sys.stdout.write(f"{step}: {old:.0f} → {new:.0f} MB\n")
            continue
        rates = f"{count / old:.0f} → {count / new:.0f} rows/s"
        sys.stdout.write(f"{step}: {old:.1f} → {new:.1f} s, {rates}, {old / new:.1f} times\n")


if __name__ == "__main__":
    main()
