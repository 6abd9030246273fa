"""The block "Register for an event": which date it shows, what it says of it, to whom."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import blocks
from wagtail.models import PageViewRestriction

from tests.factories.events import EventIndexFactory
from tests.factories.registration import join_many, make_event
from wagtail_ngo.blocks import RegistrationBlock
from wagtail_ngo.models import Course, OccurrenceOverride
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.closing import Record, close

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 10, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
NOTHING = "One cannot register here at the moment."


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _calendar():
    EventIndexFactory(slug="calendar")


def workshop(**fields):
    """Two seats on Thursday, 18 March 2027."""
    return make_event(now=NOW, **{"title": "Workshop", "slug": "workshop", **fields})


def weekly(*overrides, **fields):
    """Three Thursdays from 18 March."""
    rule = {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=3"}
    page = workshop(**{**rule, **fields})
    if overrides:
        page.overrides = overrides
        page.save()
        occurrences.rebuild(page, now=NOW)
    return page


def date_of(page, day):
    return page.occurrences.get(recurrence_id=datetime.date(2027, 3, day))


def render(page, *, date=None, heading="") -> str:
    block = RegistrationBlock()
    value = {"heading": heading, "event": page and page.pk, "date": date and date.pk}
    return block.render(block.to_python(value), {"request": RequestFactory().get("/")})


def said(html) -> list[str]:
    """Day, words about seats, and the button with where it leads."""
    figure = re.findall(r'ngo-teaser__figure">(\d+)<', html)
    words = re.findall(r'<p class="ngo-seats[^>]*>\s*(.*?)\s*</p>', html, re.DOTALL)
    buttons = re.findall(r'class="ngo-button" href="([^"]+)"[^>]*>(.*?)</a>', html)
    return [*figure, *words, *(part for button in buttons for part in button)]


def test_open_date_says_seats_left_and_leads_to_its_form():
    page = workshop()
    join_many(page.occurrences.get(), [1], now=NOW)

    assert said(render(page)) == [
        "18",
        "1 seat left",
        "/calendar/workshop/2027-03-18/register/",
        "Register for 18 March",
    ]


def test_full_date_with_a_waiting_list_leads_to_the_list():
    page = workshop()
    join_many(page.occurrences.get(), [1, 2, 3], now=NOW)

    assert said(render(page))[1:] == [
        "No seats left. Waiting list: 1 person",
        "/calendar/workshop/2027-03-18/register/",
        "Join the waiting list",
    ]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"capacity": 0}, "No seats left"),
        ({"registration_opens_at": NOW + HOUR}, "Registration opens on 10 March 2027, 14:00"),
        ({"registration_closes_at": NOW}, "Registration is closed"),
        ({"start_date": datetime.date(2027, 3, 9)}, ""),
    ],
)
def test_a_date_that_takes_nobody_says_why_and_has_no_button(fields, words):
    html = render(workshop(**fields))

    assert said(html) == (["18", words] if words else [])
    assert ("No further date is announced." in html) == (not words)
    assert "Workshop" in html


def test_full_date_is_passed_over_for_the_next_with_a_seat():
    page = weekly(waiting_limit=5)
    join_many(date_of(page, 18), [1, 2], now=NOW)

    assert said(render(page))[:2] == ["25", "2 seats left"]
    chosen = said(render(page, date=date_of(page, 18)))
    assert chosen[:2] == ["18", "No seats left. The waiting list is open"]
    join_many(date_of(page, 25), [1, 2], now=NOW)
    page.occurrences.filter(starts_at__month=4).update(capacity=0)
    assert said(render(page))[0] == "18"


def test_cancelled_date_is_passed_over_unless_it_was_chosen():
    first = OccurrenceOverride(original_date=datetime.date(2027, 3, 18), kind="cancelled")
    page = weekly(first)

    assert said(render(page))[0] == "25"
    assert said(render(page, date=date_of(page, 18))) == ["18", "This date does not take place"]


def test_chosen_date_that_is_over_or_closed_says_so():
    page = weekly(start_date=datetime.date(2027, 3, 4))
    past = date_of(page, 4)

    assert said(render(page, date=past)) == ["4", "This date is over"]
    close(past, Record(), now=NOW)
    assert said(render(page, date=past)) == ["4", "This date does not take place"]
    assert said(render(page))[:2] == ["11", "2 seats left"]


def test_course_has_one_button_for_all_its_dates():
    page = weekly(registration_scope="course")
    join_many(Course.objects.get(), [1], now=NOW)

    html = render(page)

    assert said(html) == [
        "18",
        "1 seat left",
        "/calendar/workshop/register/",
        "Register for all dates",
    ]
    assert "3 dates together" in html


def test_registration_elsewhere_is_a_link_while_it_is_open():
    fields = {"registration_mode": "external", "registration_url": "https://town.example/r"}
    page = workshop(**fields)

    assert said(render(page))[1:] == [
        "https://town.example/r",
        "Register on the organiser’s web site",
    ]
    page.registration_closes_at = NOW
    page.save()
    assert said(render(page)) == ["18", "Registration is closed"]


def test_event_without_registration_says_so():
    html = render(workshop(registration_mode="none"))

    assert "One does not register for this event." in html
    assert said(html) == ["18"]


@pytest.mark.parametrize("how", ["unpublished", "restricted", "expired", "deleted", "none"])
def test_hidden_event_leaves_one_sentence_and_no_trace(how):
    page = workshop(title="Secret", slug="secret")
    date = page.occurrences.get()
    join_many(date, [1], now=NOW)
    shown = render(page, date=date)
    assert "Secret" in shown
    if how == "unpublished":
        page.unpublish()
    elif how == "restricted":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    elif how == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=NOW - HOUR)
    elif how == "deleted":
        type(page).objects.get(pk=page.pk).delete()

    html = render(None if how == "none" else page, date=date)

    words = re.sub(r"<[^>]+>|\s+", " ", html).split()
    assert " ".join(words) == NOTHING
    assert "href" not in html


def test_date_of_another_event_is_refused_in_the_editor_and_never_shown():
    page, other = workshop(), workshop(slug="other", title="Other")
    block = RegistrationBlock()
    foreign = other.occurrences.get()
    value = block.to_python({"heading": "", "event": page.pk, "date": foreign.pk})

    with pytest.raises(ValidationError) as error:
        block.clean(value)

    [message] = error.value.block_errors["date"].messages
    assert message == "This is a date of another event. Choose one of the event."
    assert "Other" not in render(page, date=foreign)
    own = {"heading": "", "event": page.pk, "date": page.occurrences.get().pk}
    assert block.clean(block.to_python(own))["event"].pk == page.pk


def test_headings_are_in_order():
    page = workshop()

    assert re.findall(r"<(h\d)", render(page)) == ["h2"]
    assert re.findall(r"<(h\d)", render(page, heading="Register")) == ["h2", "h3"]


class Stream(blocks.StreamBlock):
    registration = RegistrationBlock()


def test_many_blocks_cost_as_many_queries_as_one():
    pages = [weekly(slug=f"w{n}", waiting_limit=5) for n in range(3)]
    course = weekly(slug="course", registration_scope="course")
    join_many(date_of(pages[0], 18), [1, 2], now=NOW)

    def cost(values) -> int:
        stream, request = Stream(), RequestFactory().get("/")
        raw = [
            {"type": "registration", "value": {"heading": "", "event": page.pk, "date": date}}
            for page, date in values
        ]
        with CaptureQueriesContext(connection) as queries:
            html = stream.render(stream.to_python(raw), {"request": request})
        assert len(re.findall("ngo-button", html)) == len(values)
        return len(queries)

    first = (pages[0], date_of(pages[0], 18).pk)
    cost([first])  # warms the caches of sites and content types
    one = cost([first])
    assert cost([first, *((page, None) for page in (*pages, course))]) == one


def test_block_picker_shows_a_complete_page(admin_client):
    workshop(registration_mode="none", title="Without", start_date=datetime.date(2027, 3, 11))
    workshop(slug="shown", title="Shown in the picker")
    block = RegistrationBlock()

    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )

    html = response.content.decode()
    assert "wagtail_ngo/css/events.css" in html
    assert ("Shown in the picker" in html, "Without" in html) == (True, False)
    assert (block.is_previewable, block.meta.icon) == (True, "form")
