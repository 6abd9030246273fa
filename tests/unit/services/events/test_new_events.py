"""Events of a file written by sets leave what those written one by one leave, in every table."""

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from wagtail.models import Page, PageLogEntry, ReferenceIndex

from tests.factories.directory import NGOFactory
from tests.factories.events import EventIndexFactory, EventKindFactory, VenueFactory
from tests.unit.domain.events.test_ical_import import ics
from tests.unit.services.new_pages.both_ways import rows_left_by
from wagtail_ngo.models import CalendarSource, EventPage
from wagtail_ngo.services.events import imports
from wagtail_ngo.services.new_pages import histories

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
START = "DTSTART;TZID=Europe/Warsaw:202701{day:02d}T170000"
END = "DTEND;TZID=Europe/Warsaw:202701{day:02d}T190000"
WEEKLY = f"{START}\n{END}\nRRULE:FREQ=WEEKLY;COUNT=6"
LONG = "DESCRIPTION:" + "Zapraszamy. " * 50
#: Lines of an event by number; each kind comes several times.
KINDS = [
    f"SUMMARY:Spotkanie\n{START}\n{END}",
    f"SUMMARY:Spotkanie\n{START}\nDESCRIPTION:Krótko.\nLOCATION:Biblioteka",
    f"SUMMARY:Kurs {{number}}\n{WEEKLY}\nEXDATE;TZID=Europe/Warsaw:202702{{day:02d}}T170000",
    "SUMMARY:Święto\nDTSTART;VALUE=DATE:202701{day:02d}\nDTEND;VALUE=DATE:202702{day:02d}",
    f"SUMMARY:Wykład\n{START}\n{LONG}\nURL:https://example.org/{{number}}\nCATEGORIES:Wykłady",
    f"SUMMARY:Koncert\n{START}\nLOCATION:Nieznany dom\nCATEGORIES:Inne\n"
    "ORGANIZER;CN=Dom Kultury:mailto:dk@example.org\nLAST-MODIFIED:20270101T100000Z\nSEQUENCE:2",
    f"SUMMARY:Goście\n{START}\nATTENDEE:mailto:a@example.org\nATTACH:https://example.org/a.pdf\n"
    "CONFERENCE;VALUE=URI:https://example.org/online",
    f"{START}",
    f"SUMMARY:{'Długi ' * 40}\n{START}",
    f"SUMMARY:!!!\n{START}",
    "SUMMARY:Za długo\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20300101",
    f"SUMMARY:Jeden z dwóch\n{START}",
]
CHANGES = [
    "SUMMARY:Kurs w innej sali\nRECURRENCE-ID;TZID=Europe/Warsaw:202701{day:02d}T170000\n"
    f"{START}\n{END}\nDESCRIPTION:Inaczej.",
    "SUMMARY:Kurs\nRECURRENCE-ID;TZID=Europe/Warsaw:202702{day:02d}T170000\nSTATUS:CANCELLED\n"
    "DTSTART;TZID=Europe/Warsaw:202702{day:02d}T170000",
    "SUMMARY:Kurs\nRECURRENCE-ID;TZID=Europe/Warsaw:202702{day:02d}T170000\n"
    "DTSTART;TZID=Europe/Warsaw:202702{day:02d}T180000",
]


def sample(count):
    """A calendar with every kind of event, and with two that have one identifier."""
    events = []
    for number in range(count):
        kind, day = number % len(KINDS), 1 + number % 7
        uid = f"UID:{number - 1 if kind == 11 and number % 2 else number}@x"
        later = {"day": day, "number": number}
        events.append(f"{uid}\n{KINDS[kind].format(**later)}")
        if kind == 2:
            change = CHANGES[number // len(KINDS) % len(CHANGES)].format(day=day + 21 % 28)
            events.append(f"{uid}\n{change}")
    return ics(*events, head="X-WR-CALNAME:Miasto\n")


def bring_in(calendar, *files, **options):
    return imports.import_files(
        [(f"{number}.ics", data) for number, data in enumerate(files)],
        calendar,
        time_zone="Europe/Warsaw",
        now=NOW,
        **options,
    )


def brought_in(*, by_sets, with_source, monkeypatch):
    """Two editions of a calendar: in the second half of the events are known."""
    monkeypatch.setattr(imports._Job, "by_sets", by_sets)
    monkeypatch.setattr(imports, "BATCH", 9)
    VenueFactory(name="Biblioteka")
    EventKindFactory(name="Wykłady", slug="wyklady")
    calendar = EventIndexFactory(slug="kalendarz")
    options = {"user": get_user_model().objects.create_superuser("a", "a@example.org")}
    if with_source:
        host = NGOFactory(title="Dom Kultury")
        options["source"] = CalendarSource.objects.create(
            name="Miasto", url="https://example.org/a.ics", calendar=calendar, organization=host
        )
    report = bring_in(calendar, sample(24), sample(48), **options)
    return {
        "created": [page.title for page in report.created],
        "other": (report.unchanged, report.refusals),
        "remarks": [(name, remark.code, remark.title) for name, remark in report.remarks],
    }


@pytest.mark.parametrize("with_source", [False, True])
def test_both_ways_leave_the_same_rows_in_every_table(with_source, monkeypatch):
    def work(by_sets):
        options = {"with_source": with_source, "monkeypatch": monkeypatch}
        return rows_left_by(lambda: brought_in(by_sets=by_sets, **options), now=NOW)

    one_by_one, said = work(False)
    by_sets, said_of_sets = work(True)

    assert len(one_by_one["wagtail_ngo.EventPage"]) == len(said["created"]) == 41
    assert said_of_sets == said
    assert sorted(one_by_one) == sorted(by_sets)
    for label, rows in one_by_one.items():
        assert rows == by_sets[label], label


def test_a_set_that_the_database_refuses_is_written_one_by_one(monkeypatch, caplog):
    def refuse(pages):
        raise DatabaseError

    calendar = EventIndexFactory()
    monkeypatch.setattr(histories, "index_pages", refuse)
    report = bring_in(calendar, ics(*(f"UID:{n}\nSUMMARY:{n}\n{START.format(day=1)}"
                                      for n in "ABC")))  # fmt: skip

    assert [page.title for page in report.created] == ["A", "B", "C"]
    assert report.remarks == []
    assert Page.find_problems() == ([], [], [], [], [])
    calendar.refresh_from_db()
    assert calendar.numchild == EventPage.objects.count() == 3
    assert "Events of 0.ics are written one by one" in caplog.text


def test_a_file_costs_a_few_statements_however_many_events(django_assert_max_num_queries):
    calendar = EventIndexFactory()
    events = [f"UID:{n}\nSUMMARY:E{n}\n{START.format(day=1 + n % 28)}" for n in range(120)]

    with django_assert_max_num_queries(60):
        report = bring_in(calendar, ics(*events))

    assert len(report.created) == EventPage.objects.count() == 120
    assert report.created[0].has_unpublished_changes
    assert {page.latest_revision_created_at for page in report.created} == {NOW}
    assert Page.find_problems() == ([], [], [], [], [])
    assert PageLogEntry.objects.filter(action="wagtail.edit").count() == 120
    assert ReferenceIndex.objects.count() == 0
