"""Tests in the example town: ``pytest tests/acceptance --ds example_site.settings.test``."""

import pytest
from django.conf import settings

from tests import demo

IN_TOWN = settings.SETTINGS_MODULE == "example_site.settings.test"


def pytest_collection_modifyitems(items):
    marker = pytest.mark.skip(reason="runs with --ds example_site.settings.test")
    for item in items:
        if item.get_closest_marker("town") and not IN_TOWN:
            item.add_marker(marker)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database with the demo in it, loaded once: each test rolls back to that."""
    if IN_TOWN:
        with django_db_blocker.unblock():
            demo.load()
