"""Listing of representatives. Personal data: the hardened base, nothing else."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.privacy import RepresentativeButtons
from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin
from wagtail_ngo.models import ActivityArea, District, NGOPage, Representative


class OrganizationFilter(RelatedFilter):
    title = _("organization")
    parameter_name = "organization"

    def choices_queryset(self):
        with_people = Representative.objects.values("organization")
        return NGOPage.objects.filter(pk__in=with_people).order_by("sort_key")


class AreaFilter(RelatedFilter):
    """By an activity area of the organization."""

    title = _("activity area")
    parameter_name = "area"
    lookup = "organization__areas"

    def choices_queryset(self):
        return ActivityArea.objects.all()


class DistrictFilter(RelatedFilter):
    title = _("district")
    parameter_name = "district"
    lookup = "organization__districts"

    def choices_queryset(self):
        return District.objects.all()


class RepresentativeAdmin(SafeModelAdmin):
    model = Representative
    menu_label = _("Representatives")
    menu_icon = "user"
    list_display = ("name", "role", "organization", "may_represent", "is_public", "keep_until")
    list_filter = (OrganizationFilter, AreaFilter, DistrictFilter, "may_represent", "is_public")
    list_select_related = ("organization",)
    list_export = ("name", "role", "organization", "may_represent", "email", "phone", "keep_until")
    search_fields = ("name", "role", "organization__title", "email")
    inspect_view_enabled = True
    button_helper_class = RepresentativeButtons
    inspect_view_fields = [
        "name",
        "role",
        "organization",
        "may_represent",
        "term_from",
        "term_until",
        "email",
        "phone",
        "is_public",
        "keep_until",
        "erased_on",
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(erased_on=None)
