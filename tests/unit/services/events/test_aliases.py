"""An alias of an event has its dates at once, and no list shows both."""

import datetime
import json

import pytest
import time_machine
from bs4 import BeautifulSoup
from wagtail.models import Locale

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.blocks.event_dates import EventDates
from wagtail_ngo.models import EventOrganization, EventPage, Occurrence, OccurrenceOverride

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


@pytest.fixture
def other():
    return EventIndexFactory(title="Other", slug="other")


@pytest.fixture
def choir(calendar):
    """Twelve Thursdays with a host, one of them cancelled."""
    page = EventFactory(parent=calendar, title="Choir", recurrence="RRULE:FREQ=WEEKLY;COUNT=12")
    page.organizations.add(EventOrganization(organization=NGOFactory(title="Host")))
    page.overrides.add(
        OccurrenceOverride(original_date=datetime.date(2027, 3, 25), kind="cancelled")
    )
    return publish(page)


def dates(page) -> list[tuple]:
    rows = page.occurrences.order_by("starts_at")
    return [(row.key, row.status, [one.title for one in row.host_organizations]) for row in rows]


def event_of(alias) -> EventPage:
    return EventPage.objects.get(pk=alias.pk)


def test_alias_has_the_dates_at_once_and_its_page_shows_them(client, choir, other):
    alias = event_of(choir.create_alias(parent=other))

    assert len(dates(choir)) == 12
    assert dates(alias) == dates(choir)
    assert len(client.get(alias.url).context_data["coming"]) == 12
    assert alias.uid == choir.uid


def test_alias_that_a_translation_makes_has_the_dates_at_once(choir):
    locale = Locale.objects.create(language_code="pl")

    alias = event_of(choir.copy_for_translation(locale, copy_parents=True, alias=True))

    assert dates(alias) == dates(choir)


def test_alias_follows_its_original_and_goes_dark_with_it(choir, other):
    alias = event_of(choir.create_alias(parent=other))
    choir.recurrence = "RRULE:FREQ=WEEKLY;COUNT=3"
    publish(choir)
    assert (len(dates(alias)), dates(event_of(alias))) == (3, dates(choir))

    choir.unpublish()

    assert (event_of(alias).live, Occurrence.objects.count()) == (False, 0)


def test_alias_of_a_draft_has_no_dates(calendar, other):
    draft = EventFactory(parent=calendar, live=False)

    draft.create_alias(parent=other)

    assert Occurrence.objects.count() == 0


def titles(client, calendar, path="") -> list[str]:
    context = client.get(f"{calendar.url}{path}").context_data
    if "weeks" in context:
        days = [day for week in context["weeks"] for day in week if day.is_in_month]
    else:
        days = context["days"]
    return [row.title for day in days for row in day.occurrences]


def test_no_list_or_feed_of_one_calendar_shows_both(client, calendar, choir):
    choir.create_alias(parent=calendar, update_slug="choir-again")
    choir.create_alias(parent=calendar, update_slug="choir-thrice")

    assert titles(client, calendar) == ["Choir"]
    assert titles(client, calendar, "?start=2027-03-18&end=2027-03-18") == ["Choir"]
    assert titles(client, calendar, "month/2027-03/") == ["Choir"] * 2
    feed = BeautifulSoup(client.get(f"{calendar.url}feed/").content, "xml")
    assert len(feed.find_all("entry")) == 1
    text = client.get(f"{calendar.url}ics/").content.decode().replace("\r\n ", "")
    assert {line for line in text.split("\r\n") if line.startswith("UID")} == {f"UID:{choir.uid}"}


def test_alias_in_another_calendar_is_in_its_lists(client, calendar, choir, other):
    alias = event_of(choir.create_alias(parent=other))

    assert titles(client, other) == ["Choir"]
    assert titles(client, calendar) == ["Choir"]
    text = client.get(f"{other.url}ics/").content.decode().replace("\r\n ", "")
    assert f"UID:{alias.uid}" in text


def test_alias_stays_where_its_original_is_hidden(client, calendar, choir, other):
    alias = event_of(choir.create_alias(parent=calendar, update_slug="again"))
    other_alias = event_of(choir.create_alias(parent=calendar, update_slug="thrice"))
    EventPage.objects.filter(pk=choir.pk).update(expire_at="2027-01-01T00:00Z")

    assert titles(client, calendar) == ["Choir"]
    assert alias.pk < other_alias.pk


def test_calendar_of_the_host_and_blocks_name_the_event_once(client, choir, other):
    choir.create_alias(parent=other)
    host = choir.organizations.get().organization

    text = client.get(f"{host.url}ics/").content.decode()

    assert text.count("BEGIN:VEVENT") == 12
    shown = EventDates(None, now=datetime.datetime(2027, 1, 4, tzinfo=datetime.UTC))
    assert len(shown.coming) == 12
    assert json.dumps([path for _key, path, _kind in shown.coming]).count(choir.path) == 12
