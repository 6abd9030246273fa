"""What is recorded after a date: whether it took place, how many came, what was said."""

from django.conf import settings
from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Orderable


class OccurrenceClosing(ClusterableModel):
    """The record of one date. Written by ``services.events.closing`` and locked by it.

    Who was there by name is in ``Attendance``; which NGOs, in ``OccurrenceOrganization``. Both
    names and a head count may be given: they are two ways to count the same people.
    """

    occurrence = models.OneToOneField(
        "wagtail_ngo.Occurrence",
        verbose_name=_("date"),
        on_delete=models.PROTECT,
        related_name="closing",
    )
    was_held = models.BooleanField(_("took place"), default=True)
    head_count = models.PositiveIntegerField(
        _("head count"),
        null=True,
        blank=True,
        help_text=_("Everybody who was there, with or without a name. Empty: not counted."),
    )
    summary = RichTextField(
        _("summary"), blank=True, features=["bold", "italic", "link", "ul", "ol"]
    )
    minutes = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("minutes"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # What the date was before: reopening brings it back.
    status_before = models.CharField(max_length=16, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("record of a date")
        verbose_name_plural = _("records of dates")
        ordering = ["-occurrence__starts_at"]

    def __str__(self) -> str:
        return str(self.occurrence)

    @property
    def copies(self) -> int:
        """Printed bulletins handed out on the date."""
        return self.occurrence.distributions.aggregate(sum=Sum("copies"))["sum"] or 0


class ClosingPhoto(Orderable):
    """A photograph of a date."""

    closing = ParentalKey(OccurrenceClosing, on_delete=models.CASCADE, related_name="photos")
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("image"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    caption = models.CharField(_("caption"), max_length=255, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("photograph of a date")
        verbose_name_plural = _("photographs of dates")

    def __str__(self) -> str:
        return self.caption or str(self.image)
