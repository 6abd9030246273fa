"""Sets of positions in one integer do what sets do."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search import bits

SETS = st.sets(st.integers(0, 40))
WIDE_SETS = st.sets(st.integers(0, 200))


def as_bits(positions) -> int:
    return sum(1 << position for position in positions)


@given(SETS)
def test_a_set_is_made_in_either_way_and_read_in_order(positions):
    assert bits.from_positions(positions, 41) == as_bits(positions)
    assert bits.from_flags(positions, 41) == as_bits(positions)
    assert list(bits.positions(as_bits(positions))) == sorted(positions)


def test_flags_of_no_entry_are_left_out():
    assert bits.from_flags([0, -1, 2], 3) == 0b101
    assert bits.from_flags([-1], 0) == 0
    assert bits.from_positions([7, 8], 9) == 0b110000000
    assert bits.from_positions([], 0) == 0


@given(st.lists(SETS))
def test_a_union_holds_what_any_of_them_holds(sets):
    assert bits.union(map(as_bits, sets)) == as_bits(set().union(*sets))


def test_spans_end_before_their_stop():
    assert [bits.span(1, 3), bits.span(2, 2), bits.span(3, 1), bits.everything(3)] == [
        0b110,
        0,
        0,
        0b111,
    ]


@given(st.lists(st.integers(0, 60)), SETS)
def test_an_order_is_narrowed_and_kept(order, held):
    assert bits.only(order, as_bits(held)) == [one for one in order if one in held]


@given(WIDE_SETS, st.integers(0, 200))
def test_without_a_place_all_behind_it_stand_one_lower(held, place):
    moved = {at - (at > place) for at in held if at != place}
    assert bits.without_place(as_bits(held), place) == as_bits(moved)


@given(WIDE_SETS, st.integers(0, 200))
def test_with_a_place_all_from_there_on_stand_one_higher(held, place):
    moved = {at + (at >= place) for at in held}
    assert bits.with_place(as_bits(held), place) == as_bits(moved)
    assert bits.without_place(bits.with_place(as_bits(held), place), place) == as_bits(held)
