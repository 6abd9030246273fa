"""The list of issues in the group "NGO": their state, their files."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from wagtail_ngo.admin.directory.entries import PageFilter
from wagtail_ngo.admin.page_lists import WIDE_ONLY, PageList, day, may_edit_pages, with_words
from wagtail_ngo.enums import FileStatus
from wagtail_ngo.models import (
    BulletinEdition,
    BulletinFile,
    BulletinIndexPage,
    BulletinIssuePage,
)


class IssueFilterSet(WagtailFilterSet):
    serial = PageFilter(
        label=_("Bulletin"), queryset=BulletinIndexPage.objects.all(), method="of_serial"
    )
    state = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[
            ("draft", _("Not issued")),
            ("issued", _("Issued")),
            ("failed", _("A file could not be made")),
        ],
        method="by_state",
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = BulletinIssuePage
        fields = []

    def of_serial(self, queryset, name, value):
        return queryset.filter(path__startswith=value.path)

    def by_state(self, queryset, name, value):
        if value == "failed":
            files = BulletinFile.objects.filter(
                edition__issue=OuterRef("pk"), status=FileStatus.FAILED
            )
            return queryset.filter(Exists(files))
        issued = Exists(BulletinEdition.objects.filter(issue=OuterRef("pk")))
        return queryset.filter(issued if value == "issued" else ~issued)


def _state(issue: BulletinIssuePage) -> str:
    editions = issue.editions.all()
    if not editions:
        return _now("Not issued")
    words = _now("Corrected") if len(editions) > 1 else _now("Issued")
    return f"{words}, {day(max(edition.issued_at for edition in editions))}"


def _files(issue: BulletinIssuePage) -> str:
    """The files of the newest edition, those that are not ready with their state."""
    newest = max(issue.editions.all(), key=lambda edition: edition.number, default=None)
    return ", ".join(
        file.get_variant_display()
        if file.status == FileStatus.READY
        else f"{file.get_variant_display()}: {file.get_status_display()}"
        for file in (newest.files.all() if newest else ())
    )


class IssueList(PageList):
    """Searched by title; the newest number first."""

    page_title = _("Issues of the bulletin")
    add_item_label = _("Add an issue")
    default_ordering = "-issue_date"
    base_filterset_class = IssueFilterSet
    prefetched = (
        Prefetch(
            "editions",
            queryset=BulletinEdition.objects.defer("content", "terms").prefetch_related("files"),
        ),
    )
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn(
            "title", label=_("Title"), sort_key="title", classname="title", width="30%"
        ),
        Column(
            "issue_date",
            label=_("Date of issue"),
            accessor=lambda issue: day(issue.issue_date),
            sort_key="issue_date",
        ),
        Column("state", label=_("State"), accessor=_state),
        Column("files", label=_("Files"), accessor=_files, classname=WIDE_ONLY),
        PageStatusColumn("live", label=_("Publication"), sort_key="live", classname=WIDE_ONLY),
    ]

    @cached_property
    def columns(self):
        return self.base_columns

    @cached_property
    def is_explicitly_ordered(self):
        return True

    def search_queryset(self, queryset):
        return with_words(queryset, self.search_query)


class IssueListingViewSet(PageListingViewSet):
    model = BulletinIssuePage
    icon = "doc-full"
    index_view_class = IssueList
    filterset_class = IssueFilterSet
    columns = IssueList.base_columns


issue_listing = IssueListingViewSet("wagtail_ngo_issues", url_prefix="ngo/issues")


class IssuesMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_edit_pages(request.user)


def issue_list_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_issues:index")
    return IssuesMenuItem(_("Issues"), url, name="ngo-issues", icon_name="doc-full", order=30)
