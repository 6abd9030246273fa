"""What is read from iCalendar files of others, and what is said about the rest."""

import datetime

import pytest

from wagtail_ngo.domain.events.ical_import import read, web_address
from wagtail_ngo.domain.events.ical_import_values import ReadError, ReadLimits
from wagtail_ngo.enums import OverrideKind

TODAY = datetime.date(2027, 1, 4)
D = datetime.date
T = datetime.time


def ics(*events: str, head: str = "") -> bytes:
    """A calendar of events, each given by its lines."""
    parts = "".join(f"BEGIN:VEVENT\n{lines.strip()}\nEND:VEVENT\n" for lines in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{parts}END:VCALENDAR\n"
    return "\n".join(line.strip() for line in text.splitlines()).replace("\n", "\r\n").encode()


def one(lines: str, **options):
    reading = read(ics(lines), time_zone="Europe/Warsaw", today=TODAY, **options)
    (event,) = reading.events
    return event, [remark.code for remark in reading.remarks]


BASE = "UID:1@x\nSUMMARY:Meeting\nDTSTART;TZID=Europe/Warsaw:20270121T170000\n"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (
            "DTSTART:20270121T160000Z",
            "DTEND:20270121T180000Z",
            (D(2027, 1, 21), T(17), None, T(19)),
        ),
        ("DTSTART:20270721T150000Z", "DURATION:PT2H", (D(2027, 7, 21), T(17), None, T(19))),
        ("DTSTART:20270121T170000", "", (D(2027, 1, 21), T(17), None, None)),
        (
            "DTSTART;TZID=Europe/Warsaw:20270121T220000",
            "DTEND;TZID=Europe/Warsaw:20270122T020000",
            (D(2027, 1, 21), T(22), D(2027, 1, 22), T(2)),
        ),
        (
            "DTSTART;VALUE=DATE:20270121",
            "DTEND;VALUE=DATE:20270122",
            (D(2027, 1, 21), None, None, None),
        ),
        (
            "DTSTART;VALUE=DATE:20270121",
            "DTEND;VALUE=DATE:20270124",
            (D(2027, 1, 21), None, D(2027, 1, 23), None),
        ),
    ],
)
def test_times_become_local_wall_times(start, end, expected):
    event, remarks = one(f"UID:1\nSUMMARY:x\n{start}\n{end}")

    assert (event.start_date, event.start_time, event.end_date, event.end_time) == expected
    assert event.all_day is (event.start_time is None)
    assert remarks == []


def test_zone_of_the_event_is_kept_and_an_unknown_one_is_said():
    event, _ = one("UID:1\nSUMMARY:x\nDTSTART;TZID=America/New_York:20270121T170000")
    assert (event.time_zone, event.start_time) == ("America/New_York", T(17))

    event, remarks = one("UID:1\nSUMMARY:x\nDTSTART;TZID=Nowhere/Land:20270121T170000")
    assert (event.time_zone, event.start_time) == ("Europe/Warsaw", T(17))
    assert remarks == ["zone"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=3TH;UNTIL=20270630T220000Z", "FREQ=MONTHLY;UNTIL=20270630;BYDAY=3TH"),
        # Midnight in Warsaw is still the day before in UTC; 15:00 UTC is before the meeting begins.
        ("FREQ=DAILY;UNTIL=20270331T220000Z", "FREQ=DAILY;UNTIL=20270331"),
        ("FREQ=DAILY;UNTIL=20270331T140000Z", "FREQ=DAILY;UNTIL=20270330"),
        ("FREQ=WEEKLY;UNTIL=20270318", "FREQ=WEEKLY;UNTIL=20270318"),
        ("FREQ=YEARLY;BYMONTH=1,6;BYDAY=3TH", "FREQ=YEARLY;BYDAY=3TH;BYMONTH=1,6"),
    ],
)
def test_rule_is_kept_with_its_last_local_date(rule, expected):
    event, remarks = one(f"{BASE}RRULE:{rule}")

    assert str(event.rule) == expected
    assert remarks == []


@pytest.mark.parametrize(
    "rule",
    ["FREQ=HOURLY", "FREQ=DAILY;BYHOUR=9", "FREQ=YEARLY;BYMONTHDAY=-9", "FREQ=SOMETIMES"],
)
def test_rule_that_cannot_be_kept_is_said_and_the_first_date_stays(rule):
    event, remarks = one(f"{BASE}RRULE:{rule}")

    assert event.rule is None
    assert remarks == ["rule"]


def test_exceptions_and_additions_are_changes_to_dates():
    event, remarks = one(
        f"""{BASE}RRULE:FREQ=WEEKLY;COUNT=4
        EXDATE;TZID=Europe/Warsaw:20270128T170000
        RDATE:20270202T160000Z,20270203T170000Z
        RDATE;TZID=Europe/Warsaw:20270204T190000"""
    )

    assert [(c.key.address, c.kind, c.start_time) for c in event.changes] == [
        ("2027-01-28", OverrideKind.REMOVED, None),
        ("2027-02-02", OverrideKind.EXTRA, None),
        ("2027-02-03-1800", OverrideKind.EXTRA, T(18)),
        ("2027-02-04-1900", OverrideKind.EXTRA, T(19)),
    ]
    assert remarks == []


