"""An older build beside this one, each in a process of its own."""

import argparse
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]


def checked_out(revision: str, folder: Path) -> Path:
    """``folder`` with the files of a revision."""
    command = ["git", "archive", revision]
    packed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 -- our own
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def take_turns(script: str, words: str | None) -> tuple[int, dict[str, tuple[float, float]]]:
    """Each build's worker in turns, as the command line says; what was counted, and the medians of
    each figure: the older build's and this one's.
    """
    parser = argparse.ArgumentParser(description=words)
    parser.add_argument("count", type=int)
    parser.add_argument("--than", default="600cc6d")
    parser.add_argument("--turns", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        builds = {options.than: checked_out(options.than, Path(folder)), "this": ROOT}
        turns: dict[str, list[dict[str, float]]] = {name: [] for name in builds}
        for _turn in range(options.turns):
            for name, place in builds.items():
                turns[name].append(in_process(script, place, options.count))
                sys.stdout.write(f"{name}: {turns[name][-1]}\n")
                sys.stdout.flush()
    old, new = turns.values()
    return options.count, {
        figure: (median(one[figure] for one in old), median(one[figure] for one in new))
        for figure in new[0]
    }


def in_process(script: str, folder: Path, count: int) -> dict[str, float]:
    """Figures of a benchmark's worker, with the package and the tests of ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, script, "--worker", str(count)]
    done = subprocess.run(  # noqa: S603 -- our own file
        command, cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.splitlines()[-1])
