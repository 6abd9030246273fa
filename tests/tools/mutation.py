"""How many small faults the tests notice, room by room: ``python3 dev.py mutate [room ...]``.

    mutate                                 every room, 25 mutants of each
    mutate domain services/council         these rooms and what lies below them
    mutate exports --sample 60 --seed 2    more mutants, others
    mutate models --suite                  survivors meet the whole unit suite as well, at the end
    mutate --list                          the rooms

A room is a folder or a module below ``domain/``, ``services/`` and ``exports/``, besides
``models/querysets`` and ``views/conditional``. Its tests lie at the same path in ``tests/unit``.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest

from tests.tools.mutants import PACKAGE, TOP, Mutant, sample
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


@dataclass
class Score:
    """How many mutants of a room were tried, and those that its own tests let pass."""

    room: str
    tried: int
    survivors: list[Mutant]
    #: Those of the survivors that no test of the unit suite noticed; None where it was not asked.
    left: list[Mutant] | None = None

    def row(self) -> str:
        """A line of the table in ``docs/reference/quality.md``."""
        cells = [f"`{self.room}`", str(self.tried), share(self.tried, self.survivors)]
        if self.left is not None:
            cells.append(share(self.tried, self.left))
        return f"| {' | '.join(cells)} |"


def share(tried: int, left: list[Mutant]) -> str:
    return f"{(tried - len(left)) / tried:.0%}" if tried else "–"


def mutate(room: str, *, size: int, seed: str) -> Score:
    """The score of a room by its own tests."""
    mutants = sample(modules(room), size, f"{seed}:{room}")
    paths = tests(room)
    tell(f"== {room}: {len(mutants)} mutants, tests {' '.join(paths) or 'none'}")
    if not paths or not mutants:
        return Score(room, len(mutants), mutants)
    results = apart(mutants, paths, tell)
    left = [result.mutant for result in results if result.outcome != "killed"]
    return Score(room, len(mutants), left)


def meet_the_suite(scores: list[Score]) -> None:
    """Try the survivors of all rooms at once: the whole unit suite runs first, and that is long."""
    survivors = [mutant for score in scores for mutant in score.survivors]
    tell(f"== {len(survivors)} survivors meet the unit suite")
    results = apart(survivors, ["tests/unit"], tell) if survivors else []
    left = {result.mutant for result in results if result.outcome != "killed"}
    for score in scores:
        score.left = [mutant for mutant in score.survivors if mutant in left]


def together(scores: list[Score]) -> Score:
    """The sum of all rooms."""
    left = None
    if scores and scores[0].left is not None:
        left = [mutant for score in scores for mutant in score.left or []]
    survivors = [mutant for score in scores for mutant in score.survivors]
    return Score("all", sum(score.tried for score in scores), survivors, left)


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
    scores = [mutate(room, size=options.sample, seed=options.seed) for room in chosen]
    if options.suite:
        meet_the_suite(scores)
    tell("\n".join(score.row() for score in [*scores, together(scores)]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
