"""Personal data of registrations: kept for a time, given out and erased on demand. Counts stay."""

from __future__ import annotations

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from wagtail_ngo.domain.registration.states import ACTIVE
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import (
    Attendance,
    Course,
    EventPage,
    Occurrence,
    Registration,
    StoredDocument,
)
from wagtail_ngo.models.person_keys import new_pseudonym
from wagtail_ngo.services.mail import outbox
from wagtail_ngo.services.registration import seats
from wagtail_ngo.services.registration.transactions import patient
from wagtail_ngo.services.registration.waiting import end, promote

S = RegistrationStatus
#: For dates whose page is gone and can no longer say.
DEFAULT_DAYS = EventPage._meta.get_field("retention_days").default
ENDS = (S.UNCONFIRMED, S.CONFIRMED, S.WAITING, S.OFFERED)
PERSONAL = ("name", "email", "phone", "role", "needs", "note", "submission")


def forget_past(*, now: datetime.datetime, dry_run: bool = False) -> int:
    """Erase names and addresses when the event's time is over; how many registrations.

    What people need for taking part goes as soon as the date is over.
    """
    count = 0
    for rows, walk_ins, dates in _past(now):
        count += rows.count()
        if not dry_run:
            keys = list(dates.values_list("pk", flat=True))
            for row in rows:
                blank(row, today=timezone.localdate(now))
            walk_ins.update(name="")
            delete_sheets(keys)
    if not dry_run:
        over = Q(occurrence__ends_at__lte=now) | Q(course__in=_courses_over(now))
        Registration.objects.filter(over).exclude(needs="").update(needs="")
    return count


def _past(now: datetime.datetime):
    """Registrations, people who walked in and dates for each length of time that events have."""
    lengths = EventPage.objects.order_by().values_list("retention_days", flat=True).distinct()
    for days in [*lengths, None]:
        limit = now - datetime.timedelta(days=DEFAULT_DAYS if days is None else days)
        page = {"page": None} if days is None else {"page__retention_days": days}
        dates = Occurrence.objects.filter(ends_at__lte=limit, **page)
        own = Q(occurrence__in=dates)
        courses = _courses_over(limit).filter(page__retention_days=days) if days is not None else ()
        rows = Registration.objects.filter(own | Q(course__in=courses), erased_on=None)
        walk_ins = Attendance.objects.filter(occurrence__in=dates).exclude(name="")
        yield rows, walk_ins, dates


def _courses_over(moment: datetime.datetime):
    """Courses whose last date ended by then."""
    return Course.objects.filter(ends_at__lte=moment)


def blank(row: Registration, *, today: datetime.date) -> None:
    """Take out what tells who it was. Status, organization and the key for counting stay."""
    outbox.withdraw(f"registration:{row.pk}")
    for name in PERSONAL:
        setattr(row, name, "")
    row.answers, row.erased_on = {}, today
    row.save()
    row.consents.all().delete()


def delete_sheets(occurrences: list[int]) -> None:
    """Stored lists with names of these dates, with their files."""
    kind = ContentType.objects.get_for_model(Occurrence)
    keys = [str(pk) for pk in occurrences]
    sheets = StoredDocument.objects.filter(owner_type=kind, owner_id__in=keys, has_people=True)
    for sheet in sheets:
        if sheet.file:
            sheet.file.delete(save=False)
        sheet.delete()


def erase_person(row: Registration, *, now: datetime.datetime) -> None:
    """Erase everything of the person behind a registration (GDPR art. 17)."""
    erase_key(row.person_key, now=now)


@patient
def erase_key(old: str, *, now: datetime.datetime) -> None:
    """Erase everything that is stored under a person's key.

    All rows with the person's key get one new random key: nothing leads from the address to them
    any more, and they still count as one person. Whoever was still expected gives the seat back.
    """
    new = new_pseudonym()
    hers = Registration.objects.filter(person_key=old)
    targets = {(type(t), t.pk): t for t in map(seats.target_of, hers)}
    seats.lock_all(targets.values())
    rows = list(seats.for_update(hers.all()))
    # Moved to another date before the lock.
    targets |= {(type(t), t.pk): t for t in map(seats.target_of, rows)}
    for registration in rows:
        if registration.status in ENDS and _lies_ahead(registration, now=now):
            end(registration, seats.target_of(registration), S.CANCELLED, now=now)
        registration.person_key = new
        if registration.status in ACTIVE:
            registration.seat_key = new
        blank(registration, today=timezone.localdate(now))
    delete_sheets([row.occurrence_id for row in rows if row.occurrence_id])
    attendances = Attendance.objects.filter(person_key=old)
    delete_sheets(list(attendances.values_list("occurrence", flat=True)))
    attendances.update(person_key=new, name="")
    for target in targets.values():
        promote(target, now=now)


def _lies_ahead(row: Registration, *, now: datetime.datetime) -> bool:
    if row.occurrence is not None:
        return row.occurrence.ends_at > now
    return row.course is None or row.course.ends_at is None or row.course.ends_at > now


def export_row(row: Registration) -> dict:
    """Everything stored about one registration (GDPR art. 15)."""
    names = ("status", "name", "email", "phone", "role", "organization_name", "companions",
             "answers", "needs", "created_at", "confirmed_at")  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "event": str(row.course if row.course_id else row.occurrence),
        "consents": list(row.consents.values("text", "is_given", "decided_at")),
        "attended": list(row.attendances.values_list("occurrence__starts_at", flat=True)),
    }
