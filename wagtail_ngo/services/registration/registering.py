"""From the form to a seat: register, confirm by the link, change."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError
from django.db.models import Q

from wagtail_ngo import conf
from wagtail_ngo.domain.events.availability import Availability
from wagtail_ngo.enums import RegistrationOrigin, RegistrationStatus, WhoMayRegister
from wagtail_ngo.models import NGOPage, Registration, RegistrationConsent
from wagtail_ngo.models.events.occurrences import name_key
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.models.person_keys import new_pseudonym, person_key
from wagtail_ngo.services.registration import mails, seats
from wagtail_ngo.services.registration.refusals import Refusal, RefusedError
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.transactions import patient
from wagtail_ngo.services.registration.waiting import expire_due, promote

S = RegistrationStatus
TAKES_PEOPLE = (Availability.OPEN, Availability.WAITING_LIST)
ASK_AGAIN_AFTER = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Person:
    """What somebody says of themselves. ``consents``: text and whether it was given."""

    name: str
    email: str = ""
    phone: str = ""
    role: str = ""
    organization: NGOPage | None = None
    organization_name: str = ""
    companions: int = 0
    needs: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    consents: Iterable[tuple[str, bool]] = ()
    language: str = ""
    note: str = ""

    @property
    def organization_fields(self) -> dict[str, Any]:
        if self.organization is not None:
            name, key = self.organization.title[:255], str(self.organization.uuid)
        else:
            name = " ".join(self.organization_name.split())[:255]
            key = name_key(name) if name else ""
        return {
            "organization": self.organization,
            "organization_name": name,
            "organization_key": key,
        }


def register(
    target: SeatCount, person: Person, *, now: datetime.datetime, submission: str = ""
) -> None:
    """Hold a seat, or look for a place on the list, and ask for the confirmation by mail.

    Returns the same for an address that is registered already: its owner gets another mail. Raises
    Refused, for every address alike.
    """
    expire_due(target, now=now)
    try:
        _register(target, person, now=now, submission=submission)
    except IntegrityError:
        _remind(target, person.email, now=now, submission=submission)


@patient
def _register(target, person: Person, *, now, submission: str) -> None:
    is_open = seats.lock_to_register(target, now=now, records=1)
    # The row was read before it was locked; what follows must be true now.
    about = target_for(target)
    state = about.availability(now=now)
    if state not in TAKES_PEOPLE:
        raise RefusedError(state)
    if not is_open:
        raise RefusedError(Availability.CALLED_OFF)
    _check(about, person)
    number = 1 + person.companions
    has_seats = seats.take(target, number)
    if not has_seats and not about.seat_values.has_room_to_wait:
        raise RefusedError(Availability.FULL)
    minutes = datetime.timedelta(minutes=conf.get("REGISTRATION_HOLD_MINUTES"))
    registration = create(
        target,
        person,
        now=now,
        status=S.UNCONFIRMED,
        submission=submission,
        seats_held=number if has_seats else 0,
        held_until=now + minutes if has_seats else None,
        asked_at=now,
    )
    mails.ask_to_confirm(registration, about, now=now)


def _check(about: Target, person: Person, *, own: Registration | None = None) -> None:
    page = about.event
    if person.companions > page.max_companions:
        raise RefusedError(Refusal.TOO_MANY_COMPANIONS)
    key = person.organization_fields["organization_key"]
    if page.who_may_register == WhoMayRegister.ORGANIZATIONS and not key:
        raise RefusedError(Refusal.ORGANIZATION_MISSING)
    limit = page.seats_per_organization
    number = 1 + person.companions
    if own is not None and own.organization_key == key:
        number -= own.seats
    if key and limit and not seats.are_within_limit(about.seats, key, number, limit):
        raise RefusedError(Refusal.ORGANIZATION_FULL)


def create(
    target: SeatCount,
    person: Person,
    *,
    now: datetime.datetime,
    status: str,
    origin: str = RegistrationOrigin.FORM,
    **fields,
) -> Registration:
    """The row, which the caller adds to ``record_count``.

    IntegrityError, which ends the transaction, where the address is registered already.
    """
    key = person_key(person.email) if person.email else new_pseudonym()
    name = "course" if type(target).__name__ == "Course" else "occurrence"
    registration = Registration(
        **{f"{name}_id": target.pk},
        status=status,
        origin=origin,
        name=person.name,
        email=person.email.strip(),
        phone=person.phone,
        role=person.role,
        companions=person.companions,
        needs=person.needs,
        answers=dict(person.answers),
        note=person.note,
        language=person.language,
        person_key=key,
        seat_key=key,
        created_at=now,
        **person.organization_fields,
        **fields,
    )
    registration.save(force_insert=True)
    RegistrationConsent.objects.bulk_create(
        RegistrationConsent(
            registration=registration,
            text=text,
            text_version=text_version(text),
            is_given=is_given,
            decided_at=now,
        )
        for text, is_given in person.consents
    )
    return registration


def text_version(text: str) -> str:
    """The same for the same words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


