"""Runs tests against mutants, each in a child forked from a pytest that is already warm.

The parent loads Django, the package and a migrated database, and collects the tests. A first child
runs them all and notes the lines that each test executes. Then for each mutant a child puts the
changed code into the loaded functions and runs the tests that execute the changed statement until
one fails. What a module does once, when it is imported, is done again in the child, and everybody's
imported names follow. Where that alone breaks the tests, the mutant is written into a copy of the
tree, where a pytest of its own decides.
"""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import types
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tools import mutation_notes
from tests.tools.mutants import PACKAGE, TOP, Mutant

#: A number of ``sys.monitoring`` that neither coverage nor hypothesis takes.
TOOL = 4
PREFIX = str(PACKAGE)
#: A test of its own that makes the database; see ``tests/tools/warm_up.py``.
WARM_UP = "tests/tools/warm_up.py"
OURS = ("wagtail_ngo", "tests.")
#: Seconds of processor time of tests beside the module's own that a mutant meets, the quickest
#: first: of those that execute the statement, and of the rest. What every test of a room executes
#: would else take minutes to survive.
NEAR_SECONDS, OTHER_SECONDS = 120, 40
COPIED = ("wagtail_ngo", "tests", "example_site", "docs", "setup.cfg", "pyproject.toml")


class Lines:
    """Notes which lines of the package are executed."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, int]] = set()
        sys.monitoring.use_tool_id(TOOL, "mutation")
        sys.monitoring.register_callback(TOOL, sys.monitoring.events.LINE, self.note)
        # until all is imported: everything, since no code of ours exists yet
        sys.monitoring.set_events(TOOL, sys.monitoring.events.LINE)

    def note(self, code: types.CodeType, line: int):
        if code.co_filename.startswith(PREFIX):
            self.seen.add((code.co_filename, line))
        return sys.monitoring.DISABLE

    def only_ours(self) -> set[tuple[str, int]]:
        """What was executed so far; from now on the package's functions alone are watched."""
        sys.monitoring.set_events(TOOL, 0)
        for function in functions():
            for code in nested(function.__code__):
                sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.LINE)
        return self.take()

    def take(self) -> set[tuple[str, int]]:
        """The lines since the last call."""
        seen, self.seen = self.seen, set()
        sys.monitoring.restart_events()
        return seen


def functions() -> Iterator[types.FunctionType]:
    """Every loaded function of the package."""
    for one in gc.get_objects():
        if type(one) is types.FunctionType and one.__code__.co_filename.startswith(PREFIX):
            yield one


def nested(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from nested(constant)


def own(code: types.CodeType) -> tuple:
    """What a module or a class body does itself, its functions left out."""
    plain = tuple(one for one in code.co_consts if not isinstance(one, types.CodeType))
    return code.co_code, plain, code.co_names


def changed_functions(
    before: types.CodeType, after: types.CodeType
) -> list[tuple[types.CodeType, types.CodeType]] | None:
    """Pairs of functions' code that differ; None where a module or class body itself differs."""
    if own(before) != own(after):
        return None
    pairs = []
    codes = (
        [one for one in each.co_consts if type(one) is types.CodeType] for each in (before, after)
    )
    for old, new in zip(*codes, strict=True):
        if old == new:
            continue
        is_function = old.co_flags & 0x2  # CO_NEWLOCALS: a class body has none
        if is_function:
            pairs.append((old, new))
        elif (inner := changed_functions(old, new)) is None:
            return None
        else:
            pairs += inner
    return pairs


def renew(path: Path, source: str) -> int:
    """Run a module's code again in its own names; whoever imported one of them gets the new one."""
    module = sys.modules[module_name(path)]
    before = dict(vars(module))
    exec(compile(source, str(path), "exec", dont_inherit=True), vars(module))  # noqa: S102
    renewed = {
        name: (old, vars(module)[name])
        for name, old in before.items()
        if not name.startswith("__") and vars(module)[name] is not old
    }
    for other in [sys.modules[name] for name in sys.modules if name.startswith(OURS)]:
        for name, (old, new) in renewed.items():
            if vars(other).get(name) is old:
                setattr(other, name, new)
    return 1


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(TOP).with_suffix("").parts).removesuffix(".__init__")


