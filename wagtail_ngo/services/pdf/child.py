"""PDF work in a child process with limits on CPU, memory and time.

Editors' text can keep a layout engine busy for ever. A web process with threads starts a new
interpreter (forking threads is unsafe); a task worker with one thread forks, which is quicker.

    python -m wagtail_ngo.services.pdf.child < job.json > answer
"""

from __future__ import annotations

import dataclasses
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from wagtail_ngo.domain.pdf.values import Made, Metadata, PDFError, Report
from wagtail_ngo.services.pdf.assets import faces

MAX_PDF_BYTES = 512 << 20


@dataclass(frozen=True)
class Limits:
    """What one file may cost. ``memory`` in bytes, the others in seconds."""

    cpu: int
    memory: int
    wall: int


@dataclass(frozen=True)
class Job:
    """One document to make; only values that JSON can carry."""

    html: str
    metadata: dict[str, Any]
    base_url: str
    media_folders: tuple[str, ...]
    tagged: bool = True
    grey: bool = False


def job_metadata(metadata: Metadata) -> dict[str, Any]:
    """The metadata with its moments as text."""
    values = dataclasses.asdict(metadata)
    return {k: v.isoformat() if isinstance(v, datetime) else v for k, v in values.items()}


def run(job: Job, *, deadline: float | None = None) -> Made:
    """The file, made in this process. Callers outside tests want ``made_in_child``."""
    from wagtail_ngo.domain import pdf  # noqa: PLC0415 -- slow import

    try:
        # Imported before it is needed, so that a missing Pango is told in our own words.
        from wagtail_ngo.services.pdf.fetcher import (  # noqa: PLC0415 -- slow import
            StorageURLFetcher,
        )
    except OSError as error:
        raise PDFError(missing_library(error)) from error
    fetcher = StorageURLFetcher(
        job.base_url, media_folders=job.media_folders, deadline=deadline, grey=job.grey
    )
    facts = {**job.metadata, "keywords": tuple(job.metadata["keywords"])}
    for name in ("created", "modified"):
        facts[name] = datetime.fromisoformat(facts[name])
    make = pdf.web if job.tagged else pdf.export
    fonts = faces()
    if not fonts:
        # Every letter would be left out as one that no font draws.
        raise PDFError(_("The fonts of wagtail-ngo are missing. Install the package again."))
    made = make(
        job.html,
        metadata=Metadata(**facts),
        fonts=fonts,
        fetcher=fetcher,
        base_url=job.base_url,
    )
    if fetcher.missing:
        names = ", ".join(sorted(fetcher.missing))
        raise PDFError(
            _("Files of wagtail-ngo are missing: %(names)s. Install the package again.")
            % {"names": names}
        )
    for url, reason in fetcher.denied:
        made.report.note("address-refused", f"{url}: {reason}")
    return made


def missing_library(error: OSError) -> str:
    """What to do when WeasyPrint cannot be imported."""
    return (
        f"A system library of WeasyPrint is missing ({str(error).splitlines()[0]}). On Debian or "
        "Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. "
        "Other systems: docs/how-to/install.md."
    )


def made_in_child(job: Job, limits: Limits) -> Made:
    """The file, made within the limits; PDFError says which was passed or what went wrong."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if can_fork and (threading.active_count() == 1 or not _settings_module()):
        return _forked(job, limits)
    return _spawned(job, limits)


def _settings_module() -> str:
    return os.environ.get("DJANGO_SETTINGS_MODULE", "")


def _limit_this_process(limits: Limits) -> None:
    """Let the system end this process when it takes too much. No such thing on Windows."""
    try:
        import resource  # noqa: PLC0415 -- optional dependency
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu, limits.cpu + 2))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_PDF_BYTES, MAX_PDF_BYTES))
    os.nice(10)


def _answer(job: Job, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """What the child tells: a header, and the file where there is one."""
    try:
        _limit_this_process(limits)
        made = run(job, deadline=time.monotonic() + limits.wall)
    except PDFError as error:
        return {"error": str(error)}, b""
    except MemoryError:
        return {"error": _("The text needs more memory than one file may take.")}, b""
    except RecursionError:
        return {"error": _("The text is nested too deeply.")}, b""
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"[:1000]}, b""
    return {"report": report_data(made.report)}, made.data


def report_data(report: Report) -> dict[str, Any]:
    """The report as JSON carries it. Not ``asdict``: that would count a Counter's pairs again."""
    return {"notes": report.notes, "repairs": dict(report.repairs), "pages": report.pages}


def _made(header: dict[str, Any], data: bytes) -> Made:
    if "error" in header:
        raise PDFError(header["error"])
    report = header["report"]
    notes = [tuple(note) for note in report["notes"]]
    return Made(data, Report(notes, Counter(report["repairs"]), report["pages"]))


def _forked(job: Job, limits: Limits) -> Made:
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def child() -> None:
        os.setsid()
        theirs.send(_answer(job, limits))
        theirs.close()

    process = context.Process(target=child, daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(limits.wall):
            raise PDFError(_too_long(limits))
        try:
            return _made(*ours.recv())
        except EOFError:
            process.join(5)
            raise PDFError(_died(process.exitcode, limits)) from None
    finally:
        if process.is_alive():
            process.kill()
        process.join()
        ours.close()


def _spawned(job: Job, limits: Limits) -> Made:
    asked = json.dumps({"job": dataclasses.asdict(job), "limits": dataclasses.asdict(limits)})
    paths = os.pathsep.join(path for path in sys.path if path)
    environment = {
        **os.environ,
        "PYTHONPATH": paths,
        # Settings that are overridden for a while, as in tests, name no module.
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE or _settings_module(),
    }
    try:
        done = subprocess.run(
            [sys.executable, "-m", "wagtail_ngo.services.pdf.child"],
            input=asked.encode(),
            capture_output=True,
            timeout=limits.wall,
            env=environment,
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PDFError(_too_long(limits)) from None
    header, _newline, data = done.stdout.partition(b"\n")
    if not header.startswith(b"{"):
        detail = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise PDFError(" ".join([_died(done.returncode, limits), *detail]))
    return _made(json.loads(header), data)


def _too_long(limits: Limits) -> str:
    return _("The file was not ready after %(seconds)d seconds.") % {"seconds": limits.wall}


def _died(code: int | None, limits: Limits) -> str:
    if code == -signal.SIGXCPU:
        return _("The file needs more than %(seconds)d seconds of processor time.") % {
            "seconds": limits.cpu
        }
    if code is not None and code < 0:
        return _("The text took more than one file may take (stopped by signal %(signal)d).") % {
            "signal": -code
        }
    return _("The process that makes the file ended with code %(code)s.") % {"code": code}


def main() -> None:
    """Read a job, write one line of JSON and then the file."""
    import django  # noqa: PLC0415 -- app ready

    django.setup()
    asked = json.load(sys.stdin)
    asked["job"]["media_folders"] = tuple(asked["job"]["media_folders"])
    out, sys.stdout = sys.stdout.buffer, sys.stderr
    header, data = _answer(Job(**asked["job"]), Limits(**asked["limits"]))
    out.write(json.dumps(header).encode() + b"\n" + data)
    out.flush()


if __name__ == "__main__":
    main()
