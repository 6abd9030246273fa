"""The launcher: what it decides, without making an environment or asking the system."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]


@pytest.fixture
def dev():
    """A fresh copy of the module, so that a test may change it."""
    spec = importlib.util.spec_from_file_location("dev_under_test", TOP / "dev.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def installed(dev, monkeypatch):
    """The calls of ``install``; no environment is made, its Python is a file."""
    calls = []

    def create(folder, python):
        dev.python_of(folder).parent.mkdir(parents=True, exist_ok=True)
        dev.python_of(folder).touch()
        calls.append(("make", python))

    monkeypatch.setattr(dev, "create_environment", create)
    monkeypatch.setattr(
        dev, "install", lambda _python, package, pins: calls.append((package, pins))
    )
    return calls


def test_it_imports_the_standard_library_alone():
    tree = ast.parse((TOP / "dev.py").read_text(encoding="utf-8"))
    names = {
        alias.name if isinstance(node, ast.Import) else node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }

    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_a_second_start_installs_nothing(dev, installed, tmp_path):
    folder = tmp_path / "env"
    dev.ensure_environment(folder, "python3", "")
    first = len(installed)

    dev.ensure_environment(folder, "python3", "")

    assert (first, len(installed)) == (2, 2)


def test_extras_that_were_installed_stay(dev, installed, tmp_path):
    folder = tmp_path / "env"
    dev.ensure_environment(folder, "python3", "test,dev")
    dev.ensure_environment(folder, "python3", "")
    dev.ensure_environment(folder, "python3", "docs")

    assert [package for package, _pins in installed if "[" in package] == [
        f"{dev.TOP}[dev,test]",
        f"{dev.TOP}[dev,docs,test]",
    ]


def test_changed_requirements_are_installed_into_the_same_environment(
    dev, installed, tmp_path, monkeypatch
):
    folder = tmp_path / "env"
    top = tmp_path / "top"
    top.mkdir()
    for name in ("setup.cfg", "pyproject.toml"):
        (top / name).write_text("one")
    monkeypatch.setattr(dev, "TOP", top)
    dev.ensure_environment(folder, "python3", "")
    (top / "setup.cfg").write_text("two")

    dev.ensure_environment(folder, "python3", "")

    assert [call[0] for call in installed] == ["make", str(top), str(top)]


def test_another_python_makes_a_new_environment(dev, installed, tmp_path):
    folder = tmp_path / "env"
    dev.ensure_environment(folder, "python3.11", "")

    dev.ensure_environment(folder, "python3.13", "")

    assert [call for call in installed if call[0] == "make"] == [
        ("make", "python3.11"),
        ("make", "python3.13"),
    ]


def test_missing_libraries_are_named_with_the_cure_of_every_system(dev, monkeypatch, capsys):
    monkeypatch.setattr(dev, "missing_libraries", lambda: ["libpango-1.0.so.0"])
    monkeypatch.setattr(dev, "apt_install", lambda *_packages: False)

    assert dev.ensure_libraries() is False
    told = capsys.readouterr().out
    assert "libpango-1.0.so.0" in told
    for words in ("apt-get install libpango-1.0-0", "dnf install pango", "brew install", "pacman"):
        assert words in told


def test_a_library_that_is_here_is_not_missing(dev, monkeypatch):
    monkeypatch.setattr(dev, "LIBRARIES", ("libno-such-thing.so.0",))

    expected = ["libno-such-thing.so.0"] if sys.platform == "linux" else []
    assert dev.missing_libraries() == expected


def test_apt_asks_nobody(dev, monkeypatch):
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000)

    monkeypatch.setattr(dev, "run", lambda *_words, **_options: 1)
    assert dev.apt_prefix() is None
    monkeypatch.setattr(dev, "run", lambda *_words, **_options: 0)
    assert dev.apt_prefix() == ["sudo", "-n"]
    monkeypatch.setattr(dev.shutil, "which", lambda name: None)
    assert dev.apt_prefix() is None


@pytest.mark.parametrize(
    ("words", "status"), [([], 0), (["--help"], 0), (["dance"], 2), (["demo", "--port", "x"], 2)]
)
def test_wrong_words_are_answered_with_the_usage(words, status):
    command = [sys.executable, str(TOP / "dev.py"), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == status
    assert "demo [--no-serve] [--port N]" in done.stdout or "--port" in done.stderr


def test_an_old_python_is_refused_in_words(dev, monkeypatch):
    monkeypatch.setattr(dev.sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit, match=r"Python 3\.11 or newer is needed"):
        dev.main_environment()
