"""Open calls for money and their public list."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import path
from wagtail.documents import get_document_model_string
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from wagtail_ngo.blocks.text import QUOTING_FEATURES
from wagtail_ngo.domain import deadlines
from wagtail_ngo.enums import CallProcedure, DataLicense
from wagtail_ngo.fields import AmountField, DayField, DeadlineField
from wagtail_ngo.models.funding import panels as call_panels
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.models.route_paths import RoutePaths
from wagtail_ngo.routes import view


def local_today() -> datetime.date:
    return timezone.localdate()


class FundingCallQuerySet(models.QuerySet):
    def visible_to(self, request: HttpRequest | None) -> Self:
        """Calls for the public: a draft is for nobody else."""
        return self.filter(is_public=True)

    def open_at(self, now: datetime.datetime) -> Self:
        """Calls one can still answer at ``now``, the nearest deadline first, rolling ones last.

        A call ends at its later deadline; one without a deadline stays open.
        """
        return self.filter(
            Q(deadline__gt=now) | Q(paper_deadline__gt=now) | Q(deadline=None, paper_deadline=None)
        ).in_order()

    def ended_at(self, now: datetime.datetime) -> Self:
        """Calls nobody can answer any more, the latest first."""
        online = Q(deadline__lte=now) | Q(deadline=None)
        paper = Q(paper_deadline__lte=now) | Q(paper_deadline=None)
        ended = self.filter(online, paper).exclude(deadline=None, paper_deadline=None)
        return ended.order_by(Coalesce("deadline", "paper_deadline").desc(), "pk")

    def in_order(self) -> Self:
        return self.order_by(Coalesce("deadline", "paper_deadline").asc(nulls_last=True), "pk")

    def announced_in(self, first: datetime.date, last: datetime.date) -> Self:
        """Calls announced within these days, both included."""
        return self.filter(announced_on__range=(first, last))


class CallProcedureFields(models.Model):
    """In which procedure money is given, when it was announced and until when one may answer."""

    procedure = models.CharField(
        _("procedure"),
        max_length=20,
        choices=CallProcedure.choices,
        default=CallProcedure.OPEN_CALL,
    )
    announced_on = DayField(
        _("announced on"),
        default=local_today,
        help_text=_("For a small grant of art. 19a: the day on which the offer was published."),
    )
    is_rolling = models.BooleanField(
        _("no closing date"),
        default=False,
        help_text=_("Applications are taken until the money is used up."),
    )
    deadline = DeadlineField(
        _("deadline"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_(
            "Of applications on line, with the hour, as the funder announced it. For a small "
            "grant of art. 19a it is set by itself: remarks may be made for seven days."
        ),
    )
    paper_deadline = DeadlineField(
        _("deadline on paper"),
        null=True,
        blank=True,
        help_text=_("When the signed printout has to arrive, if that is another moment."),
    )
    where_to_apply = models.TextField(
        _("where to apply"),
        max_length=600,
        blank=True,
        help_text=_("Generator, e-Delivery, room and hours for paper."),
    )
    commission_wanted = models.BooleanField(
        _("members of the commission wanted"),
        default=False,
        help_text=_("Organizations may name people for the commission that opines on offers."),
    )
    commission_until = DayField(_("candidates until"), null=True, blank=True)
    commission_text = models.TextField(_("how to name a candidate"), max_length=600, blank=True)

    class Meta:
        abstract = True

    @property
    def takes_remarks(self) -> bool:
        """Whether the call is an offer of art. 19a, which is remarked upon and not answered."""
        return self.procedure == CallProcedure.SMALL_GRANT

    @property
    def last_deadline(self) -> datetime.datetime | None:
        """The later of the two deadlines; None while there is none."""
        return max(filter(None, (self.deadline, self.paper_deadline)), default=None)

    def is_open(self, now: datetime.datetime) -> bool:
        return self.last_deadline is None or now < self.last_deadline


class CallResult(models.Model):
    """What came of a call. The single awards are rows of their own."""

    offers_received = models.PositiveIntegerField(_("offers received"), null=True, blank=True)
    decided_on = DayField(_("decided on"), null=True, blank=True)
    decision_url = models.URLField(_("decision on the web"), max_length=500, blank=True)
    decision_document = models.ForeignKey(
        get_document_model_string(),
        verbose_name=_("decision as a document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    result_note = models.TextField(
        _("about the result"),
        max_length=1000,
        blank=True,
        help_text=_("For example: no offer met the terms."),
    )

    class Meta:
        abstract = True


class FundingCall(index.Indexed, CallProcedureFields, CallResult, models.Model):
    """An open call for money. Ended ones are kept with their result and drop out of new issues."""

    title = models.CharField(_("title"), max_length=255)
    funder = models.CharField(_("funder"), max_length=255)
    is_public_money = models.BooleanField(
        _("public money"),
        default=False,
        help_text=_("Then entries of the directory show what they were granted."),
    )
    amount_min = AmountField(
        _("smallest grant"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    amount_max = AmountField(
        _("largest grant"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    pool = AmountField(_("total pool"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="PLN")
    own_contribution = models.CharField(
        _("own contribution"),
        max_length=255,
        blank=True,
        help_text=_("For example: 10 %, may be voluntary work."),
    )
    eligible = models.TextField(_("who may apply"), max_length=600, blank=True)
    areas = models.ManyToManyField(
        "wagtail_ngo.ActivityArea",
        verbose_name=_("activity areas"),
        blank=True,
        related_name="funding_calls",
    )
    programme = models.ForeignKey(
        "wagtail_ngo.CooperationProgramme",
        verbose_name=_("cooperation programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="funding_calls",
        help_text=_("For reports about the programme."),
    )
    text = RichTextField(_("text"), blank=True, features=QUOTING_FEATURES)
    url = models.URLField(_("announcement on the web"), max_length=500, blank=True)
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where you found this call.")
    )
    is_public = models.BooleanField(_("public"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = FundingCallQuerySet.as_manager()

    panels = call_panels.call
    search_fields = [
        index.SearchField("title", boost=2),
        index.AutocompleteField("title"),
        index.SearchField("funder"),
        index.SearchField("eligible"),
        index.SearchField("text"),
        index.FilterField("deadline"),
        index.FilterField("is_public"),
    ]

    class Meta:
        verbose_name = _("funding call")
        verbose_name_plural = _("funding calls")
        ordering = [F("deadline").asc(nulls_last=True), "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.takes_remarks and self.announced_on:
            self.deadline = deadlines.end_of_remarks(
                self.announced_on, zone=timezone.get_default_timezone()
            )
        errors = {}
        if None not in (self.amount_min, self.amount_max) and self.amount_min > self.amount_max:
            errors["amount_max"] = _("The largest grant is smaller than the smallest one.")
        if None not in (self.pool, self.amount_max) and self.pool < self.amount_max:
            errors["pool"] = _("The total pool is smaller than the largest grant.")
        if not (self.is_rolling or self.last_deadline):
            errors["deadline"] = _("Enter a deadline, or tick that there is no closing date.")
        if errors:
            raise ValidationError(errors)


class FundingCallIndexMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True, features=QUOTING_FEATURES)
    data_publisher = models.CharField(
        _("publisher of the data"),
        max_length=255,
        blank=True,
        help_text=_("The name of the office. Empty: the name of the site."),
    )
    data_contact = models.EmailField(
        _("e-mail for questions about the data"), blank=True, help_text=_("Public.")
    )
    data_license = models.CharField(
        _("terms of use of the data"),
        max_length=16,
        choices=DataLicense.choices,
        default=DataLicense.CC0,
    )

    content_panels = call_panels.index

    class Meta:
        abstract = True


class FundingCallIndexPage(RoutePaths, FundingCallIndexMixin, Page):
    """The public list of funding calls, its calendar of deadlines and its feed."""

    template = "wagtail_ngo/pages/funding_call_index_page.html"
    subpage_types: list = []
    content_panels = Page.content_panels + FundingCallIndexMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("list of funding calls")
        verbose_name_plural = _("lists of funding calls")

    show_list = view("funding.pages.call_list", path("", name="list"))
    show_deadlines = view("funding.pages.deadlines", path("deadlines/", name="deadlines"))
    show_feed = view("funding.pages.feed", path("feed/", name="feed"))
    show_awards = view("funding.awards.award_list", path("awards/", name="awards"))
    show_data = view("funding.open_data.about", path("data/", name="data"))
    show_catalog = view("funding.open_data.catalog", path("data/catalog/", name="catalog"))
    show_table = view(
        "funding.open_data.table", path("data/<slug:name>/<slug:extension>/", name="table")
    )
    show_call = view("funding.pages.call", path("<int:pk>/", name="call"))

    def get_sitemap_urls(self, request=None) -> list[dict]:
        """The list, and every call that one can still answer."""
        urls = super().get_sitemap_urls(request)
        calls = FundingCall.objects.visible_to(request).open_at(timezone.now()) if urls else []
        return urls + [
            {"location": f"{urls[0]['location']}{call.pk}/", "lastmod": call.updated_at}
            for call in calls
        ]

    def route_arguments(self) -> dict:
        calls = FundingCall.objects.order_by("pk").values_list("pk", flat=True)
        tables = [
            {"name": name, "extension": extension}
            for name in ("calls", "awards")
            for extension in ("csv", "json")
        ]
        return {"call": [{"pk": pk} for pk in calls], "table": tables}
