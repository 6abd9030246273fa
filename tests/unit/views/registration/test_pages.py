"""Registering in public: the form, and what it says when there is nothing to register for."""

import datetime
import json
import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction, ReferenceIndex

from tests.factories.directory import NGOFactory
from tests.factories.events import EventIndexFactory, publish
from tests.factories.registration import (
    NOW,
    assert_counters_agree,
    join,
    join_many,
    make_course,
    make_date,
    make_event,
)
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import (
    Attendance,
    EventPage,
    Occurrence,
    OutgoingMail,
    Registration,
    RegistrationConsentText,
    RegistrationQuestion,
)
from wagtail_ngo.models.registration.attendance import OfOrganization
from wagtail_ngo.services.events import occurrences, splitting
from wagtail_ngo.services.events.splitting import Wishes

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def open_form(client, url) -> dict:
    """What the page of the form sends along by itself."""
    text = client.get(url).content.decode()
    return {"submission": re.search(r'name="submission" value="([^"]+)"', text)[1]}


def send(client, clock, target, **values):
    url = target if isinstance(target, str) else f"{target.url}register/"
    data = open_form(client, url)
    clock.shift(10)
    return client.post(url, {"name": "Jan", "email": "jan@example.org", **data, **values})


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_form_is_answered_by_a_letter_and_the_same_page_for_everybody(client, clock):
    date = make_date()

    first = send(client, clock, date)
    second = send(client, clock, date)
    other = send(client, clock, date, email="new@example.org")

    assert first.status_code == second.status_code == other.status_code == 200
    assert text_of(first) == text_of(second) == text_of(other)
    assert "We have sent you a letter" in text_of(first)
    assert [row.email for row in Registration.objects.order_by("pk")] == [
        "jan@example.org",
        "new@example.org",
    ]
    assert first["Cache-Control"] == "no-store"


def test_form_sent_too_quickly_is_shown_again_with_all_that_was_typed(client, clock):
    url = f"{make_date().url}register/"
    data = open_form(client, url)

    response = client.post(url, {"name": "Jan", "email": "jan@example.org", **data})

    assert response.status_code == 422
    assert "That was very quick" in text_of(response)
    assert 'value="jan@example.org"' in response.content.decode()
    assert not Registration.objects.exists()


def test_machine_that_fills_the_trap_is_told_that_all_went_well(client, clock):
    response = send(client, clock, make_date(), website="https://spam.example")

    assert "We have sent you a letter" in text_of(response)
    assert not Registration.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_one_connection_cannot_register_for_ever(client, clock, settings):
    settings.WAGTAIL_NGO = {"REGISTRATIONS_PER_HOUR": 1}
    date = make_date(capacity=9)

    assert send(client, clock, date).status_code == 200
    response = send(client, clock, date, email="b@example.org")

    assert response.status_code == 429
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("field", ["name", "email"])
def test_what_is_missing_is_said_beside_the_field(client, clock, field):
    response = send(client, clock, make_date(), **{field: ""})

    assert response.status_code == 422
    assert f'id="id_{field}_error"' in response.content.decode()
    assert not Registration.objects.exists()


def test_organization_is_found_in_the_directory_or_kept_as_a_name(client, clock):
    entry = NGOFactory(title="Choir of the Town")
    NGOFactory(title="Hidden", live=False)
    date = make_date(capacity=9)
    page = client.get(f"{date.url}register/").content.decode()

    send(client, clock, date, organization=" choir of  the town")
    send(client, clock, date, email="b@example.org", organization="Hidden")

    assert '<option value="Choir of the Town">' in page
    assert "Hidden" not in page
    rows = Registration.objects.order_by("pk")
    assert [(row.organization, row.organization_name) for row in rows] == [
        (entry, "Choir of the Town"),
        (None, "Hidden"),
    ]


