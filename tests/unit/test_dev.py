"""The launcher and what its sessions ask the machine, without making an environment."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.tools import reports, system

TOP = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["dev.py", "tests/tools/system.py", "tests/tools/reports.py"])
def test_what_runs_before_any_environment_imports_the_standard_library_alone(name):
    tree = ast.parse((TOP / name).read_text(encoding="utf-8"))
    names = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert {name.split(".")[0] for name in names} - {"dev"} <= sys.stdlib_module_names


def test_the_launcher_is_short():
    assert len((TOP / "dev.py").read_text(encoding="utf-8").splitlines()) <= 150


def test_a_second_start_makes_no_tools(monkeypatch, tmp_path):
    calls = []

    def create():
        calls.append("made")
        (tmp_path / "packages").write_text(" ".join([sys.executable, *dev.PACKAGES]))

    monkeypatch.setattr(dev, "TOOLS", tmp_path)
    monkeypatch.setattr(dev, "create_tools", create)

    assert [dev.tools(), dev.tools()] == [tmp_path / dev.FOLDER] * 2
    assert calls == ["made"]


def test_other_tools_than_wanted_are_made_again(monkeypatch, tmp_path):
    calls = []
    (tmp_path / "packages").write_text(f"{sys.executable} nox==1.0")
    monkeypatch.setattr(dev, "TOOLS", tmp_path)
    monkeypatch.setattr(dev, "create_tools", lambda: calls.append("made"))

    dev.tools()

    assert calls == ["made"]


def test_apt_asks_nobody(monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)

    monkeypatch.setattr(dev, "run", lambda *_words, **_options: 1)
    assert dev.apt_prefix() is None
    monkeypatch.setattr(dev, "run", lambda *_words, **_options: 0)
    assert dev.apt_prefix() == ["sudo", "-n"]
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.apt_prefix() is None


@pytest.mark.parametrize(("words", "status"), [([], 0), (["--help"], 0), (["dance"], 2)])
def test_wrong_words_are_answered_with_the_usage(words, status):
    command = [sys.executable, str(TOP / "dev.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == status
    assert "demo [--no-serve] [--port N]" in done.stdout


def test_an_old_python_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        dev.main(["demo"])


def test_every_command_has_a_session():
    tree = ast.parse((TOP / "noxfile.py").read_text(encoding="utf-8"))
    sessions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}

    assert {*dev.COMMANDS, "lint", "summary"} <= sessions


def test_missing_libraries_are_named_with_the_cure_of_every_system(monkeypatch, capsys):
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libpango-1.0.so.0"])
    monkeypatch.setattr(dev, "apt_install", lambda *_packages: False)

    assert system.ensure_libraries() is False
    told = capsys.readouterr().out
    assert "libpango-1.0.so.0" in told
    for words in ("apt-get install libpango-1.0-0", "dnf install pango", "brew install", "pacman"):
        assert words in told


def test_a_library_that_is_here_is_not_missing(monkeypatch):
    monkeypatch.setattr(system, "LIBRARIES", ("libno-such-thing.so.0",))

    expected = ["libno-such-thing.so.0"] if sys.platform == "linux" else []
    assert system.missing_libraries() == expected


def test_an_environment_of_another_python_is_not_taken(tmp_path):
    assert system.is_made_with(Path(sys.prefix), sys.executable)
    assert not system.is_made_with(tmp_path, sys.executable)


CASES = """<testsuite time="2"><testcase classname="a" name="passes"/>
<testcase classname="a" name="skipped"><skipped type="pytest.skip" message="none"/></testcase>
{more}</testsuite>"""
FAILURE = '<testcase classname="a" name="fails"><failure/></testcase>'
ELSEWHERE = '<testsuite time="1"><testcase classname="a" name="skipped"/></testsuite>'


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setattr(reports, "FOLDER", tmp_path / "reports")
    monkeypatch.setattr(reports, "IN_CI", True)
    reports.start()
    return tmp_path / "reports"


def closing_line(capsys) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_a_run_that_left_nothing_out_is_green(folder, capsys):
    reports.file("newest").write_text(CASES.format(more=""))
    reports.file("database").write_text(ELSEWHERE)

    assert reports.summary() == 0
    assert closing_line(capsys) == "2 passed, 0 failed, 0 skipped"


def test_a_test_that_ran_nowhere_makes_ci_red(folder, capsys):
    reports.file("newest").write_text(CASES.format(more=""))

    assert reports.summary() == 1
    assert closing_line(capsys) == "1 passed, 0 failed, 1 skipped"


MODULE = """<testsuite time="1"><testcase classname="" name="tests.unit.test_x">
<skipped type="pytest.skip" message="collection skipped"/></testcase></testsuite>"""


@pytest.mark.parametrize(("ran", "status"), [("test_x", 0), ("test_xy", 1)])
def test_a_module_skipped_as_a_whole_has_to_run_elsewhere(folder, ran, status):
    case = f'<testcase classname="tests.unit.{ran}" name="test_one"/>'
    reports.file("newest").write_text(f'<testsuite time="1">{case}</testsuite>')
    reports.file("oldest").write_text(MODULE)

    assert reports.summary() == status


def test_what_another_stack_left_to_the_newest_is_told(folder, capsys):
    reports.file("newest").write_text(CASES.format(more='<testcase classname="a" name="more"/>'))
    reports.file("database-0").write_text(ELSEWHERE)
    reports.file("oldest").write_text(CASES.format(more='<testcase classname="b" name="own"/>'))
    reports.file("town").write_text(ELSEWHERE)
    reports.summary()

    figures = [line.split(maxsplit=4)[3:] for line in capsys.readouterr().out.splitlines()[2:6]]
    assert figures == [
        ["database-0", "1 passed, 0 failed, 0 skipped, 2 on the newest stack alone"],
        ["newest", "2 passed, 0 failed, 1 skipped"],
        ["oldest", "2 passed, 0 failed, 1 skipped, 1 on the newest stack alone"],
        ["town", "1 passed, 0 failed, 0 skipped"],
    ]


def test_a_failure_makes_the_run_red(folder, monkeypatch, capsys):
    monkeypatch.setattr(reports, "IN_CI", False)
    reports.file("newest").write_text(CASES.format(more=FAILURE))

    assert reports.summary() == 1
    assert closing_line(capsys) == "1 passed, 1 failed, 1 skipped"


@pytest.mark.parametrize(("may_be_missing", "status"), [(True, 0), (False, 1)])
def test_a_session_that_was_left_out_is_named(folder, capsys, may_be_missing, status):
    reports.file("database").write_text(ELSEWHERE)
    reports.leave_out("browser", "no Chromium is here", may_be_missing=may_be_missing)

    assert reports.summary() == status
    assert "browser: no Chromium is here" in capsys.readouterr().out


def test_a_run_without_any_test_is_red(folder):
    assert reports.summary() == 1


def test_a_new_run_forgets_the_reports_of_the_last(folder):
    reports.file("newest").write_text(ELSEWHERE)
    reports.leave_out("browser", "none", may_be_missing=True)

    reports.start()

    assert sorted(path.name for path in folder.iterdir()) == ["started"]


def test_every_dependency_has_a_lower_bound_and_that_of_the_next_major_version():
    parser = configparser.ConfigParser()
    parser.read(TOP / "setup.cfg", encoding="utf-8")
    lists = [parser["options"]["install_requires"], *parser["options.extras_require"].values()]
    lines = [line for text in lists for line in text.split("\n") if line]

    assert len(lines) > 40
    assert [line for line in lines if not re.search(r">=\d[\d.]*,<\d+$", line)] == []
