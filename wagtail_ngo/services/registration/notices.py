"""Who is registered hears of what happens to the date; and who comes, the day before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from wagtail_ngo.domain.events.date_changes import DateChange
from wagtail_ngo.enums import RegistrationMode, RegistrationStatus
from wagtail_ngo.models import Course, EventPage, Occurrence, Registration
from wagtail_ngo.services.registration import mails, seats
from wagtail_ngo.services.registration.courses import sync
from wagtail_ngo.services.registration.rules import Target, target_for
from wagtail_ngo.services.registration.transactions import patient
from wagtail_ngo.services.registration.waiting import promote

#: Dates further ahead are not looked at; no reminder is sent a month before.
HOURS_AHEAD = 24 * 31


def tell_of_changes(changes: Iterable[DateChange], *, now: datetime.datetime) -> int:
    """Queue a letter for everybody concerned, within the transaction of the change; how many."""
    count = 0
    for change in changes:
        if not change.kinds:
            continue
        courses: dict[int, Target] = {}
        date = Occurrence.objects.select_related("page", "venue").get(pk=change.occurrence_id)
        for row in Registration.objects.for_date(date).expected().order_by("pk"):
            if row.course_id and row.course_id not in courses:
                courses[row.course_id] = target_for(row.course)
            about = courses.get(row.course_id) or Target(date, date.page, (date,))
            mails.say_changed(row, about, date, change, now=now)
            count += 1
    return count


def _about(row: Registration, date: Occurrence) -> Target:
    return target_for(row.course) if row.course else Target(date, date.page, (date,))


def follow_page(page: EventPage, *, now: datetime.datetime) -> None:
    """After dates were rebuilt: the course has its seats, and new seats go to those who wait."""
    course = sync(page)
    if course is not None and course.waiting:
        promote_now(course, now=now)
    waiting = Occurrence.objects.filter(page=page, waiting__gt=0)
    if waiting.exists():
        for date in waiting.upcoming(now=now):
            promote_now(date, now=now)


def follow_pages(pages: Iterable[EventPage], *, now: datetime.datetime) -> None:
    """The same for many pages: those that have neither a course nor people waiting cost nothing."""
    pages = list(pages)
    keys = [page.pk for page in pages]
    due = {page.pk for page in pages if page.is_course}
    due.update(Course.objects.filter(page__in=keys).values_list("page", flat=True))
    waiting = Occurrence.objects.filter(page__in=keys, waiting__gt=0).order_by()
    due.update(waiting.values_list("page", flat=True))
    for page in pages:
        if page.pk in due:
            follow_page(page, now=now)


@patient
def promote_now(target, *, now: datetime.datetime) -> list[Registration]:
    seats.lock(target)
    return promote(target, now=now)


def remind(*, now: datetime.datetime) -> int:
    """Queue the reminders that are due; how many. Run it as often as you like."""
    count = 0
    soon = Occurrence.objects.filter(
        page__live=True,
        page__registration_mode=RegistrationMode.HERE,
        page__reminder_hours__isnull=False,
        starts_at__gt=now,
        starts_at__lte=now + datetime.timedelta(hours=HOURS_AHEAD),
        closed_at=None,
    )
    for date in soon.taking_place().select_related("page", "venue"):
        if date.starts_at - datetime.timedelta(hours=date.event.reminder_hours or 0) > now:
            continue
        rows = Registration.objects.for_date(date).filter(status=RegistrationStatus.CONFIRMED)
        for row in rows:
            mails.remind(row, _about(row, date), date, now=now)
            count += 1
    return count
