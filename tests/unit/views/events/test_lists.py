"""Filters, archive, month table, feeds and subscription of a calendar."""

import datetime
import json
import re

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from tests.factories.directory import ActivityAreaFactory, DistrictFactory, NGOFactory
from tests.factories.events import (
    EventFactory,
    EventIndexFactory,
    EventKindFactory,
    VenueFactory,
    publish,
)
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventOrganization, OccurrenceOverride
from wagtail_ngo.views.events import date_pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def titles(response) -> list[str]:
    return [row.title for day in response.context_data["days"] for row in day.occurrences]


def event(calendar, host=None, **values):
    page = EventFactory(parent=calendar, **values)
    if host is not None:
        page.organizations.add(EventOrganization(organization=host))
    return publish(page)


@pytest.fixture
def varied(calendar):
    """Two events that differ in everything one can filter by; the names tell which is which."""
    area, district = ActivityAreaFactory(name="Culture"), DistrictFactory(name="Old Town")
    host = NGOFactory(title="Choir Society", areas=[area])
    event(
        calendar,
        host=host,
        title="Wanted",
        kind=EventKindFactory(name="Concert", slug="concert"),
        venue=VenueFactory(district=district),
        online_url="https://example.org/live",
        start_date=datetime.date(2027, 2, 10),
    )
    event(
        calendar,
        host=NGOFactory(),
        title="Other",
        is_free=False,
        price="20",
        start_date=datetime.date(2027, 6, 10),
    )
    return {
        "kind": "concert",
        "area": area.slug,
        "host": host.pk,
        "district": district.slug,
        "start": "2027-02-01",
        "end": "2027-02-28",
        "free": "on",
        "online": "on",
    }


@pytest.mark.parametrize("name", ["kind", "area", "host", "district", "end", "free", "online"])
def test_filter_narrows_list_feed_and_calendar_alike(client, calendar, varied, name):
    query = {name: varied[name]}

    assert titles(client.get(calendar.url, query)) == ["Wanted"]
    for part in ("feed/", "ics/"):
        content = client.get(f"{calendar.url}{part}", query).content.decode()
        assert "Wanted" in content
        assert "Other" not in content


@pytest.mark.parametrize("text", ["2027-06-01", "1.06.2027", "1 czerwca 2027 r."])
def test_day_of_a_filter_is_read_as_people_write_it(client, calendar, varied, text):
    response = client.get(calendar.url, {"start": text})

    assert titles(response) == ["Other"]
    assert 'value="2027-06-01"' in response.content.decode()


@pytest.mark.parametrize(
    "query", [{"host": "x"}, {"kind": "none"}, {"start": "9999-12-31"}, {"end": "0001-01-01"}]
)
def test_wrong_filter_narrows_nothing(client, calendar, varied, query):
    response = client.get(calendar.url, query)

    assert titles(response) == ["Wanted", "Other"]
    assert list(response.context_data["form"].errors) == list(query)


def test_archive_shows_the_past_by_year(client, calendar):
    for year in (2024, 2026):
        event(calendar, title=f"In {year}", start_date=datetime.date(year, 5, 5))
    event(calendar, title="Coming")

    newest = client.get(f"{calendar.url}archive/")
    older = client.get(f"{calendar.url}archive/2024/")

    assert newest.context_data["years"] == [2026, 2024]
    assert titles(newest) == ["In 2026"]
    assert titles(older) == ["In 2024"]


@pytest.mark.parametrize(
    "path",
    [
        "archive/0000/",
        "archive/9999/",
        "month/0001-01/",
        "month/9999-12/",
        "month/2027-13/",
        "archive/999999999/",
    ],
)
def test_absurd_period_is_not_found(client, calendar, path):
    assert client.get(f"{calendar.url}{path}").status_code == 404


def test_month_shows_long_events_on_each_day_and_counts_what_has_no_room(client, calendar):
    event(
        calendar,
        title="Fair",
        all_day=True,
        start_date=datetime.date(2027, 2, 27),
        end_date=datetime.date(2027, 3, 2),
    )
    for number in range(5):
        event(calendar, title=f"Talk {number}", start_date=datetime.date(2027, 3, 10))

    response = client.get(f"{calendar.url}month/2027-03/")

    days = {day.date: day for week in response.context_data["weeks"] for day in week}
    assert min(days) == datetime.date(2027, 3, 1)
    fair = [str(date) for date, day in days.items() if "Fair" in str(day.occurrences)]
    assert fair == ["2027-03-01", "2027-03-02"]
    tenth = days[datetime.date(2027, 3, 10)]
    assert (len(tenth.occurrences), tenth.more) == (4, 1)


def test_month_costs_the_same_number_of_queries_for_one_and_three(client, calendar):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = f"{calendar.url}month/2027-03/"
    event(calendar)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    event(calendar)
    event(calendar)
    with CaptureQueriesContext(connection) as three:
        client.get(url)

    assert len(three) == len(one)


