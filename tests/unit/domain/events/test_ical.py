"""Calendar files: what each line says, and what no text of an editor may break."""

import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from wagtail_ngo.domain.events.ical import CalendarDate, CalendarEvent, calendar
from wagtail_ngo.domain.events.ical_zones import onsets, vtimezone
from wagtail_ngo.domain.events.recurrence import parse


def at(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)


MODIFIED = at("2027-01-02T10:00:00+00:00")


def event(*, date=None, **values) -> CalendarEvent:
    fields = {
        "uid": "choir-1",
        "sequence": 3,
        "modified_at": MODIFIED,
        "time_zone": "Europe/Warsaw",
        "main": CalendarDate(
            **{
                "start": at("2027-03-18T17:00"),
                "end": at("2027-03-18T19:00"),
                "title": "Choir",
                **(date or {}),
            }
        ),
    }
    return CalendarEvent(**{**fields, **values})


def text_of(*events, **values) -> str:
    return calendar(events, **{"name": "Town", **values}).decode()


def lines(text: str, component: str = "VEVENT") -> list[str]:
    """Unfolded lines inside components of a kind."""
    unfolded = text.replace("\r\n ", "").split("\r\n")
    inside, found = False, []
    for line in unfolded:
        if line in (f"BEGIN:{component}", f"END:{component}"):
            inside = line.startswith("BEGIN")
        elif inside:
            found.append(line)
    return found


def test_event_says_when_in_its_zone_and_who_changed_it_last():
    assert sorted(lines(text_of(event()))) == [
        "DTEND;TZID=Europe/Warsaw:20270318T190000",
        "DTSTAMP:20270102T100000Z",
        "DTSTART;TZID=Europe/Warsaw:20270318T170000",
        "LAST-MODIFIED:20270102T100000Z",
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "SUMMARY:Choir",
        "UID:choir-1",
    ]


def test_whole_days_are_dates_without_a_zone():
    text = text_of(
        event(
            date={"start": at("2027-03-18"), "end": at("2027-03-20")},
            is_all_day=True,
            rule=parse("FREQ=WEEKLY;UNTIL=20270430"),
            excluded=(at("2027-03-25"),),
        )
    )

    found = [line for line in lines(text) if line.startswith(("DT", "EX", "RR"))]
    assert "VTIMEZONE" not in text
    assert sorted(found) == [
        "DTEND;VALUE=DATE:20270320",
        "DTSTAMP:20270102T100000Z",
        "DTSTART;VALUE=DATE:20270318",
        "EXDATE;VALUE=DATE:20270325",
        "RRULE:FREQ=WEEKLY;UNTIL=20270430",
    ]


def test_last_date_is_told_in_utc_at_the_end_of_its_local_day():
    found = lines(text_of(event(rule=parse("FREQ=WEEKLY;UNTIL=20270430"))))

    assert "RRULE:FREQ=WEEKLY;UNTIL=20270430T215959Z" in found


def test_series_tells_what_is_left_out_moved_and_cancelled():
    text = text_of(
        event(
            rule=parse("FREQ=WEEKLY;COUNT=5"),
            excluded=(at("2027-04-08T17:00"),),
            different={
                at("2027-03-25T17:00"): CalendarDate(
                    at("2027-03-26T18:00"), at("2027-03-26T20:00"), "Moved choir"
                ),
                at("2027-04-01T17:00"): CalendarDate(
                    at("2027-04-01T17:00"), at("2027-04-01T19:00"), "Choir", is_cancelled=True
                ),
            },
        )
    )

    wanted = ("DTSTART", "RRULE", "EXDATE", "RDATE", "RECURRENCE", "STATUS", "UID")
    assert [line for line in sorted(lines(text)) if line.startswith(wanted)] == [
        "DTSTART;TZID=Europe/Warsaw:20270318T170000",
        "DTSTART;TZID=Europe/Warsaw:20270326T180000",
        "DTSTART;TZID=Europe/Warsaw:20270401T170000",
        "EXDATE;TZID=Europe/Warsaw:20270408T170000",
        "RECURRENCE-ID;TZID=Europe/Warsaw:20270325T170000",
        "RECURRENCE-ID;TZID=Europe/Warsaw:20270401T170000",
        "RRULE:FREQ=WEEKLY;COUNT=5",
        "STATUS:CANCELLED",
        "STATUS:CONFIRMED",
        "STATUS:CONFIRMED",
        *["UID:choir-1"] * 3,
    ]


def test_event_without_an_end_has_no_dtend():
    found = lines(text_of(event(date={"end": None})))

    assert [line for line in found if line.startswith(("DTEND", "DURATION"))] == []


def test_text_is_escaped_and_cannot_begin_a_line_of_its_own():
    evil = "a\r\nATTACH:file:///etc/passwd\nb; c, d \\ e\x00\x0b\x85\u2028f"

    found = lines(text_of(event(date={"title": evil, "description": evil, "location": evil})))

    assert [line for line in found if line.startswith("ATTACH")] == []
    assert "SUMMARY:a ATTACH:file:///etc/passwd b\\; c\\, d \\\\ e f" in found
    assert "DESCRIPTION:a\\nATTACH:file:///etc/passwd\\nb\\; c\\, d \\\\ e    f" in found


