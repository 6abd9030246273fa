"""The town's own kind of directory entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from wagtail_ngo.models import NGOPage


class TownNGOPage(NGOPage):
    """An entry that also says which department of the town hall looks after the organization."""

    department = models.CharField(
        _("department of the town hall"),
        max_length=120,
        blank=True,
        help_text=_("Whom the organization asks first. Shown on its page."),
    )

    template = "integration/town_ngo_page.html"
    content_panels = [*NGOPage.content_panels, FieldPanel("department")]

    class Meta:
        verbose_name = _("NGO of our town")
        verbose_name_plural = _("NGOs of our town")