def test_children_become_cancelled_moved_and_changed_dates():
    child = "UID:1@x\nRECURRENCE-ID;TZID=Europe/Warsaw:{}T170000\nDTSTART;TZID=Europe/Warsaw:{}\n{}"
    data = ics(
        f"{BASE}RRULE:FREQ=WEEKLY;COUNT=9\nSEQUENCE:1",
        child.format("20270128", "20270128T170000", "SUMMARY:Meeting\nSTATUS:CANCELLED"),
        child.format("20270204", "20270205T180000", "SUMMARY:Meeting"),
        child.format("20270211", "20270211T170000", "SUMMARY:Special\nLOCATION:Elsewhere"),
        child.format("20270218", "20270218T200000", "SEQUENCE:4").replace(
            "ID;", "ID;RANGE=THISANDFUTURE;"
        ),
        child.format("20270225", "20270225T170000", "").replace("1@x", "lonely"),
    )

    reading = read(data, time_zone="Europe/Warsaw", today=TODAY)

    event, later = reading.events
    assert (str(event.rule), str(later.rule)) == (
        "FREQ=WEEKLY;UNTIL=20270217",
        "FREQ=WEEKLY;COUNT=5",
    )
    assert (later.uid, later.title, later.start_time) == ("1@x-from-20270218", "Meeting", T(20))
    assert event.sequence == 1
    assert [
        (c.original_date.day, c.kind, c.new_date, c.start_time, c.title, c.note)
        for c in event.changes
    ] == [
        (28, OverrideKind.CANCELLED, None, None, "", ""),
        (4, OverrideKind.MOVED, D(2027, 2, 5), T(18), "", ""),
        (11, OverrideKind.CHANGED, None, None, "Special", "Elsewhere"),
    ]
    assert [remark.code for remark in reading.remarks] == ["split", "no_series"]


def test_what_is_left_out_is_said():
    data = ics(
        f"""{BASE}ATTENDEE;CN=Jan:mailto:jan@example.org
        ATTACH:file:///etc/passwd
        URL:javascript:alert(1)
        CONFERENCE;VALUE=URI:https://meet.example.org/abc
        STATUS:TENTATIVE
        BEGIN:VALARM
        ACTION:DISPLAY
        TRIGGER:-PT15M
        END:VALARM""",
        "UID:2\nSUMMARY:Doctor\nDTSTART:20270121T170000\nCLASS:PRIVATE",
        "UID:3\nSUMMARY:No date",
        head="BEGIN:VTODO\nSUMMARY:Buy tea\nEND:VTODO\n",
    )

    reading = read(data, time_zone="Europe/Warsaw", today=TODAY)

    (event,) = reading.events
    assert (event.url, event.online_url) == ("", "https://meet.example.org/abc")
    assert {(remark.code, remark.title) for remark in reading.remarks} == {
        ("tasks", "Buy tea"),
        ("attendees", "Meeting"),
        ("attachments", "Meeting"),
        ("alarms", "Meeting"),
        ("tentative", "Meeting"),
        ("address", "Meeting"),
        ("private", "Doctor"),
        ("no_start", "No date"),
    }


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "//x.org",
        "http://",
        "ftp://x",
    ],
)
def test_only_web_addresses_are_taken(value):
    assert web_address(value) == ""
    assert web_address("https://example.org/a?b=1") == "https://example.org/a?b=1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "format"),
        (b"PK\x03\x04 not a calendar", "format"),
        (b"BEGIN:VCALENDAR" + b" " * 2000, "size"),
        (b"BEGIN:VCALENDAR" + b"BEGIN:VEVENT" * 11, "events"),
    ],
)
def test_file_that_is_no_calendar_or_too_large_is_refused(data, code):
    with pytest.raises(ReadError) as error:
        read(data, time_zone="UTC", today=TODAY, limits=ReadLimits(size=1500, events=10))

    assert error.value.code == code


def test_event_without_uid_has_one_that_stays_the_same():
    lines = "SUMMARY:x\nDTSTART:20270121T170000"

    assert one(lines)[0].uid == one(lines)[0].uid != one(lines + "\nLOCATION:y\n")[0].title


def test_file_that_breaks_off_is_said():
    data = ics(BASE, "UID:2\nSUMMARY:Lost\nDTSTART:20270121T170000")
    cut = data[: data.index(b"UID:2") + 5]

    reading = read(cut, time_zone="UTC", today=TODAY)

    assert [remark.code for remark in reading.remarks] == ["damaged"]
