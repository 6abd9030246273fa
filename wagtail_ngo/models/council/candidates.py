"""Who stands for election, who was asked to nominate, and the lot that made the order."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.domain.council.rules import Nominee
from wagtail_ngo.domain.directory.sort_names import sort_key
from wagtail_ngo.enums import CandidateState, ConsentSource, Sex
from wagtail_ngo.models.council.elections import CouncilElectionPage, ElectionArea


class CandidateQuerySet(models.QuerySet):
    def standing(self):
        """Candidates on the list, whether or not their names may be shown."""
        return self.filter(state=CandidateState.ACCEPTED)

    def public(self):
        """Candidates whose names anybody may see: accepted, with a consent that holds."""
        return self.standing().filter(consented_at__isnull=False, consent_withdrawn_at=None)

    def on_ballot(self):
        """The order of the ballot: area, number drawn, Polish alphabet."""
        return self.order_by("area__sort_order", "area_id", "draw_number", "sort_key", "pk")


class Candidate(models.Model):
    """A person, perhaps with a deputy, nominated by an organization. Private until accepted."""

    election = models.ForeignKey(
        CouncilElectionPage, on_delete=models.CASCADE, related_name="candidates"
    )
    area = models.ForeignKey(
        ElectionArea,
        verbose_name=_("area"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="candidates",
    )
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="candidacies",
    )
    organization_name = models.CharField(max_length=255, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=16, choices=CandidateState.choices, default=CandidateState.WAITING
    )
    state_note = models.CharField(
        _("reason"), max_length=500, blank=True, help_text=_("For the office only.")
    )
    given_names = models.CharField(_("given names"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex.choices, blank=True)
    deputy_given_names = models.CharField(_("deputy: given names"), max_length=100, blank=True)
    deputy_family_name = models.CharField(_("deputy: family name"), max_length=100, blank=True)
    deputy_sex = models.CharField(_("deputy: sex"), max_length=1, choices=Sex.choices, blank=True)
    statement = models.TextField(
        _("about the candidate"), blank=True, max_length=1000, help_text=_("Public.")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("For the office only."))
    phone = models.CharField(
        _("phone"), max_length=32, blank=True, help_text=_("For the office only.")
    )
    consent_text = models.TextField(_("text agreed to"), blank=True, editable=False)
    consent_source = models.CharField(
        _("consent received by"), max_length=16, choices=ConsentSource.choices, blank=True
    )
    consented_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    consent_withdrawn_at = models.DateTimeField(_("consent withdrawn at"), null=True, blank=True)
    deputy_consented_at = models.DateTimeField(_("deputy: agreed at"), null=True, blank=True)
    deputy_consent_withdrawn_at = models.DateTimeField(
        _("deputy: consent withdrawn at"), null=True, blank=True
    )
    # Place by lot; None while there was no draw, or it came before this candidate.
    draw_number = models.PositiveSmallIntegerField(_("number drawn"), null=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False)
    # Both names in one, as a search for a person's data needs them.
    full_name = models.CharField(max_length=201, blank=True, editable=False)
    deputy_full_name = models.CharField(max_length=201, blank=True, editable=False)
    nominated_at = models.DateTimeField(_("nominated at"))
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["state", "sort_key", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        if self.organization and not self.organization_name:
            self.organization_name = self.organization.title
        self.sort_key = sort_key(f"{self.family_name} {self.given_names}")
        self.full_name, self.deputy_full_name = self.name, self.deputy_name
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()

    @property
    def deputy_name(self) -> str:
        return f"{self.deputy_given_names} {self.deputy_family_name}".strip()

    @property
    def has_consent(self) -> bool:
        return self.consented_at is not None and self.consent_withdrawn_at is None

    @property
    def deputy_has_consent(self) -> bool:
        return self.deputy_consented_at is not None and self.deputy_consent_withdrawn_at is None

    @property
    def consent_version(self) -> str:
        """Names the wording: the same words have the same version."""
        return hashlib.sha256(self.consent_text.encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """What the lot is drawn by: „Nowak Anna, Fundacja Przykład”."""
        return f"{self.family_name} {self.given_names}, {self.organization_name}"

    @property
    def nominee(self) -> Nominee:
        """What the rules need to know, as a value of the domain."""
        return Nominee(
            organization=self.organization_id,
            area=self.area_id,
            sex=self.sex,
            has_deputy=bool(self.deputy_name),
            deputy_sex=self.deputy_sex,
            is_same_person=self.name.casefold() == self.deputy_name.casefold(),
        )


class NominationInvitation(models.Model):
    """A mail that asks an organization for its candidate. Its link works once."""

    election = models.ForeignKey(
        CouncilElectionPage, on_delete=models.CASCADE, related_name="invitations"
    )
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="nomination_invitations"
    )
    # Part of the signed link; a copy of the database without the secret key opens nothing.
    nonce = models.CharField(max_length=43, unique=True)
    created_at = models.DateTimeField(_("asked at"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to nominate")
        verbose_name_plural = _("invitations to nominate")
        ordering = ["-created_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.organization)


class CandidateDraw(models.Model):
    """One drawing of lots. Never changed; a later one is a row of its own with its reason."""

    election = models.ForeignKey(
        CouncilElectionPage, on_delete=models.CASCADE, related_name="draws"
    )
    seed = models.CharField(_("seed"), max_length=64)
    drawn_at = models.DateTimeField(_("drawn at"))
    drawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("drawn by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(_("reason"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        ordering = ["-drawn_at", "-pk"]
        get_latest_by = ["drawn_at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.seed
