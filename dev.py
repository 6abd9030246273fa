#!/usr/bin/env python3
"""Everything a developer needs, on a bare Debian or Ubuntu with Python 3.11 or newer.

    python3 dev.py demo [--no-serve] [--port N]   the example town, ready to look at
    python3 dev.py test [arguments of pytest]     everything, or only the tests that are named
    python3 dev.py manage ...                     manage.py of the example town
    python3 dev.py makemigrations [--squash]      the package's migrations, on the oldest stack
    python3 dev.py messages                       the Polish catalogues, from the source strings
    python3 dev.py bench [arguments of pytest]    the benchmarks
    python3 dev.py lighthouse [page ...]          public pages as a phone sees them
    python3 dev.py mutate [room ...] [--help]     how many small faults the tests notice

What each of them does is a session of ``noxfile.py``. This file uses the standard library alone:
it makes the environment in which nox and uv run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent
TOOLS = TOP / ".venv-tools"
#: What runs the sessions, and what makes their environments.
PACKAGES = ["nox>=2026.4", "uv>=0.9"]
COMMANDS = ("demo", "test", "manage", "makemigrations", "messages", "bench", "lighthouse", "mutate")
FOLDER = "Scripts" if os.name == "nt" else "bin"


class Stop(SystemExit):
    """Ends the run with a sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(f"\ndev.py: {message}")


def run(*command: str | Path, quiet: bool = False, **options) -> int:
    """Run one command in the repository's top; its exit status."""
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=TOP, check=False, **pipes, **options).returncode


def apt_prefix() -> list[str] | None:
    """How apt-get may be called without asking anybody, or None."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run("sudo", "-n", "true", quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def apt_install(*packages: str) -> bool:
    """Whether the packages are installed now."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    install = [*prefix, *environment, "apt-get", "install", "-y", "--no-install-recommends"]
    if run(*install, *packages) == 0:
        return True
    run(*prefix, "apt-get", "update")
    return run(*install, *packages) == 0


def create_tools() -> None:
    """Make the environment of nox and uv; Debian ships what makes environments separately."""
    shutil.rmtree(TOOLS, ignore_errors=True)
    if run(sys.executable, "-c", "import ensurepip", quiet=True):
        package = "python{}.{}-venv".format(*sys.version_info)
        if not (apt_install(package) or apt_install("python3-venv")):
            raise Stop(
                f"this Python cannot make environments. Install {package} "
                f"(sudo apt-get install {package}) and start again."
            )
    print(f"== Making {TOOLS.name}", flush=True)
    python = TOOLS / FOLDER / "python"
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "-q", *PACKAGES]
    if run(sys.executable, "-m", "venv", TOOLS) or run(*pip):
        shutil.rmtree(TOOLS, ignore_errors=True)
        raise Stop("nox and uv could not be installed; see above.")
    (TOOLS / "packages").write_text(" ".join([sys.executable, *PACKAGES]))


def tools() -> Path:
    """Where nox and uv are, made when they are missing or older than wanted."""
    stamp = TOOLS / "packages"
    if not stamp.exists() or stamp.read_text() != " ".join([sys.executable, *PACKAGES]):
        create_tools()
    return TOOLS / FOLDER


def search_path(tools: Path) -> str:
    """PATH for the sessions: our tools first, then the Pythons that a version manager keeps."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    pythons = [str(folder) for folder in sorted(pyenv.glob("*/bin"), reverse=True)]
    return os.pathsep.join([str(tools), *pythons, os.environ.get("PATH", "")])


def main(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    command, *arguments = words
    if command not in COMMANDS:
        print(__doc__)
        return 2
    if sys.version_info < (3, 11):  # noqa: UP036 -- nobody has checked before us
        raise Stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    folder = tools()
    whole = command == "test" and not arguments
    nox = [folder / "nox", *(["-t", "all"] if whole else ["-s", command])]
    environment = {**os.environ, "PATH": search_path(folder)}
    try:
        return run(*nox, "--", *arguments, env=environment)
    except KeyboardInterrupt:
        print()
        return 130


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
