"""What organizations offer to and need from each other, and with whom they work."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from wagtail_ngo.enums import ExchangeKind
from wagtail_ngo.fields import DayField


def local_today():
    return timezone.localdate()


class ExchangeQuerySet(models.QuerySet):
    def current(self, today):
        """Those not past their last day."""
        return self.exclude(valid_until__lt=today)


class Exchange(Orderable):
    """A line of the partner board."""

    kind = models.CharField(_("kind"), max_length=16, choices=ExchangeKind.choices)
    text = models.CharField(_("what"), max_length=300)
    added_on = models.DateField(_("added on"), default=local_today, editable=False)
    valid_until = DayField(_("valid until"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("valid_until")]),
        FieldPanel("text"),
    ]
    objects = ExchangeQuerySet.as_manager()

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.text

    def is_current(self, today) -> bool:
        return self.valid_until is None or self.valid_until >= today


class Offer(Exchange):
    """What an organization can give."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="offers"
    )

    class Meta(Exchange.Meta):
        verbose_name = _("offer")
        verbose_name_plural = _("offers")


class Need(Exchange):
    """What an organization looks for."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="needs"
    )

    class Meta(Exchange.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")


class Cooperation(Orderable):
    """Joint work with another entry of the directory."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="cooperations"
    )
    partner = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("partner"),
        on_delete=models.CASCADE,
        related_name="cooperations_as_partner",
    )
    subject = models.CharField(_("subject"), max_length=255, blank=True)
    since = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)
    until = models.PositiveSmallIntegerField(_("until the year"), null=True, blank=True)

    panels = [
        FieldPanel("partner"),
        FieldPanel("subject"),
        FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("cooperation")
        verbose_name_plural = _("cooperations")

    def __str__(self) -> str:
        return self.subject or str(self.partner)

    def clean(self) -> None:
        super().clean()
        if self.partner_id and self.partner_id == self.organization_id:
            raise ValidationError({"partner": _("Choose another organization.")})
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": _("The end must not be before the beginning.")})
