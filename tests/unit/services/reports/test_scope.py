"""What a report is about, also after that is gone."""

import datetime

import pytest
from wagtail.models import Site

from tests.factories.events import EventIndexFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import ReportScope
from wagtail_ngo.models import CooperationProgramme
from wagtail_ngo.services.reports.scope import scope_of

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2018, 2, 1, tzinfo=datetime.UTC)


def parts(**fields) -> tuple:
    report = ActivityReportFactory(**fields)
    scope = scope_of(report, now=NOW)
    assert (scope.period, scope.now) == (report.period, NOW)
    return scope.calendar, scope.site, scope.programme, scope.is_empty


def test_each_kind_of_report_has_its_part_and_no_other():
    calendar = EventIndexFactory()
    programme = CooperationProgramme.objects.create(name="Program")
    given = {"calendar": calendar, "programme": programme}

    assert parts(scope=ReportScope.CITY, **given) == (None, None, None, False)
    assert parts(scope=ReportScope.PROGRAMME, slug="p", **given) == (None, None, programme, False)
    assert parts(scope=ReportScope.SITE, slug="s", **given) == (
        None,
        Site.objects.get(),
        None,
        False,
    )
    found, site, program, is_empty = parts(scope=ReportScope.CALENDAR, slug="c", **given)
    assert (found.pk, site, program, is_empty) == (calendar.pk, None, None, False)


@pytest.mark.parametrize("kind", [ReportScope.CALENDAR, ReportScope.PROGRAMME])
def test_nothing_counts_where_what_it_was_about_is_gone(kind):
    report = ActivityReportFactory()
    report.scope = kind

    scope = scope_of(report, now=NOW)

    assert (scope.calendar, scope.programme, scope.is_empty) == (None, None, True)


def test_the_period_before_has_the_same_part():
    report = ActivityReportFactory()
    scope = scope_of(report, now=NOW)

    before = scope.before()

    assert before.period == Period.of_year(scope.period.first.year - 1)
    assert (before.now, before.site, before.is_empty) == (NOW, scope.site, False)
