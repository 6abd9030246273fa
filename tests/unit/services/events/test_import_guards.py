"""What is wrong with one file or event of an import never costs another."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories.events import EventIndexFactory
from tests.unit.domain.events.test_ical_import import BASE, ics
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import imported_pages
from wagtail_ngo.services.events import imports as event_imports

pytestmark = pytest.mark.django_db
BAD = "UID:bad@x\nSUMMARY:Bad\nDTSTART:20270108T170000\nDTEND:20270105T1000Z"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


def run(calendar, *files: bytes, **options):
    return event_imports.import_files(
        [(f"{number}.ics", data) for number, data in enumerate(files)],
        calendar,
        time_zone="Europe/Warsaw",
        now=datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC),
        **options,
    )


def test_upload_with_a_bad_value_brings_every_event_and_names_event_line_and_value(
    admin_client, calendar
):
    files = [
        SimpleUploadedFile("a.ics", ics(BAD), "text/calendar"),
        SimpleUploadedFile("b.ics", b"\x00\xff", "text/calendar"),
        SimpleUploadedFile("c.ics", ics(BASE), "text/calendar"),
    ]

    response = admin_client.post(
        reverse("wagtail_ngo_event_import"), {"calendar": calendar.pk, "files": files}
    )

    assert response.status_code == 200
    assert sorted(EventPage.objects.values_list("title", flat=True)) == ["Bad", "Meeting"]
    text = response.content.decode()
    assert "Line 8: The end cannot be read. The event has none. (DTEND: 20270105T1000Z)" in text
    assert "This is not a calendar file (iCalendar)." in text


def test_event_that_cannot_be_costs_no_other(calendar):
    broken = "UID:2\nSUMMARY:Broken\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20300101"

    report = run(calendar, ics(broken, BASE), ics(BASE.replace("1@x", "3@x")))

    assert [page.title for page in report.created] == ["Meeting", "Meeting"]
    assert [(name, remark.code) for name, remark in report.remarks] == [("0.ics", "invalid")]


def test_fault_of_ours_in_one_event_is_logged_and_costs_no_other(calendar, caplog, monkeypatch):
    venue_named = imported_pages.venue_named

    def fail(location):
        if location == "Nowhere":
            raise RuntimeError(location)
        return venue_named(location)

    monkeypatch.setattr(imported_pages, "venue_named", fail)

    report = run(calendar, ics(f"{BASE}LOCATION:Nowhere", BASE.replace("1@x", "2@x")))

    assert [page.uid for page in report.created] == ["2@x"]
    assert [(remark.code, remark.title) for _name, remark in report.remarks] == [
        ("failed", "Meeting")
    ]
    assert "RuntimeError: Nowhere" in caplog.text
