"""Registrations and attendances in any number, written past the services."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from tests.factories.registration import make_event
from wagtail_ngo.enums import RegistrationStatus as S
from wagtail_ngo.models import Attendance, Occurrence, Registration

BATCH = 500
#: Of ten people: eight came, one did not, one withdrew.
STATUSES = [S.ATTENDED] * 8 + [S.ABSENT, S.CANCELLED]


def past_dates(number: int, *, now: datetime.datetime) -> list[Occurrence]:
    """So many weekly dates that took place."""
    start = (now - datetime.timedelta(weeks=number)).date()
    rule = f"RRULE:FREQ=WEEKLY;COUNT={number}"
    page = make_event(
        title="Workshop",
        capacity=None,
        recurrence=rule,
        start_date=start,
        now=now - datetime.timedelta(weeks=number, days=1),
    )
    page.occurrences.update(status="held", closed_at=now)
    return list(page.occurrences.order_by("starts_at"))


def register(
    date: Occurrence, numbers: Iterable[int], *, now: datetime.datetime, statuses=STATUSES
) -> list[Registration]:
    """A registration for each number, counted on the date."""
    rows = [
        Registration(
            occurrence=date,
            status=statuses[number % len(statuses)],
            name=f"Person {number}",
            email=f"p{number}@example.org",
            organization_name=f"Association {number % 300}",
            organization_key=f"association {number % 300}",
            person_key=f"{number:064}",
            seat_key=f"{number:064}",
            seats_held=0 if statuses[number % len(statuses)] == S.CANCELLED else 1,
            created_at=now,
        )
        for number in numbers
    ]
    rows = Registration.objects.bulk_create(rows, batch_size=BATCH)
    taken = sum(row.seats_held for row in rows)
    Occurrence.objects.filter(pk=date.pk).update(seats_taken=taken, record_count=len(rows))
    return rows


def check_in(rows: Iterable[Registration]) -> None:
    """Whoever attended was there."""
    Attendance.objects.bulk_create(
        (
            Attendance(
                occurrence_id=row.occurrence_id,
                registration_id=row.pk,
                person_key=row.person_key,
                organization_name=row.organization_name,
                organization_key=row.organization_key,
            )
            for row in rows
            if row.status == S.ATTENDED
        ),
        batch_size=BATCH,
    )


def core_pages(parent: Page, number: int) -> None:
    """So many pages of Wagtail's own type below ``parent``, for its own listing."""
    kind = ContentType.objects.get_for_model(Page)
    first = parent.get_children_count()
    Page.objects.bulk_create(
        [
            Page(
                title=f"Page {place}",
                draft_title=f"Page {place}",
                slug=f"page-{place}",
                path=f"{parent.path}{Page._int2str(first + place + 1).rjust(4, '0')}",
                depth=parent.depth + 1,
                numchild=0,
                url_path=f"{parent.url_path}page-{place}/",
                content_type=kind,
                locale=parent.locale,
                live=True,
            )
            for place in range(number)
        ],
        batch_size=BATCH,
    )
    Page.objects.filter(pk=parent.pk).update(numchild=first + number)
