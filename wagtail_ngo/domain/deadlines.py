"""How long until a deadline."""

import datetime


def days_left(deadline: datetime.datetime, *, now: datetime.datetime, zone: datetime.tzinfo) -> int:
    """Nights until ``deadline``, counted where the reader lives; negative once it has passed."""
    if deadline <= now:
        return -1
    return (deadline.astimezone(zone).date() - now.astimezone(zone).date()).days
