"""Joint work of organizations: who with whom, what for, since when, what came of it."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.models import Orderable

from wagtail_ngo.blocks.choosers import NGOChooser, OccurrenceChooser
from wagtail_ngo.editing.cooperation import CooperationForm
from wagtail_ngo.enums import CooperationOrigin
from wagtail_ngo.fields import DayField


class CooperationQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Those an editor made public. Which partners a visitor reads of is a matter of
        ``services.directory.cooperations``."""
        return self.filter(is_public=True)

    def of(self, entry) -> Self:
        """Those in which the entry takes part, each once."""
        own = CooperationPartner.objects.filter(organization_id=entry.pk)
        return self.filter(pk__in=own.values("cooperation"))

    def in_period(self, first: datetime.date, last: datetime.date) -> Self:
        """Those that lasted on one of these days at least; an open end is open."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=first), started_on__lte=last)

    def begun_in(self, first: datetime.date, last: datetime.date) -> Self:
        return self.filter(started_on__range=(first, last))


class Cooperation(ClusterableModel):
    """Work that two or more organizations do together."""

    title = models.CharField(_("title"), max_length=255)
    purpose = models.TextField(_("what for"), max_length=1000, blank=True)
    started_on = DayField(_("since"), help_text=_("If only the year is known: its first day."))
    ended_on = DayField(_("until"), null=True, blank=True)
    origin = models.CharField(
        _("how it came about"), max_length=8, choices=CooperationOrigin.choices, blank=True
    )
    occurrence = models.ForeignKey(
        "wagtail_ngo.Occurrence",
        verbose_name=_("event"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cooperations",
    )
    origin_text = models.CharField(
        _("about how it came about"),
        max_length=255,
        blank=True,
        help_text=_("Empty: title and day of the event."),
    )
    result = models.TextField(_("result"), max_length=1000, blank=True)
    is_public = models.BooleanField(
        _("public"), default=True, help_text=_("Shown on the entries of all partners.")
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    panels = [
        FieldPanel("title"),
        InlinePanel("partners", label=_("Partner"), heading=_("Partners")),
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
        MultiFieldPanel(
            [
                FieldPanel("origin"),
                FieldPanel("occurrence", widget=OccurrenceChooser),
                FieldPanel("origin_text"),
            ],
            heading=_("Origin"),
        ),
        FieldPanel("result"),
        FieldPanel("is_public"),
    ]
    edit_handler = ObjectList(panels, base_form_class=CooperationForm)
    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("cooperation")
        verbose_name_plural = _("cooperations")
        ordering = ["-started_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.occurrence and not self.origin:
            self.origin = CooperationOrigin.EVENT
        if self.occurrence and not self.origin_text:
            day = self.occurrence.local_start.date()
            self.origin_text = f"{self.occurrence.title[:240]}, {day:%d.%m.%Y}"
        if self.started_on and self.ended_on and self.ended_on < self.started_on:
            raise ValidationError({"ended_on": _("The end must not be before the beginning.")})


class CooperationPartner(Orderable):
    """A partner: an entry of the directory, or a name from elsewhere.

    ``name`` holds the entry's name too, so that a deleted entry leaves it behind.
    """

    cooperation = ParentalKey(Cooperation, on_delete=models.CASCADE, related_name="partners")
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("entry of the directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cooperation_parts",
    )
    name = models.CharField(
        _("name of another partner"),
        max_length=255,
        blank=True,
        help_text=_("Of a partner that is not in the directory. Never the name of a person."),
    )
    is_lead = models.BooleanField(_("leads"), default=False)

    panels = [
        FieldPanel("organization", widget=NGOChooser),
        FieldRowPanel([FieldPanel("name"), FieldPanel("is_lead")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.organization:
            self.name = self.organization.title
        elif not self.name:
            raise ValidationError({"organization": _("Choose an entry or write a name.")})

    def save(self, *args, **kwargs) -> None:
        if self.organization:
            self.name = self.organization.title
        super().save(*args, **kwargs)
