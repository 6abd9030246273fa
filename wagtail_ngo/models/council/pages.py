"""The council: what it is, and its documents. Who sits on it is in ``terms``."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.documents import get_document_model_string
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from wagtail_ngo.blocks import BodyStreamBlock
from wagtail_ngo.enums import CouncilDocumentKind
from wagtail_ngo.fields import DayField
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


class CouncilMixin(RoutePaths):
    """A body of the organizations of a city."""

    lead = models.TextField(_("short description"), blank=True, max_length=400)
    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True)
    meetings = models.ForeignKey(
        "wagtail_ngo.EventPage",
        verbose_name=_("meetings"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The event of the calendar whose dates are the meetings of the council."),
    )
    contact_email = models.EmailField(_("contact e-mail"), blank=True, help_text=_("Public."))
    office_email = models.EmailField(
        _("e-mail of the office"),
        blank=True,
        help_text=_("Told before a term ends. Not shown in public."),
    )

    search_fields = [index.SearchField("lead"), index.SearchField("body")]
    content_panels = [
        FieldPanel("lead"),
        FieldPanel("body"),
        FieldPanel("meetings"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("contact_email"), FieldPanel("office_email")])],
            heading=_("Contact"),
        ),
    ]

    class Meta:
        abstract = True

    council = view("council.pages.council", path("", name="council"))


class CouncilPage(SubclassesFit, CouncilMixin, Page):
    """The council of NGOs."""

    template = "wagtail_ngo/pages/council_page.html"
    subpage_types = ["wagtail_ngo.CouncilElectionPage"]
    search_fields = Page.search_fields + CouncilMixin.search_fields
    content_panels = [
        *Page.content_panels,
        *CouncilMixin.content_panels,
        InlinePanel("documents", label=_("document"), heading=_("Documents")),
    ]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("council of NGOs")
        verbose_name_plural = _("councils of NGOs")


class CouncilDocument(models.Model):
    """Minutes, an opinion, a resolution: by the day they were made."""

    page = ParentalKey(CouncilPage, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=CouncilDocumentKind.choices,
        default=CouncilDocumentKind.MINUTES,
    )
    dated_on = DayField(_("date"))
    title = models.CharField(_("title"), max_length=255)
    document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("document"),
        on_delete=models.CASCADE,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("dated_on")]),
        FieldPanel("title"),
        FieldPanel("document"),
    ]

    class Meta:
        verbose_name = _("document of the council")
        verbose_name_plural = _("documents of the council")
        ordering = ["-dated_on", "-pk"]

    def __str__(self) -> str:
        return self.title