@dataclass
class Known:
    """What the first run without a mutant told of the tests."""

    seconds: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    tests_of: dict[tuple[str, int], set[str]] = field(default_factory=lambda: defaultdict(set))

    def tests(self, mutant: Mutant) -> set[str]:
        """Tests that execute the changed statement."""
        lines = range(mutant.first, mutant.last + 1)
        return set().union(*(self.tests_of.get((str(mutant.path), line), ()) for line in lines))

    def tests_of_file(self, path: Path) -> set[str]:
        return set().union(*(t for (file, _), t in self.tests_of.items() if file == str(path)))


@dataclass
class Result:
    mutant: Mutant
    outcome: str  # "killed", "late", "survived" or "untested"
    by: str = ""
    seconds: float = 0.0


class Runs:
    """A pytest plugin: in place of the tests it runs the mutants."""

    def __init__(self, mutants: list[Mutant], own_test: Callable[[Path], str], tell) -> None:
        self.mutants = mutants
        self.own_test = own_test
        self.tell = tell
        self.results: list[Result] = []
        self.failed = False
        self.renewable: dict[Path, bool] = {}
        self.lines = Lines()

    def pytest_runtest_logreport(self, report) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        first, *items = session.items
        assert first.nodeid.startswith(WARM_UP), "no test of the database"
        first.config.hook.pytest_runtest_protocol(item=first, nextitem=items[0])
        for path in {mutant.path for mutant in self.mutants}:
            __import__(module_name(path))
        self.at_import = self.lines.only_ours()
        self.items = {item.nodeid: item for item in items}
        self.functions = list(functions())
        self.known = self.first_run()
        self.tell(f"{len(items)} tests in {sum(self.known.seconds.values()):.0f} s")
        if self.known.failed:
            self.tell(f"left out, since they fail without a mutant: {sorted(self.known.failed)}")
        with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
            self.copy = Path(folder) / "tree"
            for number, mutant in enumerate(self.mutants, 1):
                result = self.test(mutant)
                self.results.append(result)
                place = f"{mutant.path.relative_to(PACKAGE)}:{mutant.line}"
                done = f"{number}/{len(self.mutants)} {result.outcome} {result.seconds:.1f} s"
                self.tell(f"{done} {place} {mutant.operator}")
                if result.outcome != "killed":
                    self.tell(mutant.diff())
        return True

    def first_run(self) -> Known:
        """What the tests do without a mutant; those that earlier runs noted are not run again."""
        known, notes = Known(), mutation_notes.read(self.items)
        names = [name for name in self.items if name not in notes]

        def run(out):
            self.lines.take()
            for item, following in self.pairs(names):
                started, self.failed = time.process_time(), False
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                seconds = time.process_time() - started
                facts = (item.nodeid, self.failed, mutation_notes.note(seconds, self.lines.take()))
                pickle.dump(facts, out)

        with tempfile.TemporaryFile() as out:
            self.fork(lambda: run(out) or out.flush(), limit=3600)
            out.seek(0)
            while True:
                try:
                    name, failed, note = pickle.load(out)  # noqa: S301 -- our own child
                except EOFError:
                    break
                if failed:
                    known.failed.add(name)
                else:
                    notes[name] = note
        mutation_notes.write(notes)
        for name, note in notes.items():
            known.seconds[name] = note.seconds
            for place in note.places():
                known.tests_of[place].add(name)
        return known

    def test(self, mutant: Mutant) -> Result:
        started = time.monotonic()
        before = compile(mutant.original, str(mutant.path), "exec", dont_inherit=True)
        after = compile(mutant.source, str(mutant.path), "exec", dont_inherit=True)
        pairs = changed_functions(before, after)
        names = self.known.tests(mutant)
        lines = {(str(mutant.path), n) for n in range(mutant.first, mutant.last + 1)}
        if pairs is None or (not names and lines & self.at_import):
            outcome = self.test_import(mutant)
        else:
            outcome = self.test_function(pairs, mutant.path, names)
        return Result(mutant, outcome, seconds=time.monotonic() - started)

    def test_function(self, pairs, path: Path, names: set[str]) -> str:
        """The outcome for changed functions: by the tests that execute the statement, then by the
        others of its module. What is computed once and kept is executed by the first of its tests
        alone.
        """
        near = self.bounded(names, path, NEAR_SECONDS)
        others = self.bounded(self.known.tests_of_file(path) - names, path)
        outcome = "untested"
        for tests in (near, others):
            if tests and outcome != "killed":
                outcome = self.test_in_child(lambda: self.put_in(pairs, path), tests)
        return outcome

    def test_import(self, mutant: Mutant) -> str:
        """The outcome for a change of what happens when the module is imported."""
        names = self.bounded(self.known.tests_of_file(mutant.path), mutant.path)
        path = mutant.path
        if names and path not in self.renewable:
            control = self.test_in_child(lambda: renew(path, mutant.original), names)
            self.renewable[path] = control == "survived"
        if names and self.renewable[path]:
            return self.test_in_child(lambda: renew(path, mutant.source), names)
        return self.test_in_copy(mutant)

    def order(self, names: set[str], path: Path) -> list[str]:
        """The module's own tests first, then the quick ones."""
        near, seconds = self.own_test(path), self.known.seconds
        return sorted(names, key=lambda name: (not name.startswith(near), seconds[name]))

    def bounded(self, names: set[str], path: Path, most: int = OTHER_SECONDS) -> list[str]:
        """All of the module's own tests, then as many of the others as the time allows."""
        near, spent, chosen = self.own_test(path), 0.0, []
        for name in self.order(names, path):
            spent += 0 if name.startswith(near) else self.known.seconds[name]
            if spent > most:
                break
            chosen.append(name)
        return chosen

    def test_in_child(self, change: Callable[[], int], names: list[str]) -> str:
        limit = 20 + 10 * sum(self.known.seconds[name] for name in names)

        def run():
            from django.test.utils import override_settings

            if not change():
                os._exit(3)
            with tempfile.TemporaryDirectory() as media:
                override_settings(MEDIA_ROOT=media).enable()
                for item, following in self.pairs(names):
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                    if self.failed:
                        os._exit(1)

        return {0: "survived", 3: "untested"}.get(self.fork(run, limit), "killed")

    def put_in(self, pairs, path: Path) -> int:
        """Give the loaded functions their changed code; how many were changed."""
        number = 0
        for function in self.functions:
            if function.__code__.co_filename == str(path):
                for old, new in pairs:
                    if function.__code__ == old:
                        function.__code__ = new
                        number += 1
        return number

    def pairs(self, names: list[str]):
        """Each test with the one after it; the last is followed by any, so the database stays."""
        items = [self.items[name] for name in names]
        return zip(items, [*items[1:], *items[:1]], strict=True)

    @staticmethod
    def fork(work: Callable[[], object], limit: float) -> int:
        """Exit status of a child that does the work silently; -1 when it took too long."""
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            status = 1
            try:
                os.setsid()
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 1)
                os.dup2(nowhere, 2)
                work()
                status = 0
            finally:
                os._exit(status)
        end = time.monotonic() + limit
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return -1

    def test_in_copy(self, mutant: Mutant) -> str:
        """Run the room's tests in a pytest of its own, on a tree that holds the mutant."""
        self.copy_tree()
        near = self.order(set(self.items) - self.known.failed, mutant.path)
        touching = self.known.tests_of_file(mutant.path)
        names = sorted(near, key=lambda name: name not in touching)
        target = self.copy / mutant.path.relative_to(TOP)
        target.write_text(mutant.source, encoding="utf-8")
        for compiled in (target.parent / "__pycache__").glob(f"{target.stem}.*.pyc"):
            compiled.unlink()
        listed = self.copy / "names.txt"
        listed.write_text("\n".join(names))
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider"]
        variables = {"PYTHONPATH": str(self.copy), "PYTHONDONTWRITEBYTECODE": "1"}
        limit = 120 + 10 * sum(self.known.seconds[name] for name in names)
        try:
            done = subprocess.run(
                [*command, f"@{listed}"],
                cwd=self.copy,
                env={**os.environ, **variables},
                capture_output=True,
                timeout=limit,
                check=False,
            )
            outcome = "killed" if done.returncode else "survived"
        except subprocess.TimeoutExpired:
            outcome = "killed"
        target.write_text(mutant.original, encoding="utf-8")
        return outcome

    def copy_tree(self) -> None:
        if self.copy.exists():
            return
        for name in COPIED:
            source = TOP / name
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            self.copy.mkdir(exist_ok=True)
            copy(source, self.copy / name)
