"""The bulletin: a serial and its issues."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from wagtail_ngo.blocks.bulletin import (
    SHORT_TEXT_FEATURES,
    BulletinSkeletonBlock,
    BulletinStreamBlock,
)
from wagtail_ngo.blocks.text import QUOTING_FEATURES
from wagtail_ngo.domain.bulletin.content import number_label
from wagtail_ngo.domain.bulletin.pages import issue_links
from wagtail_ngo.editing.forms import BulletinIssueForm
from wagtail_ngo.editing.panels import CorrectionPanel
from wagtail_ngo.enums import CoverStyle, PDFVariant
from wagtail_ngo.fields import DayField
from wagtail_ngo.models.bulletin.files import BulletinEdition
from wagtail_ngo.models.bulletin.next import number_errors, propose, renumber_copy
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import IssueManager, VisiblePageManager, is_expired
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view
from wagtail_ngo.validators import validate_color, validate_issn


class BulletinIndexMixin(models.Model):
    """What all issues of one serial have in common."""

    introduction = RichTextField(_("introduction"), blank=True, features=SHORT_TEXT_FEATURES)
    masthead = models.CharField(
        _("masthead line"),
        max_length=120,
        blank=True,
        help_text=_("Shown under the title on the cover, for example: “Monthly of the NGOs”."),
    )
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    issn = models.CharField(_("ISSN"), max_length=9, blank=True, validators=[validate_issn])
    imprint = RichTextField(
        _("imprint"),
        blank=True,
        features=SHORT_TEXT_FEATURES,
        help_text=_("Editors, address, printer, licence: printed on the last page."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    structure_color = models.CharField(
        _("main colour"), max_length=7, blank=True, validators=[validate_color]
    )
    accent_color = models.CharField(
        _("accent colour"), max_length=7, blank=True, validators=[validate_color]
    )
    cover_style = models.CharField(
        _("cover"), max_length=16, choices=CoverStyle.choices, default=CoverStyle.PICTURE
    )
    target_pages = models.PositiveSmallIntegerField(
        _("pages in print"), default=12, help_text=_("A multiple of four.")
    )
    skeleton = StreamField(BulletinSkeletonBlock(), verbose_name=_("default sections"), blank=True)

    content_panels = [
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldPanel("masthead"),
                FieldRowPanel([FieldPanel("publisher"), FieldPanel("issn")]),
                FieldPanel("imprint"),
            ],
            heading=_("Masthead and imprint"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("logo"),
                FieldRowPanel([FieldPanel("structure_color"), FieldPanel("accent_color")]),
                FieldRowPanel([FieldPanel("cover_style"), FieldPanel("target_pages")]),
            ],
            heading=_("Look"),
        ),
        FieldPanel("skeleton"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.target_pages % 4 or not self.target_pages:
            raise ValidationError({"target_pages": _("Enter a multiple of four.")})


class BulletinIndexPage(SubclassesFit, RoutePaths, BulletinIndexMixin, Page):
    """The serial: all issues of one bulletin, its feed and its subscriptions."""

    template = "wagtail_ngo/pages/bulletin_index_page.html"
    subpage_types = ["wagtail_ngo.BulletinIssuePage"]
    content_panels = [
        *Page.content_panels,
        HelpPanel(template="wagtail_ngo/admin/bulletin/index_panel.html", heading=_("Next issue")),
        *BulletinIndexMixin.content_panels,
    ]
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")

    show_archive = view("bulletin.pages.archive", path("", name="archive"))
    show_latest = view("bulletin.pages.latest", path("latest/", name="latest"))
    show_latest_pdf = view("bulletin.pages.latest_pdf", path("latest/pdf/", name="latest_pdf"))
    show_subscribe = view("bulletin.subscriptions.subscribe", path("subscribe/", name="subscribe"))
    show_feed = view("bulletin.pages.feed", path("feed/", name="feed"))


class BulletinIssueMixin(models.Model):
    """One number of a serial. ``last_number`` makes it a double issue."""

    number = models.PositiveSmallIntegerField(
        _("number"), default=1, validators=[MinValueValidator(1)]
    )
    last_number = models.PositiveSmallIntegerField(
        _("last number"), null=True, blank=True, help_text=_("For a double issue such as 7–8.")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    period_start = DayField(_("period from"))
    period_end = DayField(_("period to"))
    issue_date = DayField(_("date of issue"))
    summary = models.TextField(
        _("summary"),
        max_length=400,
        blank=True,
        help_text=_("For the archive, the feed and the mail."),
    )
    cover_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("cover picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    cover_alt = models.CharField(_("what the cover shows"), max_length=250, blank=True)
    cover_credit = models.CharField(_("photographer or source"), max_length=120, blank=True)
    editorial = RichTextField(_("editorial"), blank=True, features=QUOTING_FEATURES)
    editorial_author = models.CharField(_("author of the editorial"), max_length=120, blank=True)
    correction_note = models.CharField(
        _("what is corrected"),
        max_length=500,
        blank=True,
        help_text=_(
            "Readers have this issue already. Without this sentence, which they see above it, what "
            "you publish stays a draft to them."
        ),
    )
    body = StreamField(BulletinStreamBlock(), verbose_name=_("sections"), blank=True)

    # A copy is an issue of its own; what was corrected in its original is not its matter.
    exclude_fields_in_copy = ["correction_note"]

    content_panels = [
        CorrectionPanel("correction_note"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("number"), FieldPanel("last_number"), FieldPanel("year")]
                ),
                FieldRowPanel([FieldPanel("period_start"), FieldPanel("period_end")]),
                FieldPanel("issue_date"),
            ],
            heading=_("Number and period"),
        ),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("cover_image"),
                FieldRowPanel([FieldPanel("cover_alt"), FieldPanel("cover_credit")]),
            ],
            heading=_("Cover"),
        ),
        MultiFieldPanel(
            [FieldPanel("editorial"), FieldPanel("editorial_author")], heading=_("Editorial")
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        # What was issued, never the draft: a site-wide search must not tell more than the page.
        index.SearchField("issued_text"),
        index.FilterField("year"),
        index.FilterField("number"),
        index.FilterField("issue_date"),
    ]

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """“7–8/2017” for a double issue."""
        return f"{self.number_label}/{self.year}"

    @property
    def number_label(self) -> str:
        return number_label(self.number, self.last_number)

    @property
    def end_number(self) -> int:
        return max(self.number, self.last_number or 0)

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.last_number and self.last_number <= self.number:
            errors["last_number"] = _("The last number of a double issue follows its first.")
        if self.period_start and self.period_end and self.period_end < self.period_start:
            errors["period_end"] = _("The period ends before it begins.")
        if errors:
            raise ValidationError(errors)


class BulletinIssuePage(SubclassesFit, RoutePaths, BulletinIssueMixin, Page):
    """One number of the bulletin: live while a draft, frozen in editions once issued."""

    template = "wagtail_ngo/pages/bulletin_issue_page.html"
    share_type = "article"
    parent_page_types = ["wagtail_ngo.BulletinIndexPage"]
    subpage_types: list = []
    base_form_class = BulletinIssueForm
    content_panels = [
        *Page.content_panels,
        HelpPanel(template="wagtail_ngo/admin/bulletin/panel.html", heading=_("This issue")),
        *BulletinIssueMixin.content_panels,
    ]
    search_fields = Page.search_fields + BulletinIssueMixin.search_fields
    objects = IssueManager()
    # What the editor can look at before issuing; PDFs of drafts bear a watermark.
    preview_modes = [("", _("Web page")), ("web", _("Web PDF")), ("print", _("Print spread"))]

    class Meta:
        verbose_name = _("bulletin issue")
        verbose_name_plural = _("bulletin issues")

    def full_clean(self, *args, **kwargs) -> None:
        renumber_copy(self, today=timezone.localdate())
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        renumber_copy(self, today=timezone.localdate())
        super().minimal_clean()

    def propose(self, serial: Page, *, today: datetime.date) -> None:
        """Become the next issue of ``serial``: number, period, title, lasting blocks."""
        propose(self, serial, today=today)

    def clean(self) -> None:
        super().clean()
        if self.alias_of_id is None and (errors := number_errors(self)):
            raise ValidationError(errors)

    def get_sitemap_urls(self, request=None) -> list:
        if is_expired(self, now=timezone.now()) or not self.issued_editions.exists():
            return []
        return super().get_sitemap_urls(request)

    @property
    def issued_editions(self) -> models.QuerySet:
        """Editions that this page shows: its own, or those of the issue whose alias it is."""
        editions = BulletinEdition.objects.filter(issue_id=self.alias_of_id or self.pk)
        return editions.order_by("-number")

    @property
    def shown_editions(self) -> list[BulletinEdition]:
        """The same as a list, newest first; prefetched rows of ``editions`` are used."""
        rows = self.issued_editions if self.alias_of_id else self.editions.all()
        return sorted(rows, key=lambda edition: -edition.number)

    @property
    def issued_text(self) -> str:
        edition = self.latest_edition
        return "\n".join(edition.get_content().texts()) if edition else ""

    @property
    def is_corrected(self) -> bool:
        return len(self.shown_editions) > 1

    @property
    def latest_edition(self):
        """The edition that readers see; None before the first."""
        if self.pk is None:
            return None
        return self.issued_editions.first()

    show_issue = view("bulletin.pages.issue", path("", name="read"))
    show_edition = view("bulletin.pages.edition", path("edition-<int:number>/", name="edition"))
    follow_link = view("bulletin.pdf.follow", path("<int:number>/", name="short_link"))
    show_cover = view("bulletin.pdf.cover", path("cover/", name="cover"))
    download_pdf = view(
        "bulletin.pdf.download",
        path("pdf/<slug:variant>/", name="pdf"),
        path("edition-<int:number>/pdf/<slug:variant>/", name="edition_pdf"),
    )

    def route_arguments(self) -> dict:
        """Editions, their files, and the short links printed in the latest one."""
        numbers = sorted(self.issued_editions.values_list("number", flat=True))
        latest = self.latest_edition
        links = issue_links(latest.get_content()) if latest else []
        return {
            "edition": [{"number": number} for number in numbers],
            "short_link": [{"number": number} for number in range(1, len(links) + 1)],
            "pdf": [{"variant": variant} for variant in PDFVariant.values],
            "edition_pdf": [
                {"number": number, "variant": variant}
                for number in numbers
                for variant in PDFVariant.values
            ],
        }
