"""What a report of one site counts when the site has languages, and one whose scope is gone."""

import datetime

import pytest
from wagtail.models import Locale, Site

from tests.factories.bulletin import (
    BulletinIndexFactory,
    BulletinIssueFactory,
    publish,
)
from tests.factories.directory import NGOFactory
from tests.factories.events import EventIndexFactory
from tests.factories.reports import ActivityReportFactory
from tests.unit.services.reports.small_year import NOW, YEAR, Town, changes, day, figures
from wagtail_ngo.enums import FigureKey, ReportScope
from wagtail_ngo.models import BulletinDistribution, CooperationProgramme, NGOPage
from wagtail_ngo.services.reports import freezing
from wagtail_ngo.services.reports.records import records
from wagtail_ngo.services.reports.scope import Scope, scope_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def ukrainian():
    return Locale.objects.create(language_code="uk")


def only_in(home, town) -> None:
    """What no other language has: two meetings, an issue with copies, an entry."""
    calendar = EventIndexFactory(parent=home)
    town.event("FREQ=DAILY;COUNT=2", datetime.date(2017, 9, 5), town.kind, parent=calendar)
    serial = BulletinIndexFactory(parent=home)
    issue = publish(BulletinIssueFactory(parent=serial, number=1, year=2017))
    BulletinDistribution.objects.create(
        issue=issue, copies=7, date=datetime.date(2017, 2, 2), place="Ratusz"
    )
    NGOFactory(parent=home, first_published_at=day(3, 1))


def test_what_exists_in_one_language_alone_counts_for_the_site(town, ukrainian):
    own = Scope(YEAR.period, NOW, site=Site.objects.get(is_default_site=True))
    home = town.home.copy_for_translation(ukrainian)
    more = {"meetings": (11, 13), "issues": (2, 3), "copies": (120, 127), "new_entries": (2, 3)}

    with changes(own, **more), changes(**more):
        only_in(home, town)


def test_a_language_with_a_site_of_its_own_counts_its_translations(town, ukrainian):
    first = Scope(YEAR.period, NOW, site=Site.objects.get(is_default_site=True))
    before = figures(first)
    publish(town.issues[0].copy_for_translation(ukrainian, copy_parents=True))
    entry = town.host.copy_for_translation(ukrainian, copy_parents=True)
    NGOPage.objects.filter(pk=entry.pk).update(first_published_at=day(2, 3), live=True)
    home = town.home.get_translation(ukrainian)
    site = Site.objects.create(hostname="uk.example.org", root_page=home)

    counted = figures(Scope(YEAR.period, NOW, site=site))

    assert [counted[key] for key in ("issues", "new_entries", "copies")] == [1, 1, 0]
    assert figures(first) == before


def test_a_report_whose_programme_was_deleted_counts_nothing(town):
    programme = CooperationProgramme.objects.create(name="Program")
    page = ActivityReportFactory(scope=ReportScope.PROGRAMME, programme=programme)
    programme.delete()
    page.refresh_from_db()

    scope = scope_of(page, now=NOW)

    assert scope.is_empty
    assert not any(figures(scope).values())
    assert [records(key, scope) for key in FigureKey] == [[]] * len(FigureKey)
    shown = freezing.show(page, now=NOW, may_recall=True)
    assert (shown.values.hosts, shown.values.by_kind) == ((), ())
    # Not what was kept of the whole city, nor the other way round.
    page.scope = ReportScope.CITY
    assert freezing.show(page, now=NOW, may_recall=True).values.figures["meetings"] == 11


def test_a_report_whose_calendar_was_deleted_counts_nothing(town):
    calendar = EventIndexFactory(parent=town.home, slug="own")
    page = ActivityReportFactory(scope=ReportScope.CALENDAR, calendar=calendar)
    assert not scope_of(page, now=NOW).is_empty
    calendar.delete()
    page.refresh_from_db()

    assert not any(figures(scope_of(page, now=NOW)).values())


@pytest.mark.parametrize("scope", [ReportScope.CITY, ReportScope.SITE])
def test_the_city_and_the_site_are_there(town, scope):
    page = ActivityReportFactory(scope=scope)

    assert figures(scope_of(page, now=NOW))["meetings"] == 11
