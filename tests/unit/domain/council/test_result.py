"""Who is elected: properties that no list of votes may break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_ngo.domain.council.result import outcome

VOTES = st.dictionaries(st.integers(1, 40), st.integers(0, 12), max_size=20)
SEATS = st.integers(0, 9)


@given(VOTES, SEATS)
def test_never_more_are_elected_than_there_are_seats(votes, seats):
    result = outcome(votes, seats=seats)

    with_votes = sum(count > 0 for count in votes.values())
    assert len(result.elected) + result.contested_seats == min(seats, with_votes)


@given(VOTES, SEATS)
def test_nobody_is_elected_before_one_with_more_votes(votes, seats):
    result = outcome(votes, seats=seats)
    elected = set(result.elected)
    tied = set(result.tied)

    least = min((votes[key] for key in elected), default=None)
    others = [votes[key] for key in votes if key not in elected | tied]
    if least is not None and others:
        assert max(others) < least
    for key in tied:
        assert all(votes[key] < votes[one] for one in elected)


@given(VOTES, SEATS)
def test_a_tie_is_shared_by_more_than_the_seats_left_and_by_equal_votes(votes, seats):
    result = outcome(votes, seats=seats)

    if result.contested_seats:
        assert len({votes[key] for key in result.tied}) == 1
        assert len(result.tied) > result.contested_seats
        assert not set(result.tied) & set(result.elected)
    else:
        assert result.tied == []


@given(VOTES, SEATS, st.randoms())
def test_the_order_in_which_candidates_come_elects_nobody(votes, seats, random):
    keys = list(votes)
    random.shuffle(keys)
    shuffled = {key: votes[key] for key in keys}

    first, second = outcome(votes, seats=seats), outcome(shuffled, seats=seats)

    assert set(first.elected) == set(second.elected)
    assert set(first.tied) == set(second.tied)
    assert places(first) == places(second)


def places(result):
    return {standing.key: standing.place for standing in result.standings}


@given(VOTES, SEATS)
def test_a_decided_tie_fills_every_seat_and_leaves_no_tie(votes, seats):
    open_result = outcome(votes, seats=seats)
    chosen = open_result.tied[: open_result.contested_seats]

    decided = outcome(votes, seats=seats, chosen=chosen)

    assert decided.is_decided
    assert set(decided.elected) == {*open_result.elected, *chosen}


@pytest.mark.parametrize(
    "chosen",
    [(), ("c", "b", "d"), ("a",), ("b", "a"), ("d",)],
    ids=["nobody", "too many", "one who is safe", "one who is safe and one tied", "one with less"],
)
def test_a_tie_stays_unless_the_decision_fits_it(chosen):
    votes = {"a": 9, "b": 5, "c": 5, "d": 2}

    result = outcome(votes, seats=2, chosen=chosen)

    assert (result.elected, result.tied, result.contested_seats) == (["a"], ["b", "c"], 1)


def test_a_tie_without_a_seat_is_a_joint_place():
    result = outcome({"a": 9, "b": 5, "c": 5, "d": 1}, seats=1)

    assert [(one.key, one.place) for one in result.standings] == [
        ("a", 1),
        ("b", 2),
        ("c", 2),
        ("d", 4),
    ]
    assert result.tied == []


def test_without_a_vote_nobody_is_elected():
    result = outcome({"a": 3, "b": 0, "c": 0}, seats=2)

    assert (result.elected, result.contested_seats) == (["a"], 0)


def test_whoever_won_the_tie_stands_before_those_with_as_many_votes():
    result = outcome({"a": 9, "b": 5, "c": 5, "d": 5}, seats=2, chosen=("c",))

    assert [(one.key, one.place, one.is_elected) for one in result.standings] == [
        ("a", 1, True),
        ("c", 2, True),
        ("b", 2, False),
        ("d", 2, False),
    ]


def test_a_choice_where_nothing_is_tied_changes_nothing():
    votes = {"a": 9, "b": 5, "c": 3, "d": 1}

    assert outcome(votes, seats=2, chosen=("c",)) == outcome(votes, seats=2)
    assert outcome(votes, seats=2).is_decided
    assert [(one.is_elected, one.is_tied) for one in outcome(votes, seats=2).standings] == [
        (True, False),
        (True, False),
        (False, False),
        (False, False),
    ]


def test_as_many_candidates_as_seats_are_all_elected_also_with_equal_votes():
    result = outcome({"a": 5, "b": 5}, seats=2)

    assert (result.elected, result.tied, result.is_decided) == (["a", "b"], [], True)


def test_a_tie_is_marked_and_nobody_of_it_elected_until_people_decide():
    result = outcome({"a": 9, "b": 5, "c": 5}, seats=2)

    assert [(one.key, one.votes, one.is_elected, one.is_tied) for one in result.standings] == [
        ("a", 9, True, False),
        ("b", 5, False, True),
        ("c", 5, False, True),
    ]
    assert not result.is_decided


def test_no_seat_elects_nobody_and_ties_nobody():
    result = outcome({"a": 5, "b": 5}, seats=0)

    assert (result.elected, result.tied, result.contested_seats) == ([], [], 0)
