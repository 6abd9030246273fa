"""Fixtures of the desk's tests."""

import pytest

from tests.unit.admin.registration.desk import PERMISSIONS, coming, log_in


@pytest.fixture
def desk(client, django_user_model):
    """A client of somebody with every permission of the desk."""
    log_in(client, django_user_model, *PERMISSIONS, "add_bulletindistribution")
    return client


@pytest.fixture
def date():
    """Next week, two seats."""
    return coming()
