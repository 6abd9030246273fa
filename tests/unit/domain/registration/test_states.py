"""Which state of a registration may follow which: the whole table."""

import pytest

from wagtail_ngo.domain.registration import states
from wagtail_ngo.domain.registration.states import before, may_follow
from wagtail_ngo.enums import RegistrationStatus as S

ROADS = {
    S.UNCONFIRMED: {S.CONFIRMED, S.WAITING, S.EXPIRED, S.CANCELLED, S.ATTENDED},
    S.WAITING: {S.OFFERED, S.CONFIRMED, S.CANCELLED, S.EXPIRED, S.ATTENDED},
    S.OFFERED: {S.CONFIRMED, S.EXPIRED, S.CANCELLED, S.ATTENDED},
    S.CONFIRMED: {S.CANCELLED, S.ATTENDED, S.ABSENT},
    S.ATTENDED: {S.CONFIRMED, S.ABSENT},
    S.ABSENT: {S.ATTENDED, S.CONFIRMED},
    S.EXPIRED: set(),
    S.CANCELLED: set(),
}


@pytest.mark.parametrize("state", list(S))
def test_a_state_is_followed_by_these_and_no_other(state):
    assert {target for target in S if may_follow(state.value, target.value)} == ROADS[state]


@pytest.mark.parametrize("target", list(S))
def test_a_state_comes_after_these_and_no_other(target):
    assert set(before(target.value)) == {state for state in S if target in ROADS[state]}


def test_what_is_over_holds_no_seat_and_hears_nothing():
    over = {S.EXPIRED, S.CANCELLED}

    assert set(S) - states.ACTIVE == over
    assert {S.CONFIRMED, S.OFFERED, S.ATTENDED, S.ABSENT} == states.SEATED
    assert {S.CONFIRMED, S.WAITING, S.OFFERED} == states.EXPECTED
