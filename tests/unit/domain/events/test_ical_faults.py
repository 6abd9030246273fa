"""Files with something wrong in them: each value costs its own line or event, and is named."""

import datetime
import random
import time

import pytest

from tests.unit.domain.events.test_ical_import import BASE, TODAY, ics
from wagtail_ngo.domain.events.ical_import import read
from wagtail_ngo.domain.events.ical_import_values import ReadError, Remark
from wagtail_ngo.services.events.import_remarks import REMARKS

D, T = datetime.date, datetime.time
GOOD = "UID:ok@x\nSUMMARY:Good\nDTSTART;TZID=Europe/Warsaw:20270107T170000"
BAD = "UID:bad@x\nSUMMARY:Bad\n"


def reading_of(data: bytes):
    return read(data, time_zone="Europe/Warsaw", today=TODAY)


def titles(reading) -> list[str]:
    return [event.title for event in reading.events]


@pytest.mark.parametrize(
    ("lines", "code", "detail", "line"),
    [
        ("DTSTART:2027-01-08 17:00", "unreadable_start", "DTSTART: 2027-01-08 17:00", 12),
        ("DTSTART:later", "unreadable_start", "DTSTART: later", 12),
        ("DTSTART:00000101T000000", "unreadable_start", "DTSTART: 00000101T000000", 12),
        (
            "DTSTART:20270108T170000\nDTEND:20270105T1000Z",
            "unreadable_end",
            "DTEND: 20270105T1000Z",
            13,
        ),
        ("DTSTART:20270108T170000\nDURATION:2h", "unreadable_end", "DURATION: 2H", 13),
        ("DTSTART:20270108T170000\nDURATION:-PT1H", "unreadable_end", "DURATION: -PT1H", 13),
        ("DTSTART;VALUE=DATE:20270110\nRDATE:20270110Z", "unreadable", "RDATE: 20270110Z", 13),
        ("DTSTART:20270108T170000\nDTEND:20270108T180000Z", "mixed", "", 13),
        ("DTSTART:20270108T170000Z\nDTEND:20270108T190000", "mixed", "", 13),
        ("DTSTART:20270108T170000\nDTEND;VALUE=DATE:20270109", "mixed", "", 13),
        ("DTSTART:20270108T170000\nDTEND:20270108T160000", "early_end", "2027-01-08 16:00", 9),
        ("DTSTART:20270108T170000\nnonsense", "line", "nonsense", 13),
    ],
)
def test_bad_value_costs_its_own_event_at_most_and_is_named(lines, code, detail, line):
    reading = reading_of(ics(GOOD, BAD + lines))

    assert titles(reading) == ["Good"] if code == "unreadable_start" else ["Good", "Bad"]
    assert reading.remarks == [Remark(code, "Bad", detail, line)]


def test_good_dates_of_a_list_with_a_bad_one_are_kept():
    reading = reading_of(ics(f"{GOOD}\nRDATE:20270108T170000,oops,20270109T170000"))

    assert [change.original_date.day for change in reading.events[0].changes] == [8, 9]
    assert [remark.detail for remark in reading.remarks] == ["RDATE: oops"]


def test_bad_zone_that_no_event_uses_costs_nothing():
    zone = (
        "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
        "TZOFFSETFROM:+180000\nTZOFFSETTO:+1:00\nEND:STANDARD\nEND:VTIMEZONE\n"
    )

    assert reading_of(ics(GOOD, head=zone)).remarks == []
    used = reading_of(ics(GOOD.replace("Europe/Warsaw", "X"), head=zone))
    assert [(remark.code, remark.detail) for remark in used.remarks] == [("zone", "X")]


def test_event_copied_from_a_mail_needs_no_calendar_around_it():
    data = f"BEGIN:VEVENT\n{GOOD}\nEND:VEVENT\n".encode()

    assert titles(reading_of(data)) == ["Good"]


def test_missing_end_costs_nothing_and_what_a_cut_file_has_whole_comes_in():
    whole = ics(GOOD, f"{BAD}DTSTART:20270108T170000", "UID:3\nSUMMARY:Third\nDTSTART:20270109")
    without_end = whole.replace(b"END:VEVENT\r\n", b"", 1)
    cut = whole[: whole.index(b"DTSTART:20270109") + 12]

    assert titles(reading_of(without_end)) == ["Good", "Bad", "Third"]
    reading = reading_of(cut)
    assert titles(reading) == ["Good", "Bad"]
    assert [(remark.code, remark.title) for remark in reading.remarks] == [("damaged", "Third")]


@pytest.mark.parametrize("name", ["VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"])
def test_a_component_whose_end_is_misspelt_swallows_no_events(name):
    third = GOOD.replace("ok@x", "third@x").replace("Good", "Third")
    head = f"END:VEVENT\nBEGIN:{name}\nUID:other@x\nEND:{name[::-1]}\nBEGIN:VEVENT\n"
    reading = reading_of(ics(GOOD, f"{head}{BAD}DTSTART:20270108T170000", third))

    assert titles(reading)[-1] == "Third"
    assert sorted(titles(reading))[-3:] == ["Bad", "Good", "Third"]


def test_busy_times_and_lone_ends_cost_nothing():
    head = "END:VEVENT\nBEGIN:VFREEBUSY\nFREEBUSY:nonsense\nEND:VFREEBUSY\n"

    reading = reading_of(ics(GOOD, head=head))

    assert titles(reading) == ["Good"]
    assert [remark.code for remark in reading.remarks] == ["busy"]


