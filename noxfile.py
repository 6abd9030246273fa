"""What ``python3 dev.py`` can do, one session each; ``nox -l`` lists them.

The newest supported stack lives in ``.venv``, which is also the developer's own environment, the
oldest one in ``.venv-oldest``: the lowest versions that ``setup.cfg`` allows. uv finds the
Pythons, and fetches them where the network lets it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nox

TOP = Path(__file__).resolve().parent
sys.path.insert(0, str(TOP))
from tests.tools import reports, system  # noqa: E402 -- after the path they are found on

nox.needs_version = ">=2026.4"
nox.options.default_venv_backend = "none"

MANAGE = "example_site/manage.py"
TOWN = ["--ds", "example_site.settings.test"]
SUITES = ["tests/unit", "tests/integration"]
NEWEST = system.find_python("3.13", "3.12", "3.11")
OLDEST = system.find_python("3.11")
#: The oldest supported stack; every other dependency takes its lower bound of ``setup.cfg``.
OLDEST_PINS = ["Django==5.2.*", "wagtail==7.4.*"]
#: Reads what we export, in an environment of its own.
LIGHTHOUSE = "lighthouse@12"
LIGHTHOUSE_FOLDER = TOP / "var" / "lighthouse"
ALL = ["test", "dev", "docs", "types", "mutate"]
CALENDAR_READER = ["recurring-ical-events>=3.8,<4", "ical>=9", "python-dateutil<3"]
CALENDAR_READER_NODE = ["ical.js@2", "node-ical@0.26"]
CALENDAR_FOLDER = TOP / "var" / "calendar-readers"

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

ENVIRONMENT, OLDEST_ENVIRONMENT, READER_ENVIRONMENT = (
    TOP / name for name in (".venv", ".venv-oldest", ".venv-ical")
)


def install(session: nox.Session, *extras: str) -> str:
    """Python of the newest stack, with the package and its extras."""
    what = f".[{','.join(extras)}]" if extras else "."
    return make(session, ENVIRONMENT, NEWEST, "-e", what)


def install_oldest(session: nox.Session) -> str:
    """Python of the oldest stack: every dependency at its lower bound."""
    lowest = ["--resolution", "lowest-direct", "-e", ".[test,dev]", *OLDEST_PINS]
    return make(session, OLDEST_ENVIRONMENT, OLDEST, *lowest)


def make(session: nox.Session, folder: Path, python: str, *packages: str) -> str:
    """Python of an environment that holds ``packages``; an unchanged one costs a second."""
    if not system.is_made_with(folder, python):
        session.run("uv", "venv", "-q", "--clear", "--python", python, str(folder))
    inside = str(system.python_of(folder))
    # Every step starts many Pythons; compiled once, they start in half the time.
    session.run("uv", "pip", "install", "-q", "--compile-bytecode", "--python", inside, *packages)
    return inside


def beside(python: str, command: str) -> str:
    """Path of a command that an environment brought."""
    return str(Path(python).with_name(command))


def workers(per_core: float = 1) -> str:
    """How many processes of pytest run beside each other: one a core, but no more than four."""
    return str(round(min(os.cpu_count() or 1, 4) * per_core))


def pytest(
    session: nox.Session, python: str, name: str, *arguments: str, database: str = ""
) -> None:
    """Run a suite with a worker for each core, and keep its report for the summary."""
    words = ["-q", "-p", "no:cacheprovider", f"--junitxml={reports.file(name)}", *arguments]
    if "-n" not in arguments:
        words += ["-n", workers()]
    if system.missing_libraries():
        words += [f"--ignore={suite}" for suite in system.PDF_SUITES]
    only = "1" if database else ""
    variables = {"DATABASE_URL": database, "NGO_ONLY_DATABASE": only}
    session.run(python, "-m", "pytest", *words, env=variables)


def leave_out(session: nox.Session, why: str, *, may_be_missing: bool = False) -> None:
    reports.leave_out(session.name, why, may_be_missing=may_be_missing)
    session.skip(why)


@nox.session(tags=["all"])
def lint(session: nox.Session) -> None:
    """Style, the import contracts, types, templates."""
    reports.start()
    python = install(session, *ALL)
    session.run(beside(python, "ruff"), "check", ".")
    session.run(beside(python, "ruff"), "format", "--check", ".")
    session.run(beside(python, "lint-imports"))
    session.run(python, "-m", "mypy")
    ignored = f"--ignore={','.join(DJLINT_IGNORED)}"
    templates = ["wagtail_ngo", "example_site"]
    session.run(
        beside(python, "djlint"), *templates, "--lint", "--quiet", "--profile=django", ignored
    )


@nox.session(tags=["all"])
def databases(session: nox.Session) -> None:
    """What the suites start from, all made side by side."""
    newest = install(session, *ALL)
    start = ["-m", "tests.tools.start"]
    town = {"DJANGO_SETTINGS_MODULE": "example_site.settings.test"}
    jobs = [([newest, *start, "--demo"], town), ([newest, *start], {})]
    if OLDEST:
        jobs.append(([install_oldest(session), *start], {}))
    for url in system.database_urls(newest)[0]:
        jobs.append(([newest, *start], {"DATABASE_URL": url}))
    system.ensure_libraries()
    if failed := system.run_side_by_side(jobs):
        session.error(failed)


@nox.session(tags=["all"])
def suite(session: nox.Session) -> None:
    """Unit and integration tests on the newest stack, SQLite."""
    python = install(session, *ALL)
    system.ensure_libraries()
    pytest(session, python, "newest", *SUITES)


@nox.session(tags=["all"])
def suite_oldest(session: nox.Session) -> None:
    """The same on the lowest versions of everything that we support."""
    if not OLDEST:
        leave_out(session, "Python 3.11 is not here", may_be_missing=True)
    python = install_oldest(session)
    pytest(session, python, "oldest", "-m", "not any_stack and not any_version", *SUITES)


@nox.session(tags=["all"])
def suite_databases(session: nox.Session) -> None:
    """The tests that touch a database, on PostgreSQL or on what DATABASE_URL names."""
    python = install(session, *ALL)
    urls, why_not = system.database_urls(python)
    if not urls:
        leave_out(session, why_not)
    for number, url in enumerate(urls):
        words = ["-m", "not any_stack and not any_database", *SUITES]
        pytest(session, python, f"database-{number}", *words, database=url)


@nox.session(tags=["all"])
def calendars(session: nox.Session) -> None:
    """What we export as calendars, read by six programs of four languages."""
    reader = make(session, READER_ENVIRONMENT, NEWEST, *CALENDAR_READER)
    session.env["NGO_CALENDAR_PYTHON"] = reader
    if npm := shutil.which("npm"):
        CALENDAR_FOLDER.mkdir(parents=True, exist_ok=True)
        words = ["--no-audit", "--no-fund", "--no-save", "--prefix", str(CALENDAR_FOLDER)]
        # Without a network the programs of the last run go on; where there are none, tests say so.
        session.run(npm, "install", *words, *CALENDAR_READER_NODE, success_codes=range(256))
    pytest(session, install(session, *ALL), "calendars", "tests/round_trip")


@nox.session(tags=["all"])
def town(session: nox.Session) -> None:
    """The demo in the example town; files share what they make, so each goes to one worker."""
    python = install(session, *ALL)
    pytest(session, python, "town", *TOWN, "--dist", "loadfile", "tests/acceptance")


@nox.session(tags=["all"])
def browser(session: nox.Session) -> None:
    """A real Chromium on every page of the example town."""
    python = install(session, *ALL)
    if why_not := system.no_browser(python):
        leave_out(session, why_not)
    # A browser that never answers would hold the whole run. What fails is tried again, and told:
    # on a busy machine a page, its server and a browser share two cores.
    # Each waits for the others a good deal: three workers keep two cores busy.
    # A file stays with one worker: its walk through all public pages is made once.
    words = ["-n", workers(1.5), "--dist", "loadfile", "--no-loadscope-reorder"]
    words += ["--timeout=600", "--reruns=2", "--reruns-delay=2"]
    pytest(session, python, "browser", *TOWN, *words, "tests/browser")


@nox.session(tags=["all"])
def packaging(session: nox.Session) -> None:
    """The wheel, fresh hosts, migrations, translations."""
    python = install(session, *ALL)
    session.env["NGO_OLDEST_PYTHON"] = install_oldest(session) if OLDEST else ""
    # Every test waits for files of packages.
    pytest(session, python, "packaging", "-n", workers(1.5), "tests/packaging")


@nox.session(tags=["all"])
def docs(session: nox.Session) -> None:
    """The documentation, built strictly: a broken link is an error."""
    python = install(session, *ALL)
    session.run(beside(python, "mkdocs"), "build", "-q", "--strict", "--site-dir", "var/docs")


@nox.session(tags=["all"])
def summary(session: nox.Session) -> None:
    """What ran, and what ran nowhere: the end of ``dev.py test``."""
    if reports.summary():
        session.error("see the summary above")


@nox.session
def test(session: nox.Session) -> None:
    """The tests that are named, on the newest stack; arguments go to pytest."""
    python = install(session, *ALL)
    in_town = any(
        word.startswith(("tests/browser", "tests/acceptance")) for word in session.posargs
    )
    session.run(python, "-m", "pytest", *(TOWN if in_town else []), *session.posargs)


@nox.session
def demo(session: nox.Session) -> None:
    """The example town with a year of data, served."""
    options = system.demo_options(session.posargs)
    python = install(session)
    system.ensure_libraries()
    port = str(options.port)
    session.run(python, MANAGE, "load_demo", "--migrate", "--port", port)
    system.tell_addresses(port)
    if not options.no_serve:
        session.run(python, MANAGE, "runserver", port, success_codes=[0, 1, 130])


@nox.session
def manage(session: nox.Session) -> None:
    """manage.py of the example town."""
    python = install(session)
    session.run(python, MANAGE, *session.posargs)


@nox.session
def makemigrations(session: nox.Session) -> None:
    """The package's migrations; made on the oldest stack, so that every stack can run them."""
    python = install_oldest(session)
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(TOP)}
    session.run(python, "-m", "django", "makepackagemigrations", *session.posargs, env=settings)


