"""Changes at the source arrive; what editors changed themselves is never lost in silence."""

import datetime

import pytest
import time_machine

from tests.factories.directory import NGOFactory
from tests.factories.events import EventIndexFactory, publish
from tests.unit.domain.events.test_ical_import import ics
from tests.unit.services.events.test_import_guards import run
from wagtail_ngo.models import EventPage

pytestmark = pytest.mark.django_db
CONCERT = "UID:wp-123@x\nSUMMARY:{title}\nDTSTART;TZID=Europe/Warsaw:{start}\n{more}"
SERIES = (
    "UID:series@x\nSUMMARY:Meeting\nSEQUENCE:{sequence}\n"
    "DTSTART;TZID=Europe/Warsaw:20270107T170000\nDTEND;TZID=Europe/Warsaw:20270107T180000\n"
    "RRULE:FREQ=WEEKLY;COUNT=4\n{more}"
)
ALONE = (
    "UID:series@x\nSUMMARY:Meeting\nSEQUENCE:{sequence}\n"
    "RECURRENCE-ID;TZID=Europe/Warsaw:20270114T170000\n"
    "DTSTART;TZID=Europe/Warsaw:20270115T160000\nDTEND;TZID=Europe/Warsaw:20270115T170000"
)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def concert(title="Concert", start="20270107T170000", more="") -> bytes:
    return ics(CONCERT.format(title=title, start=start, more=more))


def draft() -> EventPage:
    return EventPage.objects.get().get_latest_revision_as_object()


def codes(report) -> list[str]:
    return [remark.code for _name, remark in report.remarks]


def test_moved_event_without_sequence_arrives_by_its_last_modified(calendar):
    run(calendar, concert(more="LAST-MODIFIED:20261101T100000Z"))
    publish(EventPage.objects.get())

    older = run(calendar, concert(start="20270106T170000", more="LAST-MODIFIED:20261001T100000Z"))
    newer = run(calendar, concert(start="20270108T190000", more="LAST-MODIFIED:20261120T100000Z"))

    assert (older.updated, older.unchanged) == ([], ["Concert"])
    assert [page.title for page in newer.updated] == ["Concert"]
    assert (draft().start_date.day, draft().start_time.hour) == (8, 19)
    assert EventPage.objects.get().start_date.day == 7


def test_source_that_says_neither_is_newer_when_it_says_something_else(calendar):
    run(calendar, concert())

    assert run(calendar, concert()).updated == []
    run(calendar, concert(title="Great concert"))

    assert draft().title == "Great concert"


def test_lower_sequence_is_old_whatever_it_says(calendar):
    run(calendar, concert(more="SEQUENCE:3"))

    report = run(calendar, concert(title="Old", more="SEQUENCE:2"))

    assert (report.updated, draft().title) == ([], "Concert")


def test_own_edit_is_kept_where_only_the_editor_changed_and_shown_where_both_did(calendar):
    run(calendar, concert())
    page = draft()
    page.title, page.organizer = "Concert in the park", "Parks"
    page.save_revision()

    report = run(calendar, concert(title="Gala concert", start="20270107T183000"))

    page = draft()
    assert (page.title, page.organizer, page.start_time.hour) == (
        "Concert in the park",
        "Parks",
        18,
    )
    assert codes(report) == ["conflict"]
    assert EventPage.objects.get().source_conflicts == [
        {
            "name": "title",
            "ours": "Concert in the park",
            "theirs": "Gala concert",
            "before": "Concert",
        }
    ]


def test_text_that_the_editor_only_opened_is_no_change_of_hers(calendar):
    run(calendar, concert(more="DESCRIPTION:One\\n\\nTwo"))
    page = draft()
    keyed = '<p data-block-key="a1">One</p><p data-block-key="b2">Two</p>'
    page.body = [("text", keyed)]
    page.save_revision()

    report = run(calendar, concert(more="DESCRIPTION:One\\n\\nThree"))

    assert codes(report) == []
    assert "<p>Three</p>" in str(draft().body)


def test_change_of_one_date_alone_finds_its_series(calendar):
    run(calendar, ics(SERIES.format(sequence=0, more="")))

    report = run(calendar, ics(ALONE.format(sequence=1)))
    twice = run(calendar, ics(ALONE.format(sequence=1)))

    assert (codes(report), len(report.updated), twice.updated) == ([], 1, [])
    page = publish(draft())
    assert [f"{row.local_start:%d %H:%M} {row.status}" for row in page.occurrences.all()] == [
        "07 17:00 scheduled",
        "15 16:00 moved",
        "21 17:00 scheduled",
        "28 17:00 scheduled",
    ]


def test_change_of_one_date_keeps_the_host_that_was_set_here(calendar):
    run(calendar, ics(SERIES.format(sequence=0, more="")))
    page, host = draft(), NGOFactory()
    page.overrides.create(original_date=datetime.date(2027, 1, 21), kind="changed", host=host)
    page.save_revision()
    left_out = "EXDATE;TZID=Europe/Warsaw:20270128T170000"

    report = run(calendar, ics(SERIES.format(sequence=1, more=left_out)))

    assert codes(report) == []
    assert [(row.original_date.day, row.kind, row.host) for row in draft().overrides.all()] == [
        (21, "changed", host),
        (28, "removed", None),
    ]


def test_date_that_comes_back_at_the_source_comes_back(calendar):
    left_out = "EXDATE;TZID=Europe/Warsaw:20270128T170000"
    run(calendar, ics(SERIES.format(sequence=0, more=left_out)))

    run(calendar, ics(SERIES.format(sequence=1, more="")))

    assert draft().overrides.count() == 0


def test_what_vanished_from_the_file_is_listed_and_stays(calendar):
    other = "UID:2@x\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20270301"
    past = "UID:3@x\nSUMMARY:Past\nDTSTART;VALUE=DATE:20260301"
    whole = ics(CONCERT.format(title="Concert", start="20270107T170000", more=""), other, past)
    run(calendar, whole)

    report = run(calendar, concert())

    assert [(remark.code, remark.title) for _name, remark in report.remarks] == [
        ("vanished", "Fair")
    ]
    assert EventPage.objects.count() == 3


@pytest.mark.parametrize("name", ["X-WR-CALNAME", "NAME"])
def test_another_calendar_in_a_file_of_the_same_name_makes_nothing_vanish(calendar, name):
    cinema, library = f"{name}:Cinema\n", f"{name}:Library\n"
    film = "UID:film@x\nSUMMARY:Film\nDTSTART;VALUE=DATE:20270301"
    reading = "UID:reading@x\nSUMMARY:Reading\nDTSTART;VALUE=DATE:20270302"
    talk = "UID:talk@x\nSUMMARY:Talk\nDTSTART;VALUE=DATE:20270303"
    run(calendar, ics(film, head=cinema))

    others = run(calendar, ics(reading, talk, head=library))
    again = run(calendar, ics(film, head=cinema))
    shorter = run(calendar, ics(reading, head=library))

    assert (codes(others), codes(again)) == ([], [])
    assert [(remark.code, remark.title) for _name, remark in shorter.remarks] == [
        ("vanished", "Talk")
    ]


def test_one_of_several_events_with_one_uid_is_found_when_it_is_alone(calendar):
    films = [CONCERT.format(title=name, start=start, more="") for name, start in FILMS]
    run(calendar, ics(*films))

    report = run(calendar, ics(films[1]))

    assert EventPage.objects.count() == 2
    assert (report.created, codes(report)) == ([], ["vanished"])


FILMS = [("A", "20270107T170000"), ("B", "20270114T170000")]
