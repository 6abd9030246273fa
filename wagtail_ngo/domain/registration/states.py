"""The states of a registration and the roads between them."""

from __future__ import annotations

from wagtail_ngo.enums import RegistrationStatus

S = RegistrationStatus
#: A person in one of these has a registration; any other state is its end.
ACTIVE = frozenset({S.UNCONFIRMED, S.CONFIRMED, S.WAITING, S.OFFERED, S.ATTENDED, S.ABSENT})
#: A seat is theirs. One is also held for a time for those who have not confirmed yet.
SEATED = frozenset({S.CONFIRMED, S.OFFERED, S.ATTENDED, S.ABSENT})
#: Those who expect to come and must hear when the date changes.
EXPECTED = frozenset({S.CONFIRMED, S.WAITING, S.OFFERED})

FOLLOWERS: dict[RegistrationStatus, frozenset[RegistrationStatus]] = {
    S.UNCONFIRMED: frozenset({S.CONFIRMED, S.WAITING, S.EXPIRED, S.CANCELLED, S.ATTENDED}),
    # Whoever is offered a seat decides; an organiser may also seat somebody at once.
    S.WAITING: frozenset({S.OFFERED, S.CONFIRMED, S.CANCELLED, S.EXPIRED, S.ATTENDED}),
    S.OFFERED: frozenset({S.CONFIRMED, S.EXPIRED, S.CANCELLED, S.ATTENDED}),
    S.CONFIRMED: frozenset({S.CANCELLED, S.ATTENDED, S.ABSENT}),
    # A check-in that is taken back leads to wherever it came from.
    S.ATTENDED: frozenset({S.CONFIRMED, S.ABSENT, S.UNCONFIRMED, S.WAITING, S.OFFERED}),
    S.ABSENT: frozenset({S.ATTENDED, S.CONFIRMED}),
    S.EXPIRED: frozenset(),
    S.CANCELLED: frozenset(),
}


def may_follow(state: str, target: str) -> bool:
    """Whether a registration in ``state`` may become ``target``."""
    return RegistrationStatus(target) in FOLLOWERS[RegistrationStatus(state)]


def before(target: str) -> list[RegistrationStatus]:
    """The states from which a registration may become ``target``."""
    return [state for state, targets in FOLLOWERS.items() if RegistrationStatus(target) in targets]
