"""The two sums that rules of counting share."""

import pytest

from wagtail_ngo.domain.reports.counting import change, participations


@pytest.mark.parametrize(
    ("head_count", "named", "expected"),
    [(None, 0, 0), (None, 7, 7), (12, 7, 12), (5, 7, 7), (0, 0, 0)],
)
def test_names_are_part_of_a_head_count(head_count, named, expected):
    assert participations(head_count=head_count, named=named) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [(11, 10, 10.0), (0, 4, -100.0), (3, 0, None), (3, None, None), (1, 3, -66.7)],
)
def test_a_change_needs_something_to_compare_with(now, before, expected):
    assert change(now, before) == expected
