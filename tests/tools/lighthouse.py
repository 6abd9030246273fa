"""Ten public pages of the demo under Lighthouse, as a phone sees them: ``dev.py lighthouse``.

``python -m tests.tools.lighthouse`` serves the demo of ``DATABASE_URL`` (or of ``dev.py demo``)
with gunicorn, compressed and without DEBUG, runs the npm package ``lighthouse`` on each page and
writes the table into docs/reference/performance.md. Names of pages as arguments measure those only
and write nothing. NGO_LIGHTHOUSE_RUNS says how often each page is measured; medians are shown.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[2]
PAGE = TOP / "docs" / "reference" / "performance.md"
FOLDER = TOP / "var" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
PORT = 8765
RUNS = int(os.environ.get("NGO_LIGHTHOUSE_RUNS", "3"))
MARKS = ("<!-- lighthouse: dev.py lighthouse writes this -->", "<!-- end of lighthouse -->")
CATEGORIES = {
    "performance": "performance",
    "accessibility": "accessibility",
    "best-practices": "best practices",
    "seo": "SEO",
}
#: What each page should reach; a list of results asks not to be indexed, which SEO counts.
WANTED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
NOT_INDEXED = {"results"}


@dataclass
class Figures:
    """Scores of 0 to 100 by category, and what is behind the first of them."""

    scores: dict[str, int]
    largest_paint: float  # seconds
    shift: float
    blocked: float  # milliseconds
    weight: int  # kB sent
    faults: list[str]

    def below(self, name: str) -> list[str]:
        left_out = {"seo"} if name in NOT_INDEXED else set()
        return [
            key for key, score in WANTED.items() if self.scores[key] < score and key not in left_out
        ]


def addresses() -> dict[str, str]:
    """Path of each of the ten pages by its name, from the database."""
    from django.db.models import Count

    from wagtail_ngo import models as m

    entry = m.NGOPage.objects.live().annotate(n=Count("contact_channels")).order_by("-n").first()
    event = m.EventPage.objects.live().annotate(n=Count("occurrences")).order_by("-n").first()
    issue = m.BulletinIssuePage.objects.live().order_by("-year", "-number").first()
    directory, calendar, archive, calls, council = (
        model.objects.live().first()
        for model in (
            m.NGODirectoryPage,
            m.EventIndexPage,
            m.BulletinIndexPage,
            m.FundingCallIndexPage,
            m.CouncilElectionPage,
        )
    )
    pages = {
        "home": directory.get_site().root_page,
        "directory": directory,
        "results": directory,
        "entry": entry,
        "calendar": calendar,
        "event": event,
        "archive": archive,
        "issue": issue,
        "calls": calls,
        "election": council,
    }
    paths = {name: page.get_url_parts()[2] for name, page in pages.items()}
    return paths | {"results": paths["results"] + "?q=dzieci"}


@contextmanager
def server() -> Iterator[str]:
    """Address of the demo, served until the block ends."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.lighthouse_settings"}
    command = [sys.executable, "-m", "gunicorn", "--threads=8", f"--bind=127.0.0.1:{PORT}"]
    process = subprocess.Popen(
        [*command, "tests.tools.lighthouse:application()"], cwd=TOP, env=environment
    )
    try:
        address = f"http://localhost:{PORT}"
        _wait_for(address + "/")
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str) -> None:
    for _try in range(120):
        try:
            urllib.request.urlopen(address, timeout=60).read()  # noqa: S310 -- our own server
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(1)
        else:
            return
    raise RuntimeError(f"{address} did not answer in two minutes")


def application() -> Any:
    """The site for gunicorn: what a front server does with files is WhiteNoise's work here."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise

    site = WhiteNoise(get_wsgi_application(), max_age=31_536_000)
    site.add_files(str(settings.STATIC_ROOT), prefix=settings.STATIC_URL)
    site.add_files(str(settings.MEDIA_ROOT), prefix=settings.MEDIA_URL)
    return site


def measure(address: str) -> Figures:
    """Lighthouse's judgement of one page with its defaults: a phone of the middle class."""
    environment = {**os.environ, "CHROME_PATH": shutil.which("chromium") or ""}
    words = ["--output=json", "--quiet", "--chrome-flags=--headless=new --no-sandbox"]
    done = subprocess.run(
        ["node", str(PROGRAM), address, *words],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=600,
    )
    if done.returncode:
        raise RuntimeError(f"Lighthouse failed on {address}:\n{done.stderr[-2000:]}")
    return read(json.loads(done.stdout))


