"""Long rows of things, some at a time."""

import itertools

import pytest

from wagtail_ngo.domain.batches import batches


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, []),
        (1, [[0]]),
        (2, [[0, 1]]),
        (3, [[0, 1], [2]]),
        (4, [[0, 1], [2, 3]]),
    ],
)
def test_nothing_is_left_out_and_no_batch_is_empty(number, expected):
    assert list(batches(range(number), 2)) == expected


def test_no_more_is_read_than_is_asked_for():
    endless = itertools.count()

    assert next(batches(endless, 3)) == [0, 1, 2]
    assert next(endless) == 3
