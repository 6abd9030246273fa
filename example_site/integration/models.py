"""The town's own kind of directory entry."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from wagtail_ngo.blocks import (
    DirectoryLettersBlock,
    DirectorySearchBlock,
    EventCardBlock,
    FundingCallsBlock,
    HeadingBlock,
    LatestBulletinBlock,
    MiniCalendarBlock,
    NextDateBlock,
    NGOCardBlock,
    NGOContactBlock,
    NGOListBlock,
    ParagraphBlock,
    PartnerBoardBlock,
    PublicBenefitBlock,
    RegistrationBlock,
    UpcomingEventsBlock,
)
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


class StartPage(Page):
    """Where organizations begin: blocks of the package on a page of the town's own."""

    lead = models.TextField(_("lead"), blank=True)
    body = StreamField(
        [
            ("heading", HeadingBlock()),
            ("text", ParagraphBlock()),
            ("upcoming_events", UpcomingEventsBlock()),
            ("event_card", EventCardBlock()),
            ("next_date", NextDateBlock()),
            ("registration", RegistrationBlock()),
            ("mini_calendar", MiniCalendarBlock()),
            ("directory_search", DirectorySearchBlock()),
            ("directory_letters", DirectoryLettersBlock()),
            ("latest_bulletin", LatestBulletinBlock()),
            ("funding_calls", FundingCallsBlock()),
            ("ngo_card", NGOCardBlock()),
            ("ngo_list", NGOListBlock()),
            ("ngo_contact", NGOContactBlock()),
            ("partner_board", PartnerBoardBlock()),
            ("public_benefit", PublicBenefitBlock()),
        ],
        verbose_name=_("body"),
        blank=True,
    )

    #: Blocks that are in the narrow column of a wide screen.
    ASIDE = ("next_date", "registration", "mini_calendar", "latest_bulletin")

    template = "integration/start_page.html"
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("start page for organizations")
        verbose_name_plural = _("start pages for organizations")

    def get_context(self, request, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        context["main"] = [block for block in self.body if block.block_type not in self.ASIDE]
        context["aside"] = [block for block in self.body if block.block_type in self.ASIDE]
        return context


# Editors of this town make entries of the town's kind only.
NGOPage.is_creatable = False
