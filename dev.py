#!/usr/bin/env python3
"""Everything a developer needs, on a bare Debian or Ubuntu with Python 3.11 or newer.

    python3 dev.py demo [--no-serve] [--port N]   the example town, ready to look at
    python3 dev.py test [arguments of pytest]     everything, or only the tests that are named
    python3 dev.py manage ...                     manage.py of the example town
    python3 dev.py makemigrations [--squash]      the package's migrations, on the oldest stack
    python3 dev.py messages                       the Polish catalogues, from the source strings
    python3 dev.py bench [arguments of pytest]    the benchmarks

This file uses the standard library alone: it makes the environments in which the rest runs.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent
VAR = TOP / "var"
MANAGE = str(TOP / "example_site" / "manage.py")
WINDOWS = os.name == "nt"

#: The ends of the supported range; every version between them is expected to work. The main
#: environment is the newest stack, made with the newest supported Python that is here.
NEWEST_PYTHON = "python3.13"
OLDEST_PYTHON = "python3.11"
OLDEST_PINS = ["Django==5.2.*", "wagtail==7.4.*"]

#: Reads what we export, in an environment of its own.
CALENDAR_READER = ["recurring-ical-events>=3.8", "python-dateutil<3"]

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


class Stop(SystemExit):
    """Ends the run with a sentence for a person."""

    def __init__(self, message: str) -> None:
        super().__init__(f"\ndev.py: {message}")


def say(text: str) -> None:
    print(f"== {text}", flush=True)


def run(*command: str | Path, check: bool = True, quiet: bool = False, **options) -> int:
    """Run one command in the repository's top; its exit status. Output passes through."""
    words = [str(word) for word in command]
    if not quiet:
        print("$ " + shlex.join(words), flush=True)
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL} if quiet else {}
    status = subprocess.run(words, cwd=TOP, check=False, **pipes, **options).returncode
    if check and status:
        raise Stop(f"{words[0]} ended with {status}; see above.")
    return status


# The system


def apt_prefix() -> list[str] | None:
    """How apt-get may be called without asking anybody, or None."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run("sudo", "-n", "true", check=False, quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def apt_install(*packages: str) -> bool:
    """Whether the packages are installed now."""
    prefix = apt_prefix()
    if prefix is None:
        return False
    environment = ["env", "DEBIAN_FRONTEND=noninteractive"]
    install = [*prefix, *environment, "apt-get", "install", "-y", "--no-install-recommends"]
    if run(*install, *packages, check=False) == 0:
        return True
    run(*prefix, "apt-get", "update", check=False)
    return run(*install, *packages, check=False) == 0


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
    say("Installing the libraries for PDF export")
    apt_install(*APT_LIBRARIES)
    if missing := missing_libraries():
        print(f"Missing: {', '.join(missing)}.\n{CURE}", flush=True)
        return False
    return True


# Python environments


def find_python(name: str) -> str | None:
    """Path of a Python of that name that really starts: a version manager's shim may not."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    candidates = [shutil.which(name), *sorted(pyenv.glob(f"*/bin/{name}"), reverse=True)]
    for path in filter(None, candidates):
        if run(path, "-c", "import sqlite3, ctypes", check=False, quiet=True) == 0:
            return str(path)
    return None


