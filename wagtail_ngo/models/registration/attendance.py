"""Who was there. Counts outlive names, registrations, entries and pages."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models.person_keys import LENGTH


class OfOrganization(models.Model):
    """A row about a person that says for which NGO they come."""

    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organization_name = models.CharField(_("organization"), max_length=255, blank=True)
    # See OccurrenceOrganization.key. Empty: the person comes for nobody but themselves.
    organization_key = models.CharField(max_length=255, blank=True, editable=False)

    # Who came for whom is nobody's business in Wagtail's list of usages; see services.usages.
    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


class Attendance(OfOrganization):
    """One person on one date, with those who came along and gave no name.

    People are distinct ``person_key``s; participations are the sum of ``people``.
    """

    occurrence = models.ForeignKey(
        "wagtail_ngo.Occurrence",
        verbose_name=_("date"),
        on_delete=models.PROTECT,
        related_name="attendances",
    )
    registration = models.ForeignKey(
        "wagtail_ngo.Registration",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="attendances",
    )
    person_key = models.CharField(max_length=LENGTH, db_index=True, editable=False)
    people = models.PositiveSmallIntegerField(_("people"), default=1)
    # Only of those who came without a registration; erased with the registrations' names.
    name = models.CharField(_("name"), max_length=255, blank=True)
    is_walk_in = models.BooleanField(_("came without a registration"), default=False)
    checked_in_at = models.DateTimeField(_("checked in at"), default=timezone.now)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["checked_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "person_key"], name="wagtail_ngo_attendance_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} · {self.pk}"
