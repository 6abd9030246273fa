"""Polish catalogues of the package and of the example town: compare with the sources, or rewrite.

    python -m tests.tools.catalogues            says what is missing, out of date or not compiled
    python -m tests.tools.catalogues --write    adds new strings, drops old ones, compiles

Needs gettext's own programs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
FILE = Path("locale/pl/LC_MESSAGES/django.po")
EXTRACT = ["makemessages", "-l", "pl", "--no-obsolete", "--add-location", "file", "--no-wrap"]


@dataclass(frozen=True)
class Catalogue:
    folder: Path
    settings: str

    @property
    def path(self) -> Path:
        return self.folder / FILE


CATALOGUES = [
    Catalogue(TOP / "wagtail_ngo", "tests.settings"),
    Catalogue(TOP / "example_site", "example_site.settings.test"),
]


def gettext(*command: str | Path) -> str:
    words = [str(word) for word in command]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def message_ids(text: str) -> set[str]:
    """The source strings of a catalogue: contexts and plurals included, the header left out."""
    keys = set()
    for entry in text.split("\n\n"):
        lines = [line for line in entry.splitlines() if not line.startswith("#")]
        source = takewhile(lambda line: not line.startswith("msgstr"), lines)
        keys.add("\n".join(source))
    return keys - {"", 'msgid ""'}


def extracted(catalogue: Catalogue) -> str:
    """A fresh catalogue of the sources, without translations, made in a copy."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / catalogue.folder.name
        ignored = shutil.ignore_patterns("*.mo", "__pycache__", "vendor")
        shutil.copytree(catalogue.folder, copy, ignore=ignored)
        (copy / FILE).unlink(missing_ok=True)
        (copy / FILE).parent.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "PYTHONPATH": str(TOP),
            "DJANGO_SETTINGS_MODULE": catalogue.settings,
        }
        command = [sys.executable, "-m", "django", *EXTRACT]
        subprocess.run(command, cwd=copy, env=environment, check=True, capture_output=True)
        return gettext("msgcat", "--no-location", "--no-wrap", copy / FILE)


def faults(catalogue: Catalogue) -> list[str]:
    """What is wrong with a catalogue, one sentence each."""
    name = catalogue.folder.name
    translated = message_ids(
        gettext(
            "msgattrib", "--translated", "--no-fuzzy", "--no-location", "--no-wrap", catalogue.path
        )
    )
    missing = message_ids(extracted(catalogue)) - translated
    found = [f"{name}: not translated: {key}" for key in sorted(missing)]
    fresh = subprocess.run(
        ["msgfmt", "--check-format", "-o", "-", str(catalogue.path)],
        check=False,
        capture_output=True,
    )
    if fresh.returncode:
        found.append(f"{name}: {fresh.stderr.decode()}")
    elif fresh.stdout != catalogue.path.with_suffix(".mo").read_bytes():
        found.append(f"{name}: django.mo is not made from django.po; run dev.py messages")
    return found


def write(catalogue: Catalogue) -> None:
    """Bring the catalogue to its sources' state. Translations are kept; new strings are empty."""
    with tempfile.TemporaryDirectory() as name:
        template = Path(name) / "django.pot"
        template.write_text(extracted(catalogue))
        merge = ["msgmerge", "-q", "--no-fuzzy-matching", "--no-wrap", "-U", "--backup=none"]
        gettext(*merge, catalogue.path, template)
    clean = gettext("msgattrib", "--no-obsolete", "--no-wrap", catalogue.path)
    dated = ('"POT-Creation-Date', '"PO-Revision-Date')
    lines = [line for line in clean.splitlines() if not line.startswith(dated)]
    catalogue.path.write_text("\n".join(lines) + "\n")
    gettext("msgfmt", "-o", catalogue.path.with_suffix(".mo"), catalogue.path)


def main(arguments: list[str]) -> int:
    if "--write" in arguments:
        for catalogue in CATALOGUES:
            write(catalogue)
    found = [fault for catalogue in CATALOGUES for fault in faults(catalogue)]
    print("\n".join(found) or "Both catalogues are complete.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
