"""The steps of ``python3 dev.py test``, and the summary at its end.

``dev.py`` makes the environments and calls this module in the main one. With arguments, only
pytest runs. With ``CI=true`` a step or a test that no stack ran makes the run fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

TOP = Path(__file__).resolve().parent.parent.parent
REPORTS = TOP / "var" / "test"
TOWN = ["--ds", "example_site.settings.test"]
SUITES = ["tests/unit", "tests/integration"]
#: Whether WeasyPrint's libraries are here; dev.py has looked, and installed them where it may.
HAS_PDF_LIBRARIES = os.environ.get("NGO_HAS_PDF_LIBRARIES", "1") == "1"
PDF_SUITES = ["tests/integration/pdf", "tests/unit/domain/pdf"]
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


@dataclass
class Step:
    """One command; ``why_not`` says why it cannot run here."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    why_not: str = ""
    is_pytest: bool = False
    #: A Python that is not here is no fault of the run.
    may_be_missing: bool = False


@dataclass
class Result:
    step: Step
    seconds: float
    status: int
    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def is_failure(self) -> bool:
        return bool(self.status)

    @property
    def figures(self) -> str:
        if not self.step.is_pytest:
            return ""
        return f"{len(self.passed)} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"


def versions(python: str) -> str:
    """What a stack is made of, as the summary names it."""
    code = (
        "import sys, django, wagtail; print('Python %d.%d' % sys.version_info[:2],"
        " 'Django', django.__version__, 'Wagtail', wagtail.__version__)"
    )
    return subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True
    ).stdout.strip()


def database_urls() -> tuple[list[str], str]:
    """Databases to test on besides SQLite, and why there is none."""
    if given := os.environ.get("DATABASE_URL", "").split():
        return given, ""
    url = "postgres://postgres@127.0.0.1:5432/wagtail_ngo"
    try:
        import psycopg

        psycopg.connect(url.replace("/wagtail_ngo", "/postgres"), connect_timeout=3).close()
    except Exception as error:  # whatever it is, there is no database
        return [], f"DATABASE_URL is not set and no local PostgreSQL answers ({error})".strip()
    return [url], ""


def no_browser() -> str:
    """Why there is no browser to test with; "" where there is one."""
    driver = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"],
        check=False,
        capture_output=True,
        text=True,
    )
    if driver.returncode:
        cure = "on Debian: apt-get install libatomic1"
        return f"Playwright does not start ({driver.stderr.strip()}); {cure}"
    if any(shutil.which(name) for name in ("chromium", "chromium-browser")):
        return ""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    install = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if IN_CI and not own.exists():
        subprocess.run(install, check=False)
    return (
        ""
        if own.exists()
        else f"no Chromium is here: apt-get install chromium, or {' '.join(install)}"
    )


def pytest_step(name: str, python: str, *arguments: str, database: str = "", why_not: str = ""):
    # A worker for each core; more only make each other wait.
    workers = str(min(os.cpu_count() or 1, 4))
    command = [python, "-m", "pytest", "-q", "-n", workers, "-p", "no:cacheprovider", *arguments]
    if not HAS_PDF_LIBRARIES:
        command += [f"--ignore={suite}" for suite in PDF_SUITES]
    environment = {"DATABASE_URL": database, "NGO_ONLY_DATABASE": "1" if database else ""}
    return Step(name, command, environment, why_not, is_pytest=True)


def lint_steps() -> Iterator[Step]:
    tool = str(Path(sys.executable).parent) + os.sep
    yield Step("lint: ruff check", [f"{tool}ruff", "check", "."])
    yield Step("lint: ruff format", [f"{tool}ruff", "format", "--check", "."])
    yield Step("lint: import contract", [f"{tool}lint-imports"])
    ignored = ",".join(DJLINT_IGNORED)
    templates = ["wagtail_ngo", "example_site"]
    yield Step(
        "lint: templates",
        [
            f"{tool}djlint",
            *templates,
            "--lint",
            "--quiet",
            "--profile=django",
            f"--ignore={ignored}",
        ],
    )


#: Rules of djlint that say nothing about the correctness of a template.
DJLINT_IGNORED = [
    "H005",  # lang on <html>: our pages have it, fragments and mail have no <html>
    "H006",  # height and width of every <img>: {% image %} writes them
    "H016",  # <title> is a block of the base template
    "H015",  # where lines break
    "H017",  # void tags are not self-closed
    "H021",  # inline styles: tests of the policy see to it, SVG charts position by attribute
    "H023",  # entities such as &nbsp; are wanted
    "H030",  # description: the head include writes it
    "H031",  # keywords: nobody reads them
    "T001",  # blanks inside braces: {# … #} at the top holds sentences
    "T003",  # named endblocks
]