def test_questions_and_consents_of_the_editor_are_asked_unticked_and_kept(client, clock):
    page = make_event()
    page.registration_questions = [
        RegistrationQuestion(
            label="Diet", field_type="dropdown", choices="all\nvegan", required=True
        ),
        RegistrationQuestion(label="Topics", field_type="checkboxes", choices="law\nmoney"),
    ]
    page.registration_consents = [
        RegistrationConsentText(text="Photos", required=False),
        RegistrationConsentText(text="Rules", required=True),
    ]
    page.save()
    date = page.occurrences.get()
    html = client.get(f"{date.url}register/").content.decode()
    diet, topics = (question.clean_name for question in page.registration_questions.all())

    refused = send(client, clock, date, **{diet: "vegan"})
    sent = send(client, clock, date, **{diet: "vegan", topics: ["law", "money"], "consent_1": "on"})

    assert "checked" not in html
    assert (refused.status_code, sent.status_code) == (422, 200)
    row = Registration.objects.get()
    assert row.answers == {"Diet": "vegan", "Topics": "law, money"}
    assert list(row.consents.values_list("text", "is_given")) == [
        ("Photos", False),
        ("Rules", True),
    ]


@pytest.mark.parametrize(
    ("people", "fields", "words", "is_open"),
    [
        (0, {}, "2 seats left", True),
        (1, {}, "1 seat left", True),
        (2, {}, "No seats left. The waiting list is open", True),
        (3, {}, "No seats left. Waiting list: 1 person", True),
        (2, {"waiting_limit": 0}, "No seats left", False),
        (0, {"capacity": None}, "Registration is open", True),
        (0, {"registration_closes_at": NOW}, "Registration is closed", False),
        (
            0,
            {"registration_opens_at": NOW + datetime.timedelta(days=1)},
            "Registration opens on 2 February 2027",
            False,
        ),
    ],
)
def test_seats_are_said_in_words_everywhere(client, clock, people, fields, words, is_open):
    date = make_date(**fields)
    join_many(date, range(people))
    pages = [date.url, f"{date.url}register/", date.page.get_parent().url, date.page.url]

    texts = [text_of(client.get(url)) for url in pages]

    assert [words in text for text in texts] == [True] * 4
    form = client.get(f"{date.url}register/").content.decode()
    assert ('name="email"' in form) is is_open
    assert ("/register/" in client.get(date.url).content.decode().partition("<main")[2]) is is_open


def test_form_after_the_end_says_so_and_changes_nothing(client, clock):
    date = make_date(waiting_limit=0, capacity=1)
    data = open_form(client, f"{date.url}register/")
    join_many(date, [1])
    clock.shift(10)

    response = client.post(
        f"{date.url}register/", {"name": "Jan", "email": "jan@example.org", **data}
    )

    assert response.status_code == 409
    assert "No seats left" in text_of(response)
    assert_counters_agree(date)


def test_course_has_one_form_for_all_dates(client, clock):
    course = make_course()
    page = course.page
    date = page.occurrences.first()

    response = send(client, clock, f"{page.url}register/")

    assert response.status_code == 200
    assert Registration.objects.get().course == course
    assert client.get(f"{date.url}register/").url == f"{page.url}register/"
    assert "Register for all dates" in text_of(client.get(page.url))


def test_event_of_several_dates_asks_to_choose_one(client, clock):
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=2")

    assert client.get(f"{page.url}register/").url == page.url
    assert text_of(client.get(page.url)).count("2 seats left") == 2


def test_registration_elsewhere_is_a_link(client, clock):
    page = make_event(registration_mode="external", registration_url="https://forms.example/1")
    date = page.occurrences.get()

    assert client.get(f"{date.url}register/").url == "https://forms.example/1"
    assert 'href="https://forms.example/1"' in client.get(date.url).content.decode()
    assert "seats" not in text_of(client.get(date.url))


def test_event_without_registration_has_no_form(client, clock):
    page = make_event(registration_mode="none")
    date = page.occurrences.get()

    assert client.get(f"{page.url}register/").status_code == 404
    assert client.get(f"{date.url}register/").status_code == 404
    assert "Register" not in text_of(client.get(date.url))


def test_form_is_hidden_where_the_page_is(client, clock):
    date = make_date()
    PageViewRestriction.objects.create(page=date.page, restriction_type="login")
    assert client.get(f"{date.url}register/").status_code == 302
    date.page.unpublish()

    assert client.get(f"{date.url}register/").status_code == 404
    assert Occurrence.objects.count() == 0


