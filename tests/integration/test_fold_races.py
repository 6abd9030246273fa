"""Two commands that fold old searches at the same moment."""

import datetime

import pytest
from django.db import connection

from tests.integration.test_rebuild_races import at_once
from wagtail_ngo.models import SearchedQuery
from wagtail_ngo.services import daily_counts

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DAY = datetime.date(2025, 1, 5)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory")
def test_searches_are_folded_once():
    rows = [SearchedQuery(day=DAY, words=f"zupa {number}", times=2) for number in range(1200)]
    SearchedQuery.objects.bulk_create(rows)

    def fold() -> int:
        return daily_counts.fold_searches(SearchedQuery.objects.all())

    dropped = at_once(*[fold] * 4)

    assert sorted(dropped) == [0, 0, 0, 1200]
    assert daily_counts.searches(DAY, DAY) == 2400
