"""What an editor says about registration, as a part of the event."""

import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from wagtail_ngo.domain.events.availability import Times
from wagtail_ngo.enums import RegistrationMode, RegistrationScope, WhoMayRegister
from wagtail_ngo.fields import MomentField
from wagtail_ngo.validators import missing

#: Kinds of fields of Wagtail's form builder that fit a question of a registration.
FIELD_TYPES = [
    ("singleline", _("Single line of text")),
    ("multiline", _("Several lines of text")),
    ("number", _("Number")),
    ("date", _("Date")),
    ("checkbox", _("Yes, or nothing")),
    ("checkboxes", _("Several of a list")),
    ("dropdown", _("One of a list")),
    ("radio", _("One of a list, all shown")),
]
WITH_CHOICES = {"checkboxes", "dropdown", "radio"}


class RegistrationFields(models.Model):
    """Whether, when and for whom there is registration."""

    registration_mode = models.CharField(
        _("registration"),
        max_length=16,
        choices=RegistrationMode.choices,
        default=RegistrationMode.NONE,
    )
    registration_url = models.URLField(
        _("address of the registration"), blank=True, help_text=_("On another web site.")
    )
    registration_scope = models.CharField(
        _("people register for"),
        max_length=16,
        choices=RegistrationScope.choices,
        default=RegistrationScope.DATE,
    )
    registration_opens_at = MomentField(
        _("opens"), null=True, blank=True, help_text=_("Empty: as soon as it is published.")
    )
    registration_closes_at = MomentField(_("closes"), null=True, blank=True)
    registration_closes_hours = models.PositiveSmallIntegerField(
        _("closes so many hours before the start"), default=0
    )
    waiting_limit = models.PositiveIntegerField(
        _("places on the waiting list"),
        null=True,
        blank=True,
        help_text=_("Empty: no limit. 0: no waiting list."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept an offered seat"),
        default=48,
        help_text=_("Shorter by itself when the date is near."),
    )
    who_may_register = models.CharField(
        _("who may register"),
        max_length=16,
        choices=WhoMayRegister.choices,
        default=WhoMayRegister.ANYONE,
    )
    seats_per_organization = models.PositiveSmallIntegerField(
        _("seats for one organization"), null=True, blank=True, help_text=_("Empty: no limit.")
    )
    max_companions = models.PositiveSmallIntegerField(
        _("companions that a person may bring"), default=0, validators=[MaxValueValidator(20)]
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("reminder so many hours before the start"),
        null=True,
        blank=True,
        default=24,
        help_text=_("Empty: no reminder."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("keep personal data for so many days after the date"),
        default=30,
        validators=[MaxValueValidator(366)],
        help_text=_("Then names and addresses are deleted. The numbers stay."),
    )

    registration_panels = [
        MultiFieldPanel(
            [
                FieldPanel("registration_mode"),
                FieldPanel("registration_url"),
                FieldPanel("registration_scope"),
                FieldRowPanel([FieldPanel("capacity"), FieldPanel("waiting_limit")]),
                FieldRowPanel(
                    [FieldPanel("registration_opens_at"), FieldPanel("registration_closes_at")]
                ),
                FieldPanel("registration_closes_hours"),
                FieldPanel("who_may_register"),
                FieldRowPanel([FieldPanel("seats_per_organization"), FieldPanel("max_companions")]),
                FieldRowPanel([FieldPanel("offer_hours"), FieldPanel("reminder_hours")]),
                FieldPanel("retention_days"),
            ],
            heading=_("Registration"),
            attrs={"class": "collapsed"},
        ),
        InlinePanel(
            "registration_questions", label=_("question"), heading=_("Questions to participants")
        ),
        InlinePanel(
            "registration_consents",
            label=_("consent"),
            heading=_("Consents asked of participants"),
        ),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.registration_mode == RegistrationMode.EXTERNAL and not self.registration_url:
            text = _("Give the address where people register.")
            errors["registration_url"] = missing(text)
        opens, closes = self.registration_opens_at, self.registration_closes_at
        if opens and closes and closes <= opens:
            errors["registration_closes_at"] = _("The end must not be before the beginning.")
        if errors:
            raise ValidationError(errors)

    def registration_times(self, starts_at: datetime.datetime) -> Times:
        """When one may register for what begins at ``starts_at``; it opens in the event's zone."""
        closes = [starts_at - datetime.timedelta(hours=self.registration_closes_hours)]
        if self.registration_closes_at:
            closes.append(self.registration_closes_at)
        opens = self.registration_opens_at
        zone = ZoneInfo(self.time_zone)
        return Times(starts_at, opens and opens.astimezone(zone), min(closes))

    @property
    def registers_here(self) -> bool:
        """Whether people take seats of this page. An alias has none: its original has them."""
        return self.registration_mode == RegistrationMode.HERE and not self.is_alias

    @property
    def is_alias(self) -> bool:
        """Another address of a page that is edited elsewhere."""
        return getattr(self, "alias_of_id", None) is not None

    @property
    def is_course(self) -> bool:
        return self.registers_here and self.registration_scope == RegistrationScope.COURSE


class RegistrationQuestion(Orderable):
    """A question that the form asks beside name and address, answered in words."""

    page = ParentalKey(
        "wagtail_ngo.EventPage", on_delete=models.CASCADE, related_name="registration_questions"
    )
    label = models.CharField(_("question"), max_length=255)
    field_type = models.CharField(
        _("kind of answer"), max_length=16, choices=FIELD_TYPES, default="singleline"
    )
    required = models.BooleanField(_("must be answered"), default=False)
    choices = models.TextField(
        _("answers to choose from"), blank=True, help_text=_("One in a line.")
    )
    help_text = models.CharField(_("hint"), max_length=255, blank=True)
    # What Wagtail's form builder asks for as well.
    default_value = ""

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("field_type"), FieldPanel("required")]),
        FieldPanel("choices"),
        FieldPanel("help_text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("question to participants")
        verbose_name_plural = _("questions to participants")

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.field_type in WITH_CHOICES and len(self.choices.split("\n")) < 2:
            raise ValidationError({"choices": _("Give at least two answers, one in a line.")})

    @property
    def clean_name(self) -> str:
        """The name of the form's field. Its number lasts as long as the question."""
        return f"question_{self.pk or self.sort_order or 0}"


class RegistrationConsentText(Orderable):
    """A consent that the form asks for: a sentence of its own with a box that nobody has ticked."""

    page = ParentalKey(
        "wagtail_ngo.EventPage", on_delete=models.CASCADE, related_name="registration_consents"
    )
    text = models.TextField(_("text"), max_length=1000)
    required = models.BooleanField(
        _("must be given"),
        default=False,
        help_text=_("Only where nobody can take part without it."),
    )

    panels = [FieldPanel("text"), FieldPanel("required")]

    class Meta(Orderable.Meta):
        verbose_name = _("consent asked of participants")
        verbose_name_plural = _("consents asked of participants")

    def __str__(self) -> str:
        return self.text[:80]
