"""How far ahead dates are stored, whatever a change says of a day years ahead."""

import datetime

import pytest

from tests.factories.events import EventFactory
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.models import OccurrenceOverride
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.dates import coming_dates

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.UTC)


def days(page) -> list[str]:
    return [f"{row.recurrence_id:%m-%d}" for row in page.occurrences.order_by("recurrence_id")]


@pytest.mark.parametrize("kind", [OverrideKind.EXTRA, OverrideKind.CANCELLED])
def test_a_change_far_ahead_brings_no_other_date_of_its_series(settings, kind):
    settings.WAGTAIL_NGO = {"OCCURRENCE_MONTHS_AHEAD": 3}
    far = datetime.date(2035, 3, 15)
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY")
    page.overrides.add(OccurrenceOverride(original_date=far, kind=kind))
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert days(page) == ["03-18", "03-25", "04-01", "03-15"]
    assert [str(row.recurrence_id.year) for row in page.occurrences.all()][-1] == "2035"
    coming = coming_dates(page, now=NOW, limit=10)
    assert [one.planned.key.day for one in coming] == [
        *(datetime.date(2027, *day) for day in ((3, 18), (3, 25), (4, 1))),
        far,
    ]


def test_a_change_far_ahead_that_the_rule_does_not_name_has_no_date(settings):
    settings.WAGTAIL_NGO = {"OCCURRENCE_MONTHS_AHEAD": 3}
    page = EventFactory(recurrence="RRULE:FREQ=WEEKLY")
    friday = datetime.date(2035, 3, 16)
    page.overrides.add(OccurrenceOverride(original_date=friday, kind=OverrideKind.CANCELLED))
    page.save()

    occurrences.rebuild(page, now=NOW)

    assert days(page) == ["03-18", "03-25", "04-01"]
