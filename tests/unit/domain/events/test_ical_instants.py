"""Every instant of a file is right here, or a remark says that it should be looked at."""

import datetime

import pytest

from tests.unit.domain.events.test_ical_import import BASE, TODAY, ics
from wagtail_ngo.domain.events.ical_import import read
from wagtail_ngo.domain.events.schedule import Change, Schedule, planned_dates
from wagtail_ngo.enums import OverrideKind

LAST = datetime.date(2029, 1, 1)


def dates(lines: str, *more: str, head: str = "") -> tuple[list[str], list[str]]:
    """The local starts and ends that the first event has, and the codes of the remarks."""
    reading = read(ics(lines, *more, head=head), time_zone="Europe/Warsaw", today=TODAY)
    event = reading.events[0]
    schedule = Schedule(
        start_date=event.start_date,
        start_time=event.start_time,
        end_date=event.end_date,
        end_time=event.end_time,
        all_day=event.all_day,
        time_zone=event.time_zone,
        rule=event.rule,
    )
    names = ("original_date", "original_time", "kind", "new_date", "start_time")
    names += ("end_date", "end_time", "all_day")
    changes = [Change(**{name: getattr(one, name) for name in names}) for one in event.changes]
    planned = planned_dates(schedule, changes, last=LAST)
    told = [
        f"{date.start:%m-%d %H:%M}–{date.end:%m-%d %H:%M}{' cancelled' * date.is_cancelled}"
        for date in sorted(planned, key=lambda date: date.start)
    ]
    return told, [remark.code for remark in reading.remarks]


def starts(*args, **options) -> list[str]:
    return [date.partition("–")[0] for date in dates(*args, **options)[0]]


UTC = "UID:1@x\nSUMMARY:x\nDTSTART:{start}\nDTEND:{end}\nRRULE:{rule}"


def test_series_in_utc_keeps_its_local_hour_and_its_last_date_after_october():
    lines = UTC.format(
        start="20270923T160000Z",
        end="20270923T170000Z",
        rule="FREQ=WEEKLY;INTERVAL=2;UNTIL=20271104T160000Z",
    )

    assert starts(lines) == ["09-23 18:00", "10-07 18:00", "10-21 18:00", "11-04 18:00"]
    assert dates(lines)[1] == ["utc_series"]


def test_excluded_and_changed_dates_near_midnight_are_found_in_utc():
    lines = UTC.format(
        start="20270105T233000Z", end="20270106T003000Z", rule="FREQ=WEEKLY;BYDAY=TU;COUNT=4"
    )
    child = "UID:1@x\nSUMMARY:x\nRECURRENCE-ID:20270119T233000Z\nDTSTART:20270120T170000Z"

    assert starts(f"{lines}\nEXDATE:20270112T233000Z", child) == [
        "01-06 00:30",
        "01-20 18:00",
        "01-27 00:30",
    ]


def test_rule_that_cannot_be_moved_to_the_next_day_is_listed_with_a_remark():
    lines = UTC.format(
        start="20270131T233000Z", end="20270201T003000Z", rule="FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"
    )

    assert dates(lines)[1] == ["listed"]
    assert starts(lines) == ["02-01 00:30", "03-01 00:30", "04-01 00:30"]


def test_zone_of_one_calendar_does_not_leak_to_the_next():
    new_york = ics("UID:1\nSUMMARY:a\nDTSTART:20270121T170000", head="X-WR-TIMEZONE:Asia/Tokyo\n")
    plain = ics("UID:2\nSUMMARY:b\nDTSTART:20270121T170000")

    reading = read(new_york + plain, time_zone="Europe/Warsaw", today=TODAY)

    assert [event.time_zone for event in reading.events] == ["Asia/Tokyo", "Europe/Warsaw"]


@pytest.mark.parametrize("head", ["X-WR-TIMEZONE:UTC\n", "X-WR-TIMEZONE:Etc/GMT\n", ""])
def test_utc_is_never_the_zone_of_an_event(head):
    (event,) = read(
        ics("UID:1\nSUMMARY:x\nDTSTART:20270705T160000Z", head=head),
        time_zone="Europe/Warsaw",
        today=TODAY,
    ).events

    assert (event.time_zone, event.start_time) == ("Europe/Warsaw", datetime.time(18))


