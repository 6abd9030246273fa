"""SEQUENCE rises exactly when subscribers see something else."""

import datetime

import pytest

from tests.factories.directory import NGOFactory
from tests.factories.events import EventFactory, EventKindFactory, VenueFactory
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import EventOrganization, EventPage, OccurrenceOverride
from wagtail_ngo.services.events.sequence import raise_sequence

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY;COUNT=4")
    raise_sequence(page, is_changed=False)
    return page


def step(page, *, is_changed=False) -> int:
    """By how much the stored SEQUENCE rises."""
    before = EventPage.objects.get(pk=page.pk).sequence
    raise_sequence(page, is_changed=is_changed)
    after = EventPage.objects.get(pk=page.pk)
    assert (after.sequence, after.content_digest) == (page.sequence, page.content_digest)
    return after.sequence - before


def test_nothing_new_leaves_it_and_changed_dates_raise_it(page):
    assert step(page) == 0
    assert step(page, is_changed=True) == 1
    assert step(page) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Inny tytuł"),
        ("lead", "Inny opis"),
        ("online_url", "https://spotkanie.example/"),
        ("url_path", "/inny/"),
        ("start_time", datetime.time(18)),
        ("skips_holidays", True),
        ("skips_breaks", True),
    ],
)
def test_each_word_that_calendars_show_raises_it_once(page, name, value):
    setattr(page, name, value)

    assert [step(page), step(page)] == [1, 0]


def test_place_kind_hosts_and_changes_of_dates_raise_it(page):
    page.venue = VenueFactory()
    assert step(page) == 1
    page.kind = EventKindFactory()
    assert step(page) == 1
    page.organizations.add(EventOrganization(organization=NGOFactory(), role="host"))
    assert step(page) == 1
    change = OccurrenceOverride(
        original_date=datetime.date(2027, 3, 25), kind=OverrideKind.CHANGED, note="Kubek"
    )
    page.overrides.add(change)
    assert step(page) == 1
    change.note = "Talerz"
    assert step(page) == 1


def test_what_no_calendar_shows_leaves_it(page):
    page.capacity, page.seo_title = 12, "Dla wyszukiwarek"

    assert step(page) == 0
