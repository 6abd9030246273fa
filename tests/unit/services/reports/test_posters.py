"""The year on one page: what is on it, and what a sheet has no room for."""

import datetime
import itertools

import pytest

from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import Host, ReportValues
from wagtail_ngo.services.reports import posters
from wagtail_ngo.services.reports.shown import ShownReport

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)
NUMBERS = itertools.count()
YEAR = Period.of_year(2017)


def report_with(**value):
    block = {"heading": "", "figures": ["issues", "meetings"], "months": True, "hosts": True}
    slug = f"report-{next(NUMBERS)}"
    return ActivityReportFactory(slug=slug, body=[{"type": "poster", "value": {**block, **value}}])


def shown(*, counts=(), hosts=(), period=YEAR) -> ShownReport:
    months = period.months()
    counts = [*counts, *[0] * (len(months) - len(counts))]
    values = ReportValues(
        counted_at=NOW,
        figures={"issues": 11, "meetings": 4},
        hosts=tuple(map(Host, hosts)),
        by_month=tuple(zip(months, counts, strict=True)),
    )
    return ShownReport(period, values)


def test_the_first_chosen_figure_is_the_large_one():
    poster = posters.poster_of(report_with(heading="Rok"), shown())

    assert (poster.heading, poster.first.number) == ("Rok", "11")
    assert [figure.number for figure in poster.figures] == ["4"]


def test_bars_are_measured_by_the_busiest_month():
    poster = posters.poster_of(report_with(), shown(counts=[1, 4, 3]))

    assert [(m.name, m.number, m.length) for m in poster.months[:4]] == [
        ("January", "1", 25),
        ("February", "4", 100),
        ("March", "3", 75),
        ("April", "0", 0),
    ]
    assert poster.months_summary == "Together 8. Most: February 2017 (4)."


def test_of_many_months_alike_none_is_called_the_busiest():
    three = posters.poster_of(report_with(), shown(counts=[2, 2, 2]))
    four = posters.poster_of(report_with(), shown(counts=[2, 2, 2, 2]))

    expected = "Together 6. Most: January 2017, February 2017 and March 2017 (2)."
    assert three.months_summary == expected
    assert four.months_summary == "Together 8."


def test_more_than_a_year_of_months_has_no_place_on_one_page():
    period = Period(YEAR.first, datetime.date(2018, 1, 31))

    poster = posters.poster_of(report_with(), shown(period=period))

    assert (poster.months, poster.months_summary) == ([], "")


def test_as_many_hosts_are_named_as_there_are_lines():
    long = "x" * (posters.LINE_LETTERS + 1)
    fitting = [f"host {number}" for number in range(posters.MOST_LINES - 2)]

    exact = posters.poster_of(report_with(), shown(hosts=[*fitting, long]))
    over = posters.poster_of(report_with(), shown(hosts=[*fitting, long, "one more", "another"]))

    assert (exact.hosts, exact.more_hosts) == ([*fitting, long], 0)
    assert (over.hosts, over.more_hosts) == ([*fitting, long], 2)


def test_months_and_hosts_can_be_left_out():
    poster = posters.poster_of(
        report_with(months=False, hosts=False), shown(counts=[1], hosts=["A"])
    )

    assert (poster.months, poster.months_summary, poster.hosts) == ([], "", [])


def test_long_words_are_set_tighter():
    assert posters.poster_of(report_with(heading="x" * 42), shown()).is_dense is False
    assert posters.poster_of(report_with(heading="x" * 43), shown()).is_dense is True


def test_without_a_block_or_a_figure_there_is_no_poster():
    assert posters.poster_of(ActivityReportFactory(), shown()) is None
    assert posters.poster_of(report_with(figures=["gone"]), shown()) is None
