"""What was granted to whom, as it was published."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string

from wagtail_ngo.fields import AmountField, DayField
from wagtail_ngo.models.funding import panels as call_panels


class FundingAwardQuerySet(models.QuerySet):
    def visible_to(self, request: HttpRequest | None) -> Self:
        """Published awards of published calls.

        The name in ``organization_name`` is part of the published decision and stays, whatever
        becomes of the entry; a link to the entry is a matter of ``NGOPage.visible_to()``.
        """
        return self.filter(is_public=True, call__is_public=True)

    def decided_in(self, first: datetime.date, last: datetime.date) -> Self:
        """Awards decided within these days, both included."""
        return self.filter(decided_on__range=(first, last))

    def of_public_money(self) -> Self:
        return self.filter(call__is_public_money=True)

    def of_entry(self, entry: models.Model) -> Self:
        """What an organization received, the latest first."""
        rows = self.filter(organization_id=entry.pk).select_related("call", "decision_document")
        return rows.order_by("-decided_on", "pk")


class FundingAward(models.Model):
    """A grant. Never lost with the entry of the organization; a call with awards stays."""

    call = models.ForeignKey(
        "wagtail_ngo.FundingCall",
        verbose_name=_("funding call"),
        on_delete=models.RESTRICT,
        related_name="awards",
    )
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("entry of the directory"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="awards",
    )
    organization_name = models.CharField(
        _("name as published"),
        max_length=255,
        blank=True,
        help_text=_(
            "As in the decision. Empty: the name of the entry. Never the name of a person."
        ),
    )
    task = models.CharField(_("task"), max_length=500, blank=True)
    amount = AmountField(
        _("amount"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(0)],
        help_text=_("In the currency of the call."),
    )
    decided_on = DayField(
        _("decided on"), blank=True, help_text=_("Empty: the day of the call's decision.")
    )
    decision_url = models.URLField(_("decision on the web"), max_length=500, blank=True)
    decision_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("decision as a document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_public = models.BooleanField(_("public"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    panels = call_panels.award
    objects = FundingAwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-decided_on", "pk"]

    def __str__(self) -> str:
        return f"{self.organization_name}: {self.task}" if self.task else self.organization_name

    def clean(self) -> None:
        super().clean()
        errors = {}
        if not self.organization_name and self.organization:
            self.organization_name = self.organization.title
        if not self.organization_name:
            errors["organization_name"] = _("Choose an entry or write the name.")
        if self.decided_on is None and self.call_id:
            self.decided_on = self.call.decided_on
        if self.decided_on is None:
            errors["decided_on"] = _("Enter the day of the decision.")
        if errors:
            raise ValidationError(errors)
