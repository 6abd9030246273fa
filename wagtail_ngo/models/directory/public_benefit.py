"""The page of those to whom residents may give 1.5 per cent of their income tax."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


class PublicBenefitMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True)

    content_panels = [FieldPanel("introduction")]

    class Meta:
        abstract = True


class PublicBenefitPage(SubclassesFit, RoutePaths, PublicBenefitMixin, Page):
    """Local public-benefit organizations (OPP) with their KRS numbers.

    Art. 45c of the Personal Income Tax Act of 26 July 1991 (and art. 21b of the Act on lump-sum
    income tax of 20 November 1998): in the return a taxpayer names by its KRS number one
    organization of the list kept under art. 27a of the Act on public benefit and volunteer work,
    and the tax office passes on 1.5 per cent of the tax due. A purpose ("cel szczegółowy") may be
    added.
    """

    template = "wagtail_ngo/pages/public_benefit_page.html"
    subpage_types: list = []
    content_panels = Page.content_panels + PublicBenefitMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("list of public-benefit organizations")
        verbose_name_plural = _("lists of public-benefit organizations")

    organizations = view("directory.public_benefit.organizations", path("", name="organizations"))
    card = view("directory.public_benefit.card", path("card/<int:pk>/", name="card"))
    qr_code = view("directory.public_benefit.qr_code", path("qr/<int:pk>/", name="qr_code"))

    def route_arguments(self) -> dict:
        entries = apps.get_model("wagtail_ngo", "NGOPage").objects.filter(is_public_benefit=True)
        pages = [{"pk": pk} for pk in entries.order_by("pk").values_list("pk", flat=True)]
        return {"card": pages, "qr_code": pages}
