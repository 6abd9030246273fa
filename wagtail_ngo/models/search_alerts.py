"""A search by e-mail: whose it is, what it looks for and what was told already."""

from __future__ import annotations

import datetime
import secrets
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models.mail import address_hash


def new_token() -> str:
    return secrets.token_urlsafe(32)


class SearchAlertQuerySet(models.QuerySet):
    def due(self, now: datetime.datetime) -> Self:
        """Confirmed ones that were told nothing for a week."""
        return self.filter(confirmed_at__isnull=False, told_until__lte=now - SearchAlert.EVERY)

    def past_retention(self, now: datetime.datetime) -> Self:
        """Addresses that never confirmed."""
        return self.filter(
            confirmed_at__isnull=True, created_at__lt=now - SearchAlert.KEPT_UNCONFIRMED
        )


class SearchAlert(models.Model):
    """A search whose news somebody wants by e-mail. The address is deleted with it."""

    EVERY = datetime.timedelta(days=7)
    #: How long an address waits for its confirmation.
    KEPT_UNCONFIRMED = datetime.timedelta(days=30)

    directory = models.ForeignKey(
        "wagtail_ngo.NGODirectoryPage",
        verbose_name=_("directory"),
        on_delete=models.CASCADE,
        related_name="search_alerts",
    )
    email = models.EmailField(_("e-mail"))
    address_hash = models.CharField(max_length=64, editable=False)
    words = models.CharField(_("words"), max_length=200, blank=True)
    # Filter → values, as in the address of the search.
    filters = models.JSONField(default=dict, blank=True, editable=False)
    # The search in one line, for people; its digest tells two searches apart.
    label = models.CharField(_("search"), max_length=255)
    search_digest = models.CharField(max_length=64, editable=False)
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    # News up to this moment were told.
    told_until = models.DateTimeField(_("told until"), null=True, blank=True, editable=False)

    objects = SearchAlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("search by e-mail")
        verbose_name_plural = _("searches by e-mail")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["directory", "address_hash", "search_digest"],
                name="wagtail_ngo_search_alert",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def save(self, *args, **kwargs) -> None:
        self.address_hash = address_hash(self.email)
        super().save(*args, **kwargs)
