"""Calendars as six programs of four languages read them; none shares code with the package.

Each program takes the first and the last day of a window, gets paths of files on its input, one a
line, and prints a line for each date: number of the file, start, end, status, summary, parted by
tabs. Moments are in UTC to the minute, whole days are days. What a file does to it is told as
``error``.
"""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

TOP = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).with_name("programs")
#: Where the session ``calendars`` puts what it installs and what the tests compile.
CACHE = TOP / "var" / "calendar-readers"
PHP_LIBRARY = Path("/usr/share/php/Sabre/VObject/autoload.php")
SECONDS = 300


class MissingError(Exception):
    """A reader that is not here; says what would bring it."""


class Date(NamedTuple):
    """One date as a program shows it."""

    start: str
    end: str
    status: str
    summary: str


@dataclass(frozen=True)
class Reader:
    """A program, and the words that start it. ``command`` raises MissingError."""

    name: str
    command: Callable[[], list[str]]
    writes_days_plainly: bool = False

    def missing(self) -> str:
        """What would bring the program; "" where it is here."""
        try:
            self.command()
        except MissingError as error:
            return str(error)
        return ""

    def read(self, texts: list[bytes], folder: Path, *, first: str, last: str) -> list[list[Date]]:
        """The dates of each text between two days, sorted. ``folder`` takes the files."""
        paths = [folder / f"{number}.ics" for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text)
        days = [day.replace("-", "") if self.writes_days_plainly else day for day in (first, last)]
        program, *others = self.command()
        done = subprocess.run(  # noqa: S603 -- our own programs
            [program, *others[:1], *days, *others[1:]],
            input="".join(f"{path}\n" for path in paths),
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, "TZ": "Europe/Warsaw"},
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found: list[list[Date]] = [[] for _path in paths]
        for line in done.stdout.splitlines():
            number, *words = line.split("\t")
            assert words[0] != "error", f"{self.name}, {paths[int(number)]}: {words[1]}"
            found[int(number)].append(Date(*words))
        return [sorted(dates) for dates in found]


def _python(script: str) -> list[str]:
    default = TOP / ".venv-ical" / "bin" / "python"
    python = os.environ.get("NGO_CALENDAR_PYTHON") or str(default)
    if not Path(python).exists():
        raise MissingError("python3 dev.py test makes the environment of the Python readers")
    return [python, str(FOLDER / script)]


def _node(script: str, package: str) -> list[str]:
    node = shutil.which("node")
    modules = Path(os.environ.get("NGO_CALENDAR_NODE") or CACHE)
    if node is None:
        raise MissingError("Node is missing: apt-get install nodejs npm")
    if not (modules / "node_modules" / package).exists():
        raise MissingError(f"npm install --prefix {modules} {package}")
    return [node, str(FOLDER / script), str(modules)]


def _php() -> list[str]:
    php = shutil.which("php")
    if php is None or not PHP_LIBRARY.exists():
        raise MissingError("sabre/vobject: apt-get install php-cli php-sabre-vobject")
    return [php, str(FOLDER / "sabre.php")]


@cache
def _libical() -> list[str]:
    """Compiled where it is used: the library's header is that of this machine."""
    CACHE.mkdir(parents=True, exist_ok=True)
    source = FOLDER / "libical.c"
    program = CACHE / f"libical-{int(source.stat().st_mtime)}-{os.getpid()}"
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None or not Path("/usr/include/libical/ical.h").exists():
        raise MissingError("libical: apt-get install gcc libc6-dev libical-dev")
    command = [compiler, "-O1", "-Wall", "-o", str(program), str(source), "-lical"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 -- fixed words
    return [str(program)]


READERS = [
    Reader("recurring-ical-events", lambda: _python("recurring.py")),
    Reader("Home Assistant", lambda: _python("home_assistant.py")),
    Reader("ical.js", lambda: _node("ical_js.mjs", "ical.js")),
    Reader("node-ical", lambda: _node("node_ical.mjs", "node-ical")),
    Reader("sabre/vobject", _php),
    Reader("libical", _libical, writes_days_plainly=True),
]


_ONE_SERIES = re.compile(
    rb"BEGIN:VEVENT\r\n(?:(?!END:VEVENT).)*?\r\nRRULE:.*?END:VEVENT", re.DOTALL
)
_START = re.compile(rb"\r\nDTSTART[^:\r\n]*:(\S+)")
_CHANGED = re.compile(rb"\r\n(?:RECURRENCE-ID|EXDATE)[^:\r\n]*:(\S+)")
#: With 25 hours in the zone in which the programs run.
_LONG_DAY = "2027-10-31"
_ZONE = re.compile(rb"\r\nDTSTART;TZID=(\S+?):\d{8}T(\d\d)(\d\d)00")


def is_own_fault(name: str, text: bytes, rows: list[Date]) -> bool:
    """Whether the program is known to read such a file wrongly, however it is written.

    ``rows`` are the dates that the file means.

    * Home Assistant's ``ical`` does not find the date of a RECURRENCE-ID in UTC.
    * sabre/vobject 2.1 shows the first date of a series also where it was changed or left out,
      and of two dates at one moment one.
    * node-ical and sabre/vobject go on at the later hour after the day on which clocks leave out
      the hour of a series.
    * node-ical ends a whole day early on the day of 25 hours.
    * ical.js, node-ical, sabre/vobject and libical take the second of two hours when clocks go
      back; RFC 5545 §3.3.5 means the first.
    """
    text = text.replace(b"\r\n ", b"")
    if name == "Home Assistant":
        return re.search(rb"\nRECURRENCE-ID:\d+T\d+Z", text) is not None
    if name == "recurring-ical-events":
        return False
    if name == "sabre/vobject" and (series := _ONE_SERIES.search(text)):
        changed = b",".join(_CHANGED.findall(text)).split(b",")
        starts = [row.start for row in rows]
        if _START.search(series[0])[1] in changed or len(set(starts)) < len(starts):
            return True
    is_day = [
        row.start for row in rows if row.start <= _LONG_DAY < row.end and "T" not in row.start
    ]
    if name == "node-ical" and is_day:
        return True
    if any(_repeated(moment, zone) for zone in _zones(text) for row in rows for moment in row[:2]):
        return True
    return name in ("node-ical", "sabre/vobject") and _meets_a_gap(text)


def _zones(text: bytes) -> list[ZoneInfo]:
    return [ZoneInfo(name.decode()) for name in {match[1] for match in _ZONE.finditer(text)}]


def _repeated(moment: str, zone: ZoneInfo) -> bool:
    """Whether clocks show the hour of the moment twice on its day."""
    if "T" not in moment:
        return False
    wall = datetime.datetime.fromisoformat(moment).astimezone(zone)
    return wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()


def _meets_a_gap(text: bytes) -> bool:
    """Whether clocks leave out the hour of a series on some day of a year."""
    for match in _ZONE.finditer(text):
        zone = ZoneInfo(match[1].decode())
        first = datetime.datetime(2027, 1, 1, int(match[2]), int(match[3]), tzinfo=zone)
        for wall in (first + datetime.timedelta(days=number) for number in range(365)):
            shown = wall.astimezone(datetime.UTC).astimezone(zone)
            if shown.replace(tzinfo=None) != wall.replace(tzinfo=None):
                return True
    return False
