"""An older build beside this one, each in a process of its own."""

import io
import json
import os
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def checked_out(revision: str, folder: Path) -> Path:
    """``folder`` with the files of a revision."""
    command = ["git", "archive", revision]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 -- our own
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def in_process(script: str, folder: Path, count: int) -> dict[str, float]:
    """Figures of a benchmark's worker, with the package and the tests of ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, script, "--worker", str(count)]
    done = subprocess.run(  # noqa: S603 -- our own file
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])
