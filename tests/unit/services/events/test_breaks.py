"""Series follow when the school breaks become others."""

import datetime

import pytest

from tests.factories.events import EventFactory
from wagtail_ngo.models import SchoolBreak
from wagtail_ngo.services.events import occurrences
from wagtail_ngo.services.events.breaks import follow_breaks

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2027, 3, 1, tzinfo=datetime.UTC)
SERIES = {"recurrence": "RRULE:FREQ=WEEKLY;COUNT=3", "start_date": datetime.date(2027, 3, 18)}


def test_only_live_series_that_leave_breaks_out_are_rebuilt():
    follows, other, draft, single = (
        EventFactory(**SERIES, skips_breaks=True),
        EventFactory(**SERIES),
        EventFactory(**SERIES, skips_breaks=True),
        EventFactory(start_date=datetime.date(2027, 3, 25), skips_breaks=True),
    )
    for page in (follows, other, draft, single):
        occurrences.rebuild(page, now=NOW)
    type(draft).objects.filter(pk=draft.pk).update(live=False)
    SchoolBreak.objects.create(
        name="Ferie", first_day=datetime.date(2027, 3, 25), last_day=datetime.date(2027, 3, 25)
    )

    assert follow_breaks(now=NOW) == 1
    assert follow_breaks(now=NOW) == 0

    counts = [page.occurrences.count() for page in (follows, other, draft, single)]
    assert counts == [2, 3, 3, 1]
