"""Open calls for money and their public list."""

from __future__ import annotations

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from wagtail_ngo.blocks.bulletin import TEXT_FEATURES
from wagtail_ngo.fields import AmountField, DeadlineField
from wagtail_ngo.models.querysets import VisiblePageManager
from wagtail_ngo.routes import view


class FundingCallQuerySet(models.QuerySet):
    def visible_to(self, request: HttpRequest | None) -> Self:
        """Calls for the public: a draft is for nobody else."""
        return self.filter(is_public=True)

    def open_at(self, now: datetime.datetime) -> Self:
        """Calls one can still answer at ``now``; a call ends at its deadline."""
        return self.filter(deadline__gt=now)

    def ended_at(self, now: datetime.datetime) -> Self:
        return self.filter(deadline__lte=now).order_by("-deadline", "pk")


class FundingCall(index.Indexed, models.Model):
    """An open call for money. Ended ones are kept and drop out of new issues."""

    title = models.CharField(_("title"), max_length=255)
    funder = models.CharField(_("funder"), max_length=255)
    deadline = DeadlineField(
        _("deadline"),
        db_index=True,
        help_text=_("With the hour, as the funder announced it. A day alone ends at midnight."),
    )
    amount_min = AmountField(
        _("smallest grant"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    amount_max = AmountField(
        _("largest grant"), max_digits=12, decimal_places=2, null=True, blank=True
    )
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
    text = RichTextField(_("text"), blank=True, features=TEXT_FEATURES)
    url = models.URLField(_("announcement on the web"), max_length=500, blank=True)
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Where you found this call.")
    )
    is_public = models.BooleanField(_("public"), default=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = FundingCallQuerySet.as_manager()

    panels = [
        FieldPanel("title"),
        FieldPanel("funder"),
        FieldPanel("deadline"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [FieldPanel("amount_min"), FieldPanel("amount_max"), FieldPanel("currency")]
                ),
                FieldPanel("own_contribution"),
            ],
            heading=_("Money"),
        ),
        FieldPanel("eligible"),
        FieldPanel("areas"),
        FieldPanel("text"),
        FieldPanel("url"),
        FieldPanel("source"),
        FieldPanel("is_public"),
    ]
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
        ordering = ["deadline", "pk"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        if None not in (self.amount_min, self.amount_max) and self.amount_min > self.amount_max:
            raise ValidationError(
                {"amount_max": _("The largest grant is smaller than the smallest one.")}
            )

    def is_open(self, now: datetime.datetime) -> bool:
        return now < self.deadline


class FundingCallIndexMixin(models.Model):
    introduction = RichTextField(_("introduction"), blank=True, features=TEXT_FEATURES)

    content_panels = [FieldPanel("introduction")]

    class Meta:
        abstract = True


class FundingCallIndexPage(RoutablePageMixin, FundingCallIndexMixin, Page):
    """The public list of funding calls, its calendar of deadlines and its feed."""

    template = "wagtail_ngo/pages/funding_call_index_page.html"
    subpage_types: list = []
    content_panels = Page.content_panels + FundingCallIndexMixin.content_panels
    objects = VisiblePageManager()

    class Meta:
        verbose_name = _("list of funding calls")
        verbose_name_plural = _("lists of funding calls")

    show_list = view("funding.call_list", path("", name="list"))
    show_deadlines = view("funding.deadlines", path("deadlines/", name="deadlines"))
    show_feed = view("funding.feed", path("feed/", name="feed"))
    show_call = view("funding.call", path("<int:pk>/", name="call"))