@pytest.mark.parametrize(
    "name",
    [
        "Central European Standard Time",
        "/freeassociation.sourceforge.net/Europe/Warsaw",
        "europe/warsaw",
    ],
)
def test_names_that_programs_give_a_zone_are_known(name):
    assert dates(f"UID:1\nSUMMARY:x\nDTSTART;TZID={name}:20270705T180000") == (
        ["07-05 18:00–07-06 00:00"],
        [],
    )


CUSTOM = (
    "BEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:{summer}\n"
    "TZOFFSETTO:{winter}\nRRULE:FREQ=YEARLY;BYDAY={autumn}\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:16010101T020000\nTZOFFSETFROM:{winter}\nTZOFFSETTO:{summer}\n"
    "RRULE:FREQ=YEARLY;BYDAY={spring}\nEND:DAYLIGHT\nEND:VTIMEZONE\n"
)


def test_zone_that_the_file_defines_gives_the_instant_with_a_remark():
    head = CUSTOM.format(
        summer="-0700", winter="-0800", autumn="1SU;BYMONTH=11", spring="2SU;BYMONTH=3"
    )

    assert dates("UID:1\nSUMMARY:x\nDTSTART;TZID=Own:20270705T090000", head=head) == (
        ["07-05 18:00–07-06 00:00"],
        ["zone"],
    )


def test_zone_of_another_name_with_the_same_clocks_needs_no_remark():
    head = CUSTOM.format(
        summer="+0200", winter="+0100", autumn="-1SU;BYMONTH=10", spring="-1SU;BYMONTH=3"
    )
    lines = "UID:1\nSUMMARY:x\nDTSTART;TZID=Own:20271021T180000\nRRULE:FREQ=WEEKLY;COUNT=3"

    assert dates(lines, head=head)[1] == []
    assert starts(lines, head=head) == ["10-21 18:00", "10-28 18:00", "11-04 18:00"]


@pytest.mark.parametrize(
    ("length", "end"), [("PT5H", "03-28 05:00"), ("P1D", "03-28 23:00"), ("P1DT1H", "03-29 00:00")]
)
def test_hours_are_exact_and_days_are_days_over_a_clock_change(length, end):
    lines = f"UID:1\nSUMMARY:x\nDTSTART;TZID=Europe/Warsaw:20270327T230000\nDURATION:{length}"

    assert dates(lines) == ([f"03-27 23:00–{end}"], [])


def test_date_left_out_at_another_hour_stays_with_a_remark():
    lines = f"{BASE}RRULE:FREQ=WEEKLY;COUNT=2\nEXDATE;TZID=Europe/Warsaw:20270128T090000"

    assert starts(lines) == ["01-21 17:00", "01-28 17:00"]
    assert dates(lines)[1] == ["exdate_hour"]


def test_two_sessions_a_day_are_two_dates_and_each_can_be_left_out_and_changed():
    base = f"{BASE}DTEND;TZID=Europe/Warsaw:20270121T180000\nRRULE:FREQ=WEEKLY;COUNT=3\n"
    base += "RDATE;TZID=Europe/Warsaw:20270121T200000,20270128T200000,20270204T200000\n"
    base += "EXDATE;TZID=Europe/Warsaw:20270121T170000,20270128T200000"
    child = "UID:1@x\nSUMMARY:Meeting\nRECURRENCE-ID;TZID=Europe/Warsaw:20270204T200000\n"
    child += "DTSTART;TZID=Europe/Warsaw:20270204T210000\nSTATUS:CANCELLED"

    assert dates(base, child) == (
        [
            "01-21 20:00–01-21 21:00",
            "01-28 17:00–01-28 18:00",
            "02-04 17:00–02-04 18:00",
            "02-04 21:00–02-04 22:00 cancelled",
        ],
        [],
    )


