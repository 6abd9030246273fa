"""The list of events in the group "NGO": the next date, the hosts, one click to the dates."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from wagtail_ngo.admin.directory.entries import MultipleTermFilter, PageFilter
from wagtail_ngo.admin.page_lists import WIDE_ONLY, PageList, may_edit_pages, with_words
from wagtail_ngo.enums import OrganizationRole
from wagtail_ngo.models import EventIndexPage, EventKind, EventPage, Occurrence


def _coming() -> QuerySet:
    """Dates of the event of the outer query that have not ended and take place, soonest first."""
    rows = Occurrence.objects.filter(page=OuterRef("pk"), ends_at__gt=timezone.now())
    return rows.taking_place().order_by("starts_at", "pk")


class EventFilterSet(WagtailFilterSet):
    calendar = PageFilter(
        label=_("Calendar"), queryset=EventIndexPage.objects.all(), method="in_calendar"
    )
    kind = MultipleTermFilter(
        label=_("Kind"), queryset=EventKind.objects.all(), widget=forms.CheckboxSelectMultiple
    )
    dates = django_filters.ChoiceFilter(
        label=_("Dates"),
        choices=[
            ("coming", _("With a coming date")),
            ("past", _("All past")),
            ("without_host", _("Without a host")),
        ],
        method="by_dates",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )
    publication = django_filters.ChoiceFilter(
        label=_("Publication"),
        choices=[
            ("live", _("Published")),
            ("draft", _("Not published")),
            ("changed", _("Published, with a draft")),
        ],
        method="by_publication",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = EventPage
        fields = []

    def in_calendar(self, queryset, name, value):
        return queryset.filter(path__startswith=value.path)

    def by_dates(self, queryset, name, value):
        if value == "without_host":
            return queryset.exclude(organizations__role=OrganizationRole.HOST)
        coming = Exists(_coming())
        return queryset.filter(coming) if value == "coming" else queryset.filter(~coming)

    def by_publication(self, queryset, name, value):
        if value == "changed":
            return queryset.filter(live=True, has_unpublished_changes=True)
        return queryset.filter(live=value == "live")


def _next(event: EventPage) -> str:
    moment = event.next_starts_at
    if moment is None:
        return ""
    local = timezone.localtime(moment, event.schedule.zone)
    has_hour = event.start_time is not None and not event.all_day
    return date_format(local, "j E Y, H:i" if has_hour else "j E Y")


def _hosts(event: EventPage) -> str:
    links = [link for link in event.organizations.all() if link.role == OrganizationRole.HOST]
    return ", ".join(link.organization.title for link in links)


class DatesColumn(Column):
    """The way to the event's table of dates and hosts."""

    cell_template_name = "wagtail_ngo/admin/event_dates_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        context["url"] = reverse("wagtail_ngo_event_dates", args=[instance.pk])
        context["label"] = _now("Dates and hosts")
        context["of"] = instance.title
        return context


class EventList(PageList):
    """Searched by title; the soonest next date first, events without one last."""

    page_title = _("Events")
    add_item_label = _("Add an event")
    default_ordering = "next_starts_at"
    base_filterset_class = EventFilterSet
    prefetched = ("organizations__organization",)
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn(
            "title", label=_("Title"), sort_key="title", classname="title", width="35%"
        ),
        Column("next", label=_("Next date"), accessor=_next, sort_key="next_starts_at"),
        Column("hosts", label=_("Hosts"), accessor=_hosts, classname=WIDE_ONLY),
        Column("kind", label=_("Kind"), accessor="kind", classname=WIDE_ONLY),
        DatesColumn("dates", label=_("Dates and hosts")),
        PageStatusColumn("live", label=_("Publication"), sort_key="live", classname=WIDE_ONLY),
    ]

    @cached_property
    def columns(self):
        return self.base_columns

    @cached_property
    def is_explicitly_ordered(self):
        return True

    def annotate_queryset(self, pages):
        pages = super().annotate_queryset(pages).select_related("kind")
        return pages.annotate(next_starts_at=Subquery(_coming().values("starts_at")[:1]))

    def order_queryset(self, queryset):
        if self.ordering == "next_starts_at":
            return queryset.order_by(F("next_starts_at").asc(nulls_last=True), "-start_date", "pk")
        if self.ordering == "-next_starts_at":
            return queryset.order_by(F("next_starts_at").desc(nulls_last=True), "pk")
        return super().order_queryset(queryset)

    def search_queryset(self, queryset):
        return with_words(queryset, self.search_query)


class EventListingViewSet(PageListingViewSet):
    model = EventPage
    icon = "calendar-alt"
    index_view_class = EventList
    filterset_class = EventFilterSet
    columns = EventList.base_columns


event_listing = EventListingViewSet("wagtail_ngo_events", url_prefix="ngo/events")


class PagesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_edit_pages(request.user)


def event_list_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_events:index")
    return PagesMenuItem(_("Events"), url, name="ngo-events", icon_name="calendar-alt", order=20)
