"""An import that is killed at any moment leaves whole batches, and goes on to the end."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent.parent
ROWS, KILLS = 60, 3

#: Runs in a process of its own, on a database file of its own.
WORKER = """
import sys, django; django.setup()
from wagtail_ngo.models import ImportJob
from wagtail_ngo.services import imports
imports.BATCH = 10
job = ImportJob.objects.get()
print("ready", flush=True)
imports.write_rows(job, seconds=1e9)
"""
PREPARE = """
import io, sys, django; django.setup()
from django.core.management import call_command
from wagtail.models import Page
from wagtail_ngo.domain.tables import Limits
from wagtail_ngo.models import NGODirectoryPage
from wagtail_ngo.services import imports
call_command("migrate", verbosity=0)
directory = Page.objects.get(depth=2).add_child(instance=NGODirectoryPage(title="Próba"))
lines = ["Nazwa;E-mail"]
lines += [f"Organizacja {n};wpis{n}@example.org" for n in range(int(sys.argv[1]))]
file = io.BytesIO("\\n".join(lines).encode())
job = imports.create_job(directory, file, file_name="a.csv", limits=Limits())
imports.set_mapping(job, job.mapping, publish=True)
imports.check_rows(job, seconds=1e9)
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


def python(code: str, environment, **options) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, "-c", code, str(ROWS)],
        env=environment,
        cwd=TOP,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


def answer(code: str, environment) -> str:
    process = python(code, environment)
    out, _errors = process.communicate(timeout=600)
    assert process.returncode == 0
    return out


def test_a_killed_import_leaves_whole_batches_and_goes_on(environment):
    answer(PREPARE, environment)
    chance = random.Random(20171101)
    for _kill in range(KILLS):
        process = python(WORKER, environment)
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.1, 1.5))
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=60)
        done, *made, _status = answer(COUNT, environment).split()
        assert int(done) % 10 == 0
        assert made == [done, done, done]

    process = python(WORKER, environment)
    process.communicate(timeout=600)
    assert answer(COUNT, environment).split() == [str(ROWS)] * 4 + ["done"]