def test_added_period_has_its_own_end():
    lines = f"{BASE}DTEND;TZID=Europe/Warsaw:20270121T180000\n"
    lines += "RDATE;VALUE=PERIOD:20270122T160000Z/PT3H,20270123T220000Z/20270124T000000Z"

    assert dates(lines)[0][1:] == ["01-22 17:00–01-22 20:00", "01-23 23:00–01-24 01:00"]


WHOLE = "UID:1@x\nSUMMARY:x\nDTSTART;VALUE=DATE:20270105\nRRULE:FREQ=WEEKLY;COUNT=2"
CHILD = "UID:1@x\nSUMMARY:x\nRECURRENCE-ID;VALUE=DATE:20270112\n"


def test_changed_whole_day_may_have_its_own_last_day_or_hours():
    longer = f"{CHILD}DTSTART;VALUE=DATE:20270112\nDTEND;VALUE=DATE:20270115"
    timed = f"{CHILD}DTSTART;TZID=Europe/Warsaw:20270112T180000\n"
    timed += "DTEND;TZID=Europe/Warsaw:20270112T200000"

    assert dates(WHOLE, longer)[0][1] == "01-12 00:00–01-15 00:00"
    assert dates(WHOLE, timed)[0][1] == "01-12 18:00–01-12 20:00"


def test_changed_date_may_become_a_whole_day_and_has_its_own_words():
    series = f"{BASE}DTEND;TZID=Europe/Warsaw:20270121T180000\nRRULE:FREQ=WEEKLY;COUNT=2"
    child = "UID:1@x\nSUMMARY:Meeting\nRECURRENCE-ID:20270128T160000Z\n"
    child += "DTSTART;VALUE=DATE:20270128\nDESCRIPTION:Outing\nURL:https://example.org/outing"

    reading = read(ics(series, child), time_zone="Europe/Warsaw", today=TODAY)

    (change,) = reading.events[0].changes
    assert (change.description, change.link) == ("Outing", "https://example.org/outing")
    assert dates(series, child)[0][1] == "01-28 00:00–01-29 00:00"


def test_change_of_a_date_that_the_series_does_not_have_is_one_more_date():
    child = "UID:1@x\nSUMMARY:Special\nRECURRENCE-ID;TZID=Europe/Warsaw:20270122T170000\n"
    child += "DTSTART;TZID=Europe/Warsaw:20270122T170000"

    assert starts(f"{BASE}RRULE:FREQ=WEEKLY;COUNT=2", child) == [
        "01-21 17:00",
        "01-22 17:00",
        "01-28 17:00",
    ]
    assert dates(f"{BASE}RRULE:FREQ=WEEKLY;COUNT=2", child)[1] == ["orphan"]


def changed(number: int, start: str) -> str:
    return (
        f"UID:1@x\nSUMMARY:Meeting\nSEQUENCE:{number}\n"
        f"RECURRENCE-ID;TZID=Europe/Warsaw:20270128T170000\nDTSTART;TZID=Europe/Warsaw:{start}"
    )


def test_of_two_changes_the_higher_sequence_wins_not_the_last():
    series = f"{BASE}RRULE:FREQ=WEEKLY;COUNT=2"

    moved = changed(3, "20270129T170000"), changed(2, "20270130T170000")
    assert starts(series, *moved) == ["01-21 17:00", "01-29 17:00"]


@pytest.mark.parametrize(("number", "count"), [(1, 1), (2, 1), (3, 2)])
def test_removed_date_stays_removed_unless_a_newer_change_brings_it_back(number, count):
    series = f"{BASE}RRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:2\n"
    series += "EXDATE;TZID=Europe/Warsaw:20270128T170000"

    assert len(starts(series, changed(number, "20270129T170000"))) == count


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;BYHOUR=17;BYMINUTE=0;BYSECOND=0;COUNT=2", "FREQ=WEEKLY;COUNT=2"),
        ("FREQ=WEEKLY;COUNT=-1;UNTIL=20270301", "FREQ=WEEKLY;UNTIL=20270301"),
        ("FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2", "FREQ=WEEKLY;COUNT=2"),
        ("FREQ=DAILY;COUNT=1500", "FREQ=DAILY;UNTIL=20310228"),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-11",
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=-11",
        ),
        ("RSCALE=GREGORIAN;SKIP=OMIT;FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("FREQ=DAILY", "FREQ=DAILY"),
    ],
)
def test_rules_that_mean_the_same_are_kept(rule, expected):
    reading = read(ics(f"{BASE}RRULE:{rule}"), time_zone="Europe/Warsaw", today=TODAY)

    assert str(reading.events[0].rule) == expected
    assert reading.remarks == []


