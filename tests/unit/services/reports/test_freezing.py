"""A report is counted until it is frozen, and again when it is released."""

import datetime

import pytest
from wagtail.models import PageLogEntry

from tests.factories.directory import NGOFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.models import ReportFreeze
from wagtail_ngo.services.reports import freezing
from wagtail_ngo.services.reports.scope import scope_of

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2018, 2, 1, 12, tzinfo=datetime.UTC)
LATER = NOW + datetime.timedelta(days=1)


@pytest.fixture
def report():
    return ActivityReportFactory()


def add_entry():
    moment = datetime.datetime(2017, 5, 1, tzinfo=datetime.UTC)
    return NGOFactory(first_published_at=moment)


def entries(report, **options):
    shown = freezing.show(report, now=LATER, **options)
    return shown.values.figures[str(FigureKey.NEW_ENTRIES)], shown.is_frozen


def logged(report):
    rows = PageLogEntry.objects.filter(page=report.pk, action__startswith="wagtail_ngo.")
    return list(rows.order_by("pk").values_list("action", "data"))


def test_a_report_counts_until_it_is_frozen(report):
    assert entries(report) == (0, False)
    add_entry()
    assert entries(report) == (1, False)

    freezing.freeze(report, user=None, now=NOW, note="Sprawdzone.")
    add_entry()

    assert entries(report) == (1, True)
    frozen = ReportFreeze.objects.get()
    assert (frozen.report_id, frozen.frozen_at, frozen.frozen_by) == (report.pk, NOW, None)
    assert frozen.note == "Sprawdzone."
    assert frozen.values["counted_at"] == NOW.isoformat()
    assert len(frozen.records[str(FigureKey.NEW_ENTRIES)]) == 1
    assert logged(report) == [("wagtail_ngo.freeze_report", {})]


def test_a_frozen_report_stays_as_it_is(report, django_user_model):
    first = freezing.freeze(report, user=None, now=NOW)
    add_entry()
    user = django_user_model.objects.create(username="u")

    assert freezing.freeze(report, user=user, now=LATER, note="x") == first

    assert entries(report) == (0, True)
    assert ReportFreeze.objects.values_list("frozen_at", "note").get() == (NOW, "")
    assert len(logged(report)) == 1


def test_a_released_report_counts_again_and_says_why(report):
    other = ActivityReportFactory(slug="inny")
    for page in (report, other):
        freezing.freeze(page, user=None, now=NOW)
    add_entry()

    assert freezing.release(report, user=None, reason="Brak koła.")

    assert (entries(report), entries(other)) == ((1, False), (0, True))
    assert logged(report)[1:] == [("wagtail_ngo.release_report", {"reason": "Brak koła."})]
    assert not freezing.release(report, user=None, reason="x")
    assert len(logged(report)) == 2


def test_the_records_are_not_read_with_the_page(report):
    freezing.freeze(report, user=None, now=NOW)

    assert freezing.freeze_of(report).get_deferred_fields() == {"records"}
    assert freezing.freeze_of(ActivityReportFactory(slug="inny")) is None


def test_what_visitors_read_may_be_kept(report):
    assert entries(report, may_recall=True) == (0, False)
    assert freezing.show(report, now=LATER).period == scope_of(report, now=LATER).period
