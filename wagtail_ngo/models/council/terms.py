"""Terms of a council and who sits on it. People, so never part of a page and its revisions."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from wagtail_ngo.domain.directory.sort_names import sort_key
from wagtail_ngo.enums import CouncilRole
from wagtail_ngo.fields import DayField


class CouncilTermQuerySet(models.QuerySet):
    def running(self, today: datetime.date):
        """Terms that have begun and not ended; one without an end runs on."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)

    def past(self, today: datetime.date):
        return self.filter(ends_on__lt=today)

    def ending_by(self, day: datetime.date, *, today: datetime.date):
        """Running terms whose last day is ``day`` at the latest."""
        return self.running(today).filter(ends_on__lte=day)


class CouncilTerm(ClusterableModel):
    """A term of a council, from its first to its last day."""

    council = models.ForeignKey(
        "wagtail_ngo.CouncilPage",
        verbose_name=_("council"),
        on_delete=models.CASCADE,
        related_name="terms",
    )
    starts_on = DayField(_("first day"))
    ends_on = DayField(_("last day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=255, blank=True, help_text=_("Public."))
    # The election it comes from; None for a council that was appointed or entered by hand.
    election = models.OneToOneField(
        "wagtail_ngo.CouncilElectionPage",
        verbose_name=_("election"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="term",
    )
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True, editable=False)

    panels = [
        FieldPanel("council"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("note"),
        InlinePanel("seats", label=_("seat"), heading=_("Seats")),
    ]
    objects = CouncilTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("term of the council")
        verbose_name_plural = _("terms of the council")
        ordering = ["-starts_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.council}, {self.starts_on:%Y-%m-%d} – {self.ends_on or ''}".rstrip()

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The end must not be before the beginning.")})


class CouncilSeat(models.Model):
    """A seat with its member and perhaps a deputy. Names appear in public with a consent only."""

    term = ParentalKey(CouncilTerm, on_delete=models.CASCADE, related_name="seats")
    area_name = models.CharField(_("area"), max_length=255, blank=True)
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="council_seats",
    )
    organization_name = models.CharField(
        _("name of the organization"),
        max_length=255,
        blank=True,
        help_text=_("As it was. Filled in from the entry when left empty."),
    )
    role = models.CharField(
        _("role"), max_length=16, choices=CouncilRole.choices, default=CouncilRole.MEMBER
    )
    given_names = models.CharField(_("given names"), max_length=100, blank=True)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    consented_on = DayField(
        _("agreed to publication on"), null=True, blank=True, help_text=_("Empty: no name shown.")
    )
    deputy_given_names = models.CharField(_("deputy: given names"), max_length=100, blank=True)
    deputy_family_name = models.CharField(_("deputy: family name"), max_length=100, blank=True)
    deputy_consented_on = DayField(_("deputy: agreed to publication on"), null=True, blank=True)
    from_day = DayField(_("from"), null=True, blank=True, help_text=_("If not for the whole term."))
    until_day = DayField(_("until"), null=True, blank=True)
    candidate = models.ForeignKey(
        "wagtail_ngo.Candidate",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="seats",
    )
    sort_key = models.CharField(max_length=400, blank=True, editable=False)
    # Both names in one, as a search for a person's data needs them.
    full_name = models.CharField(max_length=201, blank=True, editable=False)
    deputy_full_name = models.CharField(max_length=201, blank=True, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("area_name"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("organization"), FieldPanel("organization_name")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("given_names"), FieldPanel("family_name")]),
                FieldPanel("consented_on"),
            ],
            heading=_("Member"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("deputy_given_names"), FieldPanel("deputy_family_name")]),
                FieldPanel("deputy_consented_on"),
            ],
            heading=_("Deputy"),
        ),
        FieldRowPanel([FieldPanel("from_day"), FieldPanel("until_day")]),
    ]

    class Meta:
        verbose_name = _("seat of the council")
        verbose_name_plural = _("seats of the council")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name or str(_("vacant"))

    def save(self, *args, **kwargs) -> None:
        if self.organization and not self.organization_name:
            self.organization_name = self.organization.title
        self.sort_key = sort_key(f"{self.area_name} {self.family_name} {self.given_names}")
        self.full_name, self.deputy_full_name = self.name, self.deputy_name
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def deputy_name(self) -> str:
        return f"{self.deputy_given_names} {self.deputy_family_name}".strip()

    def is_held_on(self, day: datetime.date) -> bool:
        has_begun = self.from_day is None or self.from_day <= day
        return has_begun and (self.until_day is None or day <= self.until_day)
