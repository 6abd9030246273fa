"""The directory of NGOs and its entries."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.images import get_image_model_string
from wagtail.models import Page

from wagtail_ngo.models.querysets import VisiblePageManager


class NGODirectoryMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True)

    content_panels = [FieldPanel("introduction")]

    class Meta:
        abstract = True


class NGODirectoryPage(NGODirectoryMixin, Page):
    """The city's list of NGOs."""

    template = "wagtail_ngo/pages/ngo_directory_page.html"
    subpage_types = ["wagtail_ngo.NGOPage"]
    content_panels = Page.content_panels + NGODirectoryMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("NGO directory")
        verbose_name_plural = _("NGO directories")


class NGOMixin(models.Model):
    """What the directory knows of one organization."""

    lead = models.TextField(_("lead"), blank=True, max_length=400)
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    legal_form = models.ForeignKey(
        "wagtail_ngo.LegalForm",
        verbose_name=_("legal form"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    areas = ParentalManyToManyField(
        "wagtail_ngo.ActivityArea", verbose_name=_("activity areas"), blank=True
    )

    content_panels = [
        FieldPanel("lead"),
        FieldPanel("logo"),
        FieldPanel("legal_form"),
        FieldPanel("areas"),
    ]

    class Meta:
        abstract = True


class NGOPage(NGOMixin, Page):
    """One organization's entry."""

    template = "wagtail_ngo/pages/ngo_page.html"
    content_panels = Page.content_panels + NGOMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("NGO")
        verbose_name_plural = _("NGOs")
