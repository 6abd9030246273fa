"""What the index costs by which the rows of an import find their entries: megabytes and CPU time.

``python -m tests.benchmarks.bench_matching 100000``; for another build run the file with that
build's folder as ``PYTHONPATH``. Each row is new, and is known as an entry from then on.
"""

import os
import sys
import time
from pathlib import Path


def memory_now() -> int:
    """Kilobytes of this process; Linux only."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def main(count: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.core.management import call_command
    from wagtail.models import Page

    from tests.benchmarks.bench_import import sample_rows
    from wagtail_ngo.models import NGODirectoryPage
    from wagtail_ngo.services.directory.matching import EntryIndex

    call_command("migrate", verbosity=0)
    directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="B"))
    index = EntryIndex(directory)
    before, start = memory_now(), time.process_time()
    rows = sample_rows(count)
    next(rows)
    for number, line in enumerate(rows, start=1):
        title, nip, *_rest = line.split(";")
        index.match({"title": title, "nip": nip}, row=number)
        index.add(number, {"title": title, "nip": nip})
    seconds, grown = time.process_time() - start, (memory_now() - before) // 1024
    sys.stdout.write(f"{count} rows: {grown} MB more, {seconds:.1f} s\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
