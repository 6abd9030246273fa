"""Events read for many at once are what the pages themselves say."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventIndexFactory, EventKindFactory, VenueFactory
from wagtail_ngo.models import EventOrganization, EventPage, Occurrence, OccurrenceOverride, Venue
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.stored_events import beside, read_events

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def page():
    page = EventFactory(
        recurrence="RRULE:FREQ=WEEKLY;COUNT=3", venue=VenueFactory(), kind=EventKindFactory()
    )
    for title in ("Klub", "Chór"):
        page.organizations.add(EventOrganization(organization=NGOFactory(title=title)))
    for number in (25, 18):
        page.overrides.add(
            OccurrenceOverride(
                original_date=datetime.date(2027, 3, number), venue=VenueFactory(), note="Uwaga"
            )
        )
    page.save()
    occurrences.rebuild(page, now=NOW)
    return page


def of(*pages):
    return read_events([one.pk for one in pages])


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_page_and_what_is_beside_it_are_those_that_django_reads(page, django_assert_num_queries):
    [event] = of(page)
    stored = EventPage.objects.get(pk=page.pk)

    with django_assert_num_queries(0):
        changes, hosts = list(event.page.overrides.all()), list(event.page.organizations.all())
        kind = event.page.kind
        dates = event.beside.dates

    assert values(event.page) == values(stored)
    assert not event.page._state.adding
    assert [values(row) for row in changes] == [values(row) for row in stored.overrides.all()]
    assert [values(row) for row in hosts] == [values(row) for row in stored.organizations.all()]
    assert (kind, changes[0].page) == (page.kind, event.page)
    expected = beside(stored)
    assert [values(row) for row in dates] == [values(row) for row in expected.dates]
    assert event.beside.organizations == expected.organizations
    assert len(event.beside.organizations) == len(dates) == 3
    assert event.beside.venues == expected.venues == dict(Venue.objects.values_list("pk", "name"))


def test_events_come_in_the_order_of_their_keys_without_those_that_are_gone(page):
    other = EventFactory()

    assert [event.page.pk for event in read_events([other.pk, 10**8, page.pk])] == [
        other.pk,
        page.pk,
    ]
    assert read_events([10**8]) == read_events([]) == []
    [event] = of(other)
    assert (event.beside.dates, event.beside.venues, event.beside.breaks) == ([], {}, None)
    assert event.page.kind is None


def test_an_alias_knows_its_original(page, django_assert_num_queries):
    alias = page.create_alias(parent=EventIndexFactory(slug="inny"))

    [event] = of(alias)

    with django_assert_num_queries(0):
        assert event.page.alias_of.translation_key == page.translation_key


def test_equal_means_that_nothing_is_different(page):
    other = EventFactory()
    assert of(page) == of(page)
    before, beside_it = of(page, other)

    Occurrence.objects.filter(pk=page.occurrences.first().pk).update(seats_taken=1)

    assert of(page) != [before]
    assert of(other) == [beside_it]
