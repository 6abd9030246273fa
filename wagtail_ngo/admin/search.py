"""For editors: words that mean the same, and what visitors look for."""

from __future__ import annotations

import datetime
from urllib.parse import urlencode

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
from wagtail_modeladmin.views import CreateView

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin, SafePermissionHelper
from wagtail_ngo.domain.tables.cells import without_control
from wagtail_ngo.models import (
    SearchAlert,
    SearchAskingWord,
    SearchedQuery,
    SearchSituation,
    SearchSynonym,
    SearchTranslation,
)

_LONGEST_BEGINNING = 80


class BeginningView(CreateView):
    """A form that begins with words given in its address, from the report of searches."""

    # The field that takes the words.
    begins = "words"

    def get_initial(self):
        typed = self.request.GET.get("words", "")
        words = " ".join(without_control(typed)[:_LONGEST_BEGINNING].split())
        return {**super().get_initial(), **({self.begins: words} if words else {})}


class SituationCreateView(BeginningView):
    begins = "phrases"


class SearchSynonymAdmin(SafeModelAdmin):
    model = SearchSynonym
    create_view_class = BeginningView
    menu_label = _("Search synonyms")
    menu_icon = "search"
    list_display = ("words",)
    list_export = ("words",)
    search_fields = ("words",)


class SearchSituationAdmin(SafeModelAdmin):
    model = SearchSituation
    create_view_class = SituationCreateView
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


class AlertPermissions(SafePermissionHelper):
    """Visitors ask for alerts themselves; editors look, or delete one at its owner's wish."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False


class SearchAlertAdmin(SafeModelAdmin):
    """Addresses are personal data: who may see them is a matter of permissions."""

    model = SearchAlert
    menu_label = _("Searches by e-mail")
    menu_icon = "mail"
    list_display = ("label", "email", "created_at", "confirmed_at")
    list_select_related = ("directory",)
    search_fields = ("email", "label")
    permission_helper_class = AlertPermissions


class SearchedQueryFilter(WagtailFilterSet):
    days = django_filters.ChoiceFilter(
        label=_("Period"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        method="since",
    )
    nothing = django_filters.ChoiceFilter(
        label=_("Without results only"),
        choices=[("on", _("yes"))],
        empty_label=_("All"),
        method="without_results",
        widget=forms.RadioSelect,
    )
    astray = django_filters.ChoiceFilter(
        label=_("What led astray"),
        choices=[
            ("corrected", _("words corrected")),
            ("partial", _("part of the words only")),
            ("unopened", _("nothing clicked on")),
        ],
        method="led_astray",
    )

    class Meta:
        model = SearchedQuery
        fields = ["days", "nothing", "astray"]

    def since(self, queryset, name, value):
        return queryset.filter(day__gte=timezone.localdate() - datetime.timedelta(days=int(value)))

    def without_results(self, queryset, name, value):
        return queryset.filter(found=0) if value else queryset

    def led_astray(self, queryset, name, value):
        if value == "unopened":
            opened = queryset.filter(clicks__gt=0).values("words")
            return queryset.filter(found__gt=0).exclude(words__in=opened)
        return queryset.filter(**{f"{value}__gt": 0})


class MendingColumn(Column):
    """Links that begin a synonym or a life situation with the words of the row."""

    cell_template_name = "wagtail_ngo/admin/search_mending.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        words = urlencode({"words": instance["words"]})
        synonyms = SearchSynonymAdmin().url_helper
        situations = SearchSituationAdmin().url_helper
        context["synonym_url"] = f"{synonyms.create_url}?{words}"
        context["situation_url"] = f"{situations.create_url}?{words}"
        return context


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
        Column("corrected_times", label=_("Corrected")),
        Column("partial_times", label=_("With part of the words")),
        Column("opened", label=_("Entries opened")),
        Column("last_day", label=_("Last searched for")),
        MendingColumn("mend", label=_("Mend")),
    ]
    list_export = [
        "words", "total", "most_found", "corrected_times", "partial_times", "opened", "last_day"
    ]  # fmt: skip
    export_headings = {
        "words": _("Words"),
        "total": _("Searches"),
        "most_found": _("Entries found"),
        "corrected_times": _("Corrected"),
        "partial_times": _("With part of the words"),
        "opened": _("Entries opened"),
        "last_day": _("Last searched for"),
    }

    def get_queryset(self):
        return SearchedQuery.objects.order_by()

    def get_filtered_queryset(self):
        return (
            super()
            .get_filtered_queryset()
            .values("words")
            .annotate(
                total=Sum("times"),
                last_day=Max("day"),
                most_found=Max("found"),
                # Other names than those of the columns they add up.
                corrected_times=Sum("corrected"),
                partial_times=Sum("partial"),
                opened=Sum("clicks"),
            )
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
