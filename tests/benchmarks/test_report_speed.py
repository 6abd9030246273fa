"""An activity report of a large city's year beside a bare page of the same site.

Not part of the suite: ``python3 dev.py bench tests/benchmarks/test_report_speed.py``. The sizes are
in NGO_BENCHMARK_YEAR: events, registrations, organizations.
"""

from __future__ import annotations

import datetime
import os

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.report_year import Year
from tests.benchmarks.test_event_speed import median
from tests.factories.council import CouncilFactory
from tests.factories.reports import ActivityReportFactory, figure
from wagtail_ngo.enums import ChartSubject, FigureKey

pytestmark = pytest.mark.django_db
SIZES = [int(one) for one in os.environ.get("NGO_BENCHMARK_YEAR", "5000,100000,2000").split(",")]
ROUNDS = 9


def report():
    """A report that shows every figure there is, in a sentence, large, and as charts."""
    sentence = ", ".join(figure(key) for key in FigureKey.values)
    large = {"heading": "Rok", "figures": FigureKey.values[:12], "compare": True}
    charts = [
        {"type": "chart", "value": {"subject": subject, "heading": ""}}
        for subject in ChartSubject.values
    ]
    return ActivityReportFactory(
        first_day=datetime.date(2025, 1, 1),
        last_day=datetime.date(2025, 12, 31),
        body=[
            {"type": "text", "value": f"<p>{sentence}</p>"},
            {"type": "figures", "value": large},
            {"type": "hosts", "value": {"intro": "Spotkania"}},
            *charts,
        ],
    )


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_the_report_of_a_large_year_costs_little_more_than_a_bare_page(client):
    page = report()
    client.get(page.url)
    cache.clear()
    empty_queries = queries(client, page.url)
    events, registrations, organizations = SIZES
    sizes = {"registrations": registrations, "organizations": organizations}
    Year(2025, events=events, **sizes)
    Year(2024, events=events // 10, **(sizes | {"registrations": registrations // 10}))
    bare = CouncilFactory()

    def first_visit():
        cache.clear()
        client.get(page.url)

    cache.clear()
    full_queries = queries(client, page.url)
    found = {
        "bare page": median(lambda: client.get(bare.url), ROUNDS),
        "report, first visit": median(first_visit, 3),
    }
    client.get(page.url)
    again_queries = queries(client, page.url)
    found["report"] = median(lambda: client.get(page.url), ROUNDS)

    print(f"\n{SIZES} and a tenth of it in the year before, {connection.vendor}")  # noqa: T201
    for name, seconds in found.items():
        print(f"{name:20} {seconds * 1000:8.1f} ms, {seconds / found['bare page']:6.2f}")  # noqa: T201
    print(f"queries of a first visit: {full_queries}, again: {again_queries}")  # noqa: T201
    assert full_queries == empty_queries
    assert found["report"] <= 3 * found["bare page"]