def test_monthly_on_the_31st_or_the_last_day_before_is_the_last_day():
    lines = "UID:1\nSUMMARY:x\nDTSTART;VALUE=DATE:20270131\nRRULE:RSCALE=GREGORIAN;"
    lines += "FREQ=MONTHLY;SKIP=BACKWARD;COUNT=3"

    assert starts(lines) == ["01-31 00:00", "02-28 00:00", "03-31 00:00"]


@pytest.mark.parametrize(
    "rule", ["FREQ=YEARLY;BYMONTHDAY=21", "FREQ=YEARLY;INTERVAL=2;BYWEEKNO=3;BYDAY=TH"]
)
def test_rules_that_programs_read_differently_come_in_with_a_remark(rule):
    reading = read(ics(f"{BASE}RRULE:{rule}"), time_zone="Europe/Warsaw", today=TODAY)

    assert str(reading.events[0].rule).startswith("FREQ=YEARLY")
    assert [remark.code for remark in reading.remarks] == ["rule_differs"]


def test_events_with_one_uid_are_kept_apart_and_a_newer_version_wins():
    film = "UID:cinema@x\nSUMMARY:{}\nDTSTART;TZID=Europe/Warsaw:{}T170000\nSEQUENCE:{}"
    apart = ics(film.format("A", "20270107", 0), film.format("B", "20270114", 0))
    versions = ics(film.format("A", "20270107", 0), film.format("B", "20270114", 1))

    reading = read(apart, time_zone="Europe/Warsaw", today=TODAY)
    assert [(event.uid, event.title) for event in reading.events] == [
        ("cinema@x-20270107T1700", "A"),
        ("cinema@x-20270114T1700", "B"),
    ]
    assert [remark.code for remark in reading.remarks] == ["same_uid"]
    reading = read(versions, time_zone="Europe/Warsaw", today=TODAY)
    assert [(event.uid, event.title) for event in reading.events] == [("cinema@x", "B")]


def test_this_and_later_dates_are_a_second_series():
    later = "UID:1@x\nSUMMARY:Meeting\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Warsaw:"
    later += "20270204T170000\nDTSTART;TZID=Europe/Warsaw:20270205T190000\n"
    series = f"{BASE}RRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=5"
    left_out = "\nEXDATE;TZID=Europe/Warsaw:20270211T170000"

    reading = read(ics(series + left_out, later), time_zone="Europe/Warsaw", today=TODAY)

    first, second = reading.events
    assert (str(first.rule), first.changes) == ("FREQ=WEEKLY;UNTIL=20270203;BYDAY=TH", [])
    assert (second.start_date, str(second.rule)) == (
        datetime.date(2027, 2, 5),
        "FREQ=WEEKLY;WKST=TU;COUNT=3;BYDAY=FR",
    )
    assert [(change.original_date.day, change.kind) for change in second.changes] == [
        (12, OverrideKind.REMOVED)
    ]
    assert [remark.code for remark in reading.remarks] == ["split"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("20270117T200000", "20270117T220000", "01-17 20:00–01-17 22:00"),
        ("20270117T000000", "20270118T000000", "01-17 00:00–01-18 00:00"),
        ("20270117", "20270118", "01-17 00:00–01-18 00:00"),
    ],
)
def test_a_moment_that_its_source_calls_a_day_keeps_its_hour(start, end, told):
    lines = f"UID:a@x\nSUMMARY:Concert\nDTSTART;VALUE=DATE:{start}\nDTEND;VALUE=DATE:{end}"

    assert dates(lines) == ([told], [])
