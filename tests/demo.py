"""The example town with its demo in a few seconds instead of a minute.

Whoever comes first loads it; the database and the files that were stored are kept in the temporary
folder and copied by the other workers and by the sessions after it. What is kept belongs to the
sources it was made of, to the packages and to the day; another one takes its place.
"""

import hashlib
import importlib.metadata
import io
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.utils import timezone
from filelock import FileLock

from tests import database

TOP = Path(__file__).resolve().parent.parent
#: What makes the demo, and of what.
SOURCES = ("wagtail_ngo", "example_site")


def source_files() -> list[Path]:
    files = [path for name in SOURCES for path in (TOP / name).rglob("*")]
    return sorted(path for path in files if path.is_file() and path.suffix != ".pyc")


def fingerprint() -> str:
    """Changes with any source, any package, the settings and the day."""
    digest = hashlib.sha256(f"{settings.SETTINGS_MODULE}|{timezone.localdate()}".encode())
    digest.update(database.fingerprint().encode())
    packages = {f"{one.name}={one.version}" for one in importlib.metadata.distributions()}
    digest.update("|".join(sorted(packages)).encode())
    for path in source_files():
        digest.update(str(path.relative_to(TOP)).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def load() -> None:
    """Fill the migrated default database and the media folder with the demo."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        call_command("load_demo", stdout=io.StringIO())
        return
    place = hashlib.sha256(str(TOP).encode()).hexdigest()[:8]
    folder = Path(tempfile.gettempdir()) / f"wagtail-ngo-demo-{place}"
    with FileLock(f"{folder}.lock"):
        kept = folder / fingerprint()
        if kept.exists():
            restore(kept)
        else:
            call_command("load_demo", stdout=io.StringIO())
            shutil.rmtree(folder, ignore_errors=True)
            save(kept)


def save(folder: Path) -> None:
    unfinished = folder.with_suffix(".unfinished")
    shutil.copytree(settings.MEDIA_ROOT, unfinished / "media")
    database.save(connections["default"], unfinished / "town.sqlite3")
    unfinished.replace(folder)


def restore(folder: Path) -> None:
    shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)
    database.restore(connections["default"], folder / "town.sqlite3")
    cache.clear()
