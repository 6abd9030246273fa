"""Listing of representatives. Personal data: the hardened base, nothing else."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.privacy import RepresentativeButtons
from wagtail_ngo.admin.safe_modeladmin import RelatedFilter, SafeModelAdmin
from wagtail_ngo.models import NGOPage, Representative


class OrganizationFilter(RelatedFilter):
    title = _("organization")
    parameter_name = "organization"

    def choices_queryset(self):
        with_people = Representative.objects.values("organization")
        return NGOPage.objects.filter(pk__in=with_people).order_by("sort_key")


class RepresentativeAdmin(SafeModelAdmin):
    model = Representative
    menu_label = _("Representatives")
    menu_icon = "user"
    list_display = ("name", "role", "organization", "may_represent", "is_public", "keep_until")
    list_filter = (OrganizationFilter, "may_represent", "is_public")
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
