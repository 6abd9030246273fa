"""The activity report: a page whose figures are counted, and which can be frozen."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from wagtail_ngo.blocks.reports import ReportStreamBlock
from wagtail_ngo.domain.reports.periods import Period
from wagtail_ngo.domain.reports.values import ReportValues
from wagtail_ngo.editing.drafts import DraftForm
from wagtail_ngo.enums import FigureKey, ReportScope
from wagtail_ngo.fields import DayField
from wagtail_ngo.models.page_types import SubclassesFit
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view
from wagtail_ngo.validators import missing


class ActivityReportMixin(models.Model):
    """What a report is about, and the text in which its figures are named."""

    lead = models.TextField(_("short description"), blank=True, max_length=400)
    first_day = DayField(_("from"))
    last_day = DayField(_("to"), help_text=_("The last day that counts."))
    scope = models.CharField(
        _("what is counted"),
        max_length=16,
        choices=ReportScope.choices,
        default=ReportScope.CITY,
    )
    calendar = models.ForeignKey(
        "wagtail_ngo.EventIndexPage",
        verbose_name=_("calendar"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only when one calendar is counted."),
    )
    programme = models.ForeignKey(
        "wagtail_ngo.CooperationProgramme",
        verbose_name=_("cooperation programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only when one programme is counted."),
    )
    body = StreamField(ReportStreamBlock(), verbose_name=_("report"), blank=True)

    search_fields = [index.SearchField("lead"), index.SearchField("body")]
    content_panels = [
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("scope"),
                FieldRowPanel([FieldPanel("calendar"), FieldPanel("programme")]),
            ],
            heading=_("What the figures are about"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.first_day and self.last_day and self.last_day < self.first_day:
            errors["last_day"] = _("The last day comes before the first. Swap the two.")
        if self.scope == ReportScope.CALENDAR and self.calendar is None:
            text = _("Choose the calendar whose events are counted.")
            errors["calendar"] = missing(text)
        if self.scope == ReportScope.PROGRAMME and self.programme is None:
            text = _("Choose the programme whose events and calls are counted.")
            errors["programme"] = missing(text)
        if errors:
            raise ValidationError(errors)

    @property
    def period(self) -> Period:
        return Period(self.first_day, self.last_day)


class ActivityReportPage(SubclassesFit, RoutePaths, ActivityReportMixin, Page):
    """What was done in a year: a text whose numbers come out of the records."""

    template = "wagtail_ngo/pages/activity_report_page.html"
    base_form_class = DraftForm
    # Of a half below its year, or of the next year: whoever edits one report can begin another.
    subpage_types = ["wagtail_ngo.ActivityReportPage"]
    search_fields = Page.search_fields + ActivityReportMixin.search_fields
    content_panels = Page.content_panels + ActivityReportMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("activity report")
        verbose_name_plural = _("activity reports")
        permissions = [("freeze_report", _("Reports: freeze and release figures"))]

    read = view("reports.pages.report", path("", name="read"))
    records = view("reports.pages.records", path("records/<slug:key>/", name="records"))
    table = view("reports.pages.table", path("csv/", name="table"))
    data = view("reports.pages.data", path("json/", name="data"))
    indicators = view("reports.pages.indicators", path("indicators/", name="indicators"))
    pdf = view("reports.files.pdf", path("pdf/", name="pdf"))
    poster = view("reports.files.poster", path("poster/", name="poster"))
    docx = view("reports.files.docx", path("docx/", name="docx"))
    odt = view("reports.files.odt", path("odt/", name="odt"))

    def route_arguments(self) -> dict:
        return {"records": [{"key": key} for key in FigureKey.values]}


class ReportFreeze(models.Model):
    """The values that a report shows from the moment it was frozen.

    A row beside the page and not a field of it: publishing an old draft would bring old values
    back, and a copy of the page would carry another year's.
    """

    report = models.OneToOneField(
        ActivityReportPage, on_delete=models.CASCADE, related_name="freeze"
    )
    values = models.JSONField(_("values"), encoder=DjangoJSONEncoder)
    # Figure → records, see ``domain.reports.changes.KeptRecord``. Organizations, dates and sums,
    # never people. Empty for what was frozen before records were kept.
    records = models.JSONField(_("records"), default=dict, blank=True)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("frozen by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("frozen report")
        verbose_name_plural = _("frozen reports")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.report_id} · {self.frozen_at:%Y-%m-%d}"

    def get_values(self) -> ReportValues:
        return ReportValues.from_data(self.values)
