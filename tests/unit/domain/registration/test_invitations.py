"""The calendar file that goes with a confirmation: what it enters, moves and takes out."""

import datetime
from zoneinfo import ZoneInfo

import icalendar

from wagtail_ngo.domain.registration.invitations import InvitedDate, invitation

WARSAW = ZoneInfo("Europe/Warsaw")
SENT = datetime.datetime(2027, 2, 1, 12, tzinfo=WARSAW)


def invited(**changes) -> InvitedDate:
    start = datetime.datetime(2027, 3, 5, 17, tzinfo=WARSAW)
    values = {
        "uid": "a@town.example",
        "sequence": 3,
        "starts_at": start.astimezone(datetime.UTC),
        "ends_at": start + datetime.timedelta(hours=2),
        "time_zone": "Europe/Warsaw",
        "is_all_day": False,
        "title": "Jak pisać\nwnioski",
        "location": "Słupsk, Nowa 1",
        "description": "Wejście od podwórza.\nII piętro.",
        "url": "https://town.example/e/",
    }
    return InvitedDate(**values | changes)


def read(*dates: InvitedDate, name="Ośrodek") -> tuple[icalendar.Calendar, str]:
    data, method = invitation(
        dates,
        organizer="info@town.example",
        organizer_name=name,
        attendee="anna@example.org",
        sent_at=SENT,
    )
    return icalendar.Calendar.from_ical(data), method


def events(calendar):
    return [part for part in calendar.subcomponents if part.name == "VEVENT"]


def test_an_invitation_says_all_of_a_date():
    calendar, method = read(invited())
    (event,) = events(calendar)

    assert (method, str(calendar["method"])) == ("REQUEST", "REQUEST")
    assert (str(calendar["version"]), str(calendar["calscale"])) == ("2.0", "GREGORIAN")
    assert "wagtail-ngo" in str(calendar["prodid"])
    assert {name: str(event[name]) for name in ("UID", "SUMMARY", "STATUS", "LOCATION")} == {
        "UID": "a@town.example",
        "SUMMARY": "Jak pisać wnioski",
        "STATUS": "CONFIRMED",
        "LOCATION": "Słupsk, Nowa 1",
    }
    assert event["SEQUENCE"] == 3
    assert str(event["DESCRIPTION"]) == "Wejście od podwórza.\nII piętro."
    assert str(event["URL"]) == "https://town.example/e/"
    assert event["DTSTAMP"].dt == SENT
    assert event["DTSTART"].dt == datetime.datetime(2027, 3, 5, 17, tzinfo=WARSAW)
    assert event["DTEND"].dt == datetime.datetime(2027, 3, 5, 19, tzinfo=WARSAW)
    assert event["DTSTART"].params["TZID"] == "Europe/Warsaw"


def test_host_and_guest_are_named_and_nobody_has_to_answer():
    (event,) = events(read(invited())[0])

    assert (str(event["ORGANIZER"]), event["ORGANIZER"].params["CN"]) == (
        "mailto:info@town.example",
        "Ośrodek",
    )
    assert str(event["ATTENDEE"]) == "mailto:anna@example.org"
    assert dict(event["ATTENDEE"].params) == {"PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    (nameless,) = events(read(invited(), name="")[0])
    assert nameless["ORGANIZER"].params["CN"] == "info@town.example"


def test_what_is_not_known_is_left_out():
    date = invited(ends_at=None, location="", description="", url="")
    (event,) = events(read(date)[0])

    assert {"DTEND", "LOCATION", "DESCRIPTION", "URL"} & set(event) == set()


def test_a_whole_day_has_days_and_needs_no_zone():
    day = datetime.datetime(2027, 3, 5, tzinfo=WARSAW)
    date = invited(is_all_day=True, starts_at=day, ends_at=day + datetime.timedelta(days=2))
    calendar, _method = read(date)
    (event,) = events(calendar)

    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        datetime.date(2027, 3, 5),
        datetime.date(2027, 3, 7),
    )
    assert [part.name for part in calendar.subcomponents] == ["VEVENT"]


def test_each_zone_is_described_once_before_the_dates():
    other = invited(uid="b", time_zone="Europe/London")
    calendar, _method = read(invited(), other, invited(uid="c"))
    zones = [part for part in calendar.subcomponents if part.name == "VTIMEZONE"]

    assert [str(zone["TZID"]) for zone in zones] == ["Europe/London", "Europe/Warsaw"]
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"] * 2 + ["VEVENT"] * 3


def test_a_file_calls_off_only_where_every_date_is_off():
    off = invited(uid="b", is_cancelled=True)

    mixed, all_off = read(invited(), off), read(off)

    assert [mixed[1], all_off[1], read()[1]] == ["REQUEST", "CANCEL", "REQUEST"]
    assert str(all_off[0]["method"]) == "CANCEL"
    assert [str(event["STATUS"]) for event in events(mixed[0])] == ["CONFIRMED", "CANCELLED"]
    assert events(all_off[0])[0]["ATTENDEE"].params["PARTSTAT"] == "DECLINED"
