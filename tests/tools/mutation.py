"""How many small faults the tests notice, room by room: ``python3 dev.py mutate [room ...]``.

    mutate                                 every room, 25 mutants of each
    mutate domain services/council         these rooms and what lies below them
    mutate exports --sample 60 --seed 2    more mutants, others
    mutate models --suite                  survivors meet the whole unit suite as well
    mutate --list                          the rooms

A room is a folder or a module below ``domain/``, ``services/`` and ``exports/``, besides
``models/querysets`` and ``views/conditional``. Its tests lie at the same path in ``tests/unit``.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import hypothesis
import pytest

from tests.tools.mutants import PACKAGE, TOP, sample
from tests.tools.mutation_runs import WARM_UP, Result, Runs

UNIT = TOP / "tests" / "unit"
FLOORS = ("domain", "services", "exports")
SINGLE = ("models/querysets", "views/conditional")
#: Makers of PDFs are tested where PDFs are made, in ``tests/integration``: no unit test runs them.
LEFT_OUT = ("domain/pdf", "services/pdf")


def rooms() -> list[str]:
    """Names of all rooms, as they are given on the command line."""
    found = [
        f"{floor}/{path.stem}"
        for floor in FLOORS
        for path in sorted((PACKAGE / floor).iterdir())
        if (path.is_dir() or path.suffix == ".py") and not path.name.startswith("__")
    ]
    return [room for room in [*found, *SINGLE] if room not in LEFT_OUT]


def modules(room: str) -> list[Path]:
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def own_test(path: Path) -> str:
    """The test file that bears a module's name; the start of its tests' names."""
    place = path.relative_to(PACKAGE)
    return f"tests/unit/{place.parent}/test_{place.stem}.py"


def tests(room: str) -> list[str]:
    """The folder or the files of a room's tests, as pytest takes them; empty where it has none."""
    folder = UNIT / room
    if folder.is_dir():
        return [str(folder.relative_to(TOP))]
    files = folder.parent.glob(f"test_{folder.name}*.py")
    return sorted(str(file.relative_to(TOP)) for file in files)


def run(mutants, paths: list[str], tell) -> list[Result]:
    """What became of the mutants when these tests met them, in a process of its own."""
    # The same examples each time, and no search for the smallest one that fails.
    phases = [hypothesis.Phase.explicit, hypothesis.Phase.generate]
    hypothesis.settings.register_profile(
        "mutation", phases=phases, derandomize=True, database=None, deadline=None
    )
    hypothesis.settings.load_profile("mutation")
    runs = Runs(mutants, own_test, tell)
    words = ["-q", "-s", "--tb=no", "-W", "ignore", "-p", "no:cacheprovider", "-p", "no:xdist"]
    status = pytest.main([*words, WARM_UP, *paths], plugins=[runs])
    if len(runs.results) != len(mutants):
        raise SystemExit(f"pytest ended with {status!r} before all mutants were tried")
    return runs.results


def apart(mutants, paths: list[str], tell) -> list[Result]:
    """The same in a child: a module is imported once in a process, and rooms must not mix."""
    import pickle
    import tempfile

    with tempfile.TemporaryFile() as out:

        def work():
            pickle.dump(run(mutants, paths, tell), out)
            out.flush()

        child = os.fork()
        if child == 0:
            status = 1
            try:
                work()
                status = 0
            finally:
                sys.stdout.flush()
                os._exit(status)
        if os.waitpid(child, 0)[1]:
            raise SystemExit("the run of a room failed; see above")
        out.seek(0)
        return pickle.load(out)  # noqa: S301 -- our own child


def tell(line: str) -> None:
    print(line, file=sys.__stdout__, flush=True)


def mutate(room: str, *, size: int, seed: str, suite: bool) -> tuple[int, int, int]:
    """How many mutants of a room were tried, killed by its tests, and killed by any unit test."""
    mutants = sample(modules(room), size, f"{seed}:{room}")
    paths = tests(room)
    tell(f"== {room}: {len(mutants)} mutants, tests {' '.join(paths) or 'none'}")
    results = apart(mutants, paths, tell) if paths and mutants else []
    left = [result.mutant for result in results if result.outcome != "killed"] if paths else mutants
    near = killed = len(mutants) - len(left)
    if suite and left:
        tell(f"-- {len(left)} survivors of {room} meet the unit suite")
        killed += sum(one.outcome == "killed" for one in apart(left, ["tests/unit"], tell))
    return len(mutants), near, killed


def row(room: str, tried: int, near: int, killed: int, *, suite: bool) -> str:
    cells = [f"`{room}`", str(tried), f"{near / tried:.0%}" if tried else "–"]
    return f"| {' | '.join([*cells, f'{killed / tried:.0%}'] if suite and tried else cells)} |"


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="dev.py mutate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rooms", nargs="*", help="rooms, or floors such as domain")
    parser.add_argument("--sample", type=int, default=25, help="mutants of each room")
    parser.add_argument("--seed", default="1", help="another seed chooses other mutants")
    parser.add_argument("--suite", action="store_true", help="survivors meet every unit test")
    parser.add_argument("--list", action="store_true", help="print the rooms and end")
    options = parser.parse_args(words)
    chosen = [
        room
        for room in rooms()
        if not options.rooms
        or any(f"{room}/".startswith(f"{one.strip('/')}/") for one in options.rooms)
    ]
    if options.list or not chosen:
        tell("\n".join(rooms()))
        return 0 if options.list else 2
    lines, total = [], [0, 0, 0]
    for room in chosen:
        counts = mutate(room, size=options.sample, seed=options.seed, suite=options.suite)
        lines.append(row(room, *counts, suite=options.suite))
        total = [sum(pair) for pair in zip(total, counts, strict=True)]
    tell("\n".join([*lines, row("all", *total, suite=options.suite)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
