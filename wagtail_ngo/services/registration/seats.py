"""The counters of a date or a course. Every decision is one conditional UPDATE.

Whoever changes registrations locks the row that has their seats first (``lock``), in the order
page, seats, registrations; then nobody waits for each other in a circle.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TypeVar

from django.db import connection
from django.db.models import F, Q, QuerySet

from wagtail_ngo.enums import OccurrenceStatus
from wagtail_ngo.models import Course, Occurrence, Registration
from wagtail_ngo.models.events.seats import SeatCount

TAKES_PLACE = [OccurrenceStatus.SCHEDULED, OccurrenceStatus.MOVED]


Row = TypeVar("Row", bound=SeatCount)


def _row(target: SeatCount) -> QuerySet:
    return type(target)._default_manager.filter(pk=target.pk)


def lock(target: SeatCount) -> bool:
    """Let others who change this row's registrations wait; False where the row is gone."""
    return bool(_row(target).update(record_count=F("record_count")))


def lock_all(targets: Iterable[SeatCount]) -> None:
    """Several, always in the same order."""
    for target in sorted(targets, key=lambda target: (type(target).__name__, target.pk)):
        lock(target)


def add_record(target: SeatCount, number: int = 1) -> None:
    _row(target).update(record_count=F("record_count") + number)


def lock_to_register(target: SeatCount, *, now: datetime.datetime, records: int = 0) -> bool:
    """Lock the row if people may still be added; a date that was called off meanwhile says no.

    ``records`` are registrations that will be added.
    """
    row = _row(target)
    if isinstance(target, Occurrence):
        row = row.filter(status__in=TAKES_PLACE, closed_at=None, starts_at__gt=now)
    return bool(row.update(record_count=F("record_count") + records))


def take(target: SeatCount, number: int, *, past_the_line: bool = False) -> bool:
    """``number`` seats, if there are so many. Those who wait come first."""
    row = _row(target).filter(Q(capacity__isnull=True) | Q(capacity__gte=F("seats_taken") + number))
    if not past_the_line:
        row = row.filter(waiting=0)
    return bool(row.update(seats_taken=F("seats_taken") + number))


def give_back(target: SeatCount, number: int) -> None:
    if number:
        _row(target).update(seats_taken=F("seats_taken") - number)


def join_line(target: SeatCount, *, limit: int | None) -> bool:
    """A place on the waiting list, if there is one."""
    row = _row(target).exclude(capacity=0)
    if limit is not None:
        row = row.filter(waiting__lt=limit)
    return bool(row.update(waiting=F("waiting") + 1))


def return_to_line(target: SeatCount) -> None:
    """The place of somebody who had one; no limit keeps them out of it."""
    _row(target).update(waiting=F("waiting") + 1)


def leave_line(target: SeatCount) -> None:
    _row(target).update(waiting=F("waiting") - 1)


def are_within_limit(target: SeatCount, key: str, number: int, limit: int) -> bool:
    """Whether an organization may have ``number`` seats more. Only after ``lock``.

    Those who wait are counted too: a seat that is offered to them later must be within the limit.
    """
    rows = Registration.objects.of(target).active().filter(organization_key=key)
    return sum(row.seats for row in for_update(rows)) + number <= limit


def for_update(rows: QuerySet) -> QuerySet:
    """Rows as they are now, also where a transaction otherwise sees the past."""
    return rows.select_for_update() if connection.features.has_select_for_update else rows


def current(registration: Registration) -> Registration:
    """The registration as it is now. Only after ``lock``."""
    rows = Registration.objects.filter(pk=registration.pk)
    return for_update(rows).get()


def lock_row(registration: Registration, *others: SeatCount) -> tuple[SeatCount, Registration]:
    """The row that has its seats, and the registration, locked and as they are now.

    Whoever read it before may have seen another date: an organiser may have moved it since.
    """
    target = target_of(registration)
    lock_all(
        {(type(seat_count), seat_count.pk): seat_count for seat_count in (target, *others)}.values()
    )
    row = current(registration)
    while (found := target_of(row)) != target:
        target = found
        lock(target)
        row = current(registration)
    return target, row


def refresh(target: Row) -> Row:
    """The row as it is now, with its counters."""
    return for_update(_row(target)).get()


def target_of(registration: Registration) -> SeatCount:
    if registration.course_id:
        return Course(pk=registration.course_id)
    return Occurrence(pk=registration.occurrence_id)
