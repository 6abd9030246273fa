"""Rebuilds of one page at the same moment, and registrations beside them."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.db.models import F

from tests.factories.events import EventFactory
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.events import batches, occurrences

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def at_once(*acts) -> list:
    """Results of functions that start together, each with a connection of its own."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [one.result() for one in [pool.submit(run, act) for act in acts]]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory")
def test_rebuilds_at_once_write_each_date_once_and_lose_no_seat():
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=30")
    occurrences.rebuild(page, now=NOW)
    page.recurrence = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=30"
    page.save()
    every = Occurrence.objects.filter(page=page)

    def rebuild():
        return occurrences.rebuild(EventPage.objects.get(pk=page.pk), now=NOW).has_changes

    def register():
        return every.filter(recurrence_id=datetime.date(2027, 3, 25)).update(
            seats_taken=F("seats_taken") + 1
        )

    changed = at_once(rebuild, rebuild, rebuild, rebuild, register)

    # A second one, if the registration came between: it marks the date that stayed.
    changes = changed[:4].count(True)
    assert changes in (1, 1 + changed[4])
    days = list(every.order_by("recurrence_id").values_list("recurrence_id", flat=True))
    kept = [datetime.date(2027, 3, 25)] if changed[4] else []
    fortnights = [datetime.date(2027, 3, 18) + n * datetime.timedelta(14) for n in range(30)]
    assert days == sorted({*fortnights, *kept})
    assert EventPage.objects.get().sequence == 1 + changes


@pytest.mark.skipif(connection.vendor == "sqlite", reason="threads share SQLite's memory")
def test_what_an_editor_saves_while_all_are_rebuilt_is_what_stays():
    pages = [EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=8") for _number in range(6)]

    def rebuild_all():
        return list(batches.rebuild_all(EventPage.objects.live().order_by("pk"), now=NOW))

    def edit():
        for page in reversed(pages):
            page.recurrence = "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"
            page.save()
            occurrences.rebuild(page, now=NOW)

    for _round in range(3):
        EventPage.objects.update(recurrence="RRULE:FREQ=WEEKLY;COUNT=8")
        at_once(rebuild_all, rebuild_all, edit)

        days = Occurrence.objects.order_by("page", "recurrence_id")
        fortnights = [datetime.date(2027, 3, 18) + n * datetime.timedelta(14) for n in range(3)]
        assert list(days.values_list("page", "recurrence_id")) == [
            (page.pk, day) for page in pages for day in fortnights
        ]
        assert not any(one.is_needed for one in rebuild_all())
