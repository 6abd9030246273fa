"""Calendar files become drafts, once; by service, command and in the admin."""

import datetime
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.factories.events import (
    EventFactory,
    EventIndexFactory,
    EventKindFactory,
    VenueFactory,
    publish,
)
from tests.unit.domain.events.test_ical_import import BASE, ics
from tests.unit.domain.events.test_wxr_import import CONCERT, item, wxr
from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.exports.events import icalendar as exports
from wagtail_ngo.models import EventPage, Occurrence
from wagtail_ngo.services.events import imports as event_imports

pytestmark = pytest.mark.django_db
SERIES = f"{BASE}DTEND;TZID=Europe/Warsaw:20270121T190000\nRRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=3\n"


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


def test_event_becomes_a_draft_that_gives_its_dates_when_published(calendar):
    venue = VenueFactory(name="Library", street="Main street 1", city="Słupsk")
    kind = EventKindFactory(name="Training", slug="training")
    lines = f"{SERIES}LOCATION:Library\\, Main street 1\\, Słupsk\nCATEGORIES:Training\n"

    report = run(calendar, ics(f"{lines}DESCRIPTION:<b>Tea</b>\nURL:https://example.org/"))

    page = EventPage.objects.get()
    assert (page.live, page.uid, page.source_sequence, page.get_parent().pk) == (
        False,
        "1@x",
        0,
        calendar.pk,
    )
    assert (page.venue, page.kind, page.lead) == (venue, kind, "Tea")
    assert 'href="https://example.org/"' in str(page.body)
    assert (report.created, report.remarks, Occurrence.objects.count()) == ([page], [], 0)
    publish(page)
    assert [f"{row.local_start:%d.%m %H:%M}" for row in page.occurrences.all()] == [
        "21.01 17:00",
        "18.02 17:00",
        "18.03 17:00",
    ]


def test_text_of_a_file_is_never_markup(calendar):
    text = "<script>alert(1)</script>\\n\\nSecond"

    run(calendar, ics(f"{SERIES}DESCRIPTION:{text}"))

    body = str(EventPage.objects.get().body)
    assert body.count("<p>") == 0
    assert "script" not in body
    assert EventPage.objects.get().lead == "Second"


def test_file_read_again_changes_nothing_and_a_newer_one_is_a_new_draft(calendar):
    run(calendar, ics(SERIES))
    page = publish(EventPage.objects.get())
    publish(page)

    again = run(calendar, ics(SERIES))
    newer = run(calendar, ics(SERIES.replace("Meeting", "Newer") + "SEQUENCE:1"))
    twice = run(calendar, ics(SERIES.replace("Meeting", "Newer") + "SEQUENCE:1"))

    assert (again.created, again.updated, again.unchanged) == ([], [], ["Meeting"])
    assert [page.title for page in newer.updated] == ["Newer"]
    assert (twice.created, twice.updated) == ([], [])
    page = EventPage.objects.get()
    assert (page.title, page.get_latest_revision_as_object().title) == ("Meeting", "Newer")
    assert page.source_sequence == 1


def test_own_export_is_known(calendar):
    publish(EventFactory(parent=calendar, recurrence="RRULE:FREQ=WEEKLY;COUNT=3"))
    data = exports.calendar(Occurrence.objects.with_details(), name="Calendar")

    report = run(calendar, data)

    assert (len(report.created), len(report.updated), len(report.unchanged)) == (0, 0, 1)


def test_export_read_elsewhere_gives_the_same_dates(calendar):
    page = EventFactory(parent=calendar, recurrence="RRULE:FREQ=WEEKLY;COUNT=5")
    page.overrides.create(original_date=datetime.date(2027, 3, 25), kind="cancelled")
    page.overrides.create(original_date=datetime.date(2027, 4, 1), kind="removed")
    page.overrides.create(
        original_date=datetime.date(2027, 4, 8), kind="moved", new_date=datetime.date(2027, 4, 9)
    )
    page.overrides.create(original_date=datetime.date(2027, 5, 1), kind="extra")
    page.overrides.create(
        original_date=datetime.date(2027, 4, 15), original_time=datetime.time(10), kind="extra"
    )
    publish(page)
    fields = "recurrence_id", "session", "starts_at", "ends_at", "status"
    before = list(page.occurrences.values_list(*fields))
    data = exports.calendar(Occurrence.objects.with_details(), name="Calendar")
    page.delete()

    run(calendar, data)

    copy = publish(EventPage.objects.get())
    assert list(copy.occurrences.values_list(*fields)) == before


def test_unknown_place_stands_in_the_text_and_in_the_report(calendar):
    report = run(calendar, ics(f"{SERIES}LOCATION:Somewhere\nCATEGORIES:Party"))

    assert "Place: Somewhere" in str(EventPage.objects.get().body)
    assert [text for _name, _title, text in report.sentences] == [
        "The place is not among the venues. It is named in the text. (Somewhere)",
        "The category is not a kind of event here. (Party)",
    ]


