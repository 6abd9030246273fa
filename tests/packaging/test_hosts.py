"""No host sees a pending migration, whatever models, language and key type it has chosen."""

import json
import os
import subprocess

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


@pytest.mark.parametrize("host", ["stock", "own media and users"])
def test_a_host_migrates_forwards_checks_clean_and_goes_back(host, stack, tmp_path):
    python, _pins = stack
    HOSTS["on disk"] = (
        {
            **HOSTS[host][0],
            "DATABASES": {
                "default": {
                    "ENGINE": "django.db.backends.sqlite3",
                    "NAME": str(tmp_path / "host.sqlite3"),
                }
            },
        },
        HOSTS[host][1],
    )

    for arguments in (
        ["migrate", "-v0"],
        ["check", "--database", "default", "--fail-level", "WARNING"],
        ["migrate", "-v0", "wagtail_ngo", "zero"],
        ["migrate", "-v0"],
    ):
        done = manage(python, "on disk", *arguments)
        assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
