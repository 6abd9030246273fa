"""The dates of events as stored rows, and the organizations of each."""

from __future__ import annotations

import datetime
import unicodedata
import uuid
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.events.availability import Availability, availability
from wagtail_ngo.domain.events.schedule import DateKey
from wagtail_ngo.enums import CountsAs, DateRole, OccurrenceStatus
from wagtail_ngo.models.events.occurrence_querysets import CALLED_OFF, OccurrenceQuerySet
from wagtail_ngo.models.events.seats import SeatCount

if TYPE_CHECKING:
    from wagtail_ngo.models.events.pages import EventPage


class Occurrence(SeatCount):
    """One date of an event, derived from the live page. Never edit a row: the services do.

    What took place is history: the row keeps its own words (title, kind, venue, organizations)
    beside the references, and outlives the page. See ``services.events.closing``.
    """

    page = models.ForeignKey(
        "wagtail_ngo.EventPage",
        null=True,
        on_delete=models.SET_NULL,
        related_name="occurrences",
    )
    # The original local start (RFC 5545 RECURRENCE-ID): the day, and for a date beside the rule's
    # own of that day the hour; see ``DateKey``.
    recurrence_id = models.DateField(_("original date"))
    session = models.CharField(_("original hour"), max_length=4, blank=True, default="")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    # The day on which it begins where it takes place: a date belongs to the year of this day.
    local_day = models.DateField(_("day"), editable=False)
    # Whole days between start and end, rounded up: bounds the overlap query.
    days = models.PositiveIntegerField(_("length in days"), default=1, editable=False)
    is_all_day = models.BooleanField(_("whole day"), default=False)
    has_end = models.BooleanField(_("has an announced end"), default=True)
    time_zone = models.CharField(_("time zone"), max_length=64)
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=OccurrenceStatus.choices,
        default=OccurrenceStatus.SCHEDULED,
    )
    # Kept although the rule no longer names it: it took place, is closed or has registrations.
    is_off_rule = models.BooleanField(_("kept beside the rule"), default=False)
    own_title = models.CharField(_("title of this date"), max_length=255, blank=True)
    event_title = models.CharField(_("title"), max_length=255, blank=True)
    # The same for all translations of the event and for its aliases: they are one event.
    event_key = models.UUIDField(default=uuid.uuid4, editable=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    own_description = models.TextField(_("description of this date"), blank=True)
    own_link = models.URLField(_("link of this date"), blank=True)
    kind = models.ForeignKey(
        "wagtail_ngo.EventKind",
        verbose_name=_("kind"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    kind_name = models.CharField(_("name of the kind"), max_length=255, blank=True)
    counts_as = models.CharField(
        _("counts as"), max_length=16, choices=CountsAs.choices, default=CountsAs.OTHER
    )
    # That of the event when the date took place: a series goes on into the next programme.
    programme = models.ForeignKey(
        "wagtail_ngo.CooperationProgramme",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # The calendar of a deleted page, so that figures of the calendar and its site keep the date.
    calendar = models.ForeignKey(
        "wagtail_ngo.EventIndexPage",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    venue = models.ForeignKey(
        "wagtail_ngo.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="occurrences",
    )
    venue_name = models.CharField(_("name of the venue"), max_length=255, blank=True)
    # Set by the organiser for this date alone; wins over what the page says.
    own_capacity = models.PositiveIntegerField(_("seats on this date"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "recurrence_id", "session"], name="wagtail_ngo_occurrence_id"
            )
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="ngo_occurrence_start"),
            models.Index(fields=["ends_at"], name="ngo_occurrence_end"),
            models.Index(fields=["days"], name="ngo_occurrence_days"),
            models.Index(fields=["local_day", "counts_as"], name="ngo_occurrence_counted"),
            models.Index(fields=["event_key", "recurrence_id"], name="ngo_occurrence_event"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.local_start:%Y-%m-%d %H:%M}"

    def save(self, *args, **kwargs) -> None:
        self.local_day = self.first_day
        super().save(*args, **kwargs)

    @property
    def key(self) -> DateKey:
        return DateKey(self.recurrence_id, self.session)

    @property
    def event(self) -> EventPage:
        """The page, for those who ask for dates of existing pages only."""
        if self.page is None:
            raise ObjectDoesNotExist(f"The page of date {self.pk} is gone.")
        return self.page

    @property
    def title(self) -> str:
        """As visitors read it; without its page what the row remembers."""
        return self.own_title or (self.page.title if self.page else self.event_title)

    @property
    def full_title(self) -> str:
        """The title with the state in it, for names that stand alone: links, feeds, files."""
        if self.is_cancelled:
            return gettext("Cancelled: %(title)s") % {"title": self.title}
        if self.is_moved:
            return gettext("Moved: %(title)s") % {"title": self.title}
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime.datetime:
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime.datetime:
        return self.ends_at.astimezone(self.zone)

    @property
    def first_day(self) -> datetime.date:
        return self.local_start.date()

    @property
    def start_clock(self) -> datetime.time | None:
        """The time to show; None for whole days. Plain, so that no template shifts its zone."""
        return None if self.is_all_day else self.local_start.time()

    @property
    def end_clock(self) -> datetime.time | None:
        return self.local_end.time() if self.has_end and not self.is_all_day else None

    @property
    def last_day(self) -> datetime.date:
        """The last local day on which the event takes place."""
        end = self.local_end
        if end > self.local_start and end.time() == datetime.time():
            end -= datetime.timedelta(microseconds=1)
        return end.date()

    @property
    def is_cancelled(self) -> bool:
        return self.status == OccurrenceStatus.CANCELLED

    @property
    def is_not_held(self) -> bool:
        return self.status == OccurrenceStatus.NOT_HELD

    @property
    def is_moved(self) -> bool:
        return self.status == OccurrenceStatus.MOVED

    @property
    def host_organizations(self) -> list:
        """The hosts in order; the visible ones only after ``with_details(request)``."""
        return self.organizations_with(DateRole.HOST)

    def organizations_with(self, role: DateRole) -> list:
        """Entries of the directory that had this role on the date, in order."""
        links = (link for link in self.organization_links.all() if link.role == role)
        return [link.organization for link in links if link.organization]

    @property
    def named_people(self) -> int:
        """Those checked in, companions included."""
        return self.attendances.aggregate(sum=Sum("people"))["sum"] or 0

    @property
    def registration_seats(self) -> SeatCount | None:
        """The row whose seats one takes by registering for this date; None without registration."""
        if self.page is None or not self.page.registers_here:
            return None
        return getattr(self.page, "course", None) if self.page.is_course else self

    def availability(self, *, now: datetime.datetime) -> Availability | None:
        """What is to be said about registering for this date here; None where one cannot ever."""
        seats = self.registration_seats
        if seats is None or not self.page.live or seats.starts_at is None:
            return None
        return availability(
            self.page.registration_times(seats.starts_at),
            seats.seat_values(self.page.waiting_limit),
            is_called_off=self.is_called_off,
            now=now,
        )

    def is_past(self, *, now: datetime.datetime) -> bool:
        return self.ends_at <= now

    def is_locked(self, *, now: datetime.datetime) -> bool:
        """Whether a change of the rule must keep this date."""
        if self.is_past(now=now) or self.is_closed or self.has_people:
            return True
        # A record that was opened again and is being corrected.
        return self.starts_at <= now and hasattr(self, "closing")

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_called_off(self) -> bool:
        """Nobody can register for it any more, whatever the hour."""
        return self.status in CALLED_OFF or self.is_closed

    @property
    def url(self) -> str | None:
        return self.get_url()

    def get_url(self, request=None) -> str | None:
        page_url = self.page and self.page.get_url(request)
        return page_url and f"{page_url}{self.key.address}/"

    def get_full_url(self, request=None) -> str | None:
        page_url = self.page and self.page.get_full_url(request)
        return page_url and f"{page_url}{self.key.address}/"


class OccurrenceOrganization(models.Model):
    """An NGO on one date: a host, a partner, or among those present; in order.

    An NGO without an entry is there by its name alone, and so is one whose entry was deleted.
    """

    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, related_name="organization_links"
    )
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="occurrence_links",
    )
    role = models.CharField(
        _("role"), max_length=16, choices=DateRole.choices, default=DateRole.HOST
    )
    name = models.CharField(_("name"), max_length=255, blank=True)
    # What organizations are counted by: the UUID of the entry, else the folded name.
    key = models.CharField(max_length=255, db_index=True, editable=False)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("organization on a date")
        verbose_name_plural = _("organizations on dates")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "role", "key"], name="wagtail_ngo_occurrence_organization"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.organization)

    def save(self, *args, **kwargs) -> None:
        self.remember()
        super().save(*args, **kwargs)

    def remember(self) -> None:
        """Name and key of the entry, as they are now; without an entry those it had."""
        if self.organization is not None:
            self.name, self.key = self.organization.title[:255], str(self.organization.uuid)
        elif not self.key:
            self.key = name_key(self.name)


def name_key(name: str) -> str:
    """What an organization without an entry is counted by: its name, however it was typed."""
    folded = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
    return f"name:{folded}"[:255]
