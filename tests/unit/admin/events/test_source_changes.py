"""Changes at the source of imported events, decided field by field in the admin."""

import io

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.events import EventFactory, EventIndexFactory
from tests.unit.domain.events.test_ical_import import ics
from tests.unit.services.events.test_import_guards import run
from tests.unit.services.events.test_source_changes import concert, draft
from wagtail_ngo.models import EventPage
from wagtail_ngo.services.events import source_changes
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
OTHER = ics("UID:other@x\nSUMMARY:Other\nDTSTART;TZID=Europe/Warsaw:20270109T170000\n")


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-01-04 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


@pytest.fixture
def editor(client, calendar, django_user_model):
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("editor", password="x")
    user.groups.add(Group.objects.get(name=roles.EDITING))
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def event(calendar) -> EventPage:
    """Title and organizer were changed here, and then at the source too; the hour there alone."""
    run(calendar, concert(more="ORGANIZER;CN=Hall:mailto:a@example.org"))
    page = draft()
    page.title, page.organizer = "Concert in the park", "Parks"
    page.save_revision()
    more = "ORGANIZER;CN=Great hall:mailto:a@example.org"
    run(calendar, concert(title="Gala concert", start="20270107T183000", more=more))
    return EventPage.objects.get()


def decide(client, page, **answers):
    url = reverse("wagtail_ngo_source_change", args=[page.pk])
    return client.post(url, {f"field-{name}": value for name, value in answers.items()})


def waiting() -> list[str]:
    return [one["name"] for one in EventPage.objects.get().source_conflicts]


def test_each_field_shows_the_source_before_and_now_and_what_stands_here(editor, event):
    html = editor.get(reverse("wagtail_ngo_source_change", args=[event.pk])).content.decode()

    told = [
        (one.name, one.before, one.theirs, one.ours) for one in source_changes.comparisons(event)
    ]
    assert told == [
        ("organizer", "Hall", "Great hall", "Parks"),
        ("title", "Concert", "Gala concert", "Concert in the park"),
    ]
    assert all(text in html for row in told for text in row)


def test_what_is_accepted_joins_the_draft_and_what_is_kept_stays(editor, event):
    decide(editor, event, title="accept", organizer="keep")

    page = draft()
    assert (page.title, page.organizer) == ("Gala concert", "Parks")
    # What the source alone had changed was in the draft before.
    assert page.start_time.hour == 18
    assert waiting() == []
    assert page.latest_revision.user == editor.user


def test_what_is_put_off_goes_on_waiting(editor, event):
    decide(editor, event, title="accept", organizer="later")

    assert waiting() == ["organizer"]
    assert draft().organizer == "Parks"


def test_everything_is_taken_at_once(editor, event):
    url = reverse("wagtail_ngo_source_change", args=[event.pk])
    editor.post(url, {"field-title": "later", "field-organizer": "keep", "accept_all": "1"})

    page = draft()
    assert (page.title, page.organizer) == ("Gala concert", "Great hall")
    assert waiting() == []


def test_what_was_kept_comes_up_again_only_when_the_source_changes_it_again(
    editor, event, calendar
):
    decide(editor, event, title="keep", organizer="keep")

    same = "ORGANIZER;CN=Great hall:mailto:a@example.org"
    run(calendar, concert(title="Gala concert", start="20270107T190000", more=same))
    assert waiting() == []
    run(calendar, concert(title="Great gala", start="20270107T190000", more=same))
    assert waiting() == ["title"]
    assert source_changes.comparisons(EventPage.objects.get())[0].before == "Gala concert"


def test_what_nobody_has_decided_waits_on_when_the_source_changes_something_else(event, calendar):
    same = "ORGANIZER;CN=Great hall:mailto:a@example.org"
    run(calendar, concert(title="Gala concert", start="20270107T200000", more=same))

    assert sorted(waiting()) == ["organizer", "title"]
    assert draft().start_time.hour == 20


def test_a_source_that_comes_round_to_what_stands_here_asks_nothing_more(event, calendar):
    same = "ORGANIZER;CN=Parks:mailto:a@example.org"
    run(calendar, concert(title="Gala concert", start="20270107T200000", more=same))

    assert waiting() == ["title"]


def test_what_vanished_from_its_source_is_listed_and_stays(editor, calendar):
    run(calendar, concert() + OTHER)
    run(calendar, OTHER)

    gone = EventPage.objects.get(title="Concert")
    html = editor.get(reverse("wagtail_ngo_source_changes")).content.decode()
    assert "Concert" in html
    assert "no longer at the source" in html
    decide(editor, gone, vanished="keep")
    assert list(source_changes.waiting()) == []
    # Told once: it stays without its source, until it comes back and vanishes again.
    run(calendar, OTHER)
    assert list(source_changes.waiting()) == []
    run(calendar, concert() + OTHER)
    run(calendar, OTHER)
    assert [page.title for page in source_changes.waiting()] == ["Concert"]
    assert EventPage.objects.count() == 2


def test_what_is_back_at_its_source_waits_no_more(calendar):
    run(calendar, concert() + OTHER)
    run(calendar, OTHER)

    run(calendar, concert() + OTHER)

    assert list(source_changes.waiting()) == []


def test_second_press_is_told_that_it_was_decided(editor, event):
    decide(editor, event, title="accept", organizer="accept")
    revisions = event.revisions.count()

    response = decide(editor, event, title="keep", organizer="keep")

    assert response.status_code == 302
    assert event.revisions.count() == revisions
    assert draft().title == "Gala concert"


def test_a_stranger_to_the_calendar_sees_and_decides_nothing(client, event, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", password="x"))

    assert decide(client, event, title="accept").status_code in (302, 403)
    assert sorted(waiting()) == ["organizer", "title"]


def test_today_counts_the_events_and_leads_to_the_only_one(editor, event):
    html = editor.get(reverse("wagtail_ngo_today")).content.decode()

    assert reverse("wagtail_ngo_source_change", args=[event.pk]) in html


def test_the_list_costs_as_much_for_many_as_for_one(editor, event, calendar):
    url = reverse("wagtail_ngo_source_changes")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert editor.get(url).status_code == 200
        return len(asked)

    queries()
    one = queries()
    conflicts = [{"name": "title", "before": "a", "theirs": "b", "ours": "c"}]
    for number in range(5):
        page = EventFactory(parent=calendar, title=f"Event {number}")
        EventPage.objects.filter(pk=page.pk).update(source_conflicts=conflicts)

    assert queries() == one


def test_deciding_later_is_no_decision_of_somebody_else(editor, event):
    answer = decide(editor, event, title="later", organizer="later")

    messages = [str(message).strip() for message in answer.wsgi_request._messages]
    assert messages == ["Nothing is decided yet; it goes on waiting."]
    assert len(EventPage.objects.get().source_conflicts) == len(event.source_conflicts) > 0