@nox.session
def messages(session: nox.Session) -> None:
    """New source strings into the Polish catalogues, compiled."""
    python = install(session, *ALL)
    if not shutil.which("msgfmt"):
        session.error("gettext is missing. Install it (sudo apt-get install gettext).")
    session.run(python, "-m", "tests.tools.catalogues", "--write")


@nox.session
def bench(session: nox.Session) -> None:
    """The benchmarks."""
    python = install(session, *ALL)
    session.run(python, "-m", "pytest", "-s", *(session.posargs or ["tests/benchmarks"]))


@nox.session
def lighthouse(session: nox.Session) -> None:
    """Scores of ten public pages of the demo, written into the docs; no part of a run."""
    python = install(session, *ALL)
    npm = shutil.which("npm")
    if not npm:
        session.error("npm is missing. Install it (sudo apt-get install npm).")
    if why_not := system.no_browser(python):
        session.error(why_not)
    LIGHTHOUSE_FOLDER.mkdir(parents=True, exist_ok=True)
    words = ["--no-audit", "--no-fund", "--no-save", "--prefix", str(LIGHTHOUSE_FOLDER)]
    # Without a network the program of the last run goes on.
    session.run(npm, "install", *words, LIGHTHOUSE, success_codes=range(256))
    session.run(python, "-m", "tests.tools.lighthouse", *session.posargs)


@nox.session
def mutate(session: nox.Session) -> None:
    """How many small faults in the rules the tests notice; no part of a run."""
    python = install(session, *ALL)
    session.run(python, "-m", "tests.tools.mutation", *session.posargs)
