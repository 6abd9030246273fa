"""The listing of registrations. Personal data: the hardened base, nothing is edited here."""

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import ButtonHelper

from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin, SafePermissionHelper
from wagtail_ngo.enums import RegistrationStatus
from wagtail_ngo.models import Course, Occurrence, Registration
from wagtail_ngo.validators import is_row_number

#: Dates to choose from, the latest; the list of dates leads to all others.
MOST_DATES = 40
PLACES = ("occurrence", "course")


class RegistrationPermissions(SafePermissionHelper):
    """Registrations come from the form or the desk, and change there."""

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class RegistrationButtons(ButtonHelper):
    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        return [
            {
                "url": reverse("wagtail_ngo_registration", args=[obj.pk]),
                "label": _("Show"),
                "classname": self.finalise_classname(classnames_add),
                "title": f"{_('Show')}: {obj.name or obj}",
            }
        ]


class DateFilter(RelatedFilter):
    title = _("date")
    parameter_name = "occurrence"

    def choices_queryset(self):
        dates = Occurrence.objects.filter(record_count__gt=0).select_related("page")
        return dates.order_by("-starts_at", "-pk")[:MOST_DATES]


class CourseFilter(RelatedFilter):
    title = _("course")
    parameter_name = "course"

    def choices_queryset(self):
        return Course.objects.filter(record_count__gt=0).order_by("-starts_at", "-pk")[:MOST_DATES]


class StatusFilter(admin.SimpleListFilter):
    """Each status with how many there are, of the chosen date or of all. One query."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request)
        for name in PLACES:
            value = request.GET.get(name)
            if value is not None and is_row_number(value):
                rows = rows.filter(**{name: int(value)})
        counted = rows.order_by().values("status").annotate(count=Count("pk"))
        counts = dict(counted.values_list("status", "count"))
        return [
            (status.value, f"{status.label} ({counts[status.value]})")
            for status in RegistrationStatus
            if status.value in counts
        ]

    def queryset(self, request, queryset):
        value = self.value()
        if value is None:
            return queryset
        if value not in RegistrationStatus.values:
            raise IncorrectLookupParameters
        return queryset.filter(status=value)


class RegistrationAdmin(SafeModelAdmin):
    """What people need for taking part is on the page of one registration only, never exported."""

    model = Registration
    menu_label = _("Registrations")
    menu_icon = "form"
    list_display = ("name", "organization_name", "place", "status", "seats", "created_at")
    list_filter = (StatusFilter, DateFilter, CourseFilter)
    list_select_related = ("occurrence__page", "course")
    list_export = (
        "place", "status", "name", "email", "phone", "organization_name", "role", "companions",
        "created_at", "confirmed_at",
    )  # fmt: skip
    search_fields = ("name", "email", "organization_name")
    ordering = ("-created_at", "-pk")
    permission_helper_class = RegistrationPermissions
    button_helper_class = RegistrationButtons

    @admin.display(description=_("For what"))
    def place(self, registration: Registration) -> str:
        return str(registration.target)
