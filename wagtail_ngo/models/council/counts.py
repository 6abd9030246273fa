"""Counts of ballots: typed by one person, confirmed by another, then never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models.council.candidates import Candidate
from wagtail_ngo.models.council.elections import CouncilElectionPage, ElectionArea


def protocol_path(count: ElectionCount, name: str) -> str:
    return f"ngo_elections/{count.election_id}/{name}"


class ElectionCountQuerySet(models.QuerySet):
    def validated(self):
        return self.filter(validated_at__isnull=False)


class ElectionCount(models.Model):
    """One version of the count. The latest confirmed one is the result."""

    election = models.ForeignKey(
        CouncilElectionPage, on_delete=models.CASCADE, related_name="counts"
    )
    number = models.PositiveSmallIntegerField(_("version"), default=1)
    # Organizations that took ballots, and those on the roll that day.
    voters = models.PositiveIntegerField(_("organizations that voted"), default=0)
    entitled = models.PositiveIntegerField(_("organizations on the roll"), default=0)
    note = models.TextField(
        _("note"), blank=True, max_length=1000, help_text=_("Part of the protocol, public.")
    )
    reason = models.CharField(
        _("why it was corrected"), max_length=500, blank=True, help_text=_("Public.")
    )
    typed_at = models.DateTimeField(_("typed at"))
    # Everybody who typed a number of this version: none of them may confirm it.
    typists = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("typed by"), related_name="+"
    )
    validated_at = models.DateTimeField(_("confirmed at"), null=True)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    protocol = models.FileField(_("protocol"), upload_to=protocol_path, max_length=255, blank=True)
    protocol_error = models.TextField(blank=True)

    objects = ElectionCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("count of an election")
        verbose_name_plural = _("counts of an election")
        ordering = ["election", "-number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["election", "number"], name="wagtail_ngo_election_count_number"
            )
        ]
        permissions = [
            ("count_ballots", _("Elections: type the count of ballots")),
            ("validate_count", _("Elections: confirm a count that somebody else typed")),
        ]

    def __str__(self) -> str:
        return f"{self.election} · {self.number}"

    @property
    def is_validated(self) -> bool:
        return self.validated_at is not None


class ElectionRecord(models.Model):
    """That an election was held: what the year's figures count, also when its page is gone.

    Made with the first confirmed count; holds the numbers of the latest.
    """

    election = models.OneToOneField(
        CouncilElectionPage, null=True, on_delete=models.SET_NULL, related_name="record"
    )
    council = models.ForeignKey(
        "wagtail_ngo.CouncilPage", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(_("title"), max_length=255)
    held_on = models.DateField(_("day of voting"))
    voters = models.PositiveIntegerField(_("organizations that voted"))
    entitled = models.PositiveIntegerField(_("organizations on the roll"))

    class Meta:
        verbose_name = _("held election")
        verbose_name_plural = _("held elections")
        ordering = ["held_on", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


class CountSection(models.Model):
    """The ballots of one area, or of the only list."""

    count = models.ForeignKey(ElectionCount, on_delete=models.CASCADE, related_name="sections")
    area = models.ForeignKey(
        ElectionArea, null=True, on_delete=models.SET_NULL, related_name="count_sections"
    )
    # Copies: the protocol of a past election reads the same whatever becomes of its area.
    area_name = models.CharField(max_length=255, blank=True)
    seats = models.PositiveSmallIntegerField(_("seats"))
    entitled = models.PositiveIntegerField(_("organizations on the roll"))
    position = models.PositiveSmallIntegerField(default=0)
    issued = models.PositiveIntegerField(_("ballots issued"))
    valid = models.PositiveIntegerField(_("valid ballots"))
    invalid = models.PositiveIntegerField(_("invalid ballots"))
    blank = models.PositiveIntegerField(_("of these without a name"), null=True, blank=True)
    tie_note = models.CharField(_("how the tie was decided"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("ballots of one area")
        verbose_name_plural = _("ballots of areas")
        ordering = ["position", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.area_name


class CandidateVotes(models.Model):
    """Votes for one candidate, and whether people gave the seat of a tie to them."""

    section = models.ForeignKey(CountSection, on_delete=models.CASCADE, related_name="votes")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="votes")
    votes = models.PositiveIntegerField(_("votes"))
    is_chosen = models.BooleanField(_("decided for in a tie"), default=False)

    class Meta:
        verbose_name = _("votes for a candidate")
        verbose_name_plural = _("votes for candidates")
        ordering = ["-votes", "candidate__sort_key", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["section", "candidate"], name="wagtail_ngo_candidate_votes"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.votes}"