@patient
def _remind(target: SeatCount, email: str, *, now, submission: str) -> None:
    """The owner of the address hears how things are; whoever sent the form learns nothing."""
    seats.lock(target)
    rows = Registration.objects.of(target).active().filter(person_key=person_key(email))
    registration = seats.for_update(rows).first()
    if registration is None or (submission and registration.submission == submission):
        return
    rested = Q(asked_at__isnull=True) | Q(asked_at__lt=now - ASK_AGAIN_AFTER)
    if not Registration.objects.filter(rested, pk=registration.pk).update(asked_at=now):
        return
    about = target_for(target)
    if registration.status == S.UNCONFIRMED:
        mails.ask_to_confirm(registration, about, now=now)
    else:
        mails.say_how_it_is(registration, about, now=now)


@patient
def confirm(registration: Registration, *, now: datetime.datetime) -> Registration:
    """The person behind the address wants to come: a seat, or a place on the waiting list.

    Confirming twice changes nothing. Refused where there is neither any more.
    """
    target, row = seats.lock_row(registration)
    is_open = seats.lock_to_register(target, now=now)
    if row.status != S.UNCONFIRMED:
        return row
    about = target_for(target)
    starts_at = about.starts_at
    if not is_open or about.is_called_off or starts_at is None or now >= starts_at:
        state = about.availability(now=now)
        raise RefusedError(Availability.CALLED_OFF if state in TAKES_PEOPLE else state)
    if row.seats_held or seats.take(target, row.seats):
        row.status, row.seats_held = S.CONFIRMED, row.seats
    elif seats.join_line(target, limit=about.event.waiting_limit):
        row.status, row.waiting_since = S.WAITING, now
    else:
        raise RefusedError(Availability.FULL)
    row.confirmed_at, row.held_until = now, None
    row.save()
    if row.status == S.CONFIRMED:
        mails.confirm_seat(row, about, now=now)
    else:
        mails.confirm_place_in_line(row, about, now=now)
    return row


@patient
def change(registration: Registration, person: Person, *, now: datetime.datetime) -> Registration:
    """What a person may say again: all but the address. More companions need more seats."""
    target, row = seats.lock_row(registration)
    about = target_for(target)
    if row.status not in (S.CONFIRMED, S.WAITING, S.OFFERED) or about.is_called_off:
        raise RefusedError(Refusal.OVER)
    if about.times is None or now >= about.times.last_moment:
        raise RefusedError(Availability.CLOSED)
    _check(about, person, own=row)
    number = 1 + person.companions
    if row.seats_held:
        more = number - row.seats_held
        if more > 0 and not seats.take(target, more):
            raise RefusedError(Availability.FULL)
        seats.give_back(target, max(0, -more))
        row.seats_held = number
    for name in ("name", "phone", "role", "companions", "needs"):
        setattr(row, name, getattr(person, name))
    for name, value in {**person.organization_fields, "answers": dict(person.answers)}.items():
        setattr(row, name, value)
    row.save()
    promote(target, now=now)
    return row
