"""No host sees a pending migration, whatever models, language and key type it has chosen."""

import json
import os
import subprocess
import sys

import pytest

from tests.packaging.conftest import TOP

TOWN_MODELS = {
    "WAGTAILIMAGES_IMAGE_MODEL": "townhall.TownImage",
    "WAGTAILDOCS_DOCUMENT_MODEL": "townhall.TownDocument",
    "AUTH_USER_MODEL": "accounts.TownUser",
}
TOWN_APPS = ["example_site.townhall", "example_site.accounts"]
BIG_KEYS = {"DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField"}
HOSTS = {
    "stock": ({}, []),
    "own media and users": (TOWN_MODELS | BIG_KEYS, TOWN_APPS),
    "Polish": ({"LANGUAGE_CODE": "pl", "TIME_ZONE": "Europe/Warsaw"}, []),
    "big keys": (BIG_KEYS, []),
    "one language": ({"USE_I18N": False}, []),
    "multilingual": ({"WAGTAIL_I18N_ENABLED": True, "LANGUAGE_CODE": "pl"}, []),
}


MARIADB = {
    "ENGINE": "django.db.backends.mysql",
    "HOST": "127.0.0.1",
    "USER": "root",
    "OPTIONS": {"charset": "utf8mb4"},
}


def mariadb():
    """A connection to a local MariaDB whose root has no password, or None."""
    import pymysql

    try:
        return pymysql.connect(host=MARIADB["HOST"], user=MARIADB["USER"], connect_timeout=2)
    except pymysql.Error:
        return None


def manage(python: str, host: str, *arguments: str) -> subprocess.CompletedProcess:
    changes, apps = HOSTS[host]
    environment = {
        **os.environ,
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tests.packaging.host_settings",
        "HOST_SETTINGS": json.dumps(changes),
        "HOST_APPS": json.dumps(apps),
        "PYTHONPATH": str(TOP),
    }
    command = [python, "-m", "django", *arguments]
    return subprocess.run(
        command, cwd=TOP, env=environment, check=False, capture_output=True, text=True
    )


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_has_no_pending_migration(host, stack):
    python, _pins = stack

    done = manage(python, host, "makemigrations", "--check", "--dry-run")

    assert (done.returncode, done.stdout.strip()) == (0, "No changes detected"), done.stderr


def there_and_back(python: str, host: str, database: dict[str, str], level="WARNING") -> None:
    """Migrate, check, and take our tables away again, in a database on disk."""
    changes, apps = HOSTS[host]
    HOSTS["on disk"] = ({**changes, "DATABASES": {"default": database}}, apps)
    for arguments in (
        ["migrate", "-v0"],
        ["makemigrations", "--check", "--dry-run"],
        ["check", "--database", "default", "--fail-level", level],
        ["migrate", "-v0", "wagtail_ngo", "zero"],
    ):
        done = manage(python, "on disk", *arguments)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("host", ["stock", "own media and users"])
def test_a_host_migrates_forwards_checks_clean_and_goes_back(host, stack, tmp_path):
    python, _pins = stack
    file = str(tmp_path / "host.sqlite3")

    there_and_back(python, host, {"ENGINE": "django.db.backends.sqlite3", "NAME": file})


# Left out rather than skipped where no MariaDB answers: a run promises SQLite and PostgreSQL.
if mariadb() is not None:

    def test_a_host_on_mariadb_migrates_forwards_and_goes_back(monkeypatch):
        name = f"wagtail_ngo_host_{os.getpid()}"
        server = mariadb()
        server.cursor().execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4")
        monkeypatch.setenv("HOST_ON_MARIADB", "1")
        try:
            # Wagtail itself warns there of a constraint that MariaDB does not know.
            there_and_back(sys.executable, "stock", {**MARIADB, "NAME": name}, level="ERROR")
        finally:
            server.cursor().execute(f"DROP DATABASE {name}")
