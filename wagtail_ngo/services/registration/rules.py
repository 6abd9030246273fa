"""What an event says about registration, as values of the domain, for one date or the course."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

from wagtail.models import Site

from wagtail_ngo.domain.events.availability import (
    Availability,
    Seats,
    Times,
    availability,
)
from wagtail_ngo.models import Course, EventPage, Occurrence
from wagtail_ngo.models.events.seats import SeatCount


@dataclass(frozen=True)
class Target:
    """What people register for: the row with the seats, its page, its dates from first to last.

    ``dates`` of a course are those that take place; of a date, itself.
    """

    seats: SeatCount
    page: EventPage | None
    dates: tuple[Occurrence, ...]

    @property
    def is_course(self) -> bool:
        return isinstance(self.seats, Course)

    @property
    def event(self) -> EventPage:
        """The page, for those who register somebody: nobody registers where it is gone."""
        if self.page is None:
            raise EventPage.DoesNotExist
        return self.page

    @property
    def title(self) -> str:
        return self.seats.title

    @cached_property
    def site(self) -> Site:
        """The site of the page; the default one where the page is gone."""
        site = self.page.get_site() if self.page else None
        return site or Site.objects.get(is_default_site=True)

    @property
    def starts_at(self) -> datetime.datetime | None:
        return self.dates[0].starts_at if self.dates else None

    @property
    def ends_at(self) -> datetime.datetime | None:
        return max(date.ends_at for date in self.dates) if self.dates else None

    @property
    def is_called_off(self) -> bool:
        page_is_gone = self.page is None or not self.page.live
        return page_is_gone or not self.dates or all(date.is_called_off for date in self.dates)

    @property
    def is_closed(self) -> bool:
        """Whether somebody said what became of the date; a course is never closed as a whole."""
        return isinstance(self.seats, Occurrence) and self.seats.is_closed

    @property
    def seat_values(self) -> Seats:
        return self.seats.seat_values(self.page.waiting_limit if self.page else 0)

    @property
    def times(self) -> Times | None:
        """None where there is no date left."""
        if self.page is None or self.starts_at is None:
            return None
        return self.page.registration_times(self.starts_at)

    def availability(self, *, now: datetime.datetime) -> Availability:
        if self.is_called_off or self.times is None:
            return Availability.CALLED_OFF
        return availability(self.times, self.seat_values, is_called_off=False, now=now)


def target_for(seats: SeatCount) -> Target:
    """Everything about a date or course, as it is stored now."""
    if isinstance(seats, Course):
        course = Course.objects.select_related("page").get(pk=seats.pk)
        dates = Occurrence.objects.none()
        if course.page_id:
            dates = Occurrence.objects.filter(page_id=course.page_id).taking_place()
        rows = dates.select_related("page", "venue").order_by("starts_at", "pk")
        return Target(course, course.page, tuple(rows))
    date = Occurrence.objects.select_related("page", "venue").get(pk=seats.pk)
    return Target(date, date.page, (date,))


def target_on_page(page: EventPage, date: Occurrence | None) -> Target | None:
    """What one registers for on the page of an event or of one date; None for no registration."""
    if not page.registers_here:
        return None
    if page.is_course:
        course = Course.objects.filter(page=page).first()
        return target_for(course) if course else None
    return Target(date, page, (date,)) if date is not None else None