def python_of(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def create_environment(folder: Path, python: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if run(python, "-c", "import ensurepip", check=False, quiet=True):
        # Debian ships ensurepip in a package of its own.
        version = "import sys; print('%d.%d' % sys.version_info[:2])"
        number = subprocess.run([python, "-c", version], capture_output=True, text=True).stdout
        package = f"python{number.strip()}-venv"
        if not (apt_install(package) or apt_install("python3-venv")):
            raise Stop(
                f"this Python cannot make environments. Install {package} "
                f"(sudo apt-get install {package}) and start again."
            )
    run(python, "-m", "venv", folder)


def ensure_environment(folder: Path, python: str, extras: str, pins: list[str] = ()) -> Path:
    """Python of an environment that holds the package and its extras; quick when unchanged."""
    executable, stamp_file = python_of(folder), folder / "dev-stamp"
    sources = b"".join((TOP / name).read_bytes() for name in ("setup.cfg", "pyproject.toml"))
    wish = " ".join([python, *pins])
    stamp = f"{hashlib.sha256(sources).hexdigest()} {wish} "
    old = stamp_file.read_text() if stamp_file.exists() else ""
    wanted = set(filter(None, extras.split(",")))
    if old.startswith(stamp) and wanted <= set(old[len(stamp) :].split(",")):
        return executable
    if wish not in old or not executable.exists():
        say(f"Making {folder.name} with {python}")
        create_environment(folder, python)
        old = ""
    extras = ",".join(sorted(wanted | set(filter(None, old.rpartition(" ")[2].split(",")))))
    say(f"Installing the package into {folder.name}")
    install(executable, f"{TOP}[{extras}]" if extras else str(TOP), pins)
    stamp_file.write_text(stamp + extras)
    return executable


def install(executable: Path, package: str, pins: list[str]) -> None:
    """Install with uv, which is many times faster, or with pip where uv does not work."""
    pip = [executable, "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    if run(*pip, "uv", check=False) == 0:
        uv = [executable, "-m", "uv", "pip", "install", "-q", "--python", executable]
        # Every step starts many Pythons; compiled once, they start in half the time.
        uv.append("--compile-bytecode")
        if run(*uv, *pins, "-e", package, check=False) == 0:
            return
    run(*pip, *pins, "-e", package)


def main_environment(extras: str = "") -> Path:
    """The developer's environment, on the newest supported Python that is here."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- nobody has checked before us
        raise Stop(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}.")
    newest = find_python(NEWEST_PYTHON) if sys.version_info < (3, 13) else None
    return ensure_environment(TOP / ".venv", newest or sys.executable, extras)


def oldest_environment() -> Path | None:
    """Python of the oldest supported stack, or None where that Python is missing."""
    path = find_python(OLDEST_PYTHON)
    return path and ensure_environment(TOP / ".venv-oldest", path, "test,dev", OLDEST_PINS)


def calendar_environment() -> Path:
    """Python of a program that reads our calendars; it wants an older dateutil."""
    folder = TOP / ".venv-ical"
    executable, stamp_file = python_of(folder), folder / "dev-stamp"
    wish = " ".join([sys.executable, *CALENDAR_READER])
    if stamp_file.exists() and stamp_file.read_text() == wish and executable.exists():
        return executable
    say(f"Making {folder.name}")
    create_environment(folder, sys.executable)
    run(executable, "-m", "pip", "--disable-pip-version-check", "install", "-q", *CALENDAR_READER)
    stamp_file.write_text(wish)
    return executable


# Commands


def demo(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="dev.py demo")
    parser.add_argument("--no-serve", action="store_true", help="stop before serving")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    python = main_environment()
    ensure_libraries()
    run(python, MANAGE, "load_demo", "--migrate", "--port", str(options.port))
    url = f"http://localhost:{options.port}"
    say(f"The town: {url}/   its admin: {url}/admin/")
    print("   admin / demo (everything), redaktor / demo (editor), moderator / demo (publishes)")
    print(f"   second site: http://budzet.localhost:{options.port}/   English: {url}/en/")
    if not options.no_serve:
        print("   stop with Ctrl+C", flush=True)
        try:
            run(python, MANAGE, "runserver", str(options.port), check=False)
        except KeyboardInterrupt:
            print()


def test(arguments: list[str]) -> None:
    python = main_environment("test,dev,docs")
    has_libraries = ensure_libraries()
    oldest = oldest_environment()
    environment = {
        **os.environ,
        "NGO_OLDEST_PYTHON": str(oldest or ""),
        "NGO_CALENDAR_PYTHON": str(calendar_environment()),
        "NGO_HAS_PDF_LIBRARIES": "1" if has_libraries else "",
    }
    # The steps and their summary live with the tests, where more than the standard library is.
    raise SystemExit(
        run(python, "-m", "tests.tools.steps", *arguments, check=False, env=environment)
    )


def manage(arguments: list[str]) -> None:
    raise SystemExit(run(main_environment(), MANAGE, *arguments, check=False))


def makemigrations(arguments: list[str]) -> None:
    python = oldest_environment()
    if python is None:
        raise Stop(f"package migrations are made on the oldest stack: {OLDEST_PYTHON} is missing.")
    run_django(python, "makepackagemigrations", *arguments)


def messages(arguments: list[str]) -> None:
    python = main_environment("test,dev,docs")
    if not shutil.which("msgfmt") and not apt_install("gettext"):
        raise Stop("gettext is missing. Install it (sudo apt-get install gettext).")
    raise SystemExit(run(python, "-m", "tests.tools.catalogues", "--write", check=False))


def bench(arguments: list[str]) -> None:
    python = main_environment("test,dev,docs")
    paths = arguments or ["tests/benchmarks"]
    raise SystemExit(run(python, "-m", "pytest", "-s", *paths, check=False))


def run_django(python: Path, *arguments: str) -> None:
    settings = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run(python, "-m", "django", *arguments, env=settings | {"PYTHONPATH": str(TOP)})


COMMANDS = {
    command.__name__: command for command in (demo, test, manage, makemigrations, messages, bench)
}


def main() -> None:
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if command is None:
        print(__doc__)
        raise SystemExit(0 if sys.argv[1:] in ([], ["-h"], ["--help"], ["help"]) else 2)
    command(sys.argv[2:])


if __name__ == "__main__":
    main()
