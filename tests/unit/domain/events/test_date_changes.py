"""What people must be told when a date changes."""

import datetime
from dataclasses import replace

import pytest

from wagtail_ngo.domain.events.date_changes import Change, DateChange, DateFacts

START = datetime.datetime(2027, 3, 1, 17, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
FACTS = DateFacts(START, START + HOUR, False, True, "Europe/Warsaw", "scheduled", "T", "Hall")


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({}, {}, set()),
        ({}, {"title": "Other", "note": "x"}, set()),
        ({}, {"starts_at": START + HOUR}, {"moved"}),
        ({}, {"ends_at": START + 2 * HOUR}, {"moved"}),
        ({"has_end": False}, {"has_end": False, "ends_at": START + 2 * HOUR}, set()),
        ({}, {"has_end": False}, {"moved"}),
        ({}, {"is_all_day": True}, {"moved"}),
        ({}, {"venue": "Park"}, {"relocated"}),
        ({}, {"venue": "Park", "starts_at": START + HOUR}, {"relocated", "moved"}),
        ({}, {"status": "moved"}, set()),
        ({}, {"status": "cancelled"}, {"cancelled"}),
        ({}, {"status": "withdrawn", "venue": "Park"}, {"withdrawn"}),
        ({"status": "cancelled"}, {"status": "withdrawn"}, set()),
        ({"status": "cancelled"}, {}, {"restored"}),
        ({"status": "withdrawn"}, {"venue": "Park"}, {"restored", "relocated"}),
    ],
)
def test_people_are_told_what_concerns_them(before, after, kinds):
    change = DateChange(1, replace(FACTS, **before), replace(FACTS, **after))

    assert change.kinds == {Change(kind) for kind in kinds}
