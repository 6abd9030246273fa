"""Calendars of others: fetched over TLS from a server on this machine, nothing live by itself."""

import datetime
import io

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from tests.calendar_server import HOST, Reply, calendar_server
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, publish
from tests.unit.domain.events.test_ical_import import ics
from wagtail_ngo.management.commands import ngo_fetch_events
from wagtail_ngo.models import CalendarSource, EventPage
from wagtail_ngo.services.events import imports, source_changes, sources
from wagtail_ngo.services.events.sources import Outcome

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 4, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
EVENT = "UID:{uid}@x\nSUMMARY:{title}\nDTSTART;TZID=Europe/Warsaw:{start}\nLOCATION:{place}\n"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def server(settings):
    settings.WAGTAIL_NGO = {"EVENT_SOURCE_HOSTS": [HOST]}
    with calendar_server() as server:
        yield server


@pytest.fixture
def calendar():
    return EventIndexFactory()


@pytest.fixture
def source(calendar):
    return CalendarSource.objects.create(
        name="Dom Kultury", url=f"https://{HOST}/a", calendar=calendar
    )


def event(title="Koncert", uid="1", start="20270107T170000", place="Sala") -> str:
    return EVENT.format(uid=uid, title=title, start=start, place=place)


def offer(server, *events: str, path="/a", **headers) -> None:
    server.replies[path] = Reply(ics(*events), headers=headers)


def fetch(server, *rows, now=NOW):
    rows = rows or CalendarSource.objects.all()
    return sources.fetch_all(rows, now=now, network=server.network)


def draft() -> EventPage:
    return EventPage.objects.get().get_latest_revision_as_object()


def differing() -> list[str]:
    return [one["name"] for one in EventPage.objects.get().source_conflicts]


def test_new_events_become_drafts_of_the_organization_and_wait(server, source):
    source.organization = NGOFactory()
    source.save()
    offer(server, event(), event("Wystawa", uid="2"))

    [step] = fetch(server)

    pages = list(EventPage.objects.order_by("uid"))
    assert [(page.title, page.live, page.source_id) for page in pages] == [
        ("Koncert", False, source.pk),
        ("Wystawa", False, source.pk),
    ]
    hosts = [page.organizations.get() for page in pages]
    assert [(host.organization, host.role) for host in hosts] == [(source.organization, "host")] * 2
    assert draft_hosts(pages[0]) == [source.organization]
    assert (step.outcome, list(sources.new_drafts())) == (Outcome.READ, pages)


def draft_hosts(page) -> list:
    rows = page.get_latest_revision_as_object().organizations.all()
    return [row.organization.specific for row in rows]


def test_fetched_again_nothing_changes_and_nothing_is_sent_where_the_server_can_tell(
    server, source
):
    offer(server, event(), ETag='"1"')
    fetch(server)
    before = list(EventPage.objects.values())

    [again] = fetch(server, now=NOW + HOUR)
    offer(server, event(), ETag='"2"')
    [whole] = fetch(server, now=NOW + 2 * HOUR)

    assert (again.outcome, whole.outcome) == (Outcome.UNCHANGED, Outcome.READ)
    assert [asked.get("If-None-Match") for _path, asked in server.asked] == [None, '"1"', '"1"']
    assert list(EventPage.objects.values()) == before
    source.refresh_from_db()
    assert (source.result["created"], source.result["unchanged"]) == (0, 1)
    assert (source.asked_at, source.read_at) == (NOW + 2 * HOUR, NOW + 2 * HOUR)


def test_another_address_or_calendar_is_asked_for_the_whole_file(server, source):
    offer(server, event(), ETag='"1"')
    offer(server, event(), path="/b", ETag='"1"')
    fetch(server)

    CalendarSource.objects.update(url=f"https://{HOST}/b")
    fetch(server)
    CalendarSource.objects.update(calendar=EventIndexFactory(slug="other"))
    [step] = fetch(server)

    assert [asked.get("If-None-Match") for _path, asked in server.asked] == [None, None, None]
    assert step.outcome is Outcome.READ


def test_change_to_a_published_event_waits_and_leaves_page_and_draft_alone(server, source):
    offer(server, event())
    fetch(server)
    page = publish(EventPage.objects.get())
    revision = page.latest_revision_id

    offer(server, event("Wielki koncert", start="20270107T180000"))
    fetch(server)
    fetch(server)

    page.refresh_from_db()
    assert (page.title, page.start_time.hour, page.latest_revision_id) == ("Koncert", 17, revision)
    assert (page.has_unpublished_changes, differing()) == (False, ["title", "when"])
    assert list(source_changes.waiting()) == [page]
    source_changes.decide(page, accepted=["title"], kept=["when"], user=None)
    assert (draft().title, draft().start_time.hour) == ("Wielki koncert", 17)
    fetch(server)
    assert differing() == []


