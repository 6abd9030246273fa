"""Figures of registrations and of who was there, by SQL in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest

from wagtail_ngo.models import Attendance, OccurrenceOrganization, Registration
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet
from wagtail_ngo.models.events.seats import SeatCount


@dataclass(frozen=True)
class AttendanceFigures:
    """``meetings``: dates held. ``participations``: the head count of each date, or where there is
    none those checked in; they add up. ``people``: distinct persons among those checked in by
    name; a head count alone tells nothing about them. ``organizations``: distinct NGOs among hosts,
    partners, those present and those that people came for."""

    meetings: int
    participations: int
    people: int
    organizations: int
    head_counts_only: int


def attendance_figures(dates: OccurrenceQuerySet) -> AttendanceFigures:
    """Figures of those of the dates that were held."""
    held = dates.held().order_by()
    names = Attendance.objects.filter(occurrence=OuterRef("pk")).order_by().values("occurrence")
    named = Subquery(names.annotate(sum=Sum("people")).values("sum"))
    rows = held.annotate(named=Coalesce(named, 0, output_field=IntegerField()))
    head_count = Coalesce("closing__head_count", 0, output_field=IntegerField())
    counted = rows.aggregate(
        meetings=Count("pk"),
        participations=Sum(Greatest(head_count, "named")),
        head_counts_only=Count("pk", filter=Q(closing__head_count__gt=0, named=0)),
    )
    there = Attendance.objects.filter(occurrence__in=held)
    keys = there.exclude(organization_key="").order_by().values_list("organization_key")
    links = OccurrenceOrganization.objects.filter(occurrence__in=held).order_by()
    return AttendanceFigures(
        meetings=counted["meetings"],
        participations=counted["participations"] or 0,
        people=there.aggregate(people=Count("person_key", distinct=True))["people"],
        organizations=keys.union(links.values_list("key")).count(),
        head_counts_only=counted["head_counts_only"],
    )


def counts_by_status(target: SeatCount) -> dict[str, int]:
    """Registrations of a date or course in each status that occurs."""
    rows = Registration.objects.of(target).order_by().values("status")
    return dict(rows.annotate(count=Count("pk")).values_list("status", "count"))
