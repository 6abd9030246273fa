"""Rows per second and peak memory of importing, exporting and importing again.

Run it by hand on an idle machine, with a database of its own:
``python -m tests.benchmarks.bench_import 10000``. Figures go to docs/reference/performance.md.
"""

import io
import os
import resource
import sys
import time

import django
from django.utils import timezone

SURNAMES = ["Łąka", "Zdrój", "Nadzieja", "Żagiel", "Ćwiczenie", "Przystań", "Świetlik", "Gęśl"]


def sample_rows(count: int):
    """Rows of organizations that do not exist; NIP numbers pass their check digit."""
    yield "Nazwa;NIP;Ulica;Kod pocztowy;Miejscowość;Telefon;E-mail;Opis;Obszary\n"
    made = number = 0
    while made < count:
        number += 1
        digits = f"{100_000_000 + number}"
        weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
        check = sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
        if check == 10:
            continue
        made += 1
        name = f"Stowarzyszenie {SURNAMES[made % len(SURNAMES)]} {made} (dane przykładowe)"
        yield (
            f"{name};{digits}{check};Przykładowa {made};76-200;Słupsk;598{made:06d};"
            f"wpis{made}@example.org;Pomagamy mieszkańcom w sprawie numer {made}.;16 | 17\n"
        )


def measure(label: str, count: int, work):
    start = time.process_time()
    result = work()
    # CPU time: the figure does not depend on what else the machine does.
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    rate = f"{count / seconds:.0f} rows/s"
    print(f"{label}: {seconds:.1f} s of CPU, {rate}, peak {peak} MB", flush=True)  # noqa: T201
    return result


def run(count: int) -> None:
    from django.core.management import call_command
    from wagtail.models import Page

    from wagtail_ngo.domain.tables.reading import Limits
    from wagtail_ngo.exports.directory import tables
    from wagtail_ngo.models import NGODirectoryPage, NGOPage
    from wagtail_ngo.services.directory import imports

    call_command("migrate", verbosity=0)
    directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="Benchmark"))

    def bring_in(data):
        job = imports.create_job(
            directory, io.BytesIO(data), file_name="bench.csv", limits=Limits()
        )
        imports.set_mapping(job, job.mapping, publish=True)
        return job

    data = "".join(sample_rows(count)).encode()
    job = measure("read", count, lambda: bring_in(data))
    measure("check", count, lambda: imports.check_rows(job, now=timezone.now(), seconds=1e9))
    measure("write", count, lambda: imports.write_rows(job, now=timezone.now(), seconds=1e9))
    entries = NGOPage.objects.order_by("pk")
    exported = measure(
        "export", count, lambda: "".join(tables.csv_lines(tables.internal_rows(entries))).encode()
    )
    again = bring_in(exported)
    measure(
        "check again", count, lambda: imports.check_rows(again, now=timezone.now(), seconds=1e9)
    )
    print(imports.counts(again))  # noqa: T201


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
