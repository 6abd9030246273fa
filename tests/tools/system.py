"""What this machine has: Pythons, a database, a browser, the libraries of the PDF engine.

The standard library alone: nox loads this before any environment exists.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import dev

TOP = Path(__file__).resolve().parent.parent.parent
IN_CI = os.environ.get("CI", "").lower() in ("1", "true")
#: The first that is here. The shell opens no windows: less than half the processor time.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
PDF_SUITES = ["tests/integration/pdf", "tests/unit/domain/pdf"]

#: What WeasyPrint loads, and where it comes from.
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
APT_LIBRARIES = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
CURE = f"""\
PDF export needs libraries of the system that are missing here. The site runs without them.
  Debian, Ubuntu   sudo apt-get install {" ".join(APT_LIBRARIES)}
  Fedora           sudo dnf install pango harfbuzz dejavu-sans-fonts
  macOS            brew install pango
  Windows          install MSYS2, then in its shell: pacman -S mingw-w64-x86_64-pango;
                   set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\mingw64\\bin"""


def output(*command: str | Path) -> str | None:
    """What a command printed, or None when it failed or is not here."""
    try:
        done = subprocess.run(
            [str(word) for word in command], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return None if done.returncode else done.stdout.strip()


def run_side_by_side(jobs: list[tuple[list[str], dict[str, str]]]) -> str:
    """Run commands at the same time, each with its own variables; which of them failed."""
    default = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(TOP)}
    running = [
        (command, subprocess.Popen(command, cwd=TOP, env={**os.environ, **default, **variables}))
        for command, variables in jobs
    ]
    failed = [command for command, process in running if process.wait()]
    return "\n".join(f"failed: {' '.join(command)}" for command in failed)


def find_python(*versions: str) -> str | None:
    """Path of the first of these Pythons that is here or that uv can fetch."""
    for offline in (["--no-python-downloads"], []):
        for version in versions:
            if not offline and output("uv", "python", "install", "-q", version) is None:
                continue
            find = ["uv", "python", "find", "--system", "--no-project", *offline]
            if path := output(*find, version):
                return path
    return None


def python_of(folder: Path) -> Path:
    return folder / dev.FOLDER / ("python.exe" if os.name == "nt" else "python")


def is_made_with(folder: Path, python: str) -> bool:
    """Whether the environment is there and was made with this Python."""
    version = output(python, "-c", "import sys; print(sys.version)")
    inside = python_of(folder)
    return version is not None and output(inside, "-c", "import sys; print(sys.version)") == version


def missing_libraries() -> list[str]:
    """Libraries of WeasyPrint that cannot be loaded; only Linux can tell without WeasyPrint."""
    missing = []
    for name in LIBRARIES if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def ensure_libraries() -> bool:
    """Install WeasyPrint's libraries where allowed, or say how; whether they are here."""
    if not missing_libraries():
        return True
    print("== Installing the libraries for PDF export", flush=True)
    dev.apt_install(*APT_LIBRARIES)
    if missing := missing_libraries():
        print(f"Missing: {', '.join(missing)}.\n{CURE}", flush=True)
        return False
    return True


def database_urls(python: str) -> tuple[list[str], str]:
    """Databases to test on besides SQLite, and why there is none."""
    if given := os.environ.get("DATABASE_URL", "").split():
        return given, ""
    url = "postgres://postgres@127.0.0.1:5432/wagtail_ngo"
    server = url.replace("/wagtail_ngo", "/postgres")
    code = f"import psycopg; psycopg.connect({server!r}, connect_timeout=3).close()"
    if output(python, "-c", code) is None:
        return [], "DATABASE_URL is not set and no local PostgreSQL answers"
    return [url], ""


def no_browser(python: str) -> str:
    """Why there is no browser to test with; "" where there is one."""
    playwright = [python, "-m", "playwright"]
    if output(*playwright, "--version") is None:
        return "Playwright does not start; on Debian: apt-get install libatomic1"
    if any(map(shutil.which, BROWSERS)):
        return ""
    install = ["install", "--with-deps", "chromium"]
    if IN_CI and output(*playwright, *install) is not None:
        return ""
    return f"no Chromium is here: apt-get install {BROWSERS[0]}, or playwright install chromium"


def demo_options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--no-serve", action="store_true", help="stop before serving")
    parser.add_argument("--port", type=int, default=8000)
    return parser.parse_args(arguments)


def tell_addresses(port: str) -> None:
    url = f"http://localhost:{port}"
    print(f"== The town: {url}/   its admin: {url}/admin/")
    print("   admin / demo (everything), redaktor, moderator, punkt / demo (roles)")
    print(f"   second site: http://budzet.localhost:{port}/   English: {url}/en/", flush=True)
