"""Calendars of others that are kept in step with: an address, and what its last reading gave."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel

from wagtail_ngo.domain.web_addresses import ascii_host


class CalendarSource(models.Model):
    """See ``services.events.sources``, which alone writes what is not in ``panels``."""

    name = models.CharField(_("name"), max_length=255, help_text=_("Shown to editors only."))
    url = models.URLField(
        _("address of the calendar file"),
        max_length=1000,
        help_text=_(
            "Begins with https:// and leads to an iCalendar file (.ics). Write https:// for "
            "webcal://."
        ),
    )
    calendar = models.ForeignKey(
        "wagtail_ngo.EventIndexPage",
        verbose_name=_("calendar"),
        on_delete=models.CASCADE,
        related_name="sources",
        help_text=_("New events come here, as drafts."),
    )
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="calendar_sources",
        help_text=_("The host of events that are new."),
    )
    is_active = models.BooleanField(_("is asked for changes"), default=True)
    # The last attempt, and the last that gave a calendar or the answer that nothing has changed.
    asked_at = models.DateTimeField(_("last asked"), null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("last read"), null=True, blank=True, editable=False)
    # Since when each attempt has failed, and why the last one did: {"code": …, "detail": …}.
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True, editable=False)
    error = models.JSONField(default=dict, blank=True, editable=False)
    # Of the last calendar that was read: counts, and "remarks": [[code, title, detail, line], …].
    result = models.JSONField(default=dict, blank=True, editable=False)
    # RFC 9110 §8.8, and the address and calendar that they hold for.
    validators = models.JSONField(default=dict, blank=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("url"),
        PageChooserPanel("calendar"),
        PageChooserPanel("organization"),
        FieldPanel("is_active"),
    ]

    class Meta:
        verbose_name = _("calendar that is kept in step")
        verbose_name_plural = _("calendars that are kept in step")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def host(self) -> str:
        """The host of the address as settings name it: lower case, in IDNA."""
        return ascii_host(urlsplit(self.url).hostname or "")

    def clean(self) -> None:
        super().clean()
        try:
            parts = urlsplit(self.url or "")
            port = parts.port
        except ValueError:
            return  # said by the field
        if self.url and (parts.scheme != "https" or port not in (None, 443) or "@" in parts.netloc):
            words = _("The address begins with https:// and holds no password and no port.")
            raise ValidationError({"url": words}, code="address")
