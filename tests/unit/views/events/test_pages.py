"""The public pages of events."""

import datetime

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, VenueFactory, publish
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventOrganization, OccurrenceOverride

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


def test_list_groups_coming_dates_by_day_and_keeps_ongoing_ones_today(client, calendar):
    publish(EventFactory(parent=calendar, title="Later", start_date=datetime.date(2027, 2, 1)))
    publish(
        EventFactory(
            parent=calendar,
            title="Exhibition",
            start_date=datetime.date(2026, 12, 1),
            end_date=datetime.date(2027, 1, 31),
        )
    )
    publish(EventFactory(parent=calendar, title="Over", start_date=datetime.date(2027, 1, 3)))

    response = client.get(calendar.url)

    assert [(day.date, day.is_today) for day in response.context_data["days"]] == [
        (datetime.date(2027, 1, 4), True),
        (datetime.date(2027, 2, 1), False),
    ]
    assert titles(response) == ["Exhibition", "Later"]


def test_list_shows_nothing_that_a_page_view_would_not(client, calendar):
    publish(EventFactory(parent=calendar, title="Open"))
    secret = publish(EventFactory(parent=calendar, title="Secret"))
    PageViewRestriction.objects.create(
        page=secret, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )
    publish(EventFactory(parent=calendar, title="Withdrawn")).unpublish()

    assert titles(client.get(calendar.url)) == ["Open"]
    assert b"Secret" not in client.get(calendar.url + "ics/").content


def test_list_costs_the_same_number_of_queries_for_one_and_three(
    client, calendar, django_assert_max_num_queries, settings
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add():
        page = EventFactory(parent=calendar)
        page.organizations.add(EventOrganization(organization=NGOFactory()))
        publish(page)

    add()
    client.get(calendar.url)
    with CaptureQueriesContext(connection) as one:
        client.get(calendar.url)
    add()
    add()
    with CaptureQueriesContext(connection) as three:
        client.get(calendar.url)

    assert len(three) == len(one)


def test_event_lists_its_dates_and_each_has_a_page(client, calendar):
    page = publish(EventFactory(parent=calendar, recurrence="RRULE:FREQ=WEEKLY;COUNT=3"))

    response = client.get(page.url)

    assert [row.url for row in response.context_data["coming"]] == [
        f"{page.url}2027-03-18/",
        f"{page.url}2027-03-25/",
        f"{page.url}2027-04-01/",
    ]
    assert client.get(f"{page.url}2027-03-25/").status_code == 200


@pytest.mark.parametrize("day", ["2027-03-19", "2027-02-30", "0000-00-00", "9999-12-31"])
def test_date_that_does_not_exist_is_not_found(client, calendar, day):
    page = publish(EventFactory(parent=calendar))

    assert client.get(f"{page.url}{day}/").status_code == 404
    assert client.get(f"{page.url}{day}/ics/").status_code == 404


def test_cancelled_date_says_so_with_the_reason(client, calendar):
    page = EventFactory(parent=calendar, title="Choir")
    page.overrides.add(
        OccurrenceOverride(
            original_date=page.start_date, kind=OverrideKind.CANCELLED, note="Conductor ill"
        )
    )
    publish(page)

    for url in (calendar.url, page.url, f"{page.url}2027-03-18/"):
        html = client.get(url).content.decode()
        assert "Cancelled" in html
        assert "Conductor ill" in html


def test_hidden_host_is_not_named(client, calendar):
    page = EventFactory(parent=calendar)
    page.organizations.add(
        EventOrganization(organization=NGOFactory(title="Draft NGO", live=False))
    )
    page.organizations.add(EventOrganization(organization=NGOFactory(title="Live NGO")))
    publish(page)

    for url in (calendar.url, page.url, f"{page.url}2027-03-18/", f"{page.url}ics/"):
        html = client.get(url).content.decode()
        assert "Live NGO" in html
        assert "Draft NGO" not in html


def test_calendar_file_answers_304_to_who_has_it(client, calendar):
    page = publish(EventFactory(parent=calendar))
    url = f"{page.url}ics/"

    first = client.get(url)
    second = client.get(url, headers={"if-none-match": first["ETag"]})

    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert (second.status_code, second.content) == (304, b"")


def test_event_shows_the_venue_of_a_date_and_folds_many_dates(client, calendar):
    page = EventFactory(
        parent=calendar,
        venue=VenueFactory(name="Town hall"),
        recurrence="RRULE:FREQ=WEEKLY;COUNT=15",
    )
    day = page.start_date + datetime.timedelta(days=7)
    page.overrides.create(original_date=day, kind="changed", venue=VenueFactory(name="Library"))
    publish(page)

    html = client.get(page.url).content.decode()

    assert html.count(", Library") == 1
    assert "3 more dates" in html
