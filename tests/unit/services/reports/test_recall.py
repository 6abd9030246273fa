"""Visitors read kept values for as long as no record has changed, and not a moment longer."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.bulletin import FundingAwardFactory, FundingCallFactory
from tests.factories.cooperation import CooperationFactory
from tests.factories.council import CouncilFactory
from tests.factories.directory import NGOFactory
from tests.factories.events import OccurrenceFactory
from tests.factories.reports import ActivityReportFactory, figure
from tests.unit.services.reports.small_year import NOW, Town, attend, day, figures
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.enums import CountsAs, FigureKey, OccurrenceStatus
from wagtail_ngo.models import (
    Attendance,
    BulletinDistribution,
    Occurrence,
    OccurrenceClosing,
    OccurrenceOrganization,
)
from wagtail_ngo.services.events import closing
from wagtail_ngo.services.reports import recall
from wagtail_ngo.services.reports.scope import Scope

pytestmark = pytest.mark.django_db

YEAR = Scope(Period.of_year(2017), NOW)


def read(scope: Scope = YEAR) -> dict:
    """What a visitor reads; asked twice, so that the second answer may be a kept one."""
    recall.values(scope)
    return recall.values(scope).figures


def test_what_is_kept_is_what_was_counted():
    Town()

    assert read() == figures()
    assert recall.values(YEAR) == recall.values(YEAR)


def test_nothing_is_counted_twice_while_nothing_changes():
    Town()
    with CaptureQueriesContext(connection) as first:
        recall.values(YEAR)

    with CaptureQueriesContext(connection) as again:
        recall.values(YEAR)

    assert len(again) == 3
    assert len(first) > 30


def _meeting(**fields) -> Occurrence:
    return OccurrenceFactory(starts_at=day(3, 16), counts_as=CountsAs.MEETING, **fields)


def _called_off():
    Occurrence.objects.update(status=OccurrenceStatus.NOT_HELD)


def _came():
    attend(Occurrence.objects.get(), "ewa@example.org")


def _left():
    Attendance.objects.all()[0].delete()


def _was_present():
    OccurrenceOrganization.objects.create(occurrence=Occurrence.objects.get(), name="Klub")


def _closed():
    closing.close(Occurrence.objects.get(), closing.Record(head_count=30), now=NOW)


def _recounted():
    OccurrenceClosing.objects.update(head_count=31)


def _handed_out():
    date = datetime.date(2017, 5, 5)
    BulletinDistribution.objects.create(copies=3, date=date, place="Ratusz")


CHANGES = [
    (lambda: _meeting(), {"meetings"}),
    (_called_off, {"meetings", "participations", "people"}),
    (_came, {"participations", "people"}),
    (_left, {"participations", "people"}),
    (_was_present, {"organizations", "hosts"}),
    (_handed_out, {"copies"}),
    (lambda: FundingAwardFactory(call__announced_on=datetime.date(2016, 1, 1), amount=5),
     {"awards", "granted"}),
    (lambda: FundingCallFactory(announced_on=datetime.date(2017, 5, 5)), {"calls"}),
    (lambda: CooperationFactory(started_on=datetime.date(2017, 5, 5)), {"cooperations"}),
    (lambda: NGOFactory(first_published_at=day(5, 5)), {"new_entries"}),
]  # fmt: skip


@pytest.mark.parametrize(("act", "changed"), CHANGES)
def test_a_change_is_read_at_once(act, changed):
    attend(_meeting(), "anna@example.org")
    before = read()

    act()

    after = read()
    assert {key for key in before if before[key] != after[key]} == changed
    assert after == figures()


def test_a_head_count_and_its_correction_are_read_at_once():
    _meeting()
    before = read()
    _closed()
    closed = read()
    _recounted()

    counts = [values[FigureKey.PARTICIPATIONS] for values in (before, closed, read())]
    assert counts == [0, 30, 31]


def test_a_date_that_ends_now_is_read_at_once():
    _meeting()
    end = day(3, 16, hour=18)

    earlier = Scope(YEAR.period, end - datetime.timedelta(seconds=1))
    assert [read(scope)["meetings"] for scope in (earlier, Scope(YEAR.period, end))] == [0, 1]


def test_an_award_corrected_in_the_admin_is_read_at_once(admin_client):
    award = FundingAwardFactory(decided_on=datetime.date(2017, 12, 15), amount=100)
    before = read()["granted"]
    url = reverse("wagtail_ngo_fundingaward_modeladmin_edit", args=[award.pk])
    form = {"call": award.call_id, "organization_name": "X", "amount": "90", "is_public": "on",
            "decided_on": "2017-12-16"}  # fmt: skip

    assert admin_client.post(url, form).status_code == 302

    assert [dict(before), dict(read()["granted"])] == [{"PLN": 100}, {"PLN": 90}]


def test_two_parts_of_the_town_are_kept_apart():
    date = _meeting()
    calendar = date.page.get_parent().specific

    assert read()["meetings"] == 1
    assert read(Scope(YEAR.period, NOW, calendar=calendar))["meetings"] == 1
    date.page.move(CouncilFactory(), pos="last-child")
    assert read(Scope(YEAR.period, NOW, calendar=calendar))["meetings"] == 0
    assert read(Scope(Period.of_year(2016), NOW))["meetings"] == 0


def test_whoever_may_edit_reads_what_was_changed_in_its_place(client, admin_client):
    page = ActivityReportFactory(body=[{"type": "text", "value": f"<p>{figure('people')}</p>"}])
    date = _meeting()
    attend(date, "anna@example.org")
    attend(date, "jan@example.org")
    for reader in (client, admin_client):
        assert b">2\xc2\xa0people<" in reader.get(page.url).content

    # Two keys of one person are made one, past everything that is logged.
    other = _meeting()
    Attendance.objects.filter(pk=Attendance.objects.last().pk).update(
        occurrence=other, person_key=Attendance.objects.first().person_key
    )

    assert b">1\xc2\xa0person<" in admin_client.get(page.url).content
    cache.clear()
    assert b">1\xc2\xa0person<" in client.get(page.url).content