def test_line_break_in_an_address_or_a_name_is_left_out():
    text = text_of(
        event(date={"url": "https://example.org/a\r\nX-EVIL:1"}, uid="u\r\nX-EVIL:2"),
        name="Town\r\nX-EVIL:3",
        url="https://example.org/\nX-EVIL:4",
    )

    assert [line for line in text.splitlines() if line.startswith("X-EVIL")] == []
    assert "URL:https://example.org/aX-EVIL:1" in lines(text)


def test_lines_are_folded_at_75_octets_between_letters():
    title = "Zażółć gęślą jaźń – " * 20

    content = calendar([event(date={"title": title})], name=title)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    for line in content.split(b"\r\n"):
        line.decode()
    assert b"\n" not in content.replace(b"\r\n", b"")
    parsed = icalendar.Calendar.from_ical(content)
    assert str(parsed.walk("VEVENT")[0]["SUMMARY"]) == title.strip()


def test_calendar_names_itself_and_when_to_ask_again():
    text = text_of(event(), name="Kalendarz", url="https://example.org/", refresh_hours=4)

    head = text.split("BEGIN:VTIMEZONE")[0].split("\r\n")
    assert {
        "PRODID:-//wagtail-ngo//Events//EN",
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Kalendarz",
        "X-WR-CALNAME:Kalendarz",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
        "URL:https://example.org/",
    } <= set(head)


def test_no_events_are_a_calendar_all_the_same():
    assert icalendar.Calendar.from_ical(calendar([], name="Empty")).walk("VEVENT") == []


def test_time_that_clocks_leave_out_is_told_as_they_show_it():
    night = {"start": at("2027-03-28T02:30"), "end": at("2027-03-28T04:00")}

    assert "DTSTART;TZID=Europe/Warsaw:20270328T033000" in lines(text_of(event(date=night)))


def test_zone_states_each_change_in_the_offset_before_it():
    """RFC 5545 §3.6.5: 02:00 of winter time, 03:00 of summer time; icalendar says 03:00 twice."""
    text = vtimezone("Europe/Warsaw", first_year=2027, last_year=2037).to_ical().decode()

    assert sorted(lines(text, "DAYLIGHT")) == [
        "DTSTART:20260329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
    ]
    assert sorted(lines(text, "STANDARD")) == [
        "DTSTART:20261025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
    ]


def test_zone_without_changes_has_one_offset():
    text = vtimezone("Asia/Kathmandu", first_year=2027, last_year=2037).to_ical().decode()

    assert "TZOFFSETTO:+0545" in lines(text, "STANDARD")
    assert "BEGIN:DAYLIGHT" not in text


ZONES = ["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"]


@pytest.mark.parametrize("name", [*ZONES, "America/Santiago", "Europe/Dublin", "UTC"])
def test_zone_alone_gives_the_offsets_of_the_database(name):
    """Read back without the zone database, as a program does that trusts the file."""
    component = vtimezone(name, first_year=2026, last_year=2030)
    read = icalendar.Timezone.from_ical(component.to_ical()).to_tz(lookup_tzid=False)
    zone = ZoneInfo(name)

    for days in range(0, 4 * 365, 3):
        moment = datetime.datetime(2027, 1, 1, 12, tzinfo=datetime.UTC) + datetime.timedelta(days)
        wall = moment.astimezone(zone).replace(tzinfo=None)
        assert wall.replace(tzinfo=read).utcoffset() == wall.replace(tzinfo=zone).utcoffset(), wall


def test_onsets_are_the_changes_of_the_year():
    found = [
        str(one.wall) for one in onsets(ZoneInfo("Europe/Warsaw"), first_year=2027, last_year=2027)
    ]

    assert found == ["2027-03-28 02:00:00", "2027-10-31 03:00:00"]


def test_dates_in_the_hour_that_spring_leaves_out_are_named_by_the_hour_of_the_rule():
    text = text_of(
        event(
            date={"start": at("2027-03-14T02:30"), "end": at("2027-03-14T04:00")},
            rule=parse("FREQ=WEEKLY;COUNT=5"),
            excluded=(at("2027-03-28T02:30"),),
        ),
        event(
            uid="choir-2",
            date={"start": at("2027-03-14T02:30"), "end": at("2027-03-14T04:00")},
            rule=parse("FREQ=WEEKLY;COUNT=5"),
            different={at("2027-03-28T02:30"): CalendarDate(at("2027-03-28T02:30"), title="Late")},
        ),
    )

    told = lines(text)
    assert "EXDATE;TZID=Europe/Warsaw:20270328T023000" in told
    assert "RECURRENCE-ID;TZID=Europe/Warsaw:20270328T023000" in told
    # What takes place begins when clocks show an hour that there is.
    assert "DTSTART;TZID=Europe/Warsaw:20270328T033000" in told


def test_each_clock_change_without_a_yearly_rule_is_a_line_of_its_own():
    zone = vtimezone("Africa/Casablanca", first_year=2027, last_year=2029).to_ical().decode()

    parts = [part.split("\r\n") for part in zone.split("BEGIN:")]
    for part in parts:
        listed = [line.partition(":")[2] for line in part if line.startswith("RDATE")]
        first = [line.partition(":")[2] for line in part if line.startswith("DTSTART")]
        assert not any("," in value for value in listed)
        assert not listed or listed[0] == first[0]
    assert zone.count("RDATE:") >= 4
