"""What may follow what on one date: the whole table."""

import pytest

from wagtail_ngo.domain.events.date_states import ANNOUNCED, CLOSED, may_follow
from wagtail_ngo.enums import OccurrenceStatus as S

OPEN = {S.SCHEDULED, S.MOVED, S.CANCELLED, S.WITHDRAWN}
ROADS = {
    S.SCHEDULED: OPEN | {S.HELD, S.NOT_HELD},
    S.MOVED: OPEN | {S.HELD, S.NOT_HELD},
    S.CANCELLED: OPEN | {S.NOT_HELD},
    S.WITHDRAWN: OPEN | {S.HELD, S.NOT_HELD},
    S.HELD: {S.HELD},
    S.NOT_HELD: {S.NOT_HELD},
}


@pytest.mark.parametrize("state", list(S))
def test_a_state_is_followed_by_these_and_itself(state):
    assert {target for target in S if may_follow(state.value, target.value)} == ROADS[state]


def test_every_state_is_announced_or_closed():
    assert (OPEN, set(S) - OPEN) == (ANNOUNCED, CLOSED)
