"""An order that is cut into pages without being written down."""

import pytest

from wagtail_ngo.domain.search import bits
from wagtail_ngo.services.search.ordering import Order

ORDER = Order([7, 3], [bits.from_flags([1, 5, 70], 80), 0, bits.from_flags([0, 2], 80)])
WRITTEN = [7, 3, 1, 5, 70, 0, 2]


def test_order_is_a_sequence():
    assert (list(ORDER), len(ORDER)) == (WRITTEN, 7)


@pytest.mark.parametrize("start", range(9))
@pytest.mark.parametrize("stop", [0, 1, 2, 3, 5, 7, 20, None])
def test_pages_are_slices(start, stop):
    assert ORDER[start:stop] == WRITTEN[start:stop]


def test_single_places_count_from_either_end():
    assert [ORDER[0], ORDER[4], ORDER[-1]] == [7, 70, 2]
    with pytest.raises(IndexError):
        ORDER[7]


def test_order_within_a_set_keeps_its_order():
    assert list(ORDER.within(bits.from_flags([2, 3, 5], 80))) == [3, 5, 2]
