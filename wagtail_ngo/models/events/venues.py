"""Places where events are held."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from wagtail_ngo.enums import Known


class Venue(index.Indexed, models.Model):
    """A place where events are held, with what people need to know to get in."""

    name = models.CharField(_("name"), max_length=255)
    organization = models.ForeignKey(
        "wagtail_ngo.NGOPage",
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="venues",
        help_text=_("Whose place it is; proposed for events that this NGO hosts."),
    )
    street = models.CharField(_("street and number"), max_length=255, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=16, blank=True)
    city = models.CharField(_("town"), max_length=128, blank=True)
    district = models.ForeignKey(
        "wagtail_ngo.District",
        verbose_name=_("district"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    step_free = models.CharField(
        _("step-free entrance"), max_length=8, choices=Known.choices, blank=True
    )
    accessible_toilet = models.CharField(
        _("accessible toilet"), max_length=8, choices=Known.choices, blank=True
    )
    induction_loop = models.CharField(
        _("induction loop"), max_length=8, choices=Known.choices, blank=True
    )
    accessible_parking = models.CharField(
        _("parking for disabled people"), max_length=8, choices=Known.choices, blank=True
    )
    accessibility_note = models.TextField(_("more on accessibility"), blank=True, max_length=1000)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("street"),
    ]
    panels = [
        FieldPanel("name"),
        FieldPanel("organization"),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("district"),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            heading=_("Address"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("accessible_toilet")]),
                FieldRowPanel([FieldPanel("induction_loop"), FieldPanel("accessible_parking")]),
                FieldPanel("accessibility_note"),
            ],
            heading=_("Accessibility"),
        ),
    ]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def address(self) -> str:
        """The address on one line."""
        town = " ".join(filter(None, [self.postal_code, self.city]))
        return ", ".join(filter(None, [self.street, town]))

    @property
    def accessibility_facts(self) -> list[tuple[str, str]]:
        """Label and answer of each fact that somebody has checked."""
        names = "step_free", "accessible_toilet", "induction_loop", "accessible_parking"
        return [
            (self._meta.get_field(name).verbose_name, getattr(self, f"get_{name}_display")())
            for name in names
            if getattr(self, name)
        ]
