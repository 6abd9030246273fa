"""Days without school: breaks of the town's voivodeship, which series may leave out."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from wagtail_ngo.fields import DayField

#: The summer holidays last ten weeks.
MOST_DAYS = 100


class SchoolBreak(models.Model):
    """A break of one school year. Each year has its own days, which a ministry announces."""

    name = models.CharField(_("name"), max_length=255, help_text=_("E.g. winter break 2027."))
    first_day = DayField(_("first day"))
    last_day = DayField(_("last day"))

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]

    class Meta:
        verbose_name = _("school break")
        verbose_name_plural = _("school breaks")
        ordering = ["first_day"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if not self.first_day or not self.last_day:
            return
        if self.last_day < self.first_day:
            raise ValidationError(
                {"last_day": _("The end must not be before the beginning.")}, code="order"
            )
        if self.last_day - self.first_day >= datetime.timedelta(MOST_DAYS):
            raise ValidationError({"last_day": _("This is longer than any break.")}, code="long")
