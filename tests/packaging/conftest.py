"""A wheel of the committed and uncommitted sources, and a Python of each end of the range."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

TOP = Path(__file__).resolve().parents[2]

#: Name → arguments of pip that make the stack; the Pythons come from dev.py.
STACKS = {
    "oldest": (os.environ.get("NGO_OLDEST_PYTHON") or "", ["Django==5.2.*", "wagtail==7.4.*"]),
    "newest": (sys.executable, ["wagtail==8.0.*"]),
}


@pytest.fixture(params=STACKS)
def stack(request) -> tuple[str, list[str]]:
    """Python and pins of one end of the supported range."""
    python, pins = STACKS[request.param]
    if not python:
        pytest.skip("the oldest stack needs python3.11: run by dev.py test")
    return python, pins


def sources() -> list[str]:
    """Paths that are, or would be, in the repository."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    output = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout
    return [name for name in output.splitlines() if (TOP / name).is_file()]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    """The built wheel; built once, from a copy, so that no old build folder leaks into it."""
    # Workers share the folder above theirs; without workers that one outlives the run.
    own = tmp_path_factory.getbasetemp()
    base = own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own
    with FileLock(base / "wheel.lock"):
        if built := list((base / "wheel").glob("*.whl")):
            return built[0]
        copy = base / "source"
        for name in sources():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(TOP / name, copy / name)
        command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(base / "wheel")]
        subprocess.run([*command, str(copy)], check=True, capture_output=True)
        return next((base / "wheel").glob("*.whl"))
