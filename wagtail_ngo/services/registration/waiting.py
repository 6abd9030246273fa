"""The waiting list: strictly by time, offers with a deadline, and what lapses by itself."""

from __future__ import annotations

import datetime

from django.db.models import Q

from wagtail_ngo import conf
from wagtail_ngo.domain.events.availability import offer_deadline
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Registration
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.models.person_keys import new_pseudonym
from wagtail_ngo.services.registration import mails, seats
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError, refuse_changed
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.transactions import patient

S = RegistrationStatus


def promote(target: SeatCount, *, now: datetime.datetime) -> list[Registration]:
    """Offer free seats to the first in line; whom. Only after ``seats.lock``.

    Whoever needs more seats than there are keeps the others waiting: the order is that of time.
    Nothing is offered for a date that is called off, closed, or about to begin.
    """
    about = target_for(target)
    if about.is_called_off or not about.seats.waiting:
        return []
    offered = []
    for row in seats.for_update(Registration.objects.of(target).in_line()):
        if not _offer(row, about, now=now):
            break
        offered.append(row)
    return offered


def _offer(row: Registration, about: Target, *, now: datetime.datetime) -> bool:
    starts_at, hours = about.starts_at, about.event.offer_hours
    until = starts_at and offer_deadline(now=now, starts_at=starts_at, hours=hours)
    if until is None or not seats.take(about.seats, row.seats, past_the_line=True):
        return False
    seats.leave_line(about.seats)
    row.status, row.seats_held, row.offered_until = S.OFFERED, row.seats, until
    row.save()
    mails.offer_seat(row, about, now=now)
    return True


@patient
def offer_now(registration: Registration, *, now: datetime.datetime, shown: str = "") -> bool:
    """An organiser offers a free seat to somebody in particular; False where none is free."""
    target, row = seats.lock_row(registration)
    refuse_changed(row, shown)
    about = target_for(target)
    if row.status != S.WAITING or about.is_called_off:
        return False
    return _offer(row, about, now=now)


@patient
def accept(registration: Registration, *, now: datetime.datetime) -> Registration:
    """Take the offered seat. Accepting twice, or too late, changes nothing: look at the status."""
    target, row = seats.lock_row(registration)
    about = target_for(target)
    is_in_time = row.offered_until is not None and now < row.offered_until
    if row.status == S.OFFERED and is_in_time and not about.is_called_off:
        row.status, row.confirmed_at = S.CONFIRMED, row.confirmed_at or now
        row.offered_until = None
        row.save()
        mails.confirm_seat(row, about, now=now)
    return row


@patient
def cancel(
    registration: Registration,
    *,
    now: datetime.datetime,
    by_organiser: bool = False,
    shown: str = "",
) -> Registration:
    """End a registration and give its seat to the next. Cancelling twice changes nothing.

    ``shown``: the status that an organiser saw. Refused where it has changed since, and where the
    date is closed: who was registered for it is part of its record.
    """
    target, row = seats.lock_row(registration)
    refuse_changed(row, shown)
    if row.status in (S.UNCONFIRMED, S.CONFIRMED, S.WAITING, S.OFFERED):
        about = target_for(target)
        if about.is_closed:
            raise RefusedError(Refusal.DATE_CLOSED)
        had_mail = row.status != S.UNCONFIRMED
        end(row, target, S.CANCELLED, now=now)
        if had_mail:
            mails.say_cancelled(row, about, now=now, by_organiser=by_organiser)
        promote(target, now=now)
    return row


def end(row: Registration, target: SeatCount, status: str, *, now: datetime.datetime) -> None:
    """Give back what the row holds; its address is free for a new registration."""
    seats.give_back(target, row.seats_held)
    if row.status == S.WAITING:
        seats.leave_line(target)
    row.status, row.seats_held, row.held_until, row.ended_at = status, 0, None, now
    row.seat_key = new_pseudonym()
    row.save()


# What lapses


def expire_due(target: SeatCount, *, now: datetime.datetime) -> int:
    """Let lapse what is due for one date or course, and promote; how many registrations."""
    due = _due(Registration.objects.of(target), now=now)
    return _expire(target, now=now) if due.exists() else 0


def expire_all(*, now: datetime.datetime) -> int:
    """The same everywhere; run by a command every few minutes."""
    count = 0
    due = _due(Registration.objects.all(), now=now)
    for row in due.order_by().values("occurrence", "course").distinct():
        registration = Registration(occurrence_id=row["occurrence"], course_id=row["course"])
        count += _expire(seats.target_of(registration), now=now)
    return count


def _due(rows, *, now: datetime.datetime):
    """Seats held too long, links that no longer open, offers past their deadline."""
    held = Q(status=S.UNCONFIRMED, held_until__lte=now)
    unconfirmed = Q(status=S.UNCONFIRMED, created_at__lte=_link_limit(now))
    offers = Q(status=S.OFFERED, offered_until__lte=now)
    over = Q(occurrence__ends_at__lte=now) | Q(course__ends_at__lte=now)
    return rows.filter(held | unconfirmed | offers | (over & Q(status=S.WAITING)))


def _link_limit(now: datetime.datetime) -> datetime.datetime:
    return now - datetime.timedelta(hours=conf.get("REGISTRATION_CONFIRM_HOURS"))


@patient
def _expire(target: SeatCount, *, now: datetime.datetime) -> int:
    seats.lock(target)
    about = target_for(target)
    due = _due(Registration.objects.of(target), now=now).values_list("pk", flat=True)
    rows = list(seats.for_update(Registration.objects.filter(pk__in=list(due)).order_by("pk")))
    # Read before the lock, some may have been decided meanwhile.
    rows = [row for row in rows if row.status in (S.UNCONFIRMED, S.OFFERED, S.WAITING)]
    for row in rows:
        if row.status == S.OFFERED:
            end(row, target, S.EXPIRED, now=now)
            mails.say_offer_expired(row, about, now=now)
        elif row.status == S.WAITING or row.created_at <= _link_limit(now):
            end(row, target, S.EXPIRED, now=now)
        else:
            # The seat goes to others; the link still opens and takes one if there is any.
            seats.give_back(target, row.seats_held)
            row.seats_held, row.held_until = 0, None
            row.save()
    promote(target, now=now)
    return len(rows)
