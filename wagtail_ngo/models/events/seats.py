"""Seats and people, counted on the row that has them, so that one UPDATE decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.events.availability import Seats


class SeatCount(models.Model):
    """Counters of what people register for. ``services.registration.seats`` alone writes them.

    Without a capacity there is no limit; a capacity of 0 has no seat at all.
    """

    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    # Confirmed, offered, and held for those who have not confirmed yet.
    seats_taken = models.PositiveIntegerField(_("seats taken"), default=0)
    # Registrations on the waiting list.
    waiting = models.PositiveIntegerField(_("waiting"), default=0)
    # Registrations in any state, and people checked in without one: while there is any,
    # nothing deletes this row.
    record_count = models.PositiveIntegerField(_("records of people"), default=0)

    # What each kind of row calls itself.
    title: str

    class Meta:
        abstract = True

    @property
    def has_people(self) -> bool:
        """Whether anybody registered: waiting, unconfirmed and cancelled count as well."""
        return self.record_count > 0 or self.seats_taken > 0

    @property
    def people(self) -> int:
        """Seats and places on the waiting list."""
        return self.seats_taken + self.waiting

    def seat_values(self, waiting_limit: int | None) -> Seats:
        return Seats(self.capacity, self.seats_taken, self.waiting, waiting_limit)

    @property
    def seats_left(self) -> int | None:
        """None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.seats_taken)