def test_event_that_cannot_be_is_left_out_and_the_others_come(calendar):
    bad = "UID:2\nSUMMARY:Endless\nDTSTART;VALUE=DATE:20270101\nDTEND;VALUE=DATE:20300101"

    report = run(calendar, ics(bad, SERIES), b"nonsense")

    assert [page.title for page in report.created] == ["Meeting"]
    assert [remark.code for _name, remark in report.remarks] == ["invalid"]
    assert report.refused == [("1.ics", "This is not a calendar file (iCalendar).")]


def test_dry_run_writes_nothing(calendar):
    report = run(calendar, ics(SERIES), dry_run=True)

    assert len(report.created) == 1
    assert EventPage.objects.count() == 0


def test_exotic_rule_is_kept(calendar):
    rule = "FREQ=YEARLY;BYMONTH=1,6;BYDAY=3TH"
    run(calendar, ics(f"{BASE}RRULE:{rule}"))

    assert str(from_recurrence(EventPage.objects.get().recurrence)) == (
        "FREQ=YEARLY;BYDAY=3TH;BYMONTH=1,6"
    )


def test_command_imports_a_folder_and_no_links_out_of_it(calendar, tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.ICS").write_bytes(ics(SERIES))
    (tmp_path / "notes.txt").write_text("no calendar")
    (tmp_path / "b.ics").symlink_to("/etc/hostname")
    out = io.StringIO()

    call_command("ngo_import_events", str(tmp_path), stdout=out)

    assert out.getvalue() == "1 new drafts, 0 new versions, 0 known already.\n"
    assert EventPage.objects.get().live is False


def test_command_says_what_is_wrong(calendar, tmp_path, settings):
    settings.WAGTAIL_NGO = {"EVENT_IMPORT_LIMITS": {"files": 1, "bytes": 100}}
    for name in ("a.ics", "b.ics"):
        (tmp_path / name).write_bytes(ics(SERIES))

    with pytest.raises(CommandError, match="more than 1 files"):
        call_command("ngo_import_events", str(tmp_path))
    with pytest.raises(CommandError, match="No file could be read"):
        call_command("ngo_import_events", str(tmp_path / "a.ics"), stdout=io.StringIO())
    with pytest.raises(CommandError, match="no file or folder"):
        call_command("ngo_import_events", str(tmp_path / "c.ics"))
    EventIndexFactory(slug="other")
    with pytest.raises(CommandError, match="Say which --calendar"):
        call_command("ngo_import_events", str(tmp_path / "a.ics"))


URL = "wagtail_ngo_event_import"


def upload(client, calendar, *contents: bytes, field="files"):
    files = [SimpleUploadedFile(f"{n}.ics", data) for n, data in enumerate(contents)]
    return client.post(reverse(URL), {"calendar": calendar.pk, field: files})


@pytest.mark.parametrize("field", ["files", "folder"])
def test_editor_imports_files_and_reads_the_report(admin_client, calendar, field):
    other = SERIES.replace("1@x", "2@x") + "LOCATION:Somewhere"

    response = upload(admin_client, calendar, ics(SERIES), ics(other), b"nonsense", field=field)

    assert EventPage.objects.filter(live=False).count() == 2
    html = response.content.decode()
    assert html.count("/edit/") == 2
    assert "The place is not among the venues." in html
    assert "This is not a calendar file (iCalendar)." in html


def test_editor_must_choose_a_calendar_file(admin_client, calendar):
    file = SimpleUploadedFile("table.csv", b"a,b")

    response = admin_client.post(reverse(URL), {"calendar": calendar.pk, "files": file})

    assert "Choose at least one file whose name ends in .ics or .xml." in response.content.decode()


def test_import_is_for_those_who_may_add_events(client, django_user_model, calendar):
    from django.contrib.auth.models import Permission

    user = django_user_model.objects.create_user("reader")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    response = upload(client, calendar, ics(SERIES))

    assert response.status_code == 302
    assert EventPage.objects.count() == 0


def test_export_of_wordpress_becomes_drafts_by_the_same_way(calendar, admin_client):
    venue = VenueFactory(name="Sala", street="Rynek 1", city="Słupsk")
    place = item("Sala", {"_VenueAddress": "Rynek 1", "_VenueCity": "Słupsk"}, 8, "tribe_venue")
    fields = {**CONCERT, "_EventVenueID": "8"}
    data = wxr(item(fields=fields), item("Wystawa", pk=9), place)

    first = run(calendar, data)
    again = run(calendar, data)
    moved = {**fields, "_EventStartDate": "2027-01-08 17:00:00", "_EventEndDate": ""}
    newer = run(calendar, wxr(item(fields=moved), place))

    assert (len(first.created), len(again.unchanged), len(newer.updated)) == (2, 2, 1)
    page = EventPage.objects.get(title="Koncert")
    draft = page.get_latest_revision_as_object()
    assert (page.live, page.venue, draft.start_date.day) == (False, venue, 8)
    assert [remark.code for _name, remark in newer.remarks] == ["vanished"]
    file = SimpleUploadedFile("eksport.xml", data, "text/xml")
    form = {"calendar": calendar.pk, "files": [file]}
    html = admin_client.post(reverse("wagtail_ngo_event_import"), form).content.decode()
    assert "Wystawa" in html
