"""What the organiser's desk reads: dates with their seats, people in order, who is there."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from wagtail_ngo.domain.registration.names import filing_key, matches
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Attendance, Occurrence, Registration
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet
from wagtail_ngo.models.events.seats import SeatCount
from wagtail_ngo.services.registration.attendance import WELCOME

S = RegistrationStatus
#: Whom a sign-in sheet names.
ON_SHEET = (S.CONFIRMED, S.OFFERED, S.ATTENDED, S.ABSENT)


def seats_of(date: Occurrence) -> SeatCount:
    """What the desk adds people to: the course that the date is a part of, else the date."""
    if date.page is not None and date.page.is_course:
        return getattr(date.page, "course", None) or date
    return date


def dates_to_list() -> OccurrenceQuerySet:
    """Dates with all that a line about one shows; of an alias those of its original."""
    return _originals().select_related("page__course", "venue")


def _originals() -> OccurrenceQuerySet:
    return Occurrence.objects.filter(page__alias_of=None)


def not_closed(*, now: datetime.datetime) -> QuerySet[Occurrence]:
    """Past dates of which nobody said whether they took place; of translations one."""
    same = Occurrence.objects.exclude(closed_at=None).filter(
        event_key=OuterRef("event_key"),
        recurrence_id=OuterRef("recurrence_id"),
        session=OuterRef("session"),
    )
    return _originals().unclosed(now=now).once_each().filter(~Exists(same.order_by()))


def with_people_waiting(*, now: datetime.datetime, days: int | None = None) -> OccurrenceQuerySet:
    """Coming dates for which people wait, or for a seat of their course; of all or of ``days``."""
    rows = _originals().taking_place().filter(starts_at__gt=now, closed_at=None)
    if days is not None:
        rows = rows.filter(starts_at__lte=now + datetime.timedelta(days=days))
    return rows.filter(Q(waiting__gt=0) | Q(page__course__waiting__gt=0))


def find_dates(rows: QuerySet[Occurrence], query: str) -> QuerySet[Occurrence]:
    """Those whose title has all words of the query."""
    for word in query.split():
        rows = rows.filter(
            Q(page__title__icontains=word)
            | Q(own_title__icontains=word)
            | Q(page=None, event_title__icontains=word)
        )
    return rows


@dataclass(frozen=True)
class Guest:
    """Somebody who may come, or came: a registration, an attendance, or both."""

    name: str
    organization: str
    registration: Registration | None = None
    attendance: Attendance | None = None

    @property
    def key(self) -> str:
        row = self.registration
        if row is not None:
            return f"r{row.pk}"
        return f"w{self.attendance.pk}" if self.attendance is not None else ""


def guests(date: Occurrence) -> list[Guest]:
    """Everybody for the check-in of a date, by surname. Three queries.

    Put in order here and not by the database: names are stored as people write them.
    """
    there = {row.person_key: row for row in Attendance.objects.filter(occurrence=date)}
    rows = Registration.objects.for_date(date).filter(status__in=WELCOME)
    people = [
        Guest(row.name, row.organization_name, row, there.pop(row.person_key, None)) for row in rows
    ]
    people += [Guest(row.name, row.organization_name, None, row) for row in there.values()]
    return sorted(people, key=lambda guest: filing_key(guest.name))


def guest(date: Occurrence, row: Registration) -> Guest:
    """One person as the check-in of a date shows them."""
    there = Attendance.objects.filter(occurrence=date, person_key=row.person_key).first()
    return Guest(row.name, row.organization_name, row, there)


def date_to_check_in(row: Registration, *, now: datetime.datetime) -> Occurrence | None:
    """The date that somebody comes to: of a course the one that is nearest to now.

    None where nobody can be checked in: the dates are gone, or belong to an alias by now.
    """
    if row.occurrence_id:
        return dates_to_list().filter(pk=row.occurrence_id).first()
    if row.course is None or row.course.page_id is None:
        return None
    dates = dates_to_list().filter(page=row.course.page_id).taking_place()
    return min(dates, key=lambda date: _distance(date, now=now), default=None)


def _distance(date: Occurrence, *, now: datetime.datetime) -> datetime.timedelta:
    """How long until it begins or since it ended; nothing while it goes on."""
    return max(date.starts_at - now, now - date.ends_at, datetime.timedelta(0))


def find_guests(people: Iterable[Guest], query: str) -> list[Guest]:
    """Those whose name or organization has words that begin like those of the query."""
    return [guest for guest in people if matches(query, guest.name, guest.organization)]


def sheet_names(date: Occurrence) -> list[Registration]:
    """Registrations that a sign-in sheet lists, by surname."""
    rows = Registration.objects.for_date(date).filter(status__in=ON_SHEET, erased_on=None)
    return sorted(rows, key=lambda row: filing_key(row.name))


def in_order(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """As they came; those who wait as they are served."""
    waits = When(status=S.WAITING, then=F("waiting_since"))
    # Not by "waiting_since" of all: databases differ in where they put those who never waited.
    return rows.order_by(Case(waits, default=F("created_at")), "pk")
