"""What the organiser does with registrations by hand.

To cancel with a letter and to offer a seat out of turn see ``waiting``; who was there is in
``attendance``; dates are closed by ``services.events.closing``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import RegistrationOrigin, RegistrationStatus
from wagtail_ngo.models import EventPage, Occurrence, Registration
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.services.registration import mails, seats
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError, refuse_changed
from wagtail_ngo.services.registration.registering import Person, create
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.transactions import patient
from wagtail_ngo.services.registration.waiting import end, promote

S = RegistrationStatus
#: What may be done with a registration that is at an end, or of a person who was there: nothing.
MOVABLE = (S.CONFIRMED, S.WAITING, S.OFFERED)


def add(
    target: SeatCount,
    person: Person,
    *,
    now: datetime.datetime,
    waits: bool = False,
    origin: str = RegistrationOrigin.DESK,
    submission: str = "",
) -> Registration:
    """Register somebody who called or wrote; mail goes out if there is an address.

    Refused where there is no seat (raise the seats first, or let the person wait), or where the
    address is registered already. The organiser may pass by the waiting list. A form that is sent
    again, with the same ``submission``, gives the registration it made.
    """
    try:
        return _add(target, person, now=now, waits=waits, origin=origin, submission=submission)
    except IntegrityError as error:
        raise RefusedError(Refusal.REGISTERED_ALREADY) from error


@patient
def _add(target: SeatCount, person: Person, *, now, waits, origin, submission) -> Registration:
    seats.lock(target)
    if submission:
        made = Registration.objects.of(target).filter(submission=submission).first()
        if made is not None:
            return made
    about = target_for(target)
    if about.is_called_off:
        raise RefusedError(Availability.CALLED_OFF)
    number = 1 + person.companions
    if waits:
        if not seats.join_line(target, limit=None):
            raise RefusedError(Availability.FULL)
        fields = {"status": S.WAITING, "waiting_since": now}
    else:
        if not seats.take(target, number, past_the_line=True):
            raise RefusedError(Availability.FULL)
        fields = {"status": S.CONFIRMED, "seats_held": number}
    fields |= {"confirmed_at": now, "submission": submission}
    row = create(target, person, now=now, origin=origin, **fields)
    seats.add_record(target)
    letter = mails.confirm_place_in_line if waits else mails.confirm_seat
    letter(row, about, now=now)
    # There may have been a free seat all the same.
    promote(target, now=now)
    row.refresh_from_db()
    return row


@patient
def seat(registration: Registration, *, now: datetime.datetime, shown: str = "") -> Registration:
    """Give a free seat to somebody who waits or was offered one, without asking again.

    ``shown``, here and below: the status that the organiser saw. Refused where it has changed.
    """
    target, row = seats.lock_row(registration)
    refuse_changed(row, shown)
    about = target_for(target)
    if row.status not in (S.WAITING, S.OFFERED, S.UNCONFIRMED):
        raise RefusedError(Refusal.OVER)
    if about.is_called_off:
        raise RefusedError(Availability.CALLED_OFF)
    if not row.seats_held and not seats.take(target, row.seats, past_the_line=True):
        raise RefusedError(Availability.FULL)
    if row.status == S.WAITING:
        seats.leave_line(target)
    row.status, row.seats_held, row.confirmed_at = S.CONFIRMED, row.seats, now
    row.held_until = row.offered_until = None
    row.save()
    mails.confirm_seat(row, about, now=now)
    promote(target, now=now)
    return row


@patient
def move(
    registration: Registration, to: SeatCount, *, now: datetime.datetime, shown: str = ""
) -> Registration:
    """Take a registration to another date; whoever waits there waits from now on.

    Refused where the other date has no seat, or has this address already, and where somebody else
    moved it meanwhile.
    """
    source, row = seats.lock_row(registration, to)
    refuse_changed(row, shown)
    if source != seats.target_of(registration):
        raise RefusedError(Refusal.OVER)
    if row.status not in MOVABLE or (type(source), source.pk) == (type(to), to.pk):
        raise RefusedError(Refusal.OVER)
    about = target_for(to)
    if target_for(source).is_closed:
        raise RefusedError(Refusal.DATE_CLOSED)
    if about.is_called_off:
        raise RefusedError(Availability.CALLED_OFF)
    if Registration.objects.of(to).filter(seat_key=row.seat_key).exists():
        raise RefusedError(Refusal.REGISTERED_ALREADY)
    if row.status == S.WAITING:
        if not seats.join_line(to, limit=None):
            raise RefusedError(Availability.FULL)
        seats.leave_line(source)
        row.waiting_since = now
    else:
        if not seats.take(to, row.seats, past_the_line=True):
            raise RefusedError(Availability.FULL)
        seats.give_back(source, row.seats_held)
        row.status, row.seats_held, row.offered_until = S.CONFIRMED, row.seats, None
    row.occurrence_id = to.pk if isinstance(to, Occurrence) else None
    row.course_id = None if isinstance(to, Occurrence) else to.pk
    row.save()
    seats.add_record(source, -1)
    seats.add_record(to)
    letter = mails.confirm_place_in_line if row.status == S.WAITING else mails.confirm_seat
    letter(row, about, now=now)
    promote(source, now=now)
    promote(to, now=now)
    row.refresh_from_db()
    return row


def write_to(
    registrations: Iterable[Registration],
    *,
    subject: str,
    text: str,
    now: datetime.datetime,
    submission: str = "",
) -> int:
    """Queue a letter to each of them that has an address; how many.

    Sent again with the same ``submission``, nobody gets a second one.
    """
    abouts: dict[tuple[type, int], Target] = {}
    count = 0
    for row in registrations:
        if row.email and row.is_active:
            target = seats.target_of(row)
            place = (type(target), target.pk)
            if place not in abouts:
                abouts[place] = target_for(target)
            key = f"letter:{submission}:{row.pk}" if submission else ""
            mails.write(row, abouts[place], subject=subject, text=text, now=now, key=key)
            count += 1
    return count


@patient
def set_capacity(
    occurrence: Occurrence, capacity: int | None, *, now: datetime.datetime, user: Any = None
) -> None:
    """Seats of this date alone; None: again as the event says. New seats go to those who wait.

    ValidationError names the seats taken where there would be fewer.
    """
    if occurrence.page_id is not None:
        EventPage.objects.filter(pk=occurrence.page_id).update(sequence=F("sequence"))
    seats.lock(occurrence)
    row = seats.refresh(occurrence)
    wanted = capacity if capacity is not None else _announced(row)
    if wanted is not None and wanted < row.seats_taken:
        text = ngettext(
            "%(count)s seat is taken already. There cannot be fewer.",
            "%(count)s seats are taken already. There cannot be fewer.",
            row.seats_taken,
        )
        raise ValidationError({"capacity": text % {"count": row.seats_taken}})
    if row.is_closed:
        raise ValidationError(_("This date is closed already."), code="closed")
    Occurrence.objects.filter(pk=row.pk).update(capacity=wanted, own_capacity=capacity)
    log(instance=row, action="wagtail_ngo.set_capacity", user=user, data={"capacity": capacity})
    promote(occurrence, now=now)
    occurrence.capacity, occurrence.own_capacity = wanted, capacity


def _announced(row: Occurrence) -> int | None:
    """As the page says: for this date, else for all."""
    if row.page is None:
        return row.capacity
    own = [override.capacity for override in row.page.overrides.all() if override.key == row.key]
    return own[-1] if own and own[-1] is not None else row.page.capacity


@patient
def delete_waiting(registration: Registration, *, now: datetime.datetime, shown: str = "") -> None:
    """Take somebody off the waiting list without a letter. Nobody gets a seat that is not free."""
    target, row = seats.lock_row(registration)
    refuse_changed(row, shown)
    if row.status == S.WAITING:
        end(row, target, S.CANCELLED, now=now)
        promote(target, now=now)