def steps() -> Iterator[Step]:
    """Every step, the quick ones first."""
    yield from lint_steps()
    newest, oldest = sys.executable, os.environ.get("NGO_OLDEST_PYTHON")
    yield pytest_step(f"{versions(newest)}, SQLite", newest, *SUITES)
    if oldest:
        yield pytest_step(f"{versions(oldest)}, SQLite", oldest, *SUITES)
    else:
        yield Step("the oldest stack", [], why_not="python3.11 is not here", may_be_missing=True)
    urls, why_not = database_urls()
    for url in urls or [""]:
        vendor = url.partition(":")[0] or "PostgreSQL"
        yield pytest_step(
            f"{versions(newest)}, {vendor}",
            newest,
            *SUITES,
            database=url,
            why_not=why_not,
        )
    yield pytest_step("calendars, read by another program", newest, "tests/round_trip")
    # One worker: each would load the demo for itself.
    yield pytest_step("the example town", newest, *TOWN, "-n", "0", "tests/acceptance")
    yield pytest_step("in the browser", newest, *TOWN, "tests/browser", why_not=no_browser())
    yield pytest_step("packaging, hosts, translations", sys.executable, "tests/packaging")
    if not HAS_PDF_LIBRARIES:
        yield Step("the PDF suites", [], why_not="WeasyPrint's system libraries are missing")
    yield Step("docs build", [sys.executable, "-m", "tests.tools.docs_build"])


def read_report(result: Result, report: Path) -> None:
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 -- our own file
        name = f"{case.get('classname')}::{case.get('name')}"
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed.add(name)
        elif skipped is not None and skipped.get("type") != "pytest.xfail":
            result.skipped[name] = skipped.get("message", "")
        else:
            result.passed.add(name)


def run(step: Step, number: int) -> Result:
    report = REPORTS / f"{number:02}.xml"
    command = [*step.command, f"--junitxml={report}"] if step.is_pytest else step.command
    print(f"\n== {step.name}", flush=True)
    started = time.monotonic()
    environment = {**os.environ, **step.environment}
    status = subprocess.run(command, cwd=TOP, env=environment, check=False).returncode
    result = Result(step, time.monotonic() - started, status)
    read_report(result, report)
    return result


def summary(results: list[Result], left_out: list[Step], seconds: float) -> int:
    """Print what ran and what did not; the exit status of the whole run."""
    print("\n== Summary")
    for result in results:
        word = "FAILED" if result.is_failure else "ok"
        print(f"{word:8}{result.seconds:7.1f} s  {result.step.name:52}{result.figures}")
    for step in left_out:
        print(f"skipped{'':12}{step.name}: {step.why_not}")
    passed = set().union(*(result.passed for result in results))
    failed = sum(len(result.failed) for result in results)
    never_ran = {
        name: why
        for result in results
        for name, why in result.skipped.items()
        if name not in passed
    }
    for name, why in sorted(never_ran.items()):
        print(f"skipped everywhere: {name}: {why}")
    broken = [result.step.name for result in results if result.is_failure]
    if IN_CI and (never_ran or not all(step.may_be_missing for step in left_out)):
        broken.append("CI=true allows no skipped step and no test that ran nowhere")
    for name in broken:
        print(f"red: {name}")
    runs = sum(len(result.passed) for result in results)
    print(f"{seconds / 60:.1f} minutes, {len(results) - len(broken)} of {len(results)} steps green")
    print(f"{runs} passed, {failed} failed, {len(never_ran)} skipped", flush=True)
    return 1 if broken else 0


def main(arguments: list[str]) -> int:
    if arguments:
        in_town = any(word.startswith(("tests/browser", "tests/acceptance")) for word in arguments)
        town = TOWN if in_town else []
        return subprocess.call([sys.executable, "-m", "pytest", *town, *arguments], cwd=TOP)
    REPORTS.mkdir(parents=True, exist_ok=True)
    for old in REPORTS.glob("*.xml"):
        old.unlink()
    started = time.monotonic()
    every = list(steps())
    results = [run(step, number) for number, step in enumerate(every) if not step.why_not]
    left_out = [step for step in every if step.why_not]
    return summary(results, left_out, time.monotonic() - started)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
