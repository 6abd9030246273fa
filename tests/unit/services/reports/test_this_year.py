"""The year so far beside the year before, to the same day."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from wagtail.models import GroupPagePermission

from tests.factories.directory import NGOFactory
from tests.factories.reports import ActivityReportFactory
from wagtail_ngo.enums import FigureKey
from wagtail_ngo.services.reports import this_year

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 6, 30, 12, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def entry(year, month, day):
    moment = datetime.datetime(year, month, day, 12, tzinfo=datetime.UTC)
    return NGOFactory(first_published_at=moment)


def test_both_years_end_on_the_same_day():
    for when in ((2027, 1, 1), (2027, 6, 30), (2027, 7, 1), (2026, 6, 30), (2026, 7, 1)):
        entry(*when)

    shown = this_year.shown(NOW)

    key = str(FigureKey.NEW_ENTRIES)
    assert (shown.values.figures[key], shown.values.before[key]) == (2, 1)
    assert (
        set(shown.values.figures)
        == set(shown.values.before)
        == {str(one) for one in this_year.MAIN_FIGURES}
    )
    assert shown.values.counted_at == NOW
    assert tuple(shown.period) == (datetime.date(2027, 1, 1), datetime.date(2027, 6, 30))
    assert not shown.is_frozen


def test_numbers_are_kept_until_a_record_changes():
    entry(2027, 1, 1)
    before = this_year.shown(NOW).values

    assert this_year.shown(NOW).values == before
    entry(2027, 1, 2)
    assert this_year.shown(NOW).values.figures[str(FigureKey.NEW_ENTRIES)] == 2


def test_whoever_edits_a_report_or_freezes_one_may_see_it(django_user_model):
    report = ActivityReportFactory()
    editor, freezer, other = (
        django_user_model.objects.create(username=name) for name in ("e", "f", "o")
    )
    group = Group.objects.create(name="g")
    GroupPagePermission.objects.create(
        group=group, page=report, permission=Permission.objects.get(codename="change_page")
    )
    editor.groups.add(group)
    freezer.user_permissions.add(Permission.objects.get(codename="freeze_report"))
    elsewhere = Group.objects.create(name="h")
    GroupPagePermission.objects.create(
        group=elsewhere, page=NGOFactory(),
        permission=Permission.objects.get(codename="change_page"),
    )  # fmt: skip
    other.groups.add(elsewhere)

    assert [this_year.may_see(user) for user in (editor, freezer, other)] == [True, True, False]
