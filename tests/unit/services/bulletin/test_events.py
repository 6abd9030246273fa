import datetime

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.bulletin import block, publish
from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, OccurrenceFactory, VenueFactory
from tests.unit.services.bulletin.test_issue import NOW, items_of, make_issue
from wagtail_ngo.enums import OccurrenceStatus, SourceChange
from wagtail_ngo.models import EventPage, OccurrenceOrganization
from wagtail_ngo.services.bulletin.sources import differences

pytestmark = pytest.mark.django_db
PERIOD = {"heading": "", "calendar": None, "most": 20, "empty_text": ""}


def make_date(day, *, title="Spotkanie", month=11, page=None, **fields):
    starts_at = datetime.datetime(2017, month, day, 16, tzinfo=datetime.UTC)
    return OccurrenceFactory(page=page or EventFactory(title=title), starts_at=starts_at, **fields)


def event(page, **value):
    return block("event", **({"event": page.pk, "date": None, "title": "", "text": ""} | value))


def test_events_of_the_period_are_its_public_dates_that_take_place():
    make_date(31, month=10, title="Przed")
    make_date(1, month=12, title="Po")
    make_date(20, title="Odwołane", status=OccurrenceStatus.CANCELLED)
    hidden = make_date(21, title="Ukryte")
    PageViewRestriction.objects.create(page=hidden.page, restriction_type="login")
    make_date(30, title="Ostatni dzień")
    make_date(1, title="Pierwszy dzień")

    [item] = items_of(make_issue(block("events_of_period", **PERIOD)))

    assert [one.title for one in item.events] == ["Pierwszy dzień", "Ostatni dzień"]


def test_events_of_the_period_may_come_from_one_calendar():
    calendar = EventIndexFactory(title="Szkolenia", slug="szkolenia")
    make_date(9, page=EventFactory(title="Szkolenie", parent=calendar))
    make_date(10, title="Inne", page=EventFactory(parent=EventIndexFactory(slug="inne")))

    [item] = items_of(make_issue(block("events_of_period", **PERIOD | {"calendar": calendar.pk})))

    assert [one.title for one in item.events] == ["Szkolenie"]


def test_an_event_with_an_alias_stands_once_in_the_events_of_the_period():
    calendar = EventIndexFactory(title="Szkolenia", slug="szkolenia")
    date = make_date(9, page=EventFactory(title="Szkolenie", parent=calendar))
    other = EventIndexFactory(slug="inne")
    alias = EventPage.objects.get(pk=date.page.create_alias(parent=other).pk)
    alias.occurrences.all().delete()
    make_date(9, page=alias)

    def urls(number: int, calendar) -> list[str]:
        value = PERIOD | {"calendar": calendar}
        [item] = items_of(make_issue(block("events_of_period", **value), number=number))
        return [one.url for one in item.events]

    assert urls(1, None) == urls(2, calendar.pk) == [date.get_full_url()]
    assert urls(3, other.pk) == [alias.occurrences.get().get_full_url()]


def test_an_event_is_told_in_its_own_time_with_place_and_visible_hosts():
    date = make_date(
        9,
        venue=VenueFactory(
            name="Sala",
        ),
        note="Wejście od podwórza",
    )
    hidden = NGOFactory(title="Ukryta", live=False)
    for order, host in enumerate([hidden, NGOFactory(title="Gospodarz")]):
        OccurrenceOrganization.objects.create(occurrence=date, organization=host, sort_order=order)

    [item] = items_of(make_issue(event(date.page)))

    assert (item.starts_at.isoformat(), item.place, item.hosts, item.note) == (
        "2017-11-09T17:00:00+01:00",
        "Sala",
        ("Gospodarz",),
        "Wejście od podwórza",
    )
    assert item.url == f"{date.page.full_url}2017-11-09/"


def test_a_single_event_shows_the_chosen_date_or_the_first_in_the_period():
    page = EventFactory()
    for day, month in [(5, 10), (9, 11), (23, 11)]:
        make_date(day, month=month, page=page)

    first, chosen, gone = (
        make_issue(event(page)),
        make_issue(event(page, date="2017-11-23"), number=12),
        make_issue(event(page, date="2017-11-24"), number=10),
    )

    assert [item.starts_at.day for item in items_of(first)] == [9]
    assert [item.starts_at.day for item in items_of(chosen)] == [23]
    assert items_of(gone) == []


def test_a_date_presented_on_its_own_is_left_out_of_the_list():
    own, other = make_date(9, title="Osobno"), make_date(10, title="Na liście")

    single, listed = items_of(
        make_issue(event(own.page, title="Nasz tytuł"), block("events_of_period", **PERIOD))
    )

    assert single.title == "Nasz tytuł"
    assert [one.title for one in listed.events] == [other.page.title]


def test_a_moved_or_deleted_event_leaves_the_issue_as_it_was():
    moved, gone = make_date(9, title="Przeniesione"), make_date(10, title="Usunięte")
    issue = publish(make_issue(block("events_of_period", **PERIOD)))

    moved.starts_at += datetime.timedelta(days=1)
    moved.save()
    gone.page.delete()

    edition = issue.latest_edition
    assert [item.title for item in edition.get_content().all_items() if item.kind == "event"] == [
        "Przeniesione",
        "Usunięte",
    ]
    assert [(one.title, one.change) for one in differences(edition)] == [
        ("Przeniesione", SourceChange.CHANGED),
        ("Usunięte", SourceChange.GONE),
    ]
    assert issue.latest_edition.issued_at > NOW
