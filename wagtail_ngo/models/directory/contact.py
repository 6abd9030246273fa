"""How to reach an organization: channels, opening hours, exceptions to them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from wagtail_ngo.domain.phones import format_phone
from wagtail_ngo.enums import ContactKind, Weekday
from wagtail_ngo.fields import DayField, HourField
from wagtail_ngo.validators import WEB_KINDS, clean_contact


class ContactChannel(Orderable):
    """One way to reach an organization. Lists and feeds show it only when it is public."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="contact_channels"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=ContactKind.choices)
    value = models.CharField(
        _("number or address"),
        max_length=255,
        help_text=_("A phone number, an e-mail address or a web address with https://."),
    )
    label = models.CharField(
        _("label"), max_length=100, blank=True, help_text=_("For example: secretariat, helpline.")
    )
    is_public = models.BooleanField(_("public"), default=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("value")]),
        FieldRowPanel([FieldPanel("label"), FieldPanel("is_public")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        super().clean()
        try:
            self.value = clean_contact(self.kind, self.value)
        except ValidationError as error:
            raise ValidationError({"value": error}) from None

    @property
    def text(self) -> str:
        """As shown to people."""
        return format_phone(self.value) if self.kind == ContactKind.PHONE else self.value

    @property
    def url(self) -> str:
        """A link that calls, writes or opens; empty when there is none."""
        if self.kind == ContactKind.PHONE:
            return f"tel:{self.value}"
        if self.kind == ContactKind.EMAIL:
            return f"mailto:{self.value}"
        return self.value if self.kind in WEB_KINDS else ""


class OpeningHours(Orderable):
    """Hours of one weekday; a day with a break has two rows."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="opening_hours"
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = HourField(_("from"))
    closes = HourField(_("to"))
    note = models.CharField(
        _("note"), max_length=100, blank=True, help_text=_("For example: by appointment.")
    )

    panels = [
        FieldRowPanel([FieldPanel("weekday"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self) -> None:
        super().clean()
        if self.opens and self.closes and self.closes <= self.opens:
            raise ValidationError({"closes": _("The closing time must be after the opening time.")})


class OpeningException(Orderable):
    """Days on which the usual hours do not hold: closed, or open at other hours."""

    organization = ParentalKey(
        "wagtail_ngo.NGOPage", on_delete=models.CASCADE, related_name="opening_exceptions"
    )
    first_day = DayField(_("first day"))
    last_day = DayField(_("last day"), null=True, blank=True)
    opens = HourField(_("from"), null=True, blank=True)
    closes = HourField(_("to"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=100, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldRowPanel([FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception to the office hours")
        verbose_name_plural = _("exceptions to the office hours")

    def __str__(self) -> str:
        return str(self.first_day)

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValidationError({"last_day": _("The last day must not be before the first.")})
        if bool(self.opens) != bool(self.closes):
            raise ValidationError({"closes": _("Enter both times, or none for a closed day.")})
        if self.opens and self.closes <= self.opens:
            raise ValidationError({"closes": _("The closing time must be after the opening time.")})
