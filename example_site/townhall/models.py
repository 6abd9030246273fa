"""The pages and media of a small municipal site."""

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.documents.models import AbstractDocument, Document
from wagtail.fields import RichTextField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Orderable, Page
from wagtail.search import index


class TownImage(AbstractImage):
    """An image with the name of its author, which the town has to print."""

    author = models.CharField(_("author"), max_length=120, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "author")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class TownRendition(AbstractRendition):
    image = models.ForeignKey(TownImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class TownDocument(AbstractDocument):
    """A document with the number the town's register gave it."""

    register_number = models.CharField(_("register number"), max_length=40, blank=True)

    admin_form_fields = (*Document.admin_form_fields, "register_number")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")


class HomePage(Page):
    """The front door of the town's site, one for each language."""

    lead = models.TextField(_("lead"), blank=True)
    notice = RichTextField(_("notice"), blank=True, features=["bold", "link"])

    template = "townhall/pages/home_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("notice"),
        InlinePanel("shortcuts", label=_("shortcut"), heading=_("shortcuts")),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["news"] = (
            NewsPage.objects.live().public().descendant_of(self).order_by("-published_on")[:3]
        )
        context["shortcuts"] = self.shortcuts.select_related("target").filter(target__live=True)
        return context


class Shortcut(Orderable):
    """A link on the home page that many people look for."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="shortcuts")
    target = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+"
    )
    text = models.CharField(_("text"), max_length=120, blank=True)

    panels = [FieldPanel("target"), FieldPanel("text")]

    def __str__(self) -> str:
        return self.text or self.target.title


class StandardPage(Page):
    """A page of text."""

    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), blank=True)

    template = "townhall/pages/standard_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["children"] = self.get_children().live().public().in_menu()
        return context


class NewsIndexPage(Page):
    """All news, the newest first."""

    template = "townhall/pages/news_index_page.html"
    subpage_types = ["townhall.NewsPage"]

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["news"] = (
            NewsPage.objects.live().public().child_of(self).order_by("-published_on")[:50]
        )
        return context


class NewsPage(Page):
    """One piece of news."""

    published_on = models.DateField(_("published on"), default=timezone.localdate)
    lead = models.TextField(_("lead"), blank=True)
    image = models.ForeignKey(
        TownImage,
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    body = RichTextField(_("text"), blank=True)

    template = "townhall/pages/news_page.html"
    parent_page_types = ["townhall.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("published_on"),
        FieldPanel("lead"),
        FieldPanel("image"),
        FieldPanel("body"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
