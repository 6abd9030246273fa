"""An import that is killed at any moment leaves whole batches, and goes on to the end."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent.parent
# So many rows that no machine writes them all before the last kill.
ROWS, KILLS = 1500, 3

#: Runs in a process of its own, on a database file of its own, for so many seconds of CPU: then
#: the kernel ends it on the spot. Time on the clock would depend on what else the machine does.
WORKER = """
import signal, sys, django; django.setup()
from django.utils import timezone
from wagtail_ngo.models import ImportJob
from wagtail_ngo.services.directory import import_rows, imports
import_rows.BATCH = 10
signal.setitimer(signal.ITIMER_PROF, float(sys.argv[1]))
imports.write_rows(ImportJob.objects.get(), now=timezone.now(), seconds=1e9)
"""
PREPARE = """
import io, sys, django; django.setup()
from django.utils import timezone
from wagtail.models import Page
from tests.database import migrate
from wagtail_ngo.domain.tables.reading import Limits
from wagtail_ngo.models import NGODirectoryPage
from wagtail_ngo.services.directory import imports
migrate()
directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="Próba"))
lines = ["Nazwa;E-mail"]
lines += [f"Organizacja {n};wpis{n}@example.org" for n in range(int(sys.argv[1]))]
file = io.BytesIO("\\n".join(lines).encode())
job = imports.create_job(directory, file, file_name="a.csv", limits=Limits())
imports.set_mapping(job, job.mapping, publish=True)
imports.check_rows(job, now=timezone.now(), seconds=1e9)
"""
COUNT = """
import django; django.setup()
from wagtail.models import ReferenceIndex
from wagtail_ngo.models import ContactChannel, ImportJob, NGOPage
job = ImportJob.objects.get()
done = job.rows.filter(is_done=True).count()
whole = NGOPage.objects.filter(live=True, latest_revision__isnull=False).count()
print(done, NGOPage.objects.count(), whole, ContactChannel.objects.count(), job.status)
"""


@pytest.fixture
def environment(tmp_path) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/import.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(TOP),
    }


def run(code: str, argument, environment) -> tuple[int, str]:
    """Exit status and what was printed."""
    done = subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code, str(argument)],
        env=environment,
        cwd=TOP,
        stdout=subprocess.PIPE,
        text=True,
        timeout=900,
        check=False,
    )
    return done.returncode, done.stdout


def test_a_killed_import_leaves_whole_batches_and_goes_on(environment):
    assert run(PREPARE, ROWS, environment)[0] == 0
    chance = random.Random(20171101)
    kills_while_writing, slower = 0, 1.0
    while kills_while_writing < KILLS:
        status, _out = run(WORKER, slower * chance.uniform(0.3, 0.9), environment)
        _status, out = run(COUNT, "", environment)
        done, *made, state = out.split()
        assert status == -signal.SIGPROF
        assert int(done) % 10 == 0
        assert made == [done, done, done]
        if state == "running":
            kills_while_writing += 1
        else:  # a slow machine had not begun yet
            assert (state, done) == ("checked", "0")
            slower *= 1.5

    assert run(WORKER, 600, environment)[0] == 0
    assert run(COUNT, "", environment)[1].split() == [str(ROWS)] * 4 + ["done"]
