"""The base class of every modeladmin listing of this package.

wagtail-modeladmin passes any query parameter to ``QuerySet.filter()``, leaves the history view
without a permission check, scopes only its index by ``get_queryset()`` and answers several inputs
with HTTP 500. With people's data in the tables each of these is a leak; here they are closed.
"""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import RestrictedError
from django.http import Http404
from django.shortcuts import redirect
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import (
    CreateView,
    DeleteView,
    EditView,
    HistoryView,
    IndexView,
    InspectView,
)

from wagtail_ngo.domain.tables.cells import CONTROL, safe_cell, without_control
from wagtail_ngo.validators import is_row_number


class SafeIndexView(IndexView):
    def dispatch(self, request, *args, **kwargs):
        exporting = request.GET.get(self.EXPORT_VAR) in self.FORMATS
        if exporting and not self.permission_helper.user_can_export(request.user):
            raise PermissionDenied
        # PostgreSQL refuses NUL in text; nobody types control characters on purpose.
        if any(CONTROL.search(value) for values in request.GET.lists() for value in values[1]):
            return redirect(self.index_url)
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_filters(self, request):
        specs, has_filters, _undeclared, distinct = super().get_filters(request)
        # What no declared list_filter took would go to QuerySet.filter() word for word:
        # ?user__password__startswith= reads a hash letter by letter.
        return specs, has_filters, {}, distinct

    def _get_default_ordering(self):
        """Names only: the base class reads expressions (nulls last) as if they were names."""
        return [_ordering_name(name) for name in super()._get_default_ordering()]

    def preprocess_field_value(self, field, value, export_format):
        value = super().preprocess_field_value(field, value, export_format)
        if export_format == self.FORMAT_CSV:
            return safe_cell(value)
        return without_control(value) if isinstance(value, str) else value

    def stream_csv(self, queryset):
        yield "\ufeff"
        yield from super().stream_csv(queryset)


def _ordering_name(ordering) -> str:
    """ "-deadline" for F("deadline").desc(nulls_last=True)."""
    if isinstance(ordering, str):
        return ordering
    name = getattr(ordering.expression, "name", "")
    return f"-{name}" if ordering.descending else name


class ScopedInstanceMixin:
    """Single objects come from the same queryset as the listing; a bad key is not found."""

    def __init__(self, model_admin, instance_pk):
        try:
            super().__init__(model_admin, instance_pk)
        except (ValueError, OverflowError) as error:
            raise Http404 from error

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.get_queryset(request).filter(pk=self.instance.pk).exists():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SafeEditView(ScopedInstanceMixin, EditView):
    pass


class SafeInspectView(ScopedInstanceMixin, InspectView):
    pass


class SafeHistoryView(ScopedInstanceMixin, HistoryView):
    def check_action_permitted(self, user):
        return self.permission_helper.user_can_edit_obj(user, self.instance)


class SafeDeleteView(ScopedInstanceMixin, DeleteView):
    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except RestrictedError as error:
            linked = list(error.restricted_objects)
            context = self.get_context_data(protected_error=True, linked_objects=linked)
            return self.render_to_response(context)


class SafePermissionHelper(PermissionHelper):
    """An export takes everything away at once, so that viewing is not enough for it."""

    def user_can_export(self, user):
        return self.user_has_specific_permission(user, self.get_perm_codename("change"))


class SafeModelAdmin(ModelAdmin):
    index_view_class = SafeIndexView
    create_view_class = CreateView
    edit_view_class = SafeEditView
    delete_view_class = SafeDeleteView
    inspect_view_class = SafeInspectView
    history_view_class = SafeHistoryView
    permission_helper_class = SafePermissionHelper
    list_per_page = 50

    def __init__(self, parent=None):
        super().__init__(parent)
        if self.is_pagemodel:
            raise ImproperlyConfigured(
                f"{type(self).__name__}: page types go to a PageListingViewSet. "
                "modeladmin shows the drafts of pages to every admin user."
            )

    def get_list_export(self, request):
        """No export buttons for those who may not export."""
        return self.list_export if self.permission_helper.user_can_export(request.user) else ()


class RelatedFilter(admin.SimpleListFilter):
    """A filter over a foreign key. The stock one needs ``django.contrib.admin`` installed.

    Subclasses name ``title``, ``parameter_name`` (the field, unless ``lookup`` names a way to it)
    and ``choices_queryset()``.
    """

    lookup = ""

    def choices_queryset(self):
        raise NotImplementedError

    def lookups(self, request, model_admin):
        return [(str(choice.pk), str(choice)) for choice in self.choices_queryset()]

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if not is_row_number(value):
            raise IncorrectLookupParameters
        return queryset.filter(
            **{f"{self.lookup or self.parameter_name}__pk": int(value)}
        ).distinct()
