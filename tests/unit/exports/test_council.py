"""Dates of an election as iCalendar and as schema.org data."""

import icalendar
import pytest
from django.utils import timezone

from tests.factories.council import HOUR, VOTING, ElectionFactory
from tests.factories.events import VenueFactory
from wagtail_ngo.exports.council import dates, dates_ics, json_ld
from wagtail_ngo.models import CouncilElectionPage

pytestmark = pytest.mark.django_db


def test_each_fixed_date_is_one_row_in_order():
    election = ElectionFactory(list_published_at=None)

    assert [(key, start, end) for key, _title, start, end in dates(election)] == [
        ("nominations", election.nominations_from, None),
        ("nominations-end", election.nominations_until, None),
        ("voting", VOTING, VOTING + 3 * HOUR),
    ]
    election.nominations_from = election.nominations_until = election.voting_from = None
    assert dates(election) == []


def test_dates_are_events_and_the_voting_alone_has_a_place(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    published = timezone.now().replace(microsecond=0)
    election = ElectionFactory(
        title="Wybory",
        venue=VenueFactory(name="Ratusz", street="Nowa 1", city="Słupsk"),
        last_published_at=published,
    )

    calendar = icalendar.Calendar.from_ical(dates_ics(election))
    rows = [part for part in calendar.subcomponents if part.name == "VEVENT"]

    keys = [str(part["UID"]) for part in rows]
    election.get_site().__class__.objects.update(hostname="moved.example")
    again = icalendar.Calendar.from_ical(dates_ics(CouncilElectionPage.objects.get()))
    # The same for whoever subscribed, also under another host.
    assert keys == [str(part["UID"]) for part in again.walk("VEVENT")]
    assert (len(set(keys)), [key for key in keys if "@" in key]) == (4, [])
    assert ["LOCATION" in one for one in rows] == [False, False, False, True]
    voting = rows[-1]
    assert (str(voting["SUMMARY"]), str(voting["LOCATION"])[:14]) == (
        "Voting: Wybory",
        "Ratusz, Nowa 1",
    )
    assert [voting[name].dt for name in ("DTSTART", "DTEND")] == [VOTING, VOTING + 3 * HOUR]
    assert voting["SEQUENCE"] == int(published.timestamp()) // 60


def test_the_voting_is_an_event_once_its_day_is_fixed(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    election = ElectionFactory(title="Wybory", lead="Głosuj", venue=VenueFactory(name="Ratusz"))

    data = json_ld(election)

    assert (data["startDate"], data["endDate"]) == (
        "2027-06-10T18:00:00+02:00",
        "2027-06-10T21:00:00+02:00",
    )
    assert (data["name"], data["description"], data["location"]["name"]) == (
        "Wybory",
        "Głosuj",
        "Ratusz",
    )
    election.voting_until = election.venue = None
    assert not {"endDate", "location"} & set(json_ld(election))
    election.voting_from = None
    assert json_ld(election) is None


def test_every_date_leads_to_the_election_and_an_unpublished_one_counts_from_nothing():
    election = ElectionFactory(first_published_at=None, last_published_at=None)

    rows = icalendar.Calendar.from_ical(dates_ics(election)).walk("VEVENT")

    assert {str(row["URL"]) for row in rows} == {election.full_url}
    assert {row["SEQUENCE"] for row in rows} == {0}
    assert [row["DTSTAMP"].dt for row in rows] == [row["DTSTART"].dt for row in rows]
    assert "DTEND" not in rows[0]

    published = timezone.now().replace(microsecond=0)
    election = ElectionFactory(first_published_at=published, last_published_at=None)
    rows = icalendar.Calendar.from_ical(dates_ics(election)).walk("VEVENT")
    assert {row["SEQUENCE"] for row in rows} == {int(published.timestamp()) // 60}
    assert {row["DTSTAMP"].dt for row in rows} == {published}


def test_the_event_of_the_voting_says_all_that_is_fixed(settings):
    settings.TIME_ZONE = "Europe/Warsaw"
    election = ElectionFactory(lead="", venue=VenueFactory(name="Ratusz"))

    assert json_ld(election) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": election.full_url,
        "url": election.full_url,
        "name": "Election 2027",
        "startDate": "2027-06-10T18:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "endDate": "2027-06-10T21:00:00+02:00",
        "location": {
            "@type": "Place",
            "name": "Ratusz",
            "address": election.venue.address,
        },
    }
