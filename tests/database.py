"""A migrated SQLite database in two seconds instead of a minute.

Wagtail's hundred migrations rebuild tables over and over on SQLite. They run once for each set of
migration files and versions; the result is kept in the temporary folder and copied into the
database of every later session. Other databases are migrated as usual.
"""

import hashlib
import importlib.util
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connections
from django.test.utils import setup_databases, teardown_databases

import wagtail_ngo


def migration_files() -> list[Path]:
    folders = {}
    for config in apps.get_app_configs():
        module = settings.MIGRATION_MODULES.get(config.label, f"{config.name}.migrations")
        spec = importlib.util.find_spec(module) if module else None
        folders[config.label] = Path(spec.origin).parent if spec and spec.origin else None
    return sorted(file for folder in folders.values() if folder for file in folder.glob("*.py"))


def seed_files() -> list[Path]:
    """What our migrations fill tables with."""
    folder = Path(wagtail_ngo.__file__).parent / "domain" / "search"
    data = ("foreign_words.txt", "polish_situations.txt")
    return [folder / "polish_synonyms.py", *(folder / "data" / name for name in data)]


def fingerprint() -> str:
    """Changes with any migration file, seed, version, settings module or default language."""
    digest = hashlib.sha256()
    about = (sys.version, django.__version__, settings.SETTINGS_MODULE, settings.LANGUAGE_CODE)
    digest.update("|".join(about).encode())
    for file in [*migration_files(), *seed_files()]:
        digest.update(str(file.parent.parent.name).encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def template() -> Path:
    """Where the migrated database is kept, whether it is there or not."""
    return Path(tempfile.gettempdir()) / f"wagtail-ngo-tests-{fingerprint()}.sqlite3"


def save(connection, file: Path) -> None:
    """Copy an SQLite database into a file that is whole as soon as it is there."""
    unfinished = file.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.replace(file)


def restore(connection, file: Path) -> None:
    """Copy a file into an SQLite database."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as source:
        source.backup(connection.connection)
    ContentType.objects.clear_cache()


def migrate() -> None:
    """Migrate an empty default database of SQLite, in a moment where it was done before."""
    connection, file = connections["default"], template()
    if file.exists():
        restore(connection, file)
    else:
        call_command("migrate", verbosity=0)
        save(connection, file)


@contextmanager
def databases() -> Iterator[None]:
    """The test databases, created, migrated and destroyed."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        created = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(created, verbosity=0)
        return
    file = template()
    ready = file.exists()
    connection.settings_dict["TEST"]["MIGRATE"] = not ready
    created = setup_databases(verbosity=0, interactive=False)
    connection.ensure_connection()
    if ready:
        restore(connection, file)
        # What tests with serialized_rollback start from; the backup has other primary keys.
        connection._test_serialized_contents = connection.creation.serialize_db_to_string()
    else:
        save(connection, file)
    yield
    teardown_databases(created, verbosity=0)
