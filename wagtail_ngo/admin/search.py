"""For editors: words that mean the same, and what visitors look for."""

from __future__ import annotations

import datetime

import django_filters
from django import forms
from django.db.models import Max, Sum
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import (
    SearchAskingWord,
    SearchedQuery,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)


class SearchSynonymAdmin(SafeModelAdmin):
    model = SearchSynonym
    menu_label = _("Search synonyms")
    menu_icon = "search"
    list_display = ("words",)
    list_export = ("words",)
    search_fields = ("words",)


class SearchSituationAdmin(SafeModelAdmin):
    model = SearchSituation
    menu_label = _("Life situations")
    menu_icon = "help"
    list_display = ("words", "sentence", "is_active")
    list_export = ("phrases", "words", "sentence", "is_active")
    list_filter = ("is_active",)
    search_fields = ("phrases", "words", "sentence")


class SearchTranslationAdmin(SafeModelAdmin):
    model = SearchTranslation
    menu_label = _("Search in other languages")
    menu_icon = "globe"
    list_display = ("meaning", "words", "is_active")
    list_export = ("meaning", "words", "is_active")
    list_filter = ("is_active",)
    search_fields = ("meaning", "words")


class SearchAskingWordAdmin(SafeModelAdmin):
    model = SearchAskingWord
    menu_label = _("Words of asking")
    menu_icon = "openquote"
    list_display = ("words",)
    list_export = ("words",)
    search_fields = ("words",)


class SearchedQueryFilter(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        method="since",
    )
    nothing = django_filters.BooleanFilter(
        label=_("Without results only"), method="without_results", widget=forms.CheckboxInput
    )

    class Meta:
        model = SearchedQuery
        fields = ["days", "nothing"]

    def since(self, queryset, name, value):
        return queryset.filter(day__gte=timezone.localdate() - datetime.timedelta(days=int(value)))

    def without_results(self, queryset, name, value):
        return queryset.filter(found=0) if value else queryset


class SearchReport(ReportView):
    """Words searched for most, and those that found nothing. No visitor is in it."""

    model = SearchedQuery
    page_title = _("Directory searches")
    header_icon = "search"
    index_url_name = "wagtail_ngo_search_report"
    index_results_url_name = "wagtail_ngo_search_report_results"
    filterset_class = SearchedQueryFilter
    permission_policy = ModelPermissionPolicy(SearchSynonym)
    any_permission_required = ["add", "change", "delete", "view"]
    columns = [
        Column("words", label=_("Words")),
        Column("total", label=_("Searches")),
        Column("most_found", label=_("Entries found")),
        Column("last_day", label=_("Last searched for")),
    ]
    list_export = ["words", "total", "most_found", "last_day"]
    export_headings = {
        "words": _("Words"),
        "total": _("Searches"),
        "most_found": _("Entries found"),
        "last_day": _("Last searched for"),
    }

    def get_queryset(self):
        return SearchedQuery.objects.order_by()

    def get_filtered_queryset(self):
        return (
            super()
            .get_filtered_queryset()
            .values("words")
            .annotate(total=Sum("times"), last_day=Max("day"), most_found=Max("found"))
            .order_by("-total", "words")
        )


urlpatterns = [
    path("ngo/searches/", SearchReport.as_view(), name="wagtail_ngo_search_report"),
    path(
        "ngo/searches/results/",
        SearchReport.as_view(results_only=True),
        name="wagtail_ngo_search_report_results",
    ),
]


class SearchReportMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return SearchReport.permission_policy.user_has_any_permission(
            request.user, SearchReport.any_permission_required
        )


def report_menu_item() -> MenuItem:
    return SearchReportMenuItem(
        _("Directory searches"),
        reverse("wagtail_ngo_search_report"),
        name="ngo-directory-searches",
        icon_name="search",
        order=900,
    )
