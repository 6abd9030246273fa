"""The calendar's blocks on a page of the host: what they show, to whom, at what cost."""

import datetime

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail import blocks
from wagtail.models import PageViewRestriction

from tests.factories.directory import ActivityAreaFactory, NGOFactory
from tests.factories.events import (
    EventFactory,
    EventIndexFactory,
    EventKindFactory,
    VenueFactory,
    publish,
)
from wagtail_ngo.blocks import (
    EventCardBlock,
    MiniCalendarBlock,
    NextDateBlock,
    UpcomingEventsBlock,
)
from wagtail_ngo.models import EventOrganization, OccurrenceOverride

pytestmark = pytest.mark.django_db
BLOCKS = [UpcomingEventsBlock, EventCardBlock, NextDateBlock, MiniCalendarBlock]


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel("2027-03-10 12:00Z", tick=False):
        yield


@pytest.fixture
def calendar():
    return EventIndexFactory(slug="calendar")


def context() -> dict:
    return {"request": RequestFactory().get("/")}


def event(calendar, title, day=18, *, hosts=(), **fields):
    page = EventFactory(
        parent=calendar, title=title, start_date=datetime.date(2027, 3, day), **fields
    )
    page.organizations = [EventOrganization(organization=host) for host in hosts]
    return publish(page)


def shown(block, value) -> list[str]:
    rows = block.get_context(block.to_python(value), context())["occurrences"]
    return [row.title for row in rows]


def test_upcoming_events_are_narrowed_by_kind_area_host_calendar_and_number(calendar):
    area = ActivityAreaFactory(slug="sport")
    host = NGOFactory()
    host.areas.add(area)
    host.save()
    other = EventIndexFactory(slug="other")
    event(calendar, "Training", 18, kind=EventKindFactory(slug="training", name="Training"))
    event(calendar, "Hosted", 19, hosts=[host])
    event(other, "Elsewhere", 20)
    event(calendar, "Over", 2)
    block = UpcomingEventsBlock()

    assert shown(block, {"most": 5}) == ["Training", "Hosted", "Elsewhere"]
    assert shown(block, {"most": 2}) == ["Training", "Hosted"]
    assert shown(block, {"most": 5, "kind": "training"}) == ["Training"]
    assert shown(block, {"most": 5, "area": "sport"}) == ["Hosted"]
    assert shown(block, {"most": 5, "host": host.pk}) == ["Hosted"]
    assert shown(block, {"most": 5, "calendar": other.pk}) == ["Elsewhere"]


def test_link_to_all_events_keeps_the_filters(calendar):
    event(calendar, "Training", kind=EventKindFactory(slug="training", name="Training"))
    block = UpcomingEventsBlock()

    html = block.render(block.to_python({"most": 5, "kind": "training"}), context())

    assert 'href="/calendar/?kind=training"' in html


def test_blocks_show_nothing_that_the_page_itself_would_not(calendar):
    locked = event(calendar, "Secret")
    draft = event(calendar, "Draft")
    draft.unpublish()
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    values = [
        (UpcomingEventsBlock(), {"most": 5}),
        (MiniCalendarBlock(), {}),
        (EventCardBlock(), {"event": locked.pk}),
        (NextDateBlock(), {"event": locked.pk}),
        (EventCardBlock(), {"event": draft.pk}),
    ]

    html = "".join(block.render(block.to_python(value), context()) for block, value in values)

    assert "Secret" not in html
    assert "Draft" not in html
    assert "start=2027-03-18" not in html
    assert "No events are announced at the moment." in html


def test_hidden_host_is_neither_named_nor_a_way_to_the_date(calendar):
    host = NGOFactory(title="Hidden host")
    event(calendar, "Hosted", hosts=[host])
    PageViewRestriction.objects.create(page=host, restriction_type="login")
    block = UpcomingEventsBlock()

    assert "Hidden host" not in block.render(block.to_python({"most": 5}), context())
    assert shown(block, {"most": 5, "host": host.pk}) == []


def test_next_date_passes_over_a_cancelled_one(calendar):
    page = event(calendar, "Series", recurrence="RRULE:FREQ=WEEKLY;COUNT=3", venue=VenueFactory())
    page.overrides = [
        OccurrenceOverride(original_date=datetime.date(2027, 3, 18), kind="cancelled")
    ]
    publish(page)
    block = NextDateBlock()

    occurrence = block.get_context(block.to_python({"event": page.pk}), context())["occurrence"]

    assert occurrence.recurrence_id == datetime.date(2027, 3, 25)


def test_card_of_an_event_without_further_dates_says_so(calendar):
    page = event(calendar, "Over", 2)

    for block in (EventCardBlock(), NextDateBlock()):
        html = block.render(block.to_python({"event": page.pk}), context())
        assert "No further date is announced." in html


def test_mini_calendar_counts_and_links_the_days_of_this_month(calendar):
    event(calendar, "Fair", 12, end_date=datetime.date(2027, 3, 13), all_day=True)
    event(calendar, "Past", 2)
    block = MiniCalendarBlock()

    weeks = block.get_context(block.to_python({}), context())["weeks"]

    assert {cell["date"].day for week in weeks for cell in week if cell["count"]} == {2, 12, 13}
    html = block.render(block.to_python({}), context())
    assert 'href="/calendar/?start=2027-03-12&amp;end=2027-03-12"' in html


class Stream(blocks.StreamBlock):
    upcoming = UpcomingEventsBlock()
    card = EventCardBlock()
    next = NextDateBlock()
    mini = MiniCalendarBlock()


def cost(items) -> int:
    stream = Stream()
    shared = context()
    with CaptureQueriesContext(connection) as queries:
        value = stream.to_python([{"type": name, "value": value} for name, value in items])
        stream.render(value, shared)
    return len(queries)


def test_many_blocks_cost_as_many_queries_as_one_of_each(calendar):
    host = NGOFactory()
    kinds = [EventKindFactory(slug=f"kind-{n}", name=f"Kind {n}") for n in range(4)]
    pages = [event(calendar, f"Event {n}", 18 + n, kind=kinds[n], hosts=[host]) for n in range(4)]

    def items(numbers):
        for n in numbers:
            yield "upcoming", {"most": n + 1, "kind": f"kind-{n}", "host": host.pk}
            yield "card", {"event": pages[n].pk}
            yield "next", {"event": pages[n].pk}
            yield "mini", {"calendar": calendar.pk}

    cost(items([0]))  # warms the caches of sites and content types
    assert cost(items(range(4))) == cost(items([0]))


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
def test_block_has_icon_description_and_preview_of_what_the_site_has(calendar, block, rf):
    event(calendar, "Shown in the picker")
    instance = block()

    value = instance.get_preview_value()
    html = instance.render(value, {"request": rf.get("/")})

    assert instance.is_previewable
    assert instance.meta.icon != "placeholder"
    assert instance.meta.description
    assert "Shown in the picker" in html or block is MiniCalendarBlock


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
def test_block_picker_shows_a_complete_page(admin_client, calendar, block):
    event(calendar, "Shown in the picker")
    instance = block()

    response = admin_client.get(
        reverse("wagtailadmin_block_preview"), {"id": instance.definition_prefix}
    )

    assert "wagtail_ngo/css/events.css" in response.content.decode()
    assert "ngo-teaser" in response.content.decode()


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
def test_preview_of_a_site_without_events_does_not_fail(block, rf):
    instance = block()

    instance.render(instance.get_preview_value(), {"request": rf.get("/")})
