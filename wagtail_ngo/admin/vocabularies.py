"""Listings of the editable vocabularies."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import ActivityArea, District, Language, LegalForm, TargetGroup


class VocabularyAdmin(SafeModelAdmin):
    list_display = ("name", "sort_order")
    list_export = ("name", "slug", "description", "sort_order")
    search_fields = ("name", "description")
    inspect_view_enabled = True


class ActivityAreaAdmin(VocabularyAdmin):
    model = ActivityArea
    menu_label = _("Activity areas")
    menu_icon = "list-ul"
    list_display = ("name", "code", "sort_order")
    list_export = ("name", "slug", "code", "description", "sort_order")


class TargetGroupAdmin(VocabularyAdmin):
    model = TargetGroup
    menu_label = _("Target groups")
    menu_icon = "user"


class DistrictAdmin(VocabularyAdmin):
    model = District
    menu_label = _("Districts")
    menu_icon = "site"


class LegalFormAdmin(VocabularyAdmin):
    model = LegalForm
    menu_label = _("Legal forms")
    menu_icon = "clipboard-list"


class LanguageAdmin(VocabularyAdmin):
    model = Language
    menu_label = _("Languages")
    menu_icon = "comment"
