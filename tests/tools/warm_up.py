"""The one test that a run of mutants begins with: it makes the database that all of them share."""

import pytest
from wagtail.models import Page


@pytest.mark.django_db
def test_database_is_there():
    assert Page.objects.exists()
