"""The electoral roll: frozen from the directory on a day, the same whatever changes there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.enums import LeftOutReason
from wagtail_ngo.models.council.elections import CouncilElectionPage, ElectionArea


class ElectionRoll(models.Model):
    """The roll of one election. Written by ``services.council.rolls`` alone."""

    election = models.OneToOneField(
        CouncilElectionPage, on_delete=models.CASCADE, related_name="roll"
    )
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frozen by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("electoral roll")
        verbose_name_plural = _("electoral rolls")
        default_permissions = ()
        permissions = [
            ("prepare_election", _("Elections: nominations, lot, electoral roll, composition")),
            ("issue_ballots", _("Elections: issue ballots at the desk")),
        ]

    def __str__(self) -> str:
        return str(self.election)


class RollEntryQuerySet(models.QuerySet):
    def entitled(self):
        return self.filter(reason=LeftOutReason.NONE)

    def left_out(self):
        return self.exclude(reason=LeftOutReason.NONE)

    def voted(self):
        """Those that took their ballots."""
        return self.entitled().filter(ballot_issued_at__isnull=False)


class RollEntry(models.Model):
    """An organization on the roll, or left out with the reason.

    Name and number are copies. Nothing here tells how somebody voted, and nothing can.
    """

    roll = models.ForeignKey(ElectionRoll, on_delete=models.CASCADE, related_name="entries")
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage", null=True, on_delete=models.SET_NULL, related_name="roll_entries"
    )
    name = models.CharField(_("organization"), max_length=255)
    register_number = models.CharField(_("register number"), max_length=60, blank=True)
    sort_key = models.CharField(max_length=400, editable=False)
    reason = models.CharField(
        _("left out"), max_length=16, choices=LeftOutReason.choices, blank=True
    )
    area = models.ForeignKey(
        ElectionArea,
        verbose_name=_("area"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    representative = models.ForeignKey(
        "wagtail_ngo.Representative",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="roll_entries",
    )
    delegate = models.CharField(
        _("delegate"),
        max_length=255,
        blank=True,
        help_text=_("Who votes for the organization. Never shown in public."),
    )
    ballot_issued_at = models.DateTimeField(_("ballot issued at"), null=True, editable=False)
    ballot_issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ballot issued by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("organization on a roll")
        verbose_name_plural = _("organizations on a roll")
        ordering = ["sort_key", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["roll", "organization"], name="wagtail_ngo_roll_organization"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_entitled(self) -> bool:
        return self.reason == LeftOutReason.NONE

    @property
    def has_voted(self) -> bool:
        return self.ballot_issued_at is not None