def test_json_ld_offers_the_seats(client, clock):
    date = make_date()

    def offer():
        html = client.get(date.url).content.decode()
        event = json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.S)[1])
        return event["offers"]["availability"].rpartition("/")[2], event.get(
            "remainingAttendeeCapacity"
        )

    assert offer() == ("InStock", "2")
    join_many(date, [1, 2])
    assert offer() == ("BackOrder", "0")


def test_a_list_of_dates_asks_no_more_for_seats(client, clock):
    page = make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=1")
    with_one = _queries(client, page)
    page.recurrence = "RRULE:FREQ=WEEKLY;COUNT=9"
    page.save()
    occurrences.rebuild(page, now=NOW)

    assert _queries(client, page) <= with_one


def _queries(client, page) -> int:
    client.get(page.get_parent().url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.get_parent().url)
    return len(queries)


def test_registering_costs_at_most_twice_the_queries_of_the_page(client, clock):
    page = make_event(capacity=1, seats_per_organization=2)
    RegistrationConsentText.objects.create(page=page, text="Photographs")
    RegistrationQuestion.objects.create(page=page, label="Diet")
    date = page.occurrences.get()
    entry = NGOFactory(title="Guest")

    def asked(act) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return sum("SAVEPOINT" not in one["sql"] for one in queries)

    form_url = f"{date.url}register/"
    pages = []
    for url in (date.url, form_url):
        client.get(url)
        pages.append(asked(lambda url=url: client.get(url)))
    for number in range(2):
        data = {"name": "Jan", "email": f"jan{number}@example.org", "organization": entry.title}
        data |= open_form(client, form_url)
        clock.shift(10)
        cost = asked(lambda data=data: client.post(form_url, data))
        assert cost <= 2 * min(pages)

    rows = Registration.objects.order_by("pk")
    assert [(row.status, row.seats_held) for row in rows] == [
        (S.UNCONFIRMED, 1),
        (S.UNCONFIRMED, 0),
    ]


def test_who_comes_for_whom_is_not_in_the_index_of_references(client, clock):
    entry = NGOFactory(title="Guest")
    date = make_date(capacity=5)
    row = join(date, 1, organization=entry)
    Attendance.objects.create(occurrence=date, person_key=row.person_key, organization=entry)

    about_people = [
        one.model_name
        for one in ReferenceIndex.objects.all()
        if issubclass(one.content_type.model_class(), OfOrganization)
    ]

    assert about_people == []
    assert row.organization == entry


def test_alias_leads_to_the_seats_of_its_original(client, clock):
    page = make_event(capacity=1)
    date = page.occurrences.get()
    other = EventIndexFactory(slug="other", title="Other")
    alias = EventPage.objects.get(pk=page.create_alias(parent=other).pk)
    [same] = alias.occurrences.all()
    join_many(date, [1, 2])

    for address, url in ((alias.url, page.url), (same.url, date.url)):
        assert client.get(f"{address}register/").url == f"{url}register/"
        html = client.get(address).content.decode()
        assert f'href="{same.url}register/">Register</a>' in html
        # It does not say how many seats of its own it has: there are none.
        assert "seat left" not in html
    send(client, clock, f"{date.url}register/", email="late@example.org")
    assert {row.occurrence_id for row in Registration.objects.all()} == {date.pk}
    same.refresh_from_db()
    assert (same.seats_taken, same.waiting, same.record_count) == (0, 0, 0)
    assert client.post(f"{same.url}register/", {"email": "x@example.org"}).status_code == 302
    assert Registration.objects.count() == 3


def test_after_a_split_the_old_address_leads_to_the_form_of_the_later_event(client, clock):
    """The questions there may be others."""
    page = publish(make_event(recurrence="RRULE:FREQ=WEEKLY;COUNT=3", parent=EventIndexFactory()))
    rows = page.occurrences.order_by("recurrence_id")
    old = f"{rows[1].get_url()}register/"
    hours = Wishes(page.start_time, page.end_time)

    successor = splitting.split(page, rows[1].recurrence_id, hours)

    answer = client.get(old)
    row = successor.occurrences.order_by("recurrence_id")[0]
    assert (answer.status_code, answer["Location"]) == (302, f"{row.get_url()}register/")
    assert answer["Location"] != old
