"""Erasing people who registered or were there: names go, people stay counted."""

from __future__ import annotations

import datetime

from wagtail_ngo.models import Attendance, Registration
from wagtail_ngo.models.person_keys import new_pseudonym

_EMPTY = {"name": "", "email": "", "phone": "", "role": "", "answers": {}, "needs": "", "note": ""}


def empty_registration(row: Registration, subject, *, today: datetime.date) -> None:
    Registration.objects.filter(pk=row.pk).update(**_EMPTY, erased_on=today)
    forget_key(row.person_key)


def empty_attendance(row: Attendance, subject, *, today: datetime.date) -> None:
    Attendance.objects.filter(pk=row.pk).update(name="")
    forget_key(row.person_key)


def forget_key(key: str) -> None:
    """Count the person under a random key, the same in all rows: one person stays one."""
    pseudonym = new_pseudonym()
    Registration.objects.filter(seat_key=key).update(seat_key=pseudonym)
    for model in (Registration, Attendance):
        model.objects.filter(person_key=key).update(person_key=pseudonym)