def test_letter_split_by_a_fold_is_whole():
    data = ics(f"{GOOD}\nLOCATION:Zażółć").replace("ż".encode(), b"\xc5\r\n \xbc", 1)

    reading = reading_of(data)

    assert reading.events[0].location == "Zażółć"
    assert reading.remarks == []


def test_guessed_letters_are_said_with_a_sample():
    data = ics(f"{GOOD}\nLOCATION:Świetlica Źródło").decode().encode("iso-8859-2")

    reading = reading_of(data)

    assert reading.events[0].location == "Świetlica Źródło"
    assert [(r.code, r.detail[:10]) for r in reading.remarks] == [("letters", "iso-8859-2")]


def test_text_over_several_lines_is_one_text():
    lines = f"{GOOD}\nDESCRIPTION:first line\nand another: with a colon\nX-MORE:no"

    assert reading_of(ics(lines)).events[0].description == "first line\nand another: with a colon"


def test_html_and_entities_become_text_with_paragraphs_and_links():
    html = '<p>Come to the <b>ball</b>.<br>Free</p>\\n<a href="https://example.org">Sign up</a>'
    lines = f"{GOOD.replace('Good', 'Tea &amp; cake')}\nDESCRIPTION:{html}<script>x</script>"

    (event,) = reading_of(ics(lines)).events

    assert event.title == "Tea & cake"
    assert event.paragraphs == (
        "Come to the <b>ball</b>.<br/>Free",
        '<a href="https://example.org">Sign up</a>',
    )
    assert event.description == "Come to the ball.\nFree\n\nSign up"


def test_plain_text_keeps_its_lines_and_its_addresses_become_links():
    lines = f"{GOOD}\nDESCRIPTION:One < two\\nSee https://example.org/a?b=1&c.\\n\\nThree"

    assert reading_of(ics(lines)).events[0].paragraphs == (
        'One &lt; two<br/>See <a href="https://example.org/a?b=1&amp;c">'
        "https://example.org/a?b=1&amp;c</a>.",
        "Three",
    )


RICH = ics(
    f"{BASE}DTEND;TZID=Europe/Warsaw:20270121T190000\nRRULE:FREQ=WEEKLY;BYDAY=TH;COUNT=9\n"
    "EXDATE;TZID=Europe/Warsaw:20270128T170000\nRDATE;VALUE=PERIOD:20270202T160000Z/PT3H\n"
    "DESCRIPTION:<p>Zażółć</p>\\, x\nCATEGORIES:A,B\nSEQUENCE:2\nLAST-MODIFIED:20260101T100000Z",
    "UID:1@x\nSUMMARY:Other\nRECURRENCE-ID;TZID=Europe/Warsaw:20270204T170000\n"
    "DTSTART;TZID=Own:20270205T180000\nDURATION:PT90M",
    "UID:2@x\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20270301\nDTEND;VALUE=DATE:20270304\n"
    "RRULE:FREQ=YEARLY;UNTIL=20300301",
    head="X-WR-TIMEZONE:Europe/Warsaw\nBEGIN:VTIMEZONE\nTZID:Own\nBEGIN:STANDARD\n"
    "DTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\n"
    "DTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n",
)
PIECES = [
    *(b"\x00", b"\xff", b"\xc5", b"\r", b"\n", b"\r\n ", b":", b";", b",", b"\\", b'"', b"=", b"-"),
    *(b"0", b"9", b"99999999", b"Z", b"T", b"P", b"/", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"),
    *(
        b"END:VCALENDAR\r\n",
        b"RRULE:FREQ=DAILY\r\n",
        b"DTSTART:99991231T235959Z\r\n",
        b"INTERVAL=0",
    ),
    *(b"RECURRENCE-ID:20270101\r\n", b"TZID=Mars/Base", b"VALUE=DATE", b"\xf0\x9f\x92\xa3", b"<p"),
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The file with some pieces put in, taken out, doubled, swapped, or cut off."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(max(1, len(data)))
        end = min(len(data), start + chance.choice([1, 1, 2, 8, 40]))
        way = chance.randrange(5)
        if way == 0:
            data = data[:start] + chance.choice(PIECES) + data[start:]
        elif way == 1:
            data = data[:start] + data[end:]
        elif way == 2:
            data = data[:end] + data[start:end] + data[end:]
        elif way == 3:
            data = data[:start] + chance.choice(PIECES) + data[end:]
        elif chance.random() < 0.2:
            data = data[: max(start, 20)]
        else:
            lines = data.split(b"\r\n")
            chance.shuffle(lines)
            data = b"\r\n".join(lines) if chance.random() < 0.2 else data
    return data


@pytest.mark.parametrize("seed", range(8))
def test_mutated_files_end_in_named_remarks_within_bounds(seed):
    chance = random.Random(seed)
    for _ in range(75):
        data = mutated(RICH, chance)
        began = time.process_time()
        try:
            reading = reading_of(data)
        except ReadError:
            continue
        assert {remark.code for remark in reading.remarks} <= REMARKS.keys()
        assert "unreadable_event" not in {remark.code for remark in reading.remarks}, data
        assert time.process_time() - began < 1.0