def test_json_ld_tells_cancelled_and_moved_dates(client, calendar):
    page = EventFactory(
        parent=calendar, title="A </script> & B", recurrence="RRULE:FREQ=WEEKLY;COUNT=3"
    )
    page.overrides.add(
        OccurrenceOverride(original_date=datetime.date(2027, 3, 25), kind=OverrideKind.CANCELLED),
        OccurrenceOverride(
            original_date=datetime.date(2027, 4, 1),
            kind=OverrideKind.MOVED,
            new_date=datetime.date(2027, 4, 2),
        ),
    )
    publish(page)

    html = client.get(page.url).content.decode()

    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    series = json.loads(text)
    assert [
        (one["name"], one["startDate"], one["eventStatus"].rpartition("/")[2])
        for one in series["subEvent"]
    ] == [
        ("A </script> & B", "2027-03-18T17:00:00+01:00", "EventScheduled"),
        ("A </script> & B", "2027-03-25T17:00:00+01:00", "EventCancelled"),
        ("A </script> & B", "2027-04-02T17:00:00+02:00", "EventRescheduled"),
    ]
    assert series["subEvent"][2]["previousStartDate"] == "2027-04-01T17:00:00+02:00"
    assert (series["@type"], series["startDate"], series["endDate"]) == (
        "Event",
        "2027-03-18T17:00:00+01:00",
        "2027-04-02T19:00:00+02:00",
    )
    # What is cancelled is in no schedule.
    assert [
        (one["startDate"], one["startTime"], one["scheduleTimezone"])
        for one in series["eventSchedule"]
    ] == [
        ("2027-03-18", "17:00:00", "Europe/Warsaw"),
        ("2027-04-02", "17:00:00", "Europe/Warsaw"),
    ]


def test_json_ld_of_one_date_is_one_event_with_a_place(client, calendar):
    page = publish(EventFactory(parent=calendar, online_url=""))
    online = publish(EventFactory(parent=calendar, online_url="https://meet.example.org/1"))

    def told(address: str) -> dict:
        html = client.get(address).content.decode()
        return json.loads(re.search(r"ld\+json\">(.*?)</script>", html)[1])

    assert told(page.url)["@type"] == told(page.occurrences.get().url)["@type"] == "Event"
    assert "eventSchedule" not in told(page.url)
    assert [one["@type"] for one in told(page.url)["location"]] == ["Place"]
    assert told(online.url)["location"] == [
        {"@type": "VirtualLocation", "url": "https://meet.example.org/1"}
    ]


def test_json_ld_of_a_long_series_tells_the_next_dates_only(client, calendar):
    page = publish(EventFactory(parent=calendar, recurrence="RRULE:FREQ=DAILY;COUNT=60"))

    html = client.get(page.url).content.decode()
    series = json.loads(re.search(r"ld\+json\">(.*?)</script>", html)[1])

    assert len(series["subEvent"]) == len(series["eventSchedule"]) == 10
    assert series["endDate"] == "2027-05-16T19:00:00+02:00"


def test_subscription_links_use_the_sites_own_address(client, calendar):
    page = event(calendar)

    html = client.get(page.url, headers={"host": "evil.example"}).content.decode()

    assert f'href="webcal://localhost{page.url}ics/"' in html
    assert "evil.example" not in html
    assert client.get(f"{page.url}qr/")["Content-Type"] == "image/svg+xml"


@time_machine.travel("2027-04-10 12:00Z", tick=False)
def test_list_that_begins_on_a_past_day_shows_that_day(client, calendar):
    for number, day in enumerate((1, 2, 3)):
        publish(
            EventFactory(
                parent=calendar, title=f"Past {number}", start_date=datetime.date(2027, 4, day)
            )
        )

    response = client.get(f"{calendar.url}?start=2027-04-02&end=2027-04-02")

    assert [
        (day.date, [row.title for row in day.occurrences]) for day in response.context_data["days"]
    ] == [(datetime.date(2027, 4, 2), ["Past 1"])]


def test_list_is_not_counted_to_its_end(client, calendar, monkeypatch, settings):
    settings.WAGTAIL_NGO = {"PAGE_SIZE": 1}
    monkeypatch.setattr(date_pages, "MOST_DATES", 2)
    event(calendar, recurrence="RRULE:FREQ=WEEKLY;COUNT=5")

    first, second = (
        client.get(calendar.url, {"start": "2027-01-01", "page": number}) for number in (1, 2)
    )

    assert first.context_data["page_obj"].paginator.num_pages == 2
    assert [("more dates" in page.content.decode()) for page in (first, second)] == [False, True]


def test_host_filter_offers_hosts_of_single_dates_and_no_others(client, calendar):
    regular, guest, partner = (NGOFactory(title=name) for name in ("Regular", "Guest", "Partner"))
    page = EventFactory(parent=calendar, recurrence="RRULE:FREQ=WEEKLY;COUNT=2")
    page.organizations.add(
        EventOrganization(organization=regular),
        EventOrganization(organization=partner, role="partner"),
    )
    page.overrides.add(OccurrenceOverride(original_date=datetime.date(2027, 3, 25), host=guest))
    publish(page)
    NGOFactory(title="Idle")

    form = client.get(calendar.url).context_data["form"]

    assert list(form.fields["host"].queryset) == [guest, regular]
    assert len(titles(client.get(calendar.url, {"host": guest.pk}))) == 1


def test_the_area_filter_does_not_tell_of_a_host_the_visitor_may_not_see(calendar, client):
    area, other = ActivityAreaFactory(name="Health"), ActivityAreaFactory(name="Sport")
    hidden = NGOFactory(title="Private Circle", areas=[area])
    shown = NGOFactory(title="Open Circle", areas=[other])
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    event(calendar, host=hidden, title="Evening", start_date=datetime.date(2027, 2, 1))
    event(calendar, host=shown, title="Morning", start_date=datetime.date(2027, 2, 2))

    assert titles(client.get(calendar.url)) == ["Evening", "Morning"]
    assert titles(client.get(calendar.url, {"area": area.slug})) == []
    assert titles(client.get(calendar.url, {"area": other.slug})) == ["Morning"]
