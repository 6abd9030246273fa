"""Files and events of an import: how many, in which order, and what an edition no longer has."""

import datetime

import pytest
import time_machine
from django.contrib.auth import get_user_model

from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory
from tests.unit.domain.events.test_ical_import import ics
from tests.unit.services.events.test_import_guards import run
from wagtail_ngo.domain.events.ical_import_values import ReadError
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import imports

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2027, 1, 4)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def event(uid, title=None, day=TODAY, more="") -> str:
    return f"UID:{uid}\nSUMMARY:{title or uid}\nDTSTART;VALUE=DATE:{day:%Y%m%d}\n{more}"


def titles(pages) -> list[str]:
    return [page.title for page in pages]


def test_files_of_a_folder_are_read_to_one_byte_more_than_is_allowed(settings, tmp_path):
    settings.WAGTAIL_NGO = {"EVENT_IMPORT_LIMITS": {"files": 2, "bytes": 3}}
    (tmp_path / "b.ics").write_bytes(b"12345")
    (tmp_path / "a.XML").write_bytes(b"123")
    (tmp_path / "folder.ics").mkdir()
    (tmp_path / "readme.txt").write_bytes(b"1")

    assert list(imports.files_in(tmp_path)) == [("a.XML", b"123"), ("b.ics", b"1234")]
    assert list(imports.files_in(tmp_path / "readme.txt")) == [("readme.txt", b"1")]
    assert imports.limits() == {"files": 2, "bytes": 3, "events": 2000}

    (tmp_path / "folder.ics" / "c.ics").write_bytes(b"")
    with pytest.raises(ReadError) as error:
        list(imports.files_in(tmp_path))
    assert (error.value.code, error.value.params) == ("files", {"limit": 2})


def test_a_fault_of_ours_in_a_file_costs_no_other(calendar, caplog):
    report = run(calendar, None, ics(event("a")))

    assert report.refusals == [("0.ics", "failed", {})]
    assert report.refused == [("0.ics", "The file could not be read. Nothing of it was taken.")]
    assert titles(report.created) == ["a"]
    assert "Import of calendar file 0.ics failed" in caplog.text


def test_a_file_of_too_many_bytes_or_events_is_refused_and_one_less_is_not(calendar, settings):
    data = ics(event("a"), event("b"))
    for limits, code in (
        ({"bytes": len(data) - 1}, "size"),
        ({"events": 1}, "events"),
        ({"bytes": len(data), "events": 2}, None),
    ):
        settings.WAGTAIL_NGO = {"EVENT_IMPORT_LIMITS": limits}
        report = run(calendar, data)
        assert [refusal[1] for refusal in report.refusals] == ([code] if code else [])
    assert titles(report.created) == ["a", "b"]


def test_events_are_made_in_the_order_of_the_file_whichever_way_they_are_written(calendar):
    # No address can be made of the third title; the fifth event is the first one again.
    lines = [event("a-20270104", "a"), event("b"), event("c", "!!!"), event("d"), event("a")]

    report = run(calendar, ics(*lines))

    assert titles(report.created) == ["a", "b", "!!!", "d"]
    assert titles(EventPage.objects.order_by("path")) == ["a", "b", "!!!", "d"]
    assert titles(report.updated) == ["a"]


def test_remarks_are_in_the_order_of_the_file(calendar):
    place, alarm = "LOCATION:Nigdzie", "CATEGORIES:Inne"
    known = event("b", more=place)
    run(calendar, ics(known))
    newer = event("b", more=f"{place}\nSEQUENCE:1")

    report = run(calendar, ics(event("a", more=f"{place}\n{alarm}"), newer, event("c", more=alarm)))

    told = [(remark.title, remark.code) for _name, remark in report.remarks]
    assert told == [("a", "venue"), ("a", "kind"), ("b", "venue"), ("c", "kind")]
    assert report.sentences[2][:2] == ("0.ics", "b")


