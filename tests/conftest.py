"""The test database of every suite."""

import os
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
#: Screens and pieces of pages: what they ask a database is asked in other rooms too.
#: ``test_roles`` opens every screen of the admin on every database all the same.
ONE_DATABASE = (
    "unit/admin/", "unit/blocks/", "unit/editing/", "unit/templatetags/", "unit/views/bulletin/",
    "unit/views/council/", "unit/views/reports/",
)  # fmt: skip
EVERY_DATABASE = ("unit/admin/test_roles.py", "unit/admin/test_today.py")
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_make_parametrize_id(config, val, argname):
    """The bytes of a file are no name of a test: an archive holds the second it was made in, and
    two workers that collect a second apart must find the same tests."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_modifyitems(config, items):
    """With ``NGO_ONLY_DATABASE`` leave out the tests that touch none, and those of screens.

    A second database on one stack tells nothing new about them.
    """
    for item in items:
        asked = item.get_closest_marker("django_db")
        is_alone = asked and asked.kwargs.get("transaction") and "benchmarks" not in item.path.parts
        if is_alone and not asked.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(
                f"{item.nodeid} leaves an empty database to the tests after it. Say "
                "django_db(transaction=True, serialized_rollback=True)."
            )
    if not os.environ.get("NGO_ONLY_DATABASE"):
        return
    chosen, left_out = [], []
    for item in items:
        place = item.path.relative_to(TESTS).as_posix()
        if place.startswith(ONE_DATABASE) and place not in EVERY_DATABASE:
            left_out.append(item)
            continue
        uses = item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(item.fixturenames)
        (chosen if uses else left_out).append(item)
    items[:] = chosen
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _forget_cache():
    """What one test keeps in the cache is of rows that the next one does not have."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The test databases, migrated once for each set of migrations."""
    from tests.database import databases

    with django_db_blocker.unblock(), databases():
        yield
