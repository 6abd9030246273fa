"""The list of entries in the group "NGO": Wagtail's own page listing with our filters."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import Button
from wagtail.permissions import page_permission_policy

from wagtail_ngo.admin.page_lists import WIDE_ONLY, PageList, day, may_edit_pages, may_work_on
from wagtail_ngo.enums import OrganizationStatus
from wagtail_ngo.form_fields import ChosenRows
from wagtail_ngo.models import ActivityArea, District, LegalForm, NGODirectoryPage, NGOPage
from wagtail_ngo.services.directory.lookup import find_entries
from wagtail_ngo.services.directory.register_offers import has_registers


class TermsField(ChosenRows, django_filters.fields.ModelMultipleChoiceField):
    def clean(self, value):
        for item in value if isinstance(value, list | tuple) else ():
            self._refuse_impossible(item)
        return super().clean(value)


class PageField(ChosenRows, django_filters.fields.ModelChoiceField):
    def to_python(self, value):
        if value not in self.empty_values:
            self._refuse_impossible(value)
        return super().to_python(value)


class PageFilter(django_filters.ModelChoiceFilter):
    field_class = PageField


class MultipleTermFilter(django_filters.ModelMultipleChoiceFilter):
    field_class = TermsField


class TermFilter(django_filters.ModelMultipleChoiceFilter):
    """Entries that have any of the chosen terms, without a join that would double rows."""

    field_class = TermsField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, widget=forms.CheckboxSelectMultiple, **kwargs)

    def filter(self, qs, value):
        if not value:
            return qs
        having = NGOPage.objects.order_by().filter(**{f"{self.field_name}__in": value})
        return qs.filter(pk__in=having.values("pk"))


class EntryFilterSet(WagtailFilterSet):
    directory = PageFilter(
        label=_("Directory"), queryset=NGODirectoryPage.objects.all(), method="in_directory"
    )
    areas = TermFilter(label=_("Activity area"), queryset=ActivityArea.objects.all())
    districts = TermFilter(label=_("District"), queryset=District.objects.all())
    legal_form = MultipleTermFilter(
        label=_("Legal form"),
        queryset=LegalForm.objects.all(),
        widget=forms.CheckboxSelectMultiple,
    )
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"),
        choices=OrganizationStatus.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    review = django_filters.ChoiceFilter(
        label=_("Confirmation"),
        choices=[
            ("overdue", _("Overdue")),
            ("in_time", _("Not overdue")),
            ("never", _("Never confirmed")),
        ],
        method="by_review",
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
        model = NGOPage
        fields = []

    def in_directory(self, queryset, name, value):
        return queryset.filter(path__startswith=value.path)

    def by_review(self, queryset, name, value):
        if value == "never":
            return queryset.filter(verified_on__isnull=True)
        overdue = Q(next_review_on__lt=timezone.localdate())
        return queryset.filter(overdue) if value == "overdue" else queryset.exclude(overdue)

    def by_publication(self, queryset, name, value):
        if value == "changed":
            return queryset.filter(live=True, has_unpublished_changes=True)
        return queryset.filter(live=value == "live")


def explorable_entries(user) -> QuerySet:
    """Entries that this user meets in Wagtail's page tree, drafts among them."""
    explorable = page_permission_policy.explorable_instances(user)
    return NGOPage.objects.filter(pk__in=explorable.values_list("pk", flat=True))


def listed_entries(request) -> QuerySet:
    """All entries of the list that the query of ``request`` asks for."""
    entries = find_entries(explorable_entries(request.user), request.GET.get("q", ""))
    filters = EntryFilterSet(request.GET, queryset=entries, request=request)
    return filters.qs if filters.is_valid() else entries


class EntryIndexView(PageList):
    """Searched by name, NIP, KRS; filtered by area, district, status, review."""

    template_name = "wagtail_ngo/admin/entries.html"
    default_ordering = "sort_key"
    prefetched = ("areas",)
    base_filterset_class = EntryFilterSet
    page_title = _("Organizations")
    add_item_label = _("Add an organization")
    base_columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn(
            "title", label=_("Name"), sort_key="sort_key", classname="title", width="35%"
        ),
        Column(
            "numbers",
            label=_("KRS / NIP"),
            accessor=lambda entry: entry.krs or entry.nip,
            classname=WIDE_ONLY,
        ),
        Column(
            "areas",
            label=_("Activity areas"),
            accessor=lambda entry: names(entry.areas),
            classname=WIDE_ONLY,
        ),
        Column(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            sort_key="status",
            classname=WIDE_ONLY,
        ),
        Column(
            "next_review_on",
            label=_("Next review"),
            accessor=lambda entry: day(entry.next_review_on),
            sort_key="next_review_on",
            classname=WIDE_ONLY,
        ),
        PageStatusColumn("live", label=_("Publication"), sort_key="live"),
    ]

    @cached_property
    def columns(self):
        return self.base_columns

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if has_registers() and may_work_on(self.request.user, NGODirectoryPage):
            url = reverse("wagtail_ngo_register_new")
            buttons.append(Button(_("New from a number"), url, icon_name="download", priority=5))
        return buttons

    def search_queryset(self, queryset):
        return find_entries(queryset, self.search_query) if self.is_searching else queryset

    @cached_property
    def is_explicitly_ordered(self):
        # Found entries stay in the order of the list: matching here has no ranks.
        return True


def names(terms) -> str:
    return ", ".join(term.name for term in terms.all())


class EntryListingViewSet(PageListingViewSet):
    model = NGOPage
    icon = "group"
    index_view_class = EntryIndexView
    filterset_class = EntryFilterSet
    columns = EntryIndexView.base_columns

    def get_choose_parent_view_kwargs(self, **kwargs):
        return super().get_choose_parent_view_kwargs(
            **{"model": NGODirectoryPage.entry_model(), **kwargs}
        )


entry_listing = EntryListingViewSet("wagtail_ngo_entries", url_prefix="ngo/organizations")


class EntryMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_edit_pages(request.user)


def entry_menu_item() -> MenuItem:
    url = reverse("wagtail_ngo_entries:index")
    return EntryMenuItem(
        _("Organizations"), url, name="ngo-organizations", icon_name="group", order=10
    )
