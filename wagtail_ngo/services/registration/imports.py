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
            number = row.seats
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
    rows = list(rows)
    seen: dict[str, int] = {}
    results = []
    # Whoever this list registered before it was sent again is not "registered already".
    known = _Known.of(target, besides=[_mark(submission, row) for row in rows])
    try:
        for row in rows:
            outcome, same_as = _look(row, known, seen)
            if row.person is None:
                outcome = ListedPerson.UNREADABLE
            elif outcome is None:
                outcome = _write(
                    target,
                    row.person,
                    now=now,
                    submission=_mark(submission, row),
                    waits=waits,
                    with_letters=with_letters,
                )
            results.append(Result(row, outcome, same_as))
    finally:
        # Also where it stops half-way: these people are registered.
        _log(date, sum(result.is_written for result in results), user)
    return results


def _log(date: Occurrence | None, count: int, user: Any) -> None:
    if date is not None and count:
        log(instance=date, action="wagtail_ngo.import_people", user=user, data={"count": count})


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
            marks_of_row = _known_by(key if email else "", name, organization)
            if status in ACTIVE:
                known.active |= marks_of_row
            elif status == S.CANCELLED:
                known.cancelled |= marks_of_row
        return known


def _known_by(key: str, name: str, organization_key: str) -> set[str]:
    """What a later row may be the same person by. ``key`` is empty without an address."""
    same = f"{organization_key}\n{name_key(name)}"
    return {key, f"any {same}"} if key else {f"bare {same}", f"any {same}"}


def _asks_for(person: Person) -> set[str]:
    """What a person is looked for by: the address; where either side has none, also by name and
    organization. Two addresses are two people, whatever their names.
    """
    same = f"{person.organization_fields['organization_key']}\n{name_key(person.name)}"
    return {person_key(person.email), f"bare {same}"} if person.email else {f"any {same}"}


def _look(
    row: Listed, known: _Known, seen: dict[str, int]
) -> tuple[ListedPerson | None, int | None]:
    """Why a row registers nobody, None where it does; and the row that names the person first."""
    person = row.person
    if person is None:
        return ListedPerson.UNREADABLE, None
    asked = _asks_for(person)
    first = min((seen[mark] for mark in asked if mark in seen), default=None)
    if first is not None:
        return ListedPerson.TWICE, first
    organization = person.organization_fields["organization_key"]
    key = person_key(person.email) if person.email else ""
    for mark in _known_by(key, person.name, organization):
        seen.setdefault(mark, row.number)
    if asked & known.active:
        return ListedPerson.KNOWN, None
    if asked & known.cancelled:
        return ListedPerson.CANCELLED, None
    return None, None


def _write(target: SeatCount, person: Person, **details) -> ListedPerson:
    try:
        return _register(target, person, **details)
    except IntegrityError:
        # The address was registered between the look and the press.
        return ListedPerson.KNOWN
    except BusyError:
        return ListedPerson.BUSY


@patient
def _register(
    target: SeatCount,
    person: Person,
    *,
    now: datetime.datetime,
    submission: str,
    waits: bool,
    with_letters: bool,
) -> ListedPerson:
    """A seat or a place in the line, or why there is neither. IntegrityError: see ``create``."""
    seats.lock(target)
    made = Registration.objects.of(target).filter(submission=submission).first()
    if made is not None:
        return _outcome(made)
    if _came_in_between(target, person, submission=submission):
        return ListedPerson.KNOWN
    about = target_for(target)
    if about.is_called_off:
        return ListedPerson.FULL
    number = 1 + person.companions
    if seats.take(target, number):
        fields: dict[str, Any] = {"status": S.CONFIRMED, "seats_held": number}
    elif waits and seats.join_line(target, limit=about.seat_values.waiting_limit):
        fields = {"status": S.WAITING, "waiting_since": now}
    else:
        return ListedPerson.FULL
    fields |= {"confirmed_at": now, "submission": submission}
    row = create(target, person, now=now, origin=RegistrationOrigin.IMPORT, **fields)
    seats.add_record(target)
    if with_letters:
        is_waiting = row.status == S.WAITING
        letter = mails.confirm_place_in_line if is_waiting else mails.confirm_seat
        letter(row, about, now=now)
    return _outcome(row)


def _outcome(row: Registration) -> ListedPerson:
    if row.status not in ACTIVE:
        return ListedPerson.CANCELLED
    return ListedPerson.LINE if row.status == S.WAITING else ListedPerson.SEAT


def _came_in_between(target: SeatCount, person: Person, *, submission: str) -> bool:
    """Whether others registered the person since the list was looked at. Only after ``lock``.

    No constraint tells this of people without an address.
    """
    organization = person.organization_fields["organization_key"]
    rows = Registration.objects.of(target).active().filter(organization_key=organization)
    # What this list wrote itself was compared row by row.
    rows = rows.exclude(submission__startswith=submission.rpartition(":")[0] + ":")
    asked = _asks_for(person)
    names = rows.values_list("email", "person_key", "name")
    return any(
        asked & _known_by(key if email else "", name, organization) for email, key, name in names
    )
