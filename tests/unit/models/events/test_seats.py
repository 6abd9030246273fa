"""Counters of what people register for."""

import pytest

from wagtail_ngo.domain.events.availability import Seats
from wagtail_ngo.models import Occurrence


@pytest.mark.parametrize(
    ("capacity", "taken", "left"), [(None, 5, None), (5, 4, 1), (5, 5, 0), (5, 6, 0), (0, 0, 0)]
)
def test_seats_left_are_never_fewer_than_none(capacity, taken, left):
    row = Occurrence(capacity=capacity, seats_taken=taken, waiting=3)

    assert (row.seats_left, row.people) == (left, taken + 3)
    assert row.seat_values(7) == Seats(capacity, taken, 3, 7)


@pytest.mark.parametrize(
    ("values", "has_people"),
    [({}, False), ({"record_count": 1}, True), ({"seats_taken": 1}, True), ({"waiting": 1}, False)],
)
def test_a_record_or_a_seat_is_somebody(values, has_people):
    assert Occurrence(**values).has_people is has_people
