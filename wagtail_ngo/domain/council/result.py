"""Who is elected: the most votes win, and a tie at the last seat is left to people."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Standing:
    """One candidate's place. Those with equal votes share it."""

    key: Hashable
    votes: int
    place: int
    is_elected: bool = False
    # Equal votes for fewer seats than candidates: nobody of them is elected by this sum.
    is_tied: bool = False


@dataclass(frozen=True)
class Outcome:
    """The result of one list."""

    standings: tuple[Standing, ...]
    # Seats that those with equal votes compete for; 0 without a tie.
    contested_seats: int = 0

    @property
    def tied(self) -> list[Hashable]:
        return [standing.key for standing in self.standings if standing.is_tied]

    @property
    def elected(self) -> list[Hashable]:
        return [standing.key for standing in self.standings if standing.is_elected]

    @property
    def is_decided(self) -> bool:
        return not self.contested_seats


def outcome(votes: Mapping[Any, int], *, seats: int, chosen: Collection[Hashable] = ()) -> Outcome:
    """The result of one list, most votes first.

    Without a vote nobody is elected. Where the last seats are tied, ``chosen`` are those whom
    people decided for; unless they are as many as the seats and all among the tied, the tie stays.
    Candidates with equal votes keep the order of ``votes``, those elected first.
    """
    ranked = sorted(votes, key=lambda key: -votes[key])
    with_votes = [key for key in ranked if votes[key]]
    safe, tied = _split(votes, with_votes, seats)
    contested = seats - len(safe) if tied else 0
    winners = [key for key in tied if key in chosen]
    is_decided = len(winners) == contested and len(set(chosen)) == len(winners)
    elected = {*safe, *(winners if is_decided else ())}
    ranked.sort(key=lambda key: (-votes[key], key not in elected))
    standings = tuple(
        Standing(
            key=key,
            votes=votes[key],
            place=1 + sum(count > votes[key] for count in votes.values()),
            is_elected=key in elected,
            is_tied=key in tied and not is_decided,
        )
        for key in ranked
    )
    return Outcome(standings, 0 if is_decided else contested)


def _split(
    votes: Mapping[Hashable, int], ranked: list[Hashable], seats: int
) -> tuple[list[Hashable], list[Hashable]]:
    """Those who have a seat in any case, and those who compete for the last ones."""
    if len(ranked) <= seats:
        return ranked, []
    limit = votes[ranked[seats]]
    if seats and votes[ranked[seats - 1]] == limit:
        tied = [key for key in ranked if votes[key] == limit]
        return [key for key in ranked if votes[key] > limit], tied
    return ranked[:seats], []
