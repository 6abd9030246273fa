"""Lists of terms that editors keep: activity areas, target groups, districts, legal forms."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.Model):
    """A term of an editable list."""

    name = models.CharField(_("name"), max_length=255, unique=True)
    slug = models.SlugField(_("slug"), max_length=255, unique=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["sort_order", "name"]

    def __str__(self) -> str:
        return self.name


class ActivityArea(Vocabulary):
    """A field of public-benefit work, art. 4(1) of the Act on Public Benefit and Volunteer Work."""

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
