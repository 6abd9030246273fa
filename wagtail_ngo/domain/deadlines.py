"""How long until a deadline."""

import datetime
from collections.abc import Iterable


def days_left(deadline: datetime.datetime, *, now: datetime.datetime, zone: datetime.tzinfo) -> int:
    """Nights until ``deadline``, counted where the reader lives; negative once it has passed."""
    if deadline <= now:
        return -1
    return (deadline.astimezone(zone).date() - now.astimezone(zone).date()).days


def days_to_next(
    deadlines: Iterable[datetime.datetime | None],
    *,
    now: datetime.datetime,
    zone: datetime.tzinfo,
) -> int | None:
    """Nights until the first of ``deadlines`` that is to come; -1 when all have passed.

    None where there is no deadline.
    """
    moments = [moment for moment in deadlines if moment is not None]
    if not moments:
        return None
    coming = [moment for moment in moments if moment > now]
    return days_left(min(coming, default=max(moments)), now=now, zone=zone)


#: Days for remarks on an offer: art. 19a(4) of the Act on public benefit and volunteer work.
REMARK_DAYS = 7


def end_of_remarks(published_on: datetime.date, *, zone: datetime.tzinfo) -> datetime.datetime:
    """Last minute of the seventh day; the day of publication itself is not counted."""
    last_day = published_on + datetime.timedelta(days=REMARK_DAYS)
    return datetime.datetime.combine(last_day, datetime.time(23, 59), tzinfo=zone)
