"""A list of participants from elsewhere: what would become of each row, and then what became of it.

Whoever has a seat keeps it, whoever waits comes first, and nobody is written to unless asked.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from wagtail.log_actions import log

from wagtail_ngo.domain.registration.states import ACTIVE
from wagtail_ngo.enums import ListedPerson, RegistrationOrigin, RegistrationStatus
from wagtail_ngo.models import Occurrence, Registration
from wagtail_ngo.models.events.occurrences import name_key
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.models.person_keys import person_key
from wagtail_ngo.services.registration import mails, seats
from wagtail_ngo.services.registration.participants import Listed
from wagtail_ngo.services.registration.registering import Person, create
from wagtail_ngo.services.registration.rules import target_for
from wagtail_ngo.services.registration.transactions import BusyError, patient

S = RegistrationStatus
WRITTEN = (ListedPerson.SEAT, ListedPerson.LINE)


@dataclass(frozen=True)
class Result:
    """What becomes of a row. ``same_as``: the number of the row that names the person first."""

    row: Listed
    outcome: ListedPerson
    same_as: int | None = None

    @property
    def is_written(self) -> bool:
        return self.outcome in WRITTEN


def plan(target: SeatCount, rows: Iterable[Listed], *, waits: bool) -> list[Result]:
    """What importing would do as things are now. Nothing is written.

    ``waits``: whoever finds no seat goes on the waiting list, where it has room.
    """
    about = target_for(target)
    free, waiting = about.seat_values.left, about.seats.waiting
    limit = about.seat_values.waiting_limit
    known = _Known.of(target)
    seen: dict[str, int] = {}
    results = []
    for row in rows:
        outcome, same_as = _look(row, known, seen)
        if outcome is None:
            number = 1 + row.person.companions
            if waiting == 0 and (free is None or free >= number):
                outcome, free = ListedPerson.SEAT, None if free is None else free - number
            elif waits and about.seats.capacity != 0 and (limit is None or waiting < limit):
                outcome, waiting = ListedPerson.LINE, waiting + 1
            else:
                outcome = ListedPerson.FULL
        results.append(Result(row, outcome, same_as))
    return results


def register_all(
    target: SeatCount,
    rows: Iterable[Listed],
    *,
    now: datetime.datetime,
    submission: str,
    waits: bool = True,
    with_letters: bool = False,
    user: Any = None,
    date: Occurrence | None = None,
) -> list[Result]:
    """Register the people of a list, each in a transaction of its own; what became of each row.

    Sent again with the same ``submission``, or after a stop, nobody is registered twice. ``date``
    is where the log says how many there were.
    """
    rows, seen, results = list(rows), {}, []
    # Whoever this list registered before it was sent again is not "registered already".
    known = _Known.of(target, besides=[_mark(submission, row) for row in rows])
    for row in rows:
        outcome, same_as = _look(row, known, seen)
        if outcome is None:
            outcome = _write(
                target,
                row.person,
                now=now,
                submission=_mark(submission, row),
                waits=waits,
                with_letters=with_letters,
            )
        results.append(Result(row, outcome, same_as))
    count = sum(result.is_written for result in results)
    if date is not None and count:
        log(instance=date, action="wagtail_ngo.import_people", user=user, data={"count": count})
    return results


def _mark(submission: str, row: Listed) -> str:
    return f"{submission}:{row.number}"


@dataclass
class _Known:
    """Whom a date has already: keys of those who are registered, and of those who cancelled."""

    active: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, target: SeatCount, *, besides: Iterable[str] = ()) -> _Known:
        known = cls()
        marks = set(besides)
        names = ("status", "email", "person_key", "name", "organization_key", "submission")
        rows = Registration.objects.of(target).filter(erased_on=None).values_list(*names)
        for status, email, key, name, organization, submission in rows:
            if submission in marks:
                continue
            key = key if email else _name_mark(name, organization)
            if status in ACTIVE:
                known.active.add(key)
            elif status == S.CANCELLED:
                known.cancelled.add(key)
        return known


def _name_mark(name: str, organization_key: str) -> str:
    """By what somebody without an address is known again."""
    return f"{organization_key}\n{name_key(name)}"


def _look(
    row: Listed, known: _Known, seen: dict[str, int]
) -> tuple[ListedPerson | None, int | None]:
    """Why a row registers nobody, None where it does; and the row that names the person first."""
    person = row.person
    if person is None:
        return ListedPerson.UNREADABLE, None
    organization = person.organization_fields["organization_key"]
    key = person_key(person.email) if person.email else _name_mark(person.name, organization)
    if key in seen:
        return ListedPerson.TWICE, seen[key]
    seen[key] = row.number
    if key in known.active:
        return ListedPerson.KNOWN, None
    if key in known.cancelled:
        return ListedPerson.CANCELLED, None
    return None, None


def _write(target: SeatCount, person: Person, **details) -> ListedPerson:
    try:
        row = _register(target, person, **details)
    except IntegrityError:
        # The address was registered between the look and the press.
        return ListedPerson.KNOWN
    except BusyError:
        return ListedPerson.BUSY
    if row is None:
        return ListedPerson.FULL
    return ListedPerson.LINE if row.status == S.WAITING else ListedPerson.SEAT


@patient
def _register(
    target: SeatCount,
    person: Person,
    *,
    now: datetime.datetime,
    submission: str,
    waits: bool,
    with_letters: bool,
) -> Registration | None:
    """The registration, a seat or a place in the line; None where there is neither."""
    seats.lock(target)
    made = Registration.objects.of(target).filter(submission=submission).first()
    if made is not None:
        return made
    about = target_for(target)
    if about.is_called_off:
        return None
    number = 1 + person.companions
    if seats.take(target, number):
        fields = {"status": S.CONFIRMED, "seats_held": number}
    elif waits and seats.join_line(target, limit=about.seat_values.waiting_limit):
        fields = {"status": S.WAITING, "waiting_since": now}
    else:
        return None
    fields |= {"confirmed_at": now, "submission": submission}
    row = create(target, person, now=now, origin=RegistrationOrigin.IMPORT, **fields)
    seats.add_record(target)
    if with_letters:
        is_waiting = row.status == S.WAITING
        letter = mails.confirm_place_in_line if is_waiting else mails.confirm_seat
        letter(row, about, now=now)
    return row
