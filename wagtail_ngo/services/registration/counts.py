"""How many: registrations, seats and who was there, for each event and date. Nothing about whom.

Translations and aliases of an event are one event here, as in the figures of a report. The number
of queries does not depend on the number of dates or people.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import (
    Attendance,
    Course,
    Occurrence,
    OccurrenceOrganization,
    Registration,
)

S = RegistrationStatus
#: What a date is known by, whichever translation it is noted at.
IDENTITY = ("event_key", "recurrence_id", "session")
Identity = tuple[UUID, datetime.date, str]
#: Those whose seat is theirs; whoever else holds one has still to confirm or accept it.
SURE = (S.CONFIRMED, S.ATTENDED, S.ABSENT)


@dataclass(frozen=True)
class SeatNumbers:
    """``capacity`` None: no limit. ``confirmed`` and ``held`` seats together are all taken ones.

    ``held``: for those who have not confirmed or accepted yet. ``waiting``: registrations.
    """

    capacity: int | None
    confirmed: int
    held: int
    waiting: int


@dataclass(frozen=True)
class DateCounts:
    """``attended``: checked in, companions included. ``head_count`` None: not counted.

    ``people``: distinct persons among those checked in. ``organizations``: distinct ones among
    hosts, partners, those present and those that people came for.
    """

    row: Occurrence
    seats: SeatNumbers
    attended: int
    head_count: int | None
    people: int
    organizations: int


@dataclass(frozen=True)
class EventCounts:
    """``people`` and ``organizations`` are distinct over all its dates: no sums of theirs.

    ``course``: the seats of all dates together; those of a date are then what was registered for
    it alone, before the event became a course or after it was one.
    """

    key: UUID
    dates: tuple[DateCounts, ...]
    people: int
    organizations: int
    course: SeatNumbers | None

    @property
    def first(self) -> Occurrence:
        return self.dates[0].row


def counts(dates: QuerySet[Occurrence]) -> list[EventCounts]:
    """Of the events that have one of these dates, by their first date; of these dates alone."""
    groups: dict[Identity, list[Occurrence]] = defaultdict(list)
    rows = Occurrence.objects.twins_of(dates.order_by()).filter(page__alias_of=None)
    for row in rows.select_related("page", "closing").order_by("starts_at", "pk"):
        groups[row.event_key, row.recurrence_id, row.session].append(row)
    if not groups:
        return []
    keys = rows.order_by().values("pk")
    seats, there = _seats_by_date(keys), _attendances(keys)
    organizations = _organizations(keys)
    dates_of: dict[UUID, list[DateCounts]] = defaultdict(list)
    for identity, twins in groups.items():
        attended, people = there.get(identity, (0, 0))
        dates_of[identity[0]].append(
            DateCounts(
                # Closed once: what became of it is there.
                row=next((row for row in twins if row.is_closed), twins[0]),
                seats=_numbers(twins, seats.get(identity, {})),
                attended=attended,
                head_count=_head_count(twins),
                people=people,
                organizations=len(organizations[identity]),
            )
        )
    return _events(dates_of, keys, organizations)


def _events(dates_of: Mapping[UUID, list[DateCounts]], keys, organizations) -> list[EventCounts]:
    there = Attendance.objects.filter(occurrence__in=keys).order_by()
    people = dict(
        there.values("occurrence__event_key")
        .annotate(people=Count("person_key", distinct=True))
        .values_list("occurrence__event_key", "people")
    )
    by_event: dict[UUID, set[str]] = defaultdict(set)
    for identity, names in organizations.items():
        by_event[identity[0]] |= names
    courses = _courses(keys)
    return [
        EventCounts(key, tuple(dates), people.get(key, 0), len(by_event[key]), courses.get(key))
        for key, dates in dates_of.items()
    ]


def _head_count(twins: Iterable[Occurrence]) -> int | None:
    """A date is closed once, at whichever of its rows."""
    closings = [row.closing for row in twins if hasattr(row, "closing")]
    heads = [closing.head_count for closing in closings if closing.head_count is not None]
    return max(heads, default=None)


def _numbers(rows: Iterable[Occurrence | Course], seats: Mapping[str, int]) -> SeatNumbers:
    rows = list(rows)
    capacities = [_capacity(row) for row in rows if _has_seats(row)]
    # Nobody registers here: what is announced, once for all translations.
    capacities = capacities or [row.capacity for row in rows[:1]]
    return SeatNumbers(
        capacity=None if None in capacities else sum(filter(None, capacities)),
        confirmed=seats.get("confirmed", 0),
        held=seats.get("held", 0),
        waiting=sum(row.waiting for row in rows),
    )


def _has_seats(row: Occurrence | Course) -> bool:
    """Whether people register here, or did. A translation may send them to the original."""
    return row.has_people or (row.page is not None and row.page.registers_here)


def _capacity(row: Occurrence | Course) -> int | None:
    """Of a date in a course None: its seats are those of the course."""
    is_in_course = isinstance(row, Occurrence) and row.page is not None and row.page.is_course
    return None if is_in_course else row.capacity


#: Sums over registrations.
_SEATS = {
    "confirmed": Sum("seats_held", filter=Q(status__in=SURE), default=0),
    "held": Sum("seats_held", filter=~Q(status__in=SURE), default=0),
}


def _identified(rows: QuerySet, prefix: str = "occurrence__") -> tuple[QuerySet, tuple[str, ...]]:
    names = tuple(f"{prefix}{name}" for name in IDENTITY)
    return rows.order_by().values(*names), names


def _seats_by_date(keys: QuerySet) -> dict[Identity, dict[str, int]]:
    rows, names = _identified(Registration.objects.filter(occurrence__in=keys))
    return {_identity(row, names): row for row in rows.annotate(**_SEATS)}


def _attendances(keys: QuerySet) -> dict[Identity, tuple[int, int]]:
    rows, names = _identified(Attendance.objects.filter(occurrence__in=keys))
    rows = rows.annotate(attended=Sum("people"), distinct=Count("person_key", distinct=True))
    return {_identity(row, names): (row["attended"], row["distinct"]) for row in rows}


def _organizations(keys: QuerySet) -> dict[Identity, set[str]]:
    """Keys of the organizations of each date."""
    by_identity: dict[Identity, set[str]] = defaultdict(set)
    for model, name in ((OccurrenceOrganization, "key"), (Attendance, "organization_key")):
        rows, names = _identified(model.objects.filter(occurrence__in=keys).exclude(**{name: ""}))
        for row in rows.values(*names, name).distinct():
            by_identity[_identity(row, names)].add(row[name])
    return by_identity


def _identity(row: Mapping[str, Any], names: tuple[str, ...]) -> Identity:
    key, day, session = (row[name] for name in names)
    return key, day, session


def _courses(keys: QuerySet) -> dict[UUID, SeatNumbers]:
    """Seats of the courses that have these dates."""
    events = Occurrence.objects.filter(pk__in=keys, page__course__isnull=False).order_by()
    of_course = dict(events.values_list("page__course", "event_key"))
    rows = Registration.objects.filter(course__in=of_course).order_by().values("course")
    seats: dict[int, Mapping[str, Any]] = {row["course"]: row for row in rows.annotate(**_SEATS)}
    groups: dict[UUID, list[Course]] = defaultdict(list)
    for course in Course.objects.filter(pk__in=of_course).select_related("page"):
        groups[of_course[course.pk]].append(course)
    numbers = {}
    for key, courses in groups.items():
        parts = [seats.get(course.pk, {}) for course in courses]
        total = {name: sum(part.get(name, 0) for part in parts) for name in _SEATS}
        numbers[key] = _numbers(courses, total)
    return numbers
