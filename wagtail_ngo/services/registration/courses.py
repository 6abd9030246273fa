"""The seats of a course follow the published page."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Max, Min

from wagtail_ngo.models import Course, EventPage, Occurrence


@transaction.atomic
def sync(page: EventPage) -> Course | None:
    """The course of a published page, with its capacity; None where dates stand for themselves.

    A page that is no course any more keeps the row while people are registered in it.
    """
    if not page.is_course:
        courses = Course.objects.filter(page=page)
        if courses.exists():
            courses.filter(record_count=0).delete()
            return courses.first()
        return None
    course, _made = Course.objects.get_or_create(page=page, defaults={"title": page.title[:255]})
    rows = Course.objects.filter(pk=course.pk)
    dates = Occurrence.objects.filter(page=page).taking_place()
    rows.update(
        title=page.title[:255],
        capacity=page.capacity,
        **dates.aggregate(starts_at=Min("starts_at"), ends_at=Max("ends_at")),
    )
    # Whoever has a seat keeps it.
    rows.filter(capacity__lt=F("seats_taken")).update(capacity=F("seats_taken"))
    return course
