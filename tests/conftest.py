"""The test database of every suite."""

import pytest


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The test databases, migrated once for each set of migrations."""
    from tests.database import databases

    with django_db_blocker.unblock(), databases():
        yield
