"""A real Chromium in front of the example town, the demo loaded once.

Run with ``pytest tests/browser --ds example_site.settings.test``. What a test writes stays for the
tests after it: a test makes what it changes.
"""

import io
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import demo
from tests.browser import empty_town as empty
from tests.browser.visit import PATIENCE, Visit, visit
from tests.tools import system

IN_TOWN = settings.SETTINGS_MODULE == "example_site.settings.test"

#: Playwright runs an event loop in this thread; the database is used beside it, not inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    skip = pytest.mark.skip(reason="runs with --ds example_site.settings.test")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not IN_TOWN:
                item.add_marker(skip)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory):
    """The test database for the whole run: no test here is rolled back.

    SQLite gets a file: the server's threads each need a connection of their own.
    """
    from tests.database import databases

    database = connections["default"].settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        file = str(tmp_path_factory.mktemp("database") / "town.sqlite3")
        database["NAME"] = database["TEST"]["NAME"] = file
        # Whoever begins to write waits for the other, instead of failing half-way: a test writes
        # while the server still does.
        options = {"timeout": 60, "transaction_mode": "IMMEDIATE"}
        database.setdefault("OPTIONS", {}).update(options)
        connections["default"].close()
    with django_db_blocker.unblock(), databases():
        yield


@pytest.fixture(scope="session")
def town(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Address of the town's site, demo loaded, its Site record on the server's port."""
    from wagtail.models import Site

    demo.load()
    call_command("ngo_setup", stdout=io.StringIO())
    make_editors()
    server = LiveServer("localhost")
    site = Site.objects.get(is_default_site=True)
    site.hostname, site.port = "localhost", server.thread.port
    site.save()
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process; Debian's Chromium, found on PATH."""
    executable = next(filter(None, map(shutil.which, system.BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(town: str, chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a fresh window on the town: ``visitor(width=360, scheme="dark", scripts=False)``."""
    visits = []

    def open_window(**options) -> Visit:
        visits.append(visit(chromium, town, **options))
        return visits[-1]

    yield open_window
    for each in visits:
        each.close()


@pytest.fixture
def empty_town(town, tmp_path) -> Iterator[None]:
    """No page of ours and no row: the roles and their users alone. Asked for before ``editor``."""
    with empty.empty(tmp_path):
        make_editors()
        yield


PASSWORD = "of-the-tests"
#: Roles (groups that ``ngo_setup`` makes) and the users that have them.
ADMINISTRATOR, EDITING, MODERATION = "", "Redakcja NGO", "Moderacja NGO"
EVENT_DESK = "Punkt wydarzeń"
EDITORS = {
    ADMINISTRATOR: "administrator",
    EDITING: "redakcja",
    MODERATION: "moderacja",
    EVENT_DESK: "punkt",
}


def make_editors() -> None:
    """The users of the tests of the admin."""
    from django.contrib.auth.models import Group

    users = get_user_model().objects
    for role, name in EDITORS.items():
        if users.filter(username=name).exists():
            continue
        if role == ADMINISTRATOR:
            users.create_superuser(name, f"{name}@example.org", PASSWORD)
        else:
            user = users.create_user(name, f"{name}@example.org", PASSWORD)
            user.groups.add(Group.objects.get(name=role))


def log_in(window: Visit, username: str) -> None:
    """Give a window the cookie of a user; the form itself is walked in ``test_keyboard``."""
    client = Client()
    client.force_login(get_user_model().objects.get(username=username))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    window.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": window.origin, "httpOnly": True}]
    )


@pytest.fixture
def editor(visitor) -> Callable[..., Visit]:
    """Opens a window that is logged in to the admin, with a role; options as for ``visitor``."""

    def open_window(role: str = EDITING, **options) -> Visit:
        window = visitor(strict=False, **options)
        log_in(window, EDITORS[role])
        return window

    return open_window


@pytest.fixture(scope="session")
def pictures() -> Path:
    """Folder for screenshots, kept after the run for people to look at."""
    folder = Path(os.environ.get("NGO_PICTURES") or settings.REPOSITORY_DIR / "var" / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
