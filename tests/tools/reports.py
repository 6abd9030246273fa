"""What a whole test run did: the reports of its sessions, and the summary at its end.

With ``CI=true`` a session or a test that ran nowhere makes the run fail.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).resolve().parent.parent.parent / "var" / "test"
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


@dataclass
class Report:
    """The tests of one session."""

    name: str
    seconds: float = 0.0
    passed: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)
    skipped: dict[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> str:
        return f"{len(self.passed)} passed, {len(self.failed)} failed, {len(self.skipped)} skipped"

    @property
    def names(self) -> set[str]:
        return self.passed | self.failed | self.skipped.keys()


def start() -> None:
    """Forget the reports of an earlier run."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "started").write_text(str(time.time()))


def file(name: str) -> Path:
    """Where the session of this name writes its report."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    return FOLDER / f"{name}.xml"


def leave_out(name: str, why: str, *, may_be_missing: bool) -> None:
    """Remember that a session could not run, for the summary."""
    text = json.dumps({"why": why, "may_be_missing": may_be_missing})
    (FOLDER / f"{name}.left-out").write_text(text)


def read(path: Path) -> Report:
    report = Report(path.stem)
    root = ElementTree.parse(path).getroot()  # noqa: S314 -- our own file
    for suite in root.iter("testsuite"):
        report.seconds += float(suite.get("time") or 0)
    for case in root.iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            report.failed.add(name)
        elif skipped is not None and skipped.get("type") != "pytest.xfail":
            report.skipped[name] = skipped.get("message", "")
        else:
            report.passed.add(name)
    return report


def never_ran(reports: list[Report]) -> dict[str, str]:
    """Tests that every session skipped, with the reason.

    A module that one session skipped as a whole (``pytest.importorskip``) goes by the name
    ``::tests.unit.test_x`` there, and ran when any test of it did elsewhere.
    """
    passed = set().union(*(report.passed for report in reports))
    passed |= {f"::{name.partition('::')[0]}" for name in passed}
    return {
        name: why
        for report in reports
        for name, why in report.skipped.items()
        if name not in passed
    }


def only_newest(report: Report, reports: list[Report]) -> str:
    """How many tests another stack or database left to the newest stack, in words."""
    newest = next((one for one in reports if one.name == "newest"), None)
    if newest is None or not report.name.startswith(("oldest", "database")):
        return ""
    number = len(newest.names - report.names)
    return f", {number} on the newest stack alone" if number else ""


def summary() -> int:
    """Print what ran and what did not; 1 when something failed or, in CI, ran nowhere."""
    reports = [read(path) for path in sorted(FOLDER.glob("*.xml"))]
    left_out = {
        path.stem: json.loads(path.read_text()) for path in sorted(FOLDER.glob("*.left-out"))
    }
    print("\n== Summary")
    for report in reports:
        word = "FAILED" if report.failed else "ok"
        figures = report.figures + only_newest(report, reports)
        print(f"{word:8}{report.seconds:7.1f} s  {report.name:20}{figures}")
    for name, session in left_out.items():
        print(f"skipped{'':12}{name}: {session['why']}")
    skipped = never_ran(reports)
    for name, why in sorted(skipped.items()):
        print(f"skipped everywhere: {name}: {why}")
    is_short = bool(skipped) or not all(s["may_be_missing"] for s in left_out.values())
    if IN_CI and is_short:
        print("red: CI=true allows no skipped session and no test that ran nowhere")
    passed = sum(len(report.passed) for report in reports)
    failed = sum(len(report.failed) for report in reports)
    minutes = (time.time() - float((FOLDER / "started").read_text())) / 60
    print(f"{minutes:.1f} minutes")
    print(f"{passed} passed, {failed} failed, {len(skipped)} skipped", flush=True)
    return int(bool(failed or (IN_CI and is_short) or not reports))
