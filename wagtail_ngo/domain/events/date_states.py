"""What may follow what on one date: announced, called off, and in the end closed for good."""

from __future__ import annotations

from wagtail_ngo.enums import OccurrenceStatus

S = OccurrenceStatus
#: States that a rebuild of the dates writes. Whoever closes a date writes the others.
ANNOUNCED = frozenset({S.SCHEDULED, S.MOVED, S.CANCELLED, S.WITHDRAWN})
CLOSED = frozenset({S.HELD, S.NOT_HELD})

FOLLOWERS: dict[OccurrenceStatus, frozenset[OccurrenceStatus]] = {
    S.SCHEDULED: frozenset({S.MOVED, S.CANCELLED, S.WITHDRAWN, S.HELD, S.NOT_HELD}),
    S.MOVED: frozenset({S.SCHEDULED, S.CANCELLED, S.WITHDRAWN, S.HELD, S.NOT_HELD}),
    # People were told that it does not take place: first the page says that it does.
    S.CANCELLED: frozenset({S.SCHEDULED, S.MOVED, S.WITHDRAWN, S.NOT_HELD}),
    S.WITHDRAWN: frozenset({S.SCHEDULED, S.MOVED, S.CANCELLED, S.HELD, S.NOT_HELD}),
    # Only by reopening, which brings back the state before.
    S.HELD: frozenset(),
    S.NOT_HELD: frozenset(),
}


def may_follow(state: str, target: str) -> bool:
    """Whether a date in ``state`` may become ``target`` without being reopened."""
    state, target = OccurrenceStatus(state), OccurrenceStatus(target)
    return state == target or target in FOLLOWERS[state]
