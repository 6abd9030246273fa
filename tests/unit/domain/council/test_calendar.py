"""The dates of an election, each at its moment."""

import datetime

import pytest

from wagtail_ngo.domain.council.calendar import Calendar
from wagtail_ngo.enums import ElectionPhase


def day(number, hour=8):
    return datetime.datetime(2027, 6, number, hour, tzinfo=datetime.UTC)


CALENDAR = Calendar(day(1), day(5), day(7), day(10), day(11))


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (day(1, 7), ElectionPhase.BEFORE),
        (day(1), ElectionPhase.NOMINATIONS),
        (day(5, 7), ElectionPhase.NOMINATIONS),
        (day(5), ElectionPhase.CHECKING),
        (day(7), ElectionPhase.LIST),
        (day(10), ElectionPhase.VOTING),
        (day(11, 7), ElectionPhase.VOTING),
        (day(11), ElectionPhase.COUNTING),
    ],
)
def test_a_phase_begins_at_its_moment(moment, phase):
    assert CALENDAR.phase(moment) == phase
    assert CALENDAR.phase(moment, is_validated=True) == ElectionPhase.VALIDATED


def test_an_election_without_dates_has_not_begun():
    assert Calendar().phase(day(1)) == ElectionPhase.BEFORE
    assert not Calendar().shows_candidates(day(1))


def test_dates_out_of_order_are_named():
    wrong = Calendar(day(5), day(1), day(7), day(6), day(11))

    assert wrong.disorder() == ["nominations_until", "voting_from"]
    assert CALENDAR.disorder() == []


def test_nominations_are_taken_from_their_first_moment_to_before_their_last():
    moments = [day(1, 7), day(1), day(5, 7), day(5), day(10)]

    assert [CALENDAR.takes_nominations(moment) for moment in moments] == [
        False,
        True,
        True,
        False,
        False,
    ]


def test_the_list_is_public_from_its_moment_on():
    assert [CALENDAR.shows_candidates(moment) for moment in (day(7, 7), day(7), day(20))] == [
        False,
        True,
        True,
    ]


def test_a_date_is_compared_with_the_latest_before_it_and_an_equal_one_is_in_order():
    assert Calendar(day(1), day(1), day(1), day(1), day(1)).disorder() == []
    assert Calendar(day(9), day(5), day(7), None, day(9)).disorder() == [
        "nominations_until",
        "list_published_at",
    ]
    assert Calendar(None, day(5), None, day(4), None).disorder() == ["voting_from"]
