"""A series shows once, with its next dates; every name tells a state."""

import datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models import signals
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.models import (
    EventOrganization,
    EventPage,
    NGOPage,
    Occurrence,
    OccurrenceOverride,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2026-12-08 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def weekly(calendar, *changes, **values):
    """Thursdays from 15 to 18, for two years."""
    fields = {
        "title": "Club",
        "start_date": datetime.date(2026, 1, 8),
        "start_time": datetime.time(15),
        "end_time": datetime.time(18),
        "recurrence": "RRULE:FREQ=WEEKLY;BYDAY=TH",
    }
    page = EventFactory(parent=calendar, **{**fields, **values})
    page.overrides.add(*changes)
    return publish(page)


def listed(response) -> list[tuple[str, str]]:
    days = response.context_data["days"]
    return [(f"{day.date:%m-%d}", row.title) for day in days for row in day.occurrences]


def notes(response) -> list[str]:
    html = BeautifulSoup(response.content, "html.parser")
    return [" ".join(p.get_text().split()) for p in html.select(".ngo-occurrence__series")]


def test_weekly_series_is_one_entry_and_leaves_room_for_the_others(client, calendar, settings):
    settings.WAGTAIL_NGO = {"PAGE_SIZE": 3}
    weekly(calendar)
    for number in range(3):
        day = datetime.date(2027, 3, 1 + number)
        publish(EventFactory(parent=calendar, title=f"Fair {number}", start_date=day))

    response = client.get(calendar.url)

    assert listed(response) == [("12-10", "Club"), ("03-01", "Fair 0"), ("03-02", "Fair 1")]
    assert response.context_data["page_obj"].paginator.num_pages == 2
    assert notes(response) == ["Every Thursday, next on 10 and 17 December, 103 more dates"]


def test_note_in_polish_bends_day_and_number(client, calendar):
    weekly(calendar)

    with translation.override("pl"):
        words = notes(client.get(calendar.url, headers={"Accept-Language": "pl"}))

    assert words == ["Co czwartek, najbliższe 10 i 17 grudnia, jeszcze 103 terminy"]


def test_next_days_of_two_months_name_both(client, calendar):
    weekly(calendar, start_date=datetime.date(2026, 12, 31), recurrence="RRULE:FREQ=WEEKLY;COUNT=2")

    (note,) = notes(client.get(calendar.url))

    assert note.endswith("next on 31 December and 7 January")


def test_range_of_days_shows_every_date(client, calendar):
    weekly(calendar)

    response = client.get(calendar.url, {"start": "2026-12-08", "end": "2026-12-31"})

    assert [day for day, _title in listed(response)] == ["12-10", "12-17", "12-24", "12-31"]
    assert notes(response) == []


def test_dates_of_one_host_say_nothing_of_the_whole_rule(client, calendar):
    host = NGOFactory(title="Host")
    days = [datetime.date(2026, 12, 17), datetime.date(2027, 1, 14)]
    weekly(
        calendar,
        *(OccurrenceOverride(original_date=day, kind="changed", host=host) for day in days),
    )

    response = client.get(calendar.url, {"host": host.pk})

    assert listed(response) == [("12-17", "Club")]
    assert notes(response) == ["Next on 17 December and 14 January"]


def test_one_date_has_no_note_and_feed_and_block_name_a_series_once(client, calendar):
    weekly(calendar)
    publish(EventFactory(parent=calendar, title="Fair", start_date=datetime.date(2027, 3, 1)))

    response = client.get(calendar.url)
    feed = BeautifulSoup(client.get(f"{calendar.url}feed/").content, "xml")

    assert len(notes(response)) == 1
    assert [entry.title.text for entry in feed.find_all("entry")] == [
        "10 December 2026, 15:00: Club",
        "1 March 2027, 17:00: Fair",
    ]


def test_list_of_series_costs_the_same_for_one_and_three(
    client, calendar, django_assert_num_queries
):
    weekly(calendar)
    client.get(calendar.url)
    with CaptureQueriesContext(connection) as one:
        client.get(calendar.url)
    for number in range(2):
        weekly(calendar, title=f"Other {number}", slug=f"other-{number}")
    with django_assert_num_queries(len(one)):
        client.get(calendar.url)


@pytest.fixture
def stated(calendar):
    """Thursdays of which the first is cancelled and the second moved."""
    return weekly(
        calendar,
        OccurrenceOverride(
            original_date=datetime.date(2026, 12, 10), kind="cancelled", note="Hall closed"
        ),
        OccurrenceOverride(
            original_date=datetime.date(2026, 12, 17),
            kind="moved",
            new_date=datetime.date(2026, 12, 18),
        ),
    )


def test_state_is_part_of_every_name(client, calendar, stated):
    html = {
        path: BeautifulSoup(client.get(f"{url}").content, "html.parser")
        for path, url in {
            "list": calendar.url,
            "month": f"{calendar.url}month/2026-12/",
            "event": stated.url,
            "date": f"{stated.url}2026-12-10/",
        }.items()
    }

    assert html["list"].select_one("h4 a").get_text() == "Cancelled: Club"
    titles = [a.get_text(" ", strip=True) for a in html["month"].select(".ngo-month__events a")]
    assert titles[1:3] == ["15:00 Cancelled: Club", "15:00 Moved: Club"]
    first = html["event"].select_one(".ngo-dates a").get_text(" ", strip=True)
    assert first.startswith("Cancelled: Thursday, 10 December 2026")
    assert html["date"].h1.get_text() == "Cancelled: Club"
    assert html["date"].title.get_text().startswith("Cancelled: Club, 10 December 2026")
    assert html["date"].select_one(".ngo-note--warn").get_text() == "Hall closed"
    assert html["date"].find("meta", property="og:title")["content"] == "Cancelled: Club"


def test_state_is_part_of_the_name_in_files(client, calendar, stated):
    text = client.get(f"{stated.url}ics/").content.decode().replace("\r\n ", "")
    feed = BeautifulSoup(client.get(f"{calendar.url}feed/").content, "xml")

    names = [line for line in text.split("\r\n") if line.startswith("SUMMARY")]
    assert names == ["SUMMARY:Club", "SUMMARY:Cancelled: Club", "SUMMARY:Moved: Club"]
    assert feed.find("entry").title.text == "10 December 2026, 15:00: Cancelled: Club"


def test_other_dates_keep_their_plain_name(stated):
    row = Occurrence.objects.get(recurrence_id=datetime.date(2026, 12, 24))

    assert row.full_title == "Club"


def test_month_without_dates_says_so(client, calendar):
    assert (
        "Nothing takes place in this month."
        in client.get(f"{calendar.url}month/2026-12/").content.decode()
    )


def test_a_page_and_its_host_are_made_once_however_many_dates_name_them(client, calendar):
    host = NGOFactory(title="Host")
    event = weekly(calendar)
    event.organizations.add(EventOrganization(organization=host, role="host"))
    publish(event)
    client.get(event.url)
    made = []

    def count(sender, **kwargs):
        made.append(sender)

    for model in (EventPage, NGOPage):
        signals.post_init.connect(count, sender=model)
    try:
        response = client.get(event.url)
    finally:
        for model in (EventPage, NGOPage):
            signals.post_init.disconnect(count, sender=model)

    rows = response.context_data["coming"]
    assert len(rows) > 50
    assert {one.title for row in rows for one in row.host_organizations} == {"Host"}
    assert (made.count(NGOPage), made.count(EventPage)) == (1, 1)


def test_the_dates_of_a_calendar_are_grouped_once(client, calendar):
    weekly(calendar)
    weekly(calendar, title="Choir")
    client.get(calendar.url)

    with CaptureQueriesContext(connection) as queries:
        response = client.get(calendar.url)

    assert [title for _day, title in listed(response)] == ["Club", "Choir"]
    assert len([one for one in queries.captured_queries if "GROUP BY" in one["sql"]]) == 1