def test_source_that_takes_its_change_back_leaves_nothing_to_decide(server, source):
    offer(server, event())
    fetch(server)
    publish(EventPage.objects.get())
    offer(server, event("Pomyłka"))
    fetch(server)

    offer(server, event())
    [step] = fetch(server)

    assert (differing(), draft().title, step.source.result["unchanged"]) == ([], "Koncert", 1)


def test_draft_that_was_never_published_follows_but_for_an_editor_s_words(server, source):
    offer(server, event())
    fetch(server)
    page = draft()
    page.title = "Koncert w parku"
    page.save_revision()

    offer(server, event("Wielki koncert", start="20270107T180000"))
    fetch(server)

    assert (draft().title, draft().start_time.hour, draft().live) == ("Koncert w parku", 18, False)
    assert differing() == ["title"]


def test_change_to_one_date_of_a_published_series_waits_too(server, source):
    series = event() + "RRULE:FREQ=WEEKLY;COUNT=4\n"
    offer(server, series)
    fetch(server)
    publish(EventPage.objects.get())
    alone = "UID:1@x\nSUMMARY:Koncert\nRECURRENCE-ID;TZID=Europe/Warsaw:20270114T170000\n"

    offer(server, f"{alone}DTSTART;TZID=Europe/Warsaw:20270115T160000\n")
    fetch(server)

    assert (differing(), draft().overrides.count()) == (["date 2027-01-14"], 0)


def test_event_that_vanished_is_listed_and_stays(server, source):
    offer(server, event(), event("Wystawa", uid="2"))
    fetch(server)
    for page in EventPage.objects.all():
        publish(page)

    offer(server, event())
    [step] = fetch(server)

    gone = EventPage.objects.get(title="Wystawa")
    assert (gone.live, source_changes.is_gone(gone)) == (True, True)
    assert step.source.result["vanished"] == 1
    assert not source_changes.is_gone(EventPage.objects.get(title="Koncert"))


def test_file_of_an_editor_with_the_name_of_a_source_makes_none_of_its_events_vanish(
    server, source
):
    offer(server, event())
    fetch(server)

    imports.import_files(
        [(source.name, ics(event("Inne", uid="9")))],
        source.calendar,
        time_zone="Europe/Warsaw",
        now=NOW,
    )

    assert not source_changes.is_gone(EventPage.objects.get(uid="1@x"))


def test_source_touches_no_event_of_another_and_none_that_was_written_here(
    server, source, calendar
):
    other = CalendarSource.objects.create(name="Inny", url=f"https://{HOST}/b", calendar=calendar)
    offer(server, event())
    fetch(server, source)
    own = publish(EventFactory(parent=calendar, title="Nasze", uid="own@x"))
    stolen = [event("Przejęte") + "SEQUENCE:9\n", event("Cudze", uid="own") + "SEQUENCE:9\n"]
    before = list(EventPage.objects.order_by("pk").values())

    offer(server, *stolen, path="/b")
    [step] = fetch(server, other)

    assert list(EventPage.objects.order_by("pk").values()) == before
    own.refresh_from_db()
    assert (own.title, own.source_conflicts) == ("Nasze", [])
    remarks = [(remark[0], remark[1]) for remark in step.source.result["remarks"]]
    assert remarks == [("other_source", "Koncert"), ("other_source", "Nasze")]


def test_event_that_came_by_file_before_is_taken_over_in_its_calendar_alone(server, source):
    elsewhere = EventIndexFactory(slug="elsewhere")
    for place, uid in ((source.calendar, "1"), (elsewhere, "2")):
        imports.import_files(
            [("plik.ics", ics(event(uid=uid)))], place, time_zone="Europe/Warsaw", now=NOW
        )

    offer(server, event("Nowy"), event("Nowy", uid="2"))
    fetch(server)

    assert list(EventPage.objects.order_by("uid").values_list("uid", "source")) == [
        ("1@x", source.pk),
        ("2@x", None),
    ]
    titles = [
        page.get_latest_revision_as_object().title for page in EventPage.objects.order_by("uid")
    ]
    assert titles == ["Nowy", "Koncert"]


