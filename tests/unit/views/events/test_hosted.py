"""The dates that one organization hosts: on its page, and as a calendar to subscribe to."""

import datetime

import icalendar
import pytest
import time_machine
from django.utils import timezone
from wagtail.models import PageViewRestriction

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.models import EventOrganization, Occurrence, OccurrenceOverride

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-03-10 12:00Z", tick=False):
        yield


@pytest.fixture
def host():
    return NGOFactory(title="Host")


def hosted(calendar, host, title, **fields):
    page = EventFactory(parent=calendar, title=title, **fields)
    page.organizations = [EventOrganization(organization=host)]
    return publish(page)


def summaries(client, host) -> list[str]:
    answer = client.get(f"{host.url}ics/")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return [
        str(part["SUMMARY"]) for part in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    ]


def test_organization_has_a_calendar_of_the_dates_it_hosts(client, host):
    calendar = EventIndexFactory()
    hosted(calendar, host, "Mine")
    series = publish(
        EventFactory(parent=calendar, title="Round", recurrence="RRULE:FREQ=WEEKLY;COUNT=3")
    )
    series.overrides = [
        OccurrenceOverride(original_date=datetime.date(2027, 3, 25), kind="changed", host=host)
    ]
    publish(series)
    hosted(calendar, NGOFactory(), "Another's")

    assert summaries(client, host) == ["Mine", "Round"]
    html = client.get(host.url).content.decode()
    assert "webcal://" in html
    assert "Mine" in html
    assert "25 March 2027" in html
    assert "Another&#x27;s" not in html
    assert client.get(f"{host.url}qr/")["Content-Type"] == "image/svg+xml"


def test_calendar_of_an_organization_shows_nothing_that_a_page_view_would_not(client, host):
    calendar = EventIndexFactory()
    hosted(calendar, host, "Draft").unpublish()
    locked = hosted(calendar, host, "Locked")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    expired = hosted(calendar, host, "Expired")
    expired.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    expired.save()

    assert summaries(client, host) == []
    html = client.get(host.url).content.decode()
    assert [word for word in ("Draft", "Locked", "Expired", "webcal:") if word in html] == []


def test_expired_event_answers_nowhere(client, host):
    page = hosted(EventIndexFactory(), host, "Expired")
    paths = [page.url, f"{page.url}2027-03-18/", f"{page.url}ics/", f"{page.url}2027-03-18/ics/"]
    assert [client.get(path).status_code for path in paths] == [200] * 4

    page.expire_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save()

    assert [client.get(path).status_code for path in paths] == [404] * 4


def test_entry_shows_past_and_coming_dates_of_host_and_partner_once(client, host):
    calendar, other = EventIndexFactory(), EventIndexFactory(slug="other")
    partner = NGOFactory(title="Partner")
    days = {"Past": datetime.date(2027, 3, 4), "Coming": datetime.date(2027, 3, 18)}
    for title, day in days.items():
        page = EventFactory(parent=calendar, title=title, start_date=day)
        page.organizations = [
            EventOrganization(organization=host),
            EventOrganization(organization=partner, role="partner"),
        ]
        publish(page).create_alias(parent=other)
    hosted(calendar, NGOFactory(), "Another's")
    assert Occurrence.objects.count() == 5

    for entry in (host, partner):
        context = client.get(entry.url).context_data
        assert [row.title for row in context["past_dates"]] == ["Past"]
        assert [row.title for row in context["hosted_dates"]] == ["Coming"]
