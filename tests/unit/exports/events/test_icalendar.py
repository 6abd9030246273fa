"""Events as iCalendar: what a date says, and when a rule stands for many."""

import datetime

import icalendar
import pytest

from tests.factories.events import EventKindFactory, PublishedEventFactory, VenueFactory
from wagtail_ngo.exports.events.icalendar import calendar

pytestmark = pytest.mark.django_db
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=3"


def events(rows, *, whole=True):
    parsed = icalendar.Calendar.from_ical(calendar(rows, name="Kalendarz", whole=whole))
    return [part for part in parsed.subcomponents if part.name == "VEVENT"]


def test_a_date_says_what_its_page_says():
    page = PublishedEventFactory(
        title="Spotkanie",
        lead="Lead",
        online_url="https://meet.example/",
        kind=EventKindFactory(name="Warsztat"),
        venue=VenueFactory(
            name="Hala", street="Nowa 1", city="Słupsk", latitude="54.46", longitude="17.02"
        ),
    )

    [event] = events(page.occurrences.all())

    assert str(event["UID"]) == page.uid
    assert "RRULE" not in event
    assert str(event["SUMMARY"]) == "Spotkanie"
    assert str(event["DESCRIPTION"]) == "Lead\n\nOnline: https://meet.example/"
    assert str(event["LOCATION"]).startswith("Hala, Nowa 1")
    assert (event["GEO"].latitude, event["GEO"].longitude) == (54.46, 17.02)
    assert event["CATEGORIES"].cats == ["Warsztat"]
    assert event["DTSTART"].dt.isoformat() == "2027-03-18T17:00:00+01:00"
    assert event["DTEND"].dt.isoformat() == "2027-03-18T19:00:00+01:00"


def test_a_series_is_one_event_in_a_whole_list_and_many_in_a_filtered_one():
    page = PublishedEventFactory(recurrence=WEEKLY)
    rows = list(page.occurrences.all())

    [series] = events(rows)
    single = events(rows, whole=False)

    assert (str(series["UID"]), series["RRULE"]["COUNT"]) == (page.uid, [3])
    assert "EXDATE" not in series
    assert [str(one["UID"]) for one in single] == [f"{page.uid}-{row.key.address}" for row in rows]
    assert [one["DTSTART"].dt.day for one in single] == [18, 25, 1]
    assert all("RRULE" not in one for one in single)


def test_a_date_that_is_missing_is_taken_out_of_the_rule_and_one_that_differs_is_named():
    page = PublishedEventFactory(recurrence=WEEKLY, title="Spotkanie")
    first, second, third = page.occurrences.all()
    type(first).objects.filter(pk=third.pk).update(status="cancelled")

    series, different = events(page.occurrences.exclude(pk=second.pk))

    assert series["EXDATE"].dts[0].dt.isoformat() == "2027-03-25T17:00:00+01:00"
    assert str(different["STATUS"]) == "CANCELLED"
    assert different["RECURRENCE-ID"].dt.isoformat() == "2027-04-01T17:00:00+02:00"
    assert (str(different["UID"]), str(series["UID"])) == (page.uid, page.uid)


def test_whole_days_are_days():
    page = PublishedEventFactory(start_time=None, end_time=None)

    [event] = events(page.occurrences.all())

    assert event["DTSTART"].dt == datetime.date(2027, 3, 18)


def test_no_date_is_an_empty_calendar():
    assert events([]) == []


@pytest.mark.parametrize(
    ("rule", "day"), [("RRULE:FREQ=WEEKLY;UNTIL=20270401", 25), ("RRULE:FREQ=WEEKLY;COUNT=3", 18)]
)
def test_a_series_begins_with_its_first_stored_date_unless_its_dates_are_counted(rule, day):
    page = PublishedEventFactory(recurrence=rule)
    _first, *rest = page.occurrences.all()

    [series] = events(rest)

    assert series["DTSTART"].dt.day == day
    assert ("EXDATE" in series) == (day == 18)
    assert len(rest) == 2


@pytest.mark.parametrize(
    "changes", [{"note": "Uwaga"}, {"status": "cancelled"}, {"own_title": "X"}]
)
def test_what_one_date_says_is_not_said_of_the_series(changes):
    page = PublishedEventFactory(recurrence=WEEKLY, title="Spotkanie", lead="Lead")
    first = page.occurrences.first()
    type(first).objects.filter(pk=first.pk).update(**changes)

    series, different = events(page.occurrences.all())

    assert (str(series["SUMMARY"]), str(series["DESCRIPTION"])) == ("Spotkanie", "Lead")
    assert str(series.get("STATUS", "CONFIRMED")) != "CANCELLED"
    assert different["RECURRENCE-ID"].dt.day == 18
