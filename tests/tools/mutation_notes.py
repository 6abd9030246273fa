"""What the tests told in earlier runs without a mutant: how long each took, and its lines.

Kept in ``var``. A test is run again when its file, the helpers of tests or a module of the package
whose lines it executed became different.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.tools.mutants import TOP

PLACE = TOP / "var" / "mutation.pickle"
#: What every test may use; of the tests themselves each has its own file alone.
SHARED = (
    "tests/*.py",
    "tests/factories/*.py",
    "tests/testapp/**/*.py",
    "tests/unit/**/conftest.py",
)


class Note(NamedTuple):
    """What one test did: processor time in seconds, and its lines by file."""

    seconds: float
    lines: dict[str, frozenset[int]]

    def places(self) -> Iterable[tuple[str, int]]:
        return ((file, line) for file, lines in self.lines.items() for line in lines)


def note(seconds: float, places: Iterable[tuple[str, int]]) -> Note:
    lines = defaultdict(set)
    for file, line in places:
        lines[file].add(line)
    return Note(seconds, {file: frozenset(found) for file, found in lines.items()})


@cache
def digest(file: str) -> str:
    path = Path(file)
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


@cache
def shared() -> str:
    """Changes with every helper of the tests."""
    files = sorted({str(path) for pattern in SHARED for path in TOP.glob(pattern)})
    return hashlib.sha256("".join(map(digest, files)).encode()).hexdigest()


def fingerprint(test: str, files: Iterable[str]) -> str:
    """Changes with everything that says what a test does."""
    own = digest(str(TOP / test.partition("::")[0]))
    parts = [shared(), own, *(digest(file) for file in sorted(files))]
    return hashlib.sha256("".join(parts).encode()).hexdigest()


def read(tests: Iterable[str], place: Path = PLACE) -> dict[str, Note]:
    """Notes of those of the tests that would say the same again."""
    kept = pickle.loads(place.read_bytes()) if place.exists() else {}  # noqa: S301 -- our own file
    found = {test: kept[test] for test in tests if test in kept}
    return {
        test: noted
        for test, (mark, noted) in found.items()
        if mark == fingerprint(test, noted.lines)
    }


def write(notes: dict[str, Note], place: Path = PLACE) -> None:
    """Keep them beside those of other tests."""
    kept = pickle.loads(place.read_bytes()) if place.exists() else {}  # noqa: S301 -- our own file
    kept |= {test: (fingerprint(test, noted.lines), noted) for test, noted in notes.items()}
    place.parent.mkdir(exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.write_bytes(pickle.dumps(kept))
    fresh.replace(place)