def test_what_is_no_longer_there_is_told_by_title_from_today_on(calendar):
    run(
        calendar,
        ics(
            event("kept"),
            event("today"),
            event("tomorrow", "Asia", TODAY + DAY),
            event("yesterday", day=TODAY - DAY),
            event("series", "Zuzia", day=TODAY - DAY),
            event("over", day=TODAY - 9 * DAY),
        ),
    )
    for uid, days in (("series", 0), ("over", 1)):
        at = datetime.datetime(2027, 1, 4, 18, tzinfo=datetime.UTC) - days * DAY
        OccurrenceFactory(page=EventPage.objects.get(uid=uid), starts_at=at)
    EventFactory(parent=calendar, title="Nasze", start_date=TODAY + DAY)
    elsewhere = EventIndexFactory(slug="inny")
    run(elsewhere, ics(event("other", day=TODAY + DAY)))

    report = run(calendar, ics(event("kept")))

    assert titles(report.vanished) == ["Asia", "Zuzia", "today"]
    assert [(remark.code, remark.title) for _name, remark in report.remarks] == [
        ("vanished", "Asia"),
        ("vanished", "Zuzia"),
        ("vanished", "today"),
    ]
    assert run(calendar, ics(event("kept"), event("today"))).vanished != []
    back = EventPage.objects.filter(source_conflicts=[]).order_by("title")
    assert titles(back) == ["Nasze", "kept", "other", "over", "today", "yesterday"]


def test_of_a_damaged_file_nothing_is_said_to_have_gone(calendar):
    run(calendar, ics(event("a"), event("b")))
    whole = ics(event("a", more="LOCATION:Nigdzie\nSEQUENCE:1"), event("c"))

    damaged = run(calendar, whole[: whole.index(b"SUMMARY:c")])
    remarked = run(calendar, ics(event("a", more="ATTACH:https://example.org/a")))

    assert ("damaged" in {remark.code for _name, remark in damaged.remarks}, damaged.vanished) == (
        True,
        [],
    )
    assert [remark.code for _name, remark in remarked.remarks] == ["attachments", "vanished"]
    assert titles(remarked.vanished) == ["b"]


SERIES = (
    "UID:s\nSUMMARY:Seria\nSEQUENCE:3\nDTSTART;TZID=Europe/Warsaw:20270107T170000\n"
    "RRULE:FREQ=WEEKLY;COUNT=4"
)
ALONE = (
    "UID:s\nSUMMARY:Seria\nSEQUENCE:{}\nRECURRENCE-ID;TZID=Europe/Warsaw:20270114T170000\n"
    "DTSTART;TZID=Europe/Warsaw:20270115T160000"
)


@pytest.mark.parametrize(("sequence", "is_taken"), [(2, False), (3, True), (4, True)])
def test_a_change_to_one_date_is_taken_unless_it_is_older(calendar, sequence, is_taken):
    run(calendar, ics(SERIES))

    report = run(calendar, ics(ALONE.format(sequence)))

    assert titles(report.updated) == (["Seria"] if is_taken else [])
    assert report.unchanged == ([] if is_taken else ["Seria"])
    page = EventPage.objects.get()
    assert page.source_sequence == max(3, sequence)
    assert page.get_latest_revision_as_object().overrides.count() == is_taken
    # The series is named by the file, so it is not gone.
    assert report.vanished == []
    again = run(calendar, ics(ALONE.format(sequence)))
    assert (again.updated, again.unchanged) == ([], ["Seria"])


def test_who_may_not_edit_an_event_changes_nothing_of_it(calendar):
    run(calendar, ics(SERIES))
    nobody = get_user_model().objects.create_user("n")

    for data in (ics(ALONE.format(4)), ics(SERIES.replace("SEQUENCE:3", "SEQUENCE:4"))):
        report = run(calendar, data, user=nobody)
        assert (report.updated, report.vanished) == ([], [])

    assert EventPage.objects.get().source_sequence == 3
