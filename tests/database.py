"""A migrated test database in two seconds instead of a minute.

The migrations of Wagtail and ours run once for each set of migration files and versions. On SQLite
the result is kept in the temporary folder and copied into the database of every later session; on
PostgreSQL it is kept on the server, as the template of every later test database. Others are
migrated as usual.

A test with transactions of its own (``django_db(transaction=True)``) leaves rows behind. Django
would empty three hundred tables and write a thousand rows one by one; the database is copied
once more instead.
"""

import hashlib
import importlib.util
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.test import TransactionTestCase
from django.test.utils import setup_databases, teardown_databases

import wagtail_ngo

TOP = Path(__file__).resolve().parent.parent


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


#: Of this checkout: what another one keeps on the same server is left alone.
POSTGRESQL_PREFIX = f"wagtail_ngo_{hashlib.sha256(str(TOP).encode()).hexdigest()[:8]}_"


def postgresql_template() -> str:
    """Name of the migrated database that test databases on PostgreSQL are copied from."""
    return POSTGRESQL_PREFIX + fingerprint()


def postgresql_templates(connection) -> list[str]:
    """Names of the migrated databases that this checkout keeps on the server."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor if name.startswith(POSTGRESQL_PREFIX)]


def save_postgresql_template(connection, name: str) -> None:
    """Copy the migrated test database, unless another worker did; forget those of old sources."""
    migrated = connection.settings_dict["NAME"]
    connection.close()  # a database that somebody uses cannot be copied
    older = postgresql_templates(connection)
    with connection._nodb_cursor() as cursor:
        for old in older:
            if old != name:
                cursor.execute(f'DROP DATABASE IF EXISTS "{old}"')
        with suppress(DatabaseError):  # the other worker was first
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')


def create(connection) -> list:
    """The test databases, made and migrated; what ``teardown_databases`` wants."""
    return setup_databases(verbosity=0, interactive=False)


def create_on_postgresql(connection) -> list:
    name = postgresql_template()
    ready = name in postgresql_templates(connection)
    connection.settings_dict["TEST"] |= {"TEMPLATE": name if ready else None, "MIGRATE": not ready}
    created = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    if not ready:
        save_postgresql_template(connection, name)
    return created


def create_on_sqlite(connection) -> list:
    file = template()
    ready = file.exists()
    connection.settings_dict["TEST"]["MIGRATE"] = not ready
    created = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    connection.ensure_connection()
    if ready:
        restore(connection, file)
    else:
        save(connection, file)
    return created


def copy_again_on_postgresql(connection) -> None:
    name = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as cursor:
        # A thread of the test may have left its connection open.
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{postgresql_template()}"')
    ContentType.objects.clear_cache()


def copy_again_on_sqlite(connection) -> None:
    restore(connection, template())


@contextmanager
def databases() -> Iterator[None]:
    """The test databases, created, migrated and destroyed."""
    connection = connections["default"]
    makers = {"sqlite": create_on_sqlite, "postgresql": create_on_postgresql}
    again = {"sqlite": copy_again_on_sqlite, "postgresql": copy_again_on_postgresql}
    created = makers.get(connection.vendor, create)(connection)
    emptying = TransactionTestCase._fixture_teardown
    if copy_again := again.get(connection.vendor):
        TransactionTestCase._fixture_teardown = lambda case: copy_again(connection)
    yield
    TransactionTestCase._fixture_teardown = emptying
    teardown_databases(created, verbosity=0)
