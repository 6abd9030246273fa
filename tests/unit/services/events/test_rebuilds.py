"""Rebuilding dates: at once, again, half-way, by command, in any order."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from tests.factories.events import EventFactory, publish
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventPage, Occurrence, OccurrenceOverride
from wagtail_ngo.services.events import occurrences

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def sequence(page) -> int:
    return EventPage.objects.values_list("sequence", flat=True).get(pk=page.pk)


def days(page) -> list[str]:
    return [f"{row.recurrence_id:%m-%d}" for row in page.occurrences.order_by("recurrence_id")]


@pytest.fixture
def weekly():
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
    occurrences.rebuild(page, now=NOW)
    return page


def test_sequence_rises_once_for_a_change_and_not_for_none(weekly):
    first = sequence(weekly)

    occurrences.rebuild(weekly, now=NOW)
    again = sequence(weekly)
    weekly.overrides.add(
        OccurrenceOverride(original_date=datetime.date(2027, 4, 1), kind=OverrideKind.CANCELLED)
    )
    weekly.save()
    occurrences.rebuild(weekly, now=NOW)

    assert (first, again, sequence(weekly)) == (1, 1, 2)


@pytest.mark.parametrize(
    ("name", "value"),
    [("title", "Renamed"), ("lead", "Bring your own cup."), ("online_url", "https://x.example/")],
)
def test_sequence_rises_for_words_that_subscribers_read(weekly, name, value):
    publish(weekly)
    before = sequence(weekly)
    setattr(weekly, name, value)

    publish(weekly)

    assert sequence(weekly) == before + 1


def test_sequence_stays_when_nothing_that_subscribers_see_changed(weekly):
    publish(weekly)
    before = sequence(weekly)
    weekly.price = "20"

    publish(weekly)

    assert sequence(weekly) == before


def test_sequence_stays_when_time_goes_on():
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY")
    occurrences.rebuild(page, now=NOW)
    before = sequence(page), page.occurrences.count()

    occurrences.rebuild(page, now=NOW + 70 * DAY)

    assert (sequence(page), page.occurrences.count()) == (before[0], before[1] + 10)


def test_sequence_rises_when_a_withdrawn_event_returns(weekly):
    publish(weekly)
    before = sequence(weekly)
    weekly.unpublish()

    publish(weekly)

    assert sequence(weekly) == before + 1


def test_failure_leaves_the_old_rows(weekly):
    weekly.recurrence = "RRULE:FREQ=DAILY;COUNT=4"
    weekly.save()
    before = list(weekly.occurrences.values())

    with connection.execute_wrapper(_full), pytest.raises(DatabaseError):
        occurrences.rebuild(weekly, now=NOW)

    assert list(weekly.occurrences.values()) == before


def _full(execute, sql, params, many, context):
    """A database without room for new rows: by then old ones have been deleted."""
    if sql.startswith("INSERT INTO") and "occurrence" in sql:
        raise DatabaseError("no room")
    return execute(sql, params, many, context)


def test_date_for_which_somebody_registered_meanwhile_is_not_deleted(weekly):
    weekly.recurrence = None
    weekly.save()
    plan = occurrences.plan(EventPage.objects.get(), now=NOW)
    weekly.occurrences.filter(recurrence_id=datetime.date(2027, 4, 8)).update(seats_taken=1)

    occurrences._write(plan)

    assert days(weekly) == ["03-18", "04-08"]


def test_script_cannot_fill_the_table(settings):
    settings.WAGTAIL_NGO = {"OCCURRENCE_LIMIT": 10}
    page = EventFactory(start_date=datetime.date(2026, 12, 12), recurrence="RRULE:FREQ=DAILY")

    occurrences.rebuild(page, now=NOW)
    first = days(page)
    occurrences.rebuild(page, now=NOW + 5 * DAY)

    assert (first[0], first[-1], len(first)) == ("12-22", "01-10", 20)
    rows = page.occurrences.order_by("recurrence_id")
    assert (rows[0].recurrence_id, rows.last().recurrence_id) == (
        datetime.date(2026, 12, 22),
        datetime.date(2027, 1, 15),
    )
    assert not rows.filter(is_off_rule=True).exists()


def test_withdrawn_page_keeps_dates_with_people(weekly):
    weekly.occurrences.filter(recurrence_id=datetime.date(2027, 4, 8)).update(seats_taken=1)

    result = occurrences.withdraw(weekly, now=NOW)

    assert (days(weekly), len(result.removed), len(result.kept)) == (["04-08"], 3, 1)


def test_closed_date_states_what_was(weekly):
    weekly.occurrences.filter(recurrence_id=datetime.date(2027, 3, 25)).update(closed_at=NOW)
    weekly.start_time, weekly.end_time = datetime.time(9), datetime.time(10)
    weekly.save()

    occurrences.rebuild(weekly, now=NOW)

    assert [f"{row.local_start:%H:%M}" for row in weekly.occurrences.all()] == [
        "09:00",
        "17:00",
        "09:00",
        "09:00",
    ]


def run(*arguments) -> str:
    out = StringIO()
    call_command("rebuild_occurrences", *arguments, stdout=out)
    return out.getvalue()


def test_check_changes_nothing_and_fails_where_rows_differ(weekly):
    assert run("--check").endswith("0 event pages differ.\n")
    Occurrence.objects.filter(recurrence_id=datetime.date(2027, 4, 8)).delete()

    with pytest.raises(CommandError, match="1 event pages are out of date"):
        run("--check")

    assert days(weekly) == ["03-18", "03-25", "04-01"]


def test_command_mends_one_page_or_all(weekly):
    other = EventFactory()
    weekly.occurrences.all().delete()

    run("--page", str(weekly.pk))
    assert (days(weekly), days(other)) == (["03-18", "03-25", "04-01", "04-08"], [])
    run()

    assert days(other) == ["03-18"]
    with pytest.raises(CommandError, match="no live event page"):
        run("--page", "999999")


def test_extend_reads_only_what_repeats(weekly):
    single = EventFactory()
    weekly.occurrences.all().delete()

    run("--extend")

    assert (len(days(weekly)), days(single)) == (4, [])