def read(report: dict) -> Figures:
    audits, categories = report["audits"], report["categories"]
    weight = sum(
        item.get("transferSize", 0) for item in audits["network-requests"]["details"]["items"]
    )
    faults = [
        f"{key}: {audits[item['id']]['title']} {audits[item['id']].get('displayValue', '')}".strip()
        for key in CATEGORIES
        for item in categories[key]["auditRefs"]
        if item["weight"]
        and (audits[item["id"]]["score"] or 0) < 0.9
        and audits[item["id"]]["scoreDisplayMode"] not in ("notApplicable", "manual", "informative")
    ]
    return Figures(
        {key: round((categories[key]["score"] or 0) * 100) for key in CATEGORIES},
        audits["largest-contentful-paint"].get("numericValue", 0) / 1000,
        audits["cumulative-layout-shift"].get("numericValue", 0),
        audits["total-blocking-time"].get("numericValue", 0),
        round(weight / 1000),
        faults,
    )


def middle(all_figures: list[Figures]) -> Figures:
    """The median of each figure; every fault that was seen."""
    return Figures(
        {key: _median(each.scores[key] for each in all_figures) for key in CATEGORIES},
        statistics.median(each.largest_paint for each in all_figures),
        statistics.median(each.shift for each in all_figures),
        statistics.median(each.blocked for each in all_figures),
        _median(each.weight for each in all_figures),
        list(dict.fromkeys(fault for each in all_figures for fault in each.faults)),
    )


def _median(numbers) -> int:
    return round(statistics.median(numbers))


def table(results: dict[str, Figures], *, day: datetime.date, version: str) -> str:
    head = ["page", *CATEGORIES.values(), "largest paint", "layout shift", "blocked", "sent"]
    rows = [
        [
            name,
            *(str(figures.scores[key]) for key in CATEGORIES),
            f"{figures.largest_paint:.1f} s",
            f"{figures.shift:.2f}",
            f"{figures.blocked:.0f} ms",
            f"{figures.weight} kB",
        ]
        for name, figures in results.items()
    ]
    lines = [head, ["---"] * len(head), *rows]
    title = f"Lighthouse {version}, {day:%-d %B %Y}, median of {RUNS}."
    return "\n".join([title, "", *(f"| {' | '.join(line)} |" for line in lines)])


def write(text: str) -> None:
    """Put the table between its marks in the docs."""
    before, after = (re.escape(mark) for mark in MARKS)
    old = PAGE.read_text(encoding="utf-8")
    new = "\n".join([MARKS[0], text, MARKS[1]])
    renewed, places = re.subn(f"{before}.*?{after}", lambda _match: new, old, flags=re.S)
    if places != 1:
        raise RuntimeError(f"{PAGE.name} has no place for the table")
    PAGE.write_text(renewed, encoding="utf-8")


def main(names: list[str]) -> int:
    import django
    from django.core.management import call_command

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.lighthouse_settings"
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    wanted = {name: path for name, path in addresses().items() if not names or name in names}
    results = {}
    with server() as origin:
        for name, path in wanted.items():
            results[name] = middle([measure(origin + path) for _run in range(RUNS)])
            scores = " ".join(f"{score:3}" for score in results[name].scores.values())
            print(f"{name:10} {scores}", *results[name].faults, sep="\n    ", flush=True)
    version = json.loads((PROGRAM.parents[1] / "package.json").read_text())["version"]
    text = table(results, day=datetime.date.today(), version=version)  # noqa: DTZ011 -- a title
    print(text)
    if not names:
        write(text)
    below = {name: figures.below(name) for name, figures in results.items()}
    return int(any(below.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
