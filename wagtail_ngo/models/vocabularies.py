"""Lists of terms that editors keep: activity areas, target groups, districts, legal forms."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from wagtail_ngo.enums import CountsAs
from wagtail_ngo.models.slugs import ascii_slug


class Vocabulary(index.Indexed, models.Model):
    """A term of an editable list. The UUID names it in open data and never changes."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    slug = models.SlugField(
        _("slug"),
        max_length=255,
        unique=True,
        blank=True,
        help_text=_("Part of the address of lists. Made from the name when left empty."),
    )
    description = models.TextField(_("description"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    uuid = models.UUIDField(_("UUID"), default=uuid.uuid4, unique=True, editable=False)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("sort_order"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.slug = self.slug or ascii_slug(self.name)[:255]

    def save(self, *args, **kwargs) -> None:
        if not self.slug:
            self.clean()
        super().save(*args, **kwargs)


class ActivityArea(Vocabulary):
    """A field of public-benefit work, art. 4(1) of the Act on Public Benefit and Volunteer Work."""

    code = models.CharField(
        _("point of the Act"),
        max_length=8,
        blank=True,
        help_text=_("Number in art. 4(1) of the Act on Public Benefit and Volunteer Work."),
    )
    group = models.CharField(
        _("under the heading"),
        max_length=100,
        blank=True,
        help_text=_(
            "In the editor of an entry, where the list is long. Areas of one heading are shown "
            "together; those without one come last."
        ),
    )

    panels = [*Vocabulary.panels, FieldPanel("code"), FieldPanel("group")]

    class Meta(Vocabulary.Meta):
        verbose_name = _("activity area")
        verbose_name_plural = _("activity areas")


class TargetGroup(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("target group")
        verbose_name_plural = _("target groups")


class District(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class LegalForm(Vocabulary):
    class Meta(Vocabulary.Meta):
        verbose_name = _("legal form")
        verbose_name_plural = _("legal forms")


class Language(Vocabulary):
    """A language in which an organization can be spoken to, sign languages included."""

    code = models.CharField(
        _("code"), max_length=16, blank=True, help_text=_("BCP 47, for example uk or pso.")
    )

    panels = [*Vocabulary.panels, FieldPanel("code")]

    class Meta(Vocabulary.Meta):
        verbose_name = _("language")
        verbose_name_plural = _("languages")


class CooperationProgramme(Vocabulary):
    """The city's programme of cooperation with organizations, of a year or of several.

    Events and funding calls name the one that they belong to; a report can count these alone.
    """

    class Meta(Vocabulary.Meta):
        verbose_name = _("cooperation programme")
        verbose_name_plural = _("cooperation programmes")


class EventKind(Vocabulary):
    """What an event is: integration meeting, training, election …"""

    counts_as = models.CharField(
        _("counts as"),
        max_length=16,
        choices=CountsAs.choices,
        default=CountsAs.OTHER,
        help_text=_(
            "In the yearly figures. A change is true for coming dates; past ones stay as they were."
        ),
    )

    panels = [*Vocabulary.panels, FieldPanel("counts_as")]

    class Meta(Vocabulary.Meta):
        verbose_name = _("kind of event")
        verbose_name_plural = _("kinds of events")
