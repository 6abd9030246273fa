"""The list of calendars that are kept in step, as those who look after it see it."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory
from wagtail_ngo.models import CalendarSource
from wagtail_ngo.services.people import roles

pytestmark = pytest.mark.django_db
LIST = "wagtail_ngo_calendarsource_modeladmin_index"


@pytest.fixture
def calendar():
    return EventIndexFactory()


@pytest.fixture
def moderator(client, calendar, django_user_model):
    call_command("ngo_setup", stdout=io.StringIO())
    user = django_user_model.objects.create_user("moderator", password="x")
    user.groups.add(Group.objects.get(name=roles.MODERATION))
    client.force_login(user)
    return client


def make(calendar, name="Dom Kultury", **values):
    url = values.pop("url", "https://kultura.example/a.ics")
    return CalendarSource.objects.create(name=name, url=url, calendar=calendar, **values)


def text(client, name=LIST, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_list_says_what_to_do_while_no_host_may_be_asked(moderator, calendar, settings):
    make(calendar)
    settings.WAGTAIL_NGO = {}
    off = text(moderator)
    settings.WAGTAIL_NGO = {"EVENT_SOURCE_HOSTS": ["elsewhere.example"]}
    missing = text(moderator)
    settings.WAGTAIL_NGO = {"EVENT_SOURCE_HOSTS": ["Kultura.example"]}
    right = text(moderator)

    assert "Nothing is fetched: no host may be asked yet." in off
    assert "Not among the hosts that may be asked: kultura.example." in missing
    assert "Nothing is fetched" not in missing
    assert "EVENT_SOURCE_HOSTS" not in right


def test_host_of_a_source_that_is_off_is_not_asked_for(moderator, calendar, settings):
    make(calendar, is_active=False)
    settings.WAGTAIL_NGO = {"EVENT_SOURCE_HOSTS": ["elsewhere.example"]}

    assert "Not among the hosts" not in text(moderator)


def test_last_attempt_is_told_in_words(moderator, calendar):
    now = timezone.now()
    make(calendar, "Zepsuty", failing_since=now, error={"code": "status", "detail": "503"})
    make(calendar, "Dobry", read_at=now)
    make(calendar, "Nowy")

    html = text(moderator)

    assert "The server answers 503 instead of a calendar. Check the address." in html
    assert html.count("not read yet") == 1


def test_one_source_shows_what_its_last_calendar_gave(moderator, calendar):
    result = {"created": 2, "waiting": 1, "remarks": [["venue", "Koncert", "Sala", 0]]}
    source = make(calendar, read_at=timezone.now(), result=result)

    html = text(moderator, LIST.replace("index", "inspect"), source.pk)

    assert "new drafts: 2" in html
    assert "events with changes to decide: 1" in html
    assert "The place is not among the venues. It is named in the text. (Sala)" in html


def test_moderator_adds_a_source_and_a_wrong_address_is_named(moderator, calendar):
    organization = NGOFactory()
    address = reverse(LIST.replace("index", "create"))
    form = {"name": "Dom Kultury", "calendar": calendar.pk, "organization": organization.pk}
    form["is_active"] = "on"

    wrong = moderator.post(address, {**form, "url": "http://kultura.example/a.ics"})
    right = moderator.post(address, {**form, "url": "https://kultura.example/a.ics"})

    assert "begins with https:// and holds no password and no port" in wrong.content.decode()
    assert right.status_code == 302
    source = CalendarSource.objects.get()
    assert (source.host, source.organization.specific) == ("kultura.example", organization)


def test_queries_of_the_list_and_of_the_queue_do_not_grow(moderator, calendar):
    def queries(name):
        with CaptureQueriesContext(connection) as context:
            moderator.get(reverse(name))
        return len(context)

    def fill():
        source = make(calendar, organization=NGOFactory(), url="https://kultura.example/b")
        EventFactory(parent=calendar, live=False, source=source)

    fill()
    names = [LIST, "wagtail_ngo_source_changes"]
    for name in names:
        queries(name)
    few = [queries(name) for name in names]
    for _number in range(3):
        fill()

    assert [queries(name) for name in names] == few


def test_source_is_deleted_and_its_events_stay(moderator, calendar):
    source = make(calendar)
    page = EventFactory(parent=calendar, source=source)

    moderator.post(reverse(LIST.replace("index", "delete"), args=[source.pk]))

    page.refresh_from_db()
    assert (CalendarSource.objects.count(), page.source_id, page.live) == (0, None, True)
