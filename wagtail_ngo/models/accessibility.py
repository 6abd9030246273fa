"""Facts about getting into and using a place, for entries and venues alike."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from wagtail_ngo.enums import Known


def fact(label):
    return models.CharField(
        label, max_length=8, choices=Known.choices, default=Known.UNKNOWN, blank=True
    )


class AccessibilityFacts(models.Model):
    """What a person needs to know before setting out. Unknown is an answer, too."""

    step_free = fact(_("step-free entrance"))
    lift = fact(_("lift or ground floor"))
    accessible_toilet = fact(_("accessible toilet"))
    accessible_parking = fact(_("parking for disabled people"))
    induction_loop = fact(_("induction loop"))
    sign_language = fact(_("sign language interpreter"))
    assistance_dogs = fact(_("assistance dogs welcome"))
    accessibility_note = models.TextField(_("more about access"), blank=True, max_length=1000)

    FACTS = [
        "step_free",
        "lift",
        "accessible_toilet",
        "accessible_parking",
        "induction_loop",
        "sign_language",
        "assistance_dogs",
    ]
    accessibility_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("step_free"), FieldPanel("lift")]),
                FieldRowPanel([FieldPanel("accessible_toilet"), FieldPanel("accessible_parking")]),
                FieldRowPanel([FieldPanel("induction_loop"), FieldPanel("sign_language")]),
                FieldPanel("assistance_dogs"),
                FieldPanel("accessibility_note"),
            ],
            heading=_("Accessibility of the premises"),
        )
    ]

    class Meta:
        abstract = True

    @property
    def known_facts(self) -> list[tuple[str, str, str]]:
        """Label, answer as text and answer as value of each fact that is known."""
        return [
            (self._meta.get_field(name).verbose_name, self._display(name), getattr(self, name))
            for name in self.FACTS
            if getattr(self, name)
        ]

    def _display(self, name: str) -> str:
        return str(Known(getattr(self, name)).label)
