"""People who speak for organizations. Private unless they consented to more."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from wagtail_ngo.domain.phones import format_phone
from wagtail_ngo.enums import ConsentScope, ConsentSource, ContactKind
from wagtail_ngo.fields import DayField
from wagtail_ngo.validators import clean_contact


class RepresentativeQuerySet(models.QuerySet):
    def public(self, today):
        """Those an editor made public, with a consent to it that was not withdrawn."""
        given = Q(consents__scope=ConsentScope.PUBLICATION, consents__given_on__lte=today)
        standing = Q(consents__withdrawn_on__isnull=True) | Q(consents__withdrawn_on__gt=today)
        is_due_later = Q(keep_until__isnull=True) | Q(keep_until__gte=today)
        return self.filter(
            given & standing, is_due_later, is_public=True, erased_on=None
        ).distinct()

    def past_retention(self, today):
        return self.filter(keep_until__lt=today, erased_on=None)


class Representative(ClusterableModel):
    """A person speaking for an NGO. Private by default; a PESEL number is never stored.

    Never part of a page: what a page holds goes into its revisions and cannot be taken out.
    """

    name = models.CharField(_("name"), max_length=255)
    role = models.CharField(_("role"), max_length=255, blank=True)
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        on_delete=models.CASCADE,
        related_name="representatives",
    )
    may_represent = models.BooleanField(
        _("authorised to represent"), default=False, help_text=_("As the register says.")
    )
    term_from = DayField(_("term from"), null=True, blank=True)
    term_until = DayField(_("term until"), null=True, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    is_public = models.BooleanField(
        _("show in public"),
        default=False,
        help_text=_("Name, role, e-mail and phone appear on the entry. Needs a consent below."),
    )
    keep_until = DayField(
        _("keep until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("After this day the person's data are erased."),
    )
    erased_on = models.DateField(_("erased on"), null=True, blank=True, editable=False)

    panels = [
        FieldPanel("organization"),
        FieldRowPanel([FieldPanel("name"), FieldPanel("role")]),
        FieldPanel("may_represent"),
        FieldRowPanel([FieldPanel("term_from"), FieldPanel("term_until")]),
        FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
        MultiFieldPanel([FieldPanel("is_public"), FieldPanel("keep_until")], heading=_("Privacy")),
        InlinePanel("consents", label=_("Consent"), heading=_("Consents")),
    ]
    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.phone:
            try:
                self.phone = clean_contact(ContactKind.PHONE, self.phone)
            except ValidationError as error:
                raise ValidationError({"phone": error}) from None
        if self.term_from and self.term_until and self.term_until < self.term_from:
            raise ValidationError({"term_until": _("The end must not be before the beginning.")})

    @property
    def phone_text(self) -> str:
        return format_phone(self.phone)


class Consent(models.Model):
    """What a person agreed to, in which words, when, and until when."""

    person = ParentalKey(Representative, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(_("consents to"), max_length=16, choices=ConsentScope.choices)
    text_version = models.CharField(
        _("version of the text"), max_length=50, help_text=_("Which wording was agreed to.")
    )
    given_on = DayField(_("given on"))
    source = models.CharField(_("received by"), max_length=16, choices=ConsentSource.choices)
    withdrawn_on = DayField(_("withdrawn on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("scope"), FieldPanel("text_version")]),
        FieldRowPanel([FieldPanel("given_on"), FieldPanel("source")]),
        FieldPanel("withdrawn_on"),
    ]

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["given_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_scope_display()}, {self.given_on}"

    def clean(self) -> None:
        super().clean()
        if self.withdrawn_on and self.given_on and self.withdrawn_on < self.given_on:
            raise ValidationError(
                {"withdrawn_on": _("A consent cannot be withdrawn before it is given.")}
            )
