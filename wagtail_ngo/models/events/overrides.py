"""Editors' changes to single dates of an event."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_ngo.domain.events.schedule import DateKey, session_of
from wagtail_ngo.enums import OverrideKind
from wagtail_ngo.fields import DayField, HourField


class OccurrenceOverride(models.Model):
    """An editor's change to one date of an event, keyed by its original local start.

    An empty field means "as for the whole event".
    """

    page = ParentalKey("wagtail_ngo.EventPage", on_delete=models.CASCADE, related_name="overrides")
    original_date = DayField(
        _("original date"), help_text=_("The day on which the event would take place by its rule.")
    )
    # See ``DateKey``.
    original_time = HourField(
        _("original time"),
        null=True,
        blank=True,
        help_text=_("Only for a further date on a day that has one already."),
    )
    kind = models.CharField(
        _("what changes"), max_length=16, choices=OverrideKind.choices, default=OverrideKind.CHANGED
    )
    new_date = DayField(_("new date"), null=True, blank=True)
    start_time = HourField(_("new time"), null=True, blank=True)
    end_date = DayField(_("new end date"), null=True, blank=True)
    end_time = HourField(_("new end time"), null=True, blank=True)
    all_day = models.BooleanField(
        _("whole day"),
        null=True,
        blank=True,
        choices=[(None, _("as for the whole event")), (True, _("yes")), (False, _("no"))],
    )
    host = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("host of this date"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    co_host = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("second host of this date"),
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
    capacity = models.PositiveIntegerField(
        _("seats on this date"),
        null=True,
        blank=True,
        help_text=_("Empty: as many as for the whole event."),
    )
    title = models.CharField(_("title of this date"), max_length=255, blank=True)
    note = models.CharField(
        _("note"), max_length=500, blank=True, help_text=_("Shown to visitors, e.g. the reason.")
    )
    description = models.TextField(_("description of this date"), max_length=2000, blank=True)
    link = models.URLField(_("link of this date"), blank=True)

    panels = [
        FieldRowPanel(
            [FieldPanel("original_date"), FieldPanel("original_time"), FieldPanel("kind")]
        ),
        FieldRowPanel([FieldPanel("new_date"), FieldPanel("start_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time"), FieldPanel("all_day")]),
        FieldRowPanel([FieldPanel("host"), FieldPanel("co_host")]),
        FieldRowPanel([FieldPanel("venue"), FieldPanel("capacity")]),
        FieldPanel("title"),
        FieldPanel("note"),
        FieldPanel("description"),
        FieldPanel("link"),
    ]

    class Meta:
        verbose_name = _("change to one date")
        verbose_name_plural = _("changes to single dates")
        ordering = ["original_date", "original_time"]

    def __str__(self) -> str:
        return f"{self.key.address}: {self.get_kind_display()}"

    @property
    def key(self) -> DateKey:
        return DateKey(self.original_date, session_of(self.original_time))
