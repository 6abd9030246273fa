"""Events, their dates and their places."""

import datetime
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Page

from wagtail_ngo.enums import OccurrenceStatus
from wagtail_ngo.fields import RecurrenceField
from wagtail_ngo.models.querysets import VisiblePageManager


def default_time_zone() -> str:
    return settings.TIME_ZONE


class Venue(models.Model):
    """A place where events are held."""

    name = models.CharField(_("name"), max_length=255)
    address = models.CharField(_("address"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EventIndexPage(Page):
    """The calendar."""

    template = "wagtail_ngo/pages/event_index_page.html"
    subpage_types = ["wagtail_ngo.EventPage"]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")


class EventMixin(models.Model):
    """The intention of the editor: when an event takes place, how it repeats, who hosts it."""

    lead = models.TextField(_("lead"), blank=True, max_length=400)
    start_date = models.DateField(_("date"), default=datetime.date.today)
    start_time = models.TimeField(_("time"), null=True, blank=True)
    end_date = models.DateField(_("end date"), null=True, blank=True)
    end_time = models.TimeField(_("end time"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default=default_time_zone)
    recurrence = RecurrenceField(_("repeats"), null=True, blank=True)
    venue = models.ForeignKey(
        Venue,
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    uid = models.CharField(_("UID"), max_length=255, default=uuid.uuid4, editable=False)
    sequence = models.PositiveIntegerField(_("sequence"), default=0, editable=False)

    content_panels = [
        FieldPanel("lead"),
        FieldPanel("start_date"),
        FieldPanel("start_time"),
        FieldPanel("end_date"),
        FieldPanel("end_time"),
        FieldPanel("venue"),
    ]

    class Meta:
        abstract = True


class EventPage(EventMixin, Page):
    """An event, held once or many times."""

    template = "wagtail_ngo/pages/event_page.html"
    hosts = ParentalManyToManyField(
        "wagtail_ngo.NGOPage", verbose_name=_("hosts"), blank=True, related_name="hosted_events"
    )
    content_panels = (
        Page.content_panels
        + EventMixin.content_panels
        + [FieldPanel("hosts"), InlinePanel("overrides", label=_("Changes to single dates"))]
    )
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")


class OccurrenceOverride(models.Model):
    """An editor's change to one date of an event, keyed by its original local date."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="overrides")
    original_date = models.DateField(_("original date"))
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=OccurrenceStatus.choices,
        default=OccurrenceStatus.SCHEDULED,
    )
    note = models.CharField(_("note"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("change to one date")
        verbose_name_plural = _("changes to single dates")
        ordering = ["original_date"]

    def __str__(self) -> str:
        return str(self.original_date)


class Occurrence(models.Model):
    """One date of an event, derived from the live page. Times are UTC."""

    page = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="occurrences")
    recurrence_id = models.CharField(_("recurrence id"), max_length=32)
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=OccurrenceStatus.choices,
        default=OccurrenceStatus.SCHEDULED,
    )

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "recurrence_id"], name="wagtail_ngo_occurrence_id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.starts_at:%Y-%m-%d %H:%M}"