def test_failure_is_kept_in_words_until_the_calendar_is_read_again(server, source):
    fetch(server)
    fetch(server, now=NOW + HOUR)
    source.refresh_from_db()
    words = "The server answers 404 instead of a calendar. Check the address."
    assert (source.failing_since, source.read_at, sources.problem(source)) == (NOW, None, words)
    assert list(sources.failing()) == [source]

    offer(server, event())
    fetch(server, now=NOW + 2 * HOUR)

    source.refresh_from_db()
    assert (source.failing_since, sources.problem(source)) == (None, "")
    assert list(sources.failing()) == []


def test_page_instead_of_a_calendar_is_a_failure_and_nothing_vanishes(server, source):
    offer(server, event(), ETag='"1"')
    fetch(server)

    server.replies["/a"] = Reply(b"<html>Log in</html>", headers={"ETag": '"2"'})
    [step] = fetch(server)

    assert (step.outcome, sources.problem(step.source)) == (
        Outcome.FAILED,
        "This is not a calendar file (iCalendar).",
    )
    assert not source_changes.is_gone(EventPage.objects.get())
    # The next question is about the calendar that was read, not about the page.
    assert step.source.validators["etag"] == '"1"'


def test_calendar_of_too_many_events_or_bytes_is_refused_whole(server, source, settings):
    settings.WAGTAIL_NGO = {"EVENT_SOURCE_HOSTS": [HOST], "EVENT_IMPORT_LIMITS": {"events": 1}}
    offer(server, event(), event(uid="2"))
    [many] = fetch(server)
    settings.WAGTAIL_NGO["EVENT_IMPORT_LIMITS"] = {"bytes": 100}
    [large] = fetch(server)

    assert [many.source.error, large.source.error] == [
        {"code": "events", "detail": "1"},
        {"code": "size", "detail": "1"},
    ]
    assert EventPage.objects.count() == 0


def test_one_source_that_fails_costs_no_other(server, source, calendar):
    CalendarSource.objects.create(
        name="A nie ma", url="https://elsewhere.example/", calendar=calendar
    )
    offer(server, event())

    steps = fetch(server)

    assert [step.outcome for step in steps] == [Outcome.FAILED, Outcome.READ]
    assert sources.problem(steps[0].source).startswith("elsewhere.example is not among the hosts")


def test_editor_s_change_of_a_source_while_it_is_fetched_stays(server, source):
    offer(server, event())
    stale = CalendarSource.objects.get()
    CalendarSource.objects.update(name="Nowa nazwa", is_active=False)

    fetch(server, stale)

    source.refresh_from_db()
    assert (source.name, source.is_active, source.read_at) == ("Nowa nazwa", False, NOW)


@pytest.mark.parametrize(
    "url",
    ["http://kultura.example/", "https://kultura.example:8443/", "https://a:b@kultura.example/"],
)
def test_address_that_would_not_be_asked_is_refused_in_the_form(source, url):
    source.url = url

    with pytest.raises(ValidationError) as caught:
        source.full_clean()

    assert list(caught.value.message_dict) == ["url"]


def test_host_of_a_source_is_written_as_in_the_network(source):
    source.url = "https://Świetlica.Example/a.ics"

    assert source.host == "xn--wietlica-lvb.example"


# By command


def run(server, **options):
    command = ngo_fetch_events.Command(stdout=io.StringIO())
    command.network = server.network
    call_command(command, **options)
    return command.stdout.getvalue()


def test_without_hosts_the_command_fetches_nothing_and_says_why(server, source, settings):
    settings.WAGTAIL_NGO = {}
    offer(server, event())

    text = run(server)

    assert text == "Nothing is fetched: EVENT_SOURCE_HOSTS in WAGTAIL_NGO names no host.\n"
    source.refresh_from_db()
    assert (server.asked, source.asked_at, EventPage.objects.count()) == ([], None, 0)


def test_the_command_says_what_it_did(server, source, calendar):
    offer(server, event(place=""), ETag='"1"')
    counts = "1 new drafts, 0 drafts renewed, 0 with changes to decide, 0 gone, 0 known already."

    assert run(server) == f"{source.pk} Dom Kultury: {counts}\n"
    assert run(server) == f"{source.pk} Dom Kultury: has not changed.\n"


def test_the_command_leaves_sources_that_are_off_unless_it_is_told_which(server, source):
    CalendarSource.objects.update(is_active=False)
    offer(server, event())

    assert run(server) == ""
    assert "1 new drafts" in run(server, source=source.pk)
    with pytest.raises(CommandError):
        run(server, source=source.pk + 1)


def test_the_command_ends_badly_where_a_calendar_could_not_be_read(server, source):
    with pytest.raises(CommandError, match=r"1 of 1 calendars could not be read\."):
        run(server)
