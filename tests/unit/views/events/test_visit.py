"""What helps a visitor find the way: months, days to go, the nearest date, subscribing."""

import datetime

import pytest
import time_machine

from tests.factories.events import EventFactory, EventIndexFactory, publish
from wagtail_ngo.templatetags.wagtail_ngo_events import days_away, google_calendar, outlook_calendar

pytestmark = pytest.mark.django_db
D = datetime.date


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-03-10 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory()


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (9, ""), (10, ""), (11, "tomorrow"), (12, "in 2 days"), (21, "in 11 days"),
        (41, "in 31 days"), (42, ""),
    ],
)  # fmt: skip
def test_the_days_to_go_are_said_within_a_month(day, words):
    assert days_away(D(2027, 3, 1) + datetime.timedelta(day - 1)) == words


def test_the_list_has_a_heading_for_each_month(client, calendar):
    publish(EventFactory(parent=calendar, start_date=D(2027, 3, 21), title="Spring"))
    publish(EventFactory(parent=calendar, start_date=D(2027, 3, 25)))
    publish(EventFactory(parent=calendar, start_date=D(2027, 5, 1)))

    html = client.get(calendar.url).content.decode()

    assert html.count('class="ngo-days__heading"') == 2
    headings = [html.index(words) for words in (">March 2027<", ">May 2027<")]
    assert headings == sorted(headings)
    assert "in 11 days" in html
    assert html.index("in 11 days") < html.index(">May 2027<")


def test_an_empty_month_names_the_nearest_date(client, calendar):
    publish(EventFactory(parent=calendar, start_date=D(2027, 2, 4), title="Before"))
    late = publish(EventFactory(parent=calendar, start_date=D(2027, 6, 3), title="After"))

    empty = client.get(f"{calendar.url}month/2027-04/").content.decode()
    beyond = client.get(f"{calendar.url}month/2027-09/").content.decode()
    full = client.get(f"{calendar.url}month/2027-06/").content.decode()

    assert f'href="{calendar.url}month/2027-06/"' in empty
    assert f"{late.url}2027-06-03/" in empty
    assert "After" in beyond
    assert "Before" not in beyond
    assert "The nearest date" not in full


def test_a_hidden_event_is_not_the_nearest(client, calendar):
    EventFactory(parent=calendar, live=False, start_date=D(2027, 6, 3), title="Secret")

    html = client.get(f"{calendar.url}month/2027-04/").content.decode()

    assert "Nothing takes place" in html
    assert "The nearest date" not in html


def test_subscribing_is_a_choice_and_names_the_same_address(client, calendar):
    page = publish(EventFactory(parent=calendar, start_date=D(2027, 6, 3), title="A & B"))
    address = f"{page.get_full_url()}ics/"

    html = client.get(page.url).content.decode()

    assert f'value="{address}"' in html
    assert "calendar.google.com/calendar/render?cid=webcal%3A%2F%2F" in html
    assert "outlook.live.com/calendar/0/addfromweb?url=http%3A%2F%2F" in html
    assert "name=A+%26+B" in html
    assert google_calendar(address).endswith("ics%2F")
    assert "&name=x" in outlook_calendar(address, "x")


def test_what_is_over_is_not_subscribed_to(client, calendar):
    past = publish(EventFactory(parent=calendar, start_date=D(2027, 2, 4)))

    for url in (past.url, f"{past.url}2027-02-04/"):
        answer = client.get(url)
        assert answer.status_code == 200
        assert "ngo-subscribe" not in answer.content.decode()
    assert "ngo-subscribe" in client.get(calendar.url).content.decode()
    assert client.get(f"{past.url}ics/").status_code == 200
