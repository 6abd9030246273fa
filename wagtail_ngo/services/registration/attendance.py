"""Who was there: checked in by name, walked in, or absent when the date is closed."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Attendance, NGOPage, Occurrence, Registration
from wagtail_ngo.models.events.occurrences import name_key
from wagtail_ngo.models.person_keys import new_pseudonym, person_key
from wagtail_ngo.services.registration import seats
from wagtail_ngo.services.registration.transactions import patient
from wagtail_ngo.services.registration.waiting import end, promote

S = RegistrationStatus
#: Who may come in. Whoever waits comes in as well when the organiser lets them.
UNDECIDED = (S.UNCONFIRMED, S.WAITING, S.OFFERED)
WELCOME = (S.CONFIRMED, S.OFFERED, S.WAITING, S.ATTENDED, S.ABSENT, S.UNCONFIRMED)


@patient
def check_in(
    occurrence: Occurrence,
    registration: Registration,
    *,
    now: datetime.datetime,
    people: int | None = None,
) -> Attendance:
    """Note that the person is there. Doing it twice, or from two phones, changes nothing.

    ``people``: with companions, those who really came. ValidationError for a closed date.
    """
    target, row = seats.lock_row(registration, occurrence)
    _refuse_closed(occurrence)
    was_moved = not row.course_id and row.occurrence_id != occurrence.pk
    if row.status not in WELCOME or was_moved:
        raise ValidationError(_("This registration is at an end."), code="over")
    attendance, _made = Attendance.objects.get_or_create(
        occurrence=occurrence,
        person_key=row.person_key,
        defaults={
            "registration": row,
            "people": people or row.seats,
            "checked_in_at": now,
            "organization": row.organization,
            "organization_name": row.organization_name,
            "organization_key": row.organization_key,
        },
    )
    if people and attendance.people != people:
        attendance.people = people
        attendance.save(update_fields=["people"])
    was_waiting = row.status == S.WAITING
    if was_waiting:
        seats.leave_line(target)
    # Of a course it is said with its last date: until then the person expects the others.
    row.status = S.CONFIRMED if row.course_id else S.ATTENDED
    row.save()
    if was_waiting:
        promote(target, now=now)
    return attendance


@patient
def undo_check_in(
    occurrence: Occurrence,
    registration: Registration,
    *,
    now: datetime.datetime,
    seen: int | None = None,
) -> None:
    """Take a slip of the finger back: the registration is as it was before. Done already is fine.

    ``seen``: key of the attendance that was shown. ValidationError where the person was checked in
    again since then, which a tap that was sent late must not undo.
    """
    target, row = seats.lock_row(registration, occurrence)
    _refuse_closed(occurrence)
    there = Attendance.objects.filter(occurrence=occurrence, person_key=row.person_key)
    if seen is not None and there.exclude(pk=seen).exists():
        raise ValidationError(
            _("This person was checked in again meanwhile. Nothing was taken back."), code="again"
        )
    taken_back, _by_model = there.delete()
    if taken_back and row.status in (S.ATTENDED, S.CONFIRMED) and not row.attendances.exists():
        row.status = _status_before(row)
        row.save()
        if row.status == S.WAITING:
            seats.return_to_line(target)
            promote(target, now=now)


def _status_before(row: Registration) -> S:
    """What a registration was before its person was checked in; the rest of the row still tells."""
    if row.confirmed_at is None:
        return S.UNCONFIRMED
    if not row.seats_held:
        return S.WAITING
    return S.OFFERED if row.offered_until else S.CONFIRMED


@patient
def walk_in(
    occurrence: Occurrence,
    *,
    name: str,
    organization: NGOPage | None = None,
    organization_name: str = "",
    email: str = "",
    people: int = 1,
    now: datetime.datetime,
    submission: str = "",
) -> Attendance:
    """Somebody who came without a registration: a name, and the organization if there is one.

    Known again by the address, else by name and organization together, so that four days are one
    person; a name alone may be anybody's and is a person of its own each time, except where one
    form is sent twice, which its ``submission`` tells.
    """
    seats.lock(occurrence)
    _refuse_closed(occurrence)
    if organization is not None:
        label, key = organization.title[:255], str(organization.uuid)
    else:
        label = " ".join(organization_name.split())[:255]
        key = name_key(label) if label else ""
    if email:
        person = person_key(email)
    elif key:
        person = person_key(f"{key}\n{name_key(name)}")
    else:
        person = person_key(f"form\n{submission}") if submission else new_pseudonym()
    values = {
        "name": " ".join(name.split())[:255],
        "organization": organization,
        "organization_name": label,
        "organization_key": key,
        "people": people,
        "is_walk_in": True,
        "checked_in_at": now,
    }
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(
                occurrence=occurrence, person_key=person, **values
            )
    except IntegrityError:
        return Attendance.objects.get(occurrence=occurrence, person_key=person)
    seats.add_record(occurrence)
    return attendance


@patient
def undo_walk_in(occurrence: Occurrence, attendance: Attendance) -> bool:
    """Take somebody who walked in off the list; False where that was done already."""
    seats.lock(occurrence)
    _refuse_closed(occurrence)
    rows = Attendance.objects.filter(pk=attendance.pk, occurrence=occurrence, is_walk_in=True)
    count, _details = rows.delete()
    if count:
        seats.add_record(occurrence, -count)
    return bool(count)


def _refuse_closed(occurrence: Occurrence) -> None:
    if seats.refresh(occurrence).is_closed:
        raise ValidationError(_("This date is closed already."), code="closed")


def settle(occurrence: Occurrence, *, now: datetime.datetime) -> None:
    """When a date is closed: nobody waits for it any more, and who did not come was absent.

    Absent only where anybody was checked in by name: a head count says nothing about persons. Of a
    course this is said with its last date.
    """
    for row in Registration.objects.filter(occurrence=occurrence, status__in=UNDECIDED):
        end(row, occurrence, S.EXPIRED, now=now)
    if occurrence.attendances.exists():
        rows = Registration.objects.filter(occurrence=occurrence, status=S.CONFIRMED)
        # Written down at the door under the same address: no registration was ticked for them.
        rows.filter(person_key__in=occurrence.attendances.values("person_key")).update(
            status=S.ATTENDED
        )
        rows.update(status=S.ABSENT)
    _settle_course(occurrence)


def _settle_course(occurrence: Occurrence) -> None:
    rows = Registration.objects.filter(course__page=occurrence.page_id, status=S.CONFIRMED)
    dates = Occurrence.objects.filter(page=occurrence.page_id).taking_place()
    if occurrence.page_id is None or dates.filter(closed_at=None).exists() or not rows.exists():
        return
    people = Attendance.objects.filter(occurrence__page=occurrence.page_id).values("person_key")
    keys = list(rows.filter(person_key__in=people).values_list("pk", flat=True))
    if keys:
        rows.exclude(pk__in=keys).update(status=S.ABSENT)
        Registration.objects.filter(pk__in=keys).update(status=S.ATTENDED)


def unsettle(occurrence: Occurrence) -> None:
    """When a date is opened again: absent is nobody, and a course is not over."""
    Registration.objects.filter(occurrence=occurrence, status=S.ABSENT).update(status=S.CONFIRMED)
    if occurrence.page_id is not None:
        ended = Registration.objects.filter(
            course__page=occurrence.page_id, status__in=(S.ABSENT, S.ATTENDED)
        )
        ended.update(status=S.CONFIRMED)
