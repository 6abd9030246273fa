"""Two imports of one calendar file at the same moment."""

import datetime

import pytest
from django.db import connection

from tests.factories.events import EventIndexFactory
from tests.integration.test_rebuild_races import at_once
from tests.unit.domain.events.test_ical_import import BASE, ics
from wagtail_ngo.models import EventIndexPage, EventPage
from wagtail_ngo.services.events import imports as event_imports

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory")
def test_imports_of_one_file_at_once_make_each_event_once():
    calendars = [EventIndexFactory(), EventIndexFactory(slug="other")]
    events = [BASE.replace("1@x", f"{number}@x") for number in range(20)]
    data = ics(*events)

    def run(number):
        return event_imports.import_files(
            [("a.ics", data)],
            EventIndexPage.objects.get(pk=calendars[number % 2].pk),
            time_zone="Europe/Warsaw",
            now=datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC),
        )

    reports = at_once(*(lambda number=number: run(number) for number in range(4)))

    assert EventPage.objects.count() == 20
    assert sorted(len(report.created) for report in reports) == [0, 0, 0, 20]
    assert [report.refused for report in reports] == [[]] * 4
    assert [report.remarks for report in reports] == [[]] * 4
    # The tree is whole: every new page has a place of its own.
    assert len(set(EventPage.objects.values_list("path", flat=True))) == 20
    assert sum(EventIndexPage.objects.values_list("numchild", flat=True)) == 20
