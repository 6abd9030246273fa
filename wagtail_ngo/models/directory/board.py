"""The partner finder: a page where all offers and needs are found and answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField
from wagtail.models import Page

from wagtail_ngo.models.directory.exchange import EXCHANGES
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


class PartnerBoardMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True)
    volunteering_introduction = RichTextField(
        _("introduction of the volunteering board"), blank=True
    )

    content_panels = [FieldPanel("introduction"), FieldPanel("volunteering_introduction")]

    class Meta:
        abstract = True


class PartnerBoardPage(SubclassesFit, RoutePaths, PartnerBoardMixin, Page):
    """Offers and needs of the organizations of its site, each with an address of its own."""

    template = "wagtail_ngo/pages/partner_board.html"
    subpage_types: list = []
    content_panels = Page.content_panels + PartnerBoardMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("partner board")
        verbose_name_plural = _("partner boards")

    board = view("directory.board.items", path("", name="board"))
    feed = view("directory.board.feed", path("feed/", name="feed"))
    volunteering = view("directory.board.volunteering", path("volunteering/", name="volunteering"))
    volunteering_feed = view(
        "directory.board.volunteering_feed", path("volunteering/feed/", name="volunteering_feed")
    )
    offer = view("directory.board.offer", path("offer/<int:pk>/", name="offer"))
    need = view("directory.board.need", path("need/<int:pk>/", name="need"))

    def route_arguments(self) -> dict:
        return {
            side: [{"pk": pk} for pk in model.objects.order_by("pk").values_list("pk", flat=True)]
            for side, model in EXCHANGES.items()
        }
