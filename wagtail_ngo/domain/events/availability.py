"""What a visitor is told about registering now, and until when an offered seat is kept."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

HOUR = datetime.timedelta(hours=1)
#: Nobody is asked to decide within less.
SHORTEST_OFFER = HOUR / 2


class Availability(StrEnum):
    """``OPEN`` and ``WAITING_LIST`` take registrations."""

    CALLED_OFF = "called_off"
    PAST = "past"
    CLOSED = "closed"
    NOT_YET = "not_yet"
    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Seats:
    """``capacity`` None: no limit. ``waiting_limit`` None: no limit, 0: no waiting list."""

    capacity: int | None
    taken: int
    waiting: int
    waiting_limit: int | None

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def has_room(self) -> bool:
        """Whether the next person gets a seat. Those who wait come first."""
        return self.waiting == 0 and self.left != 0

    @property
    def has_room_to_wait(self) -> bool:
        # Without a single seat there is nothing to wait for.
        if self.capacity == 0:
            return False
        return self.waiting_limit is None or self.waiting < self.waiting_limit


@dataclass(frozen=True, slots=True)
class Times:
    """When one may register. ``closes_at`` is never later than the start."""

    starts_at: datetime.datetime
    opens_at: datetime.datetime | None = None
    closes_at: datetime.datetime | None = None

    @property
    def last_moment(self) -> datetime.datetime:
        return min(filter(None, [self.closes_at, self.starts_at]))


def availability(
    times: Times, seats: Seats, *, is_called_off: bool, now: datetime.datetime
) -> Availability:
    """The one thing to say, the most final first."""
    if is_called_off:
        return Availability.CALLED_OFF
    if now >= times.starts_at:
        return Availability.PAST
    if now >= times.last_moment:
        return Availability.CLOSED
    if times.opens_at is not None and now < times.opens_at:
        return Availability.NOT_YET
    if seats.has_room:
        return Availability.OPEN
    return Availability.WAITING_LIST if seats.has_room_to_wait else Availability.FULL


def offer_deadline(
    *, now: datetime.datetime, starts_at: datetime.datetime, hours: int
) -> datetime.datetime | None:
    """Until when an offered seat is kept; None when it is too late to offer one.

    Near the start half of the time that is left, so that the next person can still be asked.
    """
    left = starts_at - now
    if left < 2 * SHORTEST_OFFER:
        return None
    return now + max(SHORTEST_OFFER, min(hours * HOUR, left / 2))
