"""Report of entries that need an editor: overdue, unreachable, wrong numbers, duplicates."""

import django_filters
from django import forms
from django.db.models import Prefetch
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from wagtail_ngo.admin.directory.entries import TermFilter
from wagtail_ngo.admin.page_lists import day
from wagtail_ngo.enums import Attention
from wagtail_ngo.models import ActivityArea, ContactChannel, District, NGOPage
from wagtail_ngo.services.directory.attention import Findings

#: Who may mend an entry may read what is wrong with it.
PERMISSIONS = ["change", "publish"]


class AttentionFilterSet(WagtailFilterSet):
    reason = django_filters.MultipleChoiceFilter(
        label=_("Reason"),
        choices=Attention.choices,
        method="by_reason",
        widget=forms.CheckboxSelectMultiple,
    )
    areas = TermFilter(label=_("Activity area"), queryset=ActivityArea.objects.all())
    districts = TermFilter(label=_("District"), queryset=District.objects.all())

    class Meta:
        model = NGOPage
        fields = []

    def by_reason(self, queryset, name, value):
        if not value:
            return queryset
        findings = self.request.ngo_findings
        wanted = findings.queryset([Attention(kind) for kind in value])
        return queryset.filter(pk__in=wanted.order_by().values("pk"))


def editable_entries(user):
    editable = page_permission_policy.instances_user_has_any_permission_for(user, PERMISSIONS)
    return NGOPage.objects.filter(pk__in=editable.order_by().values("pk"))


class AttentionReport(ReportView):
    model = NGOPage
    page_title = _("Entries that need attention")
    header_icon = "warning"
    index_url_name = "wagtail_ngo_attention"
    index_results_url_name = "wagtail_ngo_attention_results"
    filterset_class = AttentionFilterSet
    permission_policy = page_permission_policy
    any_permission_required = PERMISSIONS
    columns = [
        TitleColumn(
            "title",
            label=_("Organization"),
            get_url=lambda entry: reverse("wagtailadmin_pages:edit", args=[entry.pk]),
        ),
        Column("reasons_text", label=_("What is wrong")),
        Column(
            "next_review_on",
            label=_("Next review"),
            accessor=lambda entry: day(entry.next_review_on),
        ),
    ]
    list_export = ["title", "krs", "nip", "reasons_text", "verified_on", "next_review_on"]
    export_headings = {
        "title": _("Organization"),
        "krs": "KRS",
        "nip": "NIP",
        "reasons_text": _("What is wrong"),
        "verified_on": _("Confirmed on"),
        "next_review_on": _("Next review"),
    }

    @cached_property
    def findings(self) -> Findings:
        return Findings(editable_entries(self.request.user), today=timezone.localdate())

    def get_queryset(self):
        # The filter of reasons asks for them as well.
        self.request.ngo_findings = self.findings
        public = ContactChannel.objects.filter(is_public=True)
        channels = Prefetch("contact_channels", queryset=public, to_attr="public_channels")
        return self.findings.queryset().order_by("sort_key", "pk").prefetch_related(channels)

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        for entry in rows:
            has_contact = bool(entry.public_channels)
            reasons = self.findings.reasons(entry, has_contact=has_contact)
            entry.reasons_text = " ".join(f"{kind.label}: {text}" for kind, text in reasons)
        return rows


urlpatterns = [
    path("ngo/attention/", AttentionReport.as_view(), name="wagtail_ngo_attention"),
    path(
        "ngo/attention/results/",
        AttentionReport.as_view(results_only=True),
        name="wagtail_ngo_attention_results",
    ),
]


class AttentionMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        # Not for those who may change events only.
        return editable_entries(request.user).exists()


def attention_menu_item() -> MenuItem:
    return AttentionMenuItem(
        _("Needs attention"),
        reverse("wagtail_ngo_attention"),
        name="ngo-attention",
        icon_name="warning",
        order=20,
    )
