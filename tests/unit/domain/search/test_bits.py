"""Sets of positions in one integer: a place goes, a place comes."""

from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.search import bits

SETS = st.sets(st.integers(0, 200))


def whole(positions) -> int:
    return bits.from_positions(positions, 300)


@given(SETS, st.integers(0, 200))
def test_without_a_place_all_behind_it_stand_one_lower(held, place):
    moved = {at - (at > place) for at in held if at != place}
    assert bits.without_place(whole(held), place) == whole(moved)


@given(SETS, st.integers(0, 200))
def test_with_a_place_all_from_there_on_stand_one_higher(held, place):
    moved = {at + (at >= place) for at in held}
    assert bits.with_place(whole(held), place) == whole(moved)
    assert bits.without_place(bits.with_place(whole(held), place), place) == whole(held)
