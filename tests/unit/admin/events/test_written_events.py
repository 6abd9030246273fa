"""The line that fills the form of an event: what the admin answers to it."""

import json
import re

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, VenueFactory

pytestmark = pytest.mark.django_db
LINE = "co drugi czwartek 17–19 w Rondzie, gospodarz Indygo"


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-02-01 12:00Z", tick=False):
        yield


def ask(client, line: str) -> str:
    answer = client.post(reverse("wagtail_ngo_written_event"), {"line": line})
    assert answer.status_code == 200
    return answer.content.decode()


def fields(html: str) -> dict:
    return json.loads(re.search(r"<script[^>]*>(.*?)</script>", html, re.S)[1])


def test_the_line_fills_the_fields_with_venue_and_host(admin_client):
    venue, host = VenueFactory(name="Centrum Rondo"), NGOFactory(title="Fundacja Indygo")
    VenueFactory(name="Dom Kultury")
    NGOFactory(title="Fundacja Zielona")

    html = ask(admin_client, LINE)

    found = fields(html)
    assert found["venue"] == {"id": venue.pk, "title": "Centrum Rondo"}
    assert found["host"] == {"id": host.pk, "title": "Fundacja Indygo"}
    assert found["extra"] == []
    wanted = {
        "start_date": "2027-02-04", "start_time": "17:00", "end_time": "19:00",
        "recurrence_frequency": "2", "recurrence_interval": "2", "recurrence_weekdays": ["3"],
        "recurrence_ends": "never",
    }  # fmt: skip
    assert wanted.items() <= found["fields"].items()
    assert "Not understood" not in html


def test_names_that_nothing_or_two_rows_fit_are_named(admin_client):
    VenueFactory(name="Sala Rondo")
    VenueFactory(name="Klub Rondo")

    html = ask(admin_client, LINE)

    assert "Not understood: Rondzie; Indygo" in html
    assert (fields(html)["venue"], fields(html)["host"]) == (None, None)


def test_drafts_of_the_directory_are_no_hosts(admin_client):
    NGOFactory(title="Indygo", live=False)

    assert "Not understood: Rondzie; Indygo" in ask(admin_client, LINE)


def test_days_of_a_course_become_further_dates(admin_client):
    found = fields(ask(admin_client, "5, 12 i 19 maja 2027, 17–19"))

    assert found["fields"]["start_date"] == "2027-05-05"
    assert found["extra"] == ["2027-05-12", "2027-05-19"]


def test_a_rule_that_the_fields_cannot_say_is_said(admin_client):
    html = ask(admin_client, "w pierwszy i trzeci czwartek miesiąca o 17")

    assert "the fields of the form cannot say this rule" in html
    assert "recurrence_frequency" not in fields(html)["fields"]


@pytest.mark.parametrize("line", ["", "kawa", "<b>", "x" * 5000])
def test_what_says_nothing_offers_nothing(admin_client, line):
    html = ask(admin_client, line)

    assert "<button" not in html
    assert "<b>" not in html


def test_queries_do_not_grow_with_venues_and_entries(admin_client, django_assert_max_num_queries):
    for _number in range(12):
        VenueFactory()
        NGOFactory()
    ask(admin_client, LINE)

    with django_assert_max_num_queries(8):
        ask(admin_client, LINE)


def test_the_editor_has_the_line_and_visitors_have_not(admin_client, client):
    page = EventFactory(parent=EventIndexFactory())
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert 'data-controller="ngo-written"' in html
    assert "written-event.js" in html
    client.logout()
    assert client.post(reverse("wagtail_ngo_written_event"), {"line": LINE}).status_code == 302
    assert admin_client.get(reverse("wagtail_ngo_written_event")).status_code in (302, 405)


def test_whoever_edits_no_page_learns_no_names(client, django_user_model):
    user = django_user_model.objects.create_user("desk", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    answer = client.post(reverse("wagtail_ngo_written_event"), {"line": LINE})

    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))
