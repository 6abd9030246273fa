"""What a source may say of an event: told, compared, and written into a draft."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from wagtail_ngo.domain.events.ical_import_values import ReadChange
from wagtail_ngo.domain.events.recurrence import parse
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventPage, OccurrenceOverride
from wagtail_ngo.services.events import source_content
from wagtail_ngo.services.events.source_content import Conflict, content_of, is_same, merge

pytestmark = pytest.mark.django_db
D, T = datetime.date, datetime.time
DAY, NEXT = D(2027, 3, 18), D(2027, 3, 19)
#: A change to one date with everything in it, as JSON has it.
WHOLE = {
    "original_date": "2027-03-18",
    "original_time": "20:00:00",
    "kind": "moved",
    "new_date": "2027-03-19",
    "start_time": "09:00:00",
    "end_date": "2027-03-20",
    "end_time": "10:00:00",
    "all_day": False,
    "title": "T",
    "note": "N",
    "description": "D",
    "link": "https://example.org/",
}
NAME = "date 2027-03-18-2000"


def event(**fields) -> EventPage:
    usual = {"title": "Chór", "start_date": DAY, "start_time": T(17), "time_zone": "Europe/Warsaw"}
    return EventPage(**{**usual, **fields})


def change(**fields) -> OccurrenceOverride:
    return OccurrenceOverride(**{"original_date": DAY, "kind": OverrideKind.CHANGED, **fields})


def test_an_event_is_told_as_json():
    page = event(organizer="Dom", online_url="https://example.org/", kind_id=3, venue_id=4)
    page.end_date, page.end_time, page.lead = NEXT, T(19, 30), "Lead"
    page.recurrence = parse("FREQ=WEEKLY;COUNT=4").to_recurrence()
    page.body = [("text", "<p>Text</p>")]
    page.overrides.add(change(title="T"))

    assert content_of(page) == {
        "title": "Chór",
        "organizer": "Dom",
        "online_url": "https://example.org/",
        "kind_id": 3,
        "venue_id": 4,
        "when": [
            "2027-03-18", "17:00:00", "2027-03-19", "19:30:00", False, False, "Europe/Warsaw",
            "FREQ=WEEKLY;COUNT=4",
        ],
        "text": ["Lead", [["text", "<p>Text</p>"]]],
        "date 2027-03-18": {"original_date": "2027-03-18", "kind": "changed", "title": "T"},
    }  # fmt: skip
    plain = content_of(event(start_time=None, all_day=True))
    assert plain["when"] == ["2027-03-18", None, None, None, True, False, "Europe/Warsaw", ""]
    assert plain["text"] == ["", []]


def test_a_change_of_a_file_is_told_as_the_row_that_it_becomes():
    values = {
        "original_date": DAY,
        "original_time": T(20),
        "new_date": NEXT,
        "start_time": T(9),
        "end_date": D(2027, 3, 20),
        "end_time": T(10),
        "all_day": False,
        "title": "T",
        "note": "N",
        "description": "D",
        "link": "https://example.org/",
    }

    assert source_content.date_content(ReadChange(kind=OverrideKind.MOVED, **values)) == WHOLE
    assert source_content.date_content(change(**{**values, "kind": "moved"})) == WHOLE
    assert source_content.date_content(ReadChange(DAY, OverrideKind.REMOVED)) == {
        "original_date": "2027-03-18",
        "kind": "removed",
    }


def test_each_part_is_written_as_it_is_told():
    told = event(title="Inny", venue_id=4, all_day=True, end_date=NEXT)
    told.recurrence = parse("FREQ=WEEKLY;COUNT=4").to_recurrence()
    told.lead, told.body = "Lead", [("text", "<p>Text</p>")]
    content = content_of(told) | {NAME: WHOLE}
    page = event(kind_id=3)

    for name, value in content.items():
        source_content.write(page, name, value)

    assert content_of(page) == content
    [row] = page.overrides.all()
    assert (row.original_time, row.new_date, row.all_day) == (T(20), NEXT, False)
    source_content.write(page, "when", content_of(event())["when"])
    assert (page.recurrence, page.end_date, page.start_time) == (None, None, T(17))


def test_a_date_is_written_over_its_row_or_taken_away_and_others_stay():
    host = NGOFactory()
    page = event()
    other = change(original_date=NEXT, note="inna")
    page.overrides.add(change(original_time=T(20), note="stara", all_day=True, host=host), other)

    source_content.write(page, NAME, {"original_date": "2027-03-18", "kind": "cancelled"})
    # What was never there is not taken away.
    source_content.write(page, "date 2027-03-20", None)

    rows = {row.key.address: row for row in page.overrides.all()}
    assert sorted(rows) == ["2027-03-18", "2027-03-19"]
    row = rows["2027-03-18"]
    assert (row.kind, row.note, row.all_day, row.host) == ("cancelled", "", None, host)
    source_content.write(page, "date 2027-03-18", None)
    assert list(page.overrides.all()) == [other]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (None, "", False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ('<p data-block-key="abc12">Tea &amp; cake<br></p>', "<p>Tea & cake<br/></p>", True),
        (["", [["text", '<p data-block-key="x">A</p>']]], ["", [["text", "<p>A</p>"]]], True),
        ("<p>A</p>", "<p>a</p>", False),
        ("Łąka", "Laka", False),
    ],
)
def test_the_same_is_the_same_however_the_editor_writes_it(one, other, same):
    assert is_same(one, other) is same


def test_what_one_side_changed_is_taken_and_what_both_did_is_a_conflict():
    before = content_of(event(title="Stary", organizer="Stary", online_url="a"))
    theirs = {**before, "title": "Ich", "organizer": "Ich", "online_url": "b"}
    page = event(title="Stary", organizer="Nasz", online_url="b", venue_id=4)
    page.overrides.add(change())

    assert merge(page, theirs, before) == [Conflict("organizer", "Nasz", "Ich", "Stary")]
    assert (page.title, page.organizer, page.online_url, page.venue_id) == ("Ich", "Nasz", "b", 4)
    assert page.overrides.count() == 1


def test_nothing_is_written_where_nothing_is_to_be_taken():
    before = content_of(event(title="Stary"))
    page = event(title="Stary")

    conflicts = merge(page, {**before, "title": "Ich"}, before, takes=False)

    assert conflicts == [Conflict("title", "Stary", "Ich", "Stary")]
    assert page.title == "Stary"


def test_without_what_was_said_before_each_difference_is_a_conflict():
    page = event(title="Nasz")
    page.overrides.add(change())
    theirs = {**content_of(event(title="Ich")), "date 2027-03-19": WHOLE}

    conflicts = merge(page, theirs, None)

    # Of the date that was changed here the source has never said anything.
    assert conflicts == [
        Conflict("date 2027-03-19", None, WHOLE, None),
        Conflict("title", "Nasz", "Ich", None),
    ]
    assert page.title == "Nasz"


def test_a_date_that_the_source_takes_back_goes():
    row = {"original_date": "2027-03-18", "kind": "changed"}
    before = {**content_of(event()), "date 2027-03-18": row}
    page = event()
    page.overrides.add(change())

    assert merge(page, content_of(event()), before) == []
    assert page.overrides.count() == 0
