"""The dates of events: editors' changes to single ones, and the stored rows themselves."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_ngo.enums import OccurrenceStatus, OverrideKind
from wagtail_ngo.fields import DayField, HourField
from wagtail_ngo.models.events.occurrence_querysets import OccurrenceQuerySet


class OccurrenceOverride(models.Model):
    """An editor's change to one date of an event, keyed by its original local date.

    An empty field means "as for the whole event".
    """

    page = ParentalKey("wagtail_ngo.EventPage", on_delete=models.CASCADE, related_name="overrides")
    original_date = DayField(
        _("original date"), help_text=_("The day on which the event would take place by its rule.")
    )
    kind = models.CharField(
        _("what changes"), max_length=16, choices=OverrideKind.choices, default=OverrideKind.CHANGED
    )
    new_date = DayField(_("new date"), null=True, blank=True)
    start_time = HourField(_("new time"), null=True, blank=True)
    end_time = HourField(_("new end time"), null=True, blank=True)
    host = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("host of this date"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    venue = models.ForeignKey(
        "wagtail_ngo.Venue",
        verbose_name=_("venue of this date"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    title = models.CharField(_("title of this date"), max_length=255, blank=True)
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("Shown to visitors, e.g. the reason.")
    )

    panels = [
        FieldRowPanel([FieldPanel("original_date"), FieldPanel("kind")]),
        FieldRowPanel([FieldPanel("new_date"), FieldPanel("start_time"), FieldPanel("end_time")]),
        FieldRowPanel([FieldPanel("host"), FieldPanel("venue")]),
        FieldPanel("title"),
        FieldPanel("note"),
    ]

    class Meta:
        verbose_name = _("change to one date")
        verbose_name_plural = _("changes to single dates")
        ordering = ["original_date"]

    def __str__(self) -> str:
        return f"{self.original_date}: {self.get_kind_display()}"


class Occurrence(models.Model):
    """One date of an event, derived from the live page. Never edit a row: the service does."""

    page = models.ForeignKey(
        "wagtail_ngo.EventPage", on_delete=models.CASCADE, related_name="occurrences"
    )
    # The original local date; RFC 5545 RECURRENCE-ID without its time, which may be edited.
    recurrence_id = models.DateField(_("original date"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
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
    note = models.CharField(_("note"), max_length=500, blank=True)
    venue = models.ForeignKey(
        "wagtail_ngo.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="occurrences",
    )
    hosts = models.ManyToManyField(
        "wagtail_ngo.NGOPage",
        verbose_name=_("hosts"),
        through="wagtail_ngo.OccurrenceHost",
        related_name="hosted_occurrences",
    )
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True)
    seats_taken = models.PositiveIntegerField(_("seats taken"), default=0)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "recurrence_id"], name="wagtail_ngo_occurrence_id"
            )
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="ngo_occurrence_start"),
            models.Index(fields=["ends_at"], name="ngo_occurrence_end"),
            models.Index(fields=["days"], name="ngo_occurrence_days"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.local_start:%Y-%m-%d %H:%M}"

    @property
    def title(self) -> str:
        return self.own_title or self.page.title

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
    def is_moved(self) -> bool:
        return self.status == OccurrenceStatus.MOVED

    @property
    def host_organizations(self) -> list:
        """The hosts in order; the visible ones only after ``with_details(request)``."""
        return [link.organization for link in self.host_links.all()]

    def is_past(self, *, now: datetime.datetime) -> bool:
        return self.ends_at <= now

    def is_locked(self, *, now: datetime.datetime) -> bool:
        """Whether a change of the rule must keep this date."""
        return self.is_past(now=now) or self.closed_at is not None or self.seats_taken > 0

    @property
    def url(self) -> str | None:
        return self.get_url()

    def get_url(self, request=None) -> str | None:
        page_url = self.page.get_url(request)
        return page_url and f"{page_url}{self.recurrence_id:%Y-%m-%d}/"

    def get_full_url(self, request=None) -> str | None:
        page_url = self.page.get_full_url(request)
        return page_url and f"{page_url}{self.recurrence_id:%Y-%m-%d}/"


class OccurrenceHost(models.Model):
    """An NGO that hosts one date; in order."""

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="host_links")
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="occurrence_links"
    )
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("host of a date")
        verbose_name_plural = _("hosts of dates")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "organization"], name="wagtail_ngo_occurrence_host"
            )
        ]

    def __str__(self) -> str:
        return str(self.organization)
