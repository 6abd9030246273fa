"""Changes to single dates, and dates that are events of their own, read from iCalendar files."""

import datetime

import pytest

from tests.unit.domain.events.test_ical_import import BASE, TODAY, ics, one
from wagtail_ngo.domain.events.ical_import import read, texts
from wagtail_ngo.enums import OverrideKind

T = datetime.time
WEEKLY = f"{BASE}RRULE:FREQ=WEEKLY;COUNT=4"
CHILD = "UID:1@x\nSUMMARY:Meeting\nRECURRENCE-ID;TZID=Europe/Warsaw:{}\n{}"


def reading(*events):
    return read(ics(*events), time_zone="Europe/Warsaw", today=TODAY)


def changes(*events):
    (event,) = reading(*events).events
    return [(one.key.address, one.kind, one.title, one.original_time) for one in event.changes]


def test_a_change_that_names_no_date_costs_no_other_change():
    moved = "DTSTART;TZID=Europe/Warsaw:20270128T170000"

    found = reading(
        WEEKLY,
        CHILD.format("sometime", moved),
        CHILD.format("20270128T170000", f"{moved}\nSTATUS:CANCELLED"),
    )

    (event,) = found.events
    assert [(one.key.address, one.kind) for one in event.changes] == [
        ("2027-01-28", OverrideKind.CANCELLED)
    ]
    assert [remark.code for remark in found.remarks] == ["unreadable"]


def test_a_cancelled_date_of_the_rule_has_no_time_of_its_own():
    child = CHILD.format(
        "20270128T170000", "DTSTART;TZID=Europe/Warsaw:20270128T170000\nSTATUS:CANCELLED"
    )

    assert changes(WEEKLY, child) == [("2027-01-28", OverrideKind.CANCELLED, "", None)]


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        # At the hour of the event the extra date is named by its day, and keeps the hour.
        ("20270202T170000", [("2027-02-02-1700", OverrideKind.CANCELLED, "", T(17))]),
        ("20270202T090000", [("2027-02-02-0900", OverrideKind.CANCELLED, "", T(9))]),
    ],
)
def test_a_cancelled_extra_date_is_cancelled_at_its_hour(extra, expected):
    zone = "TZID=Europe/Warsaw"
    child = CHILD.format(extra, f"DTSTART;{zone}:{extra}\nSTATUS:CANCELLED")

    assert changes(f"{WEEKLY}\nRDATE;{zone}:{extra}", child) == expected


def test_a_cancelled_extra_whole_day_is_no_date():
    series = "UID:1@x\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20270121\nRRULE:FREQ=WEEKLY;COUNT=2"
    child = (
        "UID:1@x\nSUMMARY:Fair\nRECURRENCE-ID;VALUE=DATE:20270202\n"
        "DTSTART;VALUE=DATE:20270202\nSTATUS:CANCELLED"
    )

    found = reading(f"{series}\nRDATE;VALUE=DATE:20270202,20270203", child)

    (event,) = found.events
    assert [(one.key.address, one.kind) for one in event.changes] == [
        ("2027-02-03", OverrideKind.EXTRA)
    ]
    assert [(one.code, one.detail) for one in found.remarks] == [("cancelled_extra", "2027-02-02")]


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("P1D", ("2027-01-22", T(17))),
        ("P1W", ("2027-01-28", T(17))),
        ("PT90M", ("None", T(18, 30))),
    ],
)
def test_a_length_is_read_in_weeks_days_and_minutes(length, end):
    event, remarks = one(f"{BASE}DURATION:{length}")

    assert (str(event.end_date), event.end_time) == end
    assert remarks == []


@pytest.mark.parametrize("length", ["P", "PT", "-P1W", "1W"])
def test_a_length_of_nothing_is_said(length):
    event, remarks = one(f"{BASE}DURATION:{length}")

    assert event.end_time is None
    assert remarks == ["unreadable_end"]


@pytest.mark.parametrize(
    ("uid", "titles"),
    [
        ("1@x-2027-01-28", ["Meeting"]),
        ("1@x-2027-01-28-1900", ["Meeting"]),
        ("1@x-copy", ["Meeting", "Walk"]),
        ("2@x", ["Meeting", "Walk"]),
        ("2@x-2027-01-28", ["Meeting", "Walk"]),
    ],
)
def test_an_event_that_names_a_date_of_another_joins_it(uid, titles):
    """As our own files write extra dates: a UID of the series' UID and the day."""
    own = f"UID:{uid}\nSUMMARY:Walk\nRELATED-TO:1@x\nDTSTART;TZID=Europe/Warsaw:20270128T190000"

    assert [event.title for event in reading(BASE, own).events] == titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before<p>one</p>after", ["before", "one", "after"]),
        ("<p>one</p><p>two<br>lines</p>", ["one", "two<br/>lines"]),
        ("<ul><li>a</li><li>b</li></ul>", ["• a", "• b"]),
    ],
)
def test_html_of_other_calendars_becomes_paragraphs(text, expected):
    assert list(texts.paragraphs(text)) == expected
