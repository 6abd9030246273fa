"""Listings of funding calls in the group "NGO"."""

from django.utils.translation import gettext_lazy as _

from wagtail_ngo.admin.safe_modeladmin import SafeModelAdmin
from wagtail_ngo.models import FundingCall


class FundingCallAdmin(SafeModelAdmin):
    model = FundingCall
    menu_label = _("Funding calls")
    menu_icon = "tag"
    list_display = ("title", "funder", "deadline", "is_public")
    list_filter = ("is_public", "deadline")
    search_fields = ("title", "funder")
    list_export = (
        "title",
        "funder",
        "deadline",
        "amount_min",
        "amount_max",
        "own_contribution",
        "eligible",
        "url",
        "source",
        "is_public",
    )
    inspect_view_enabled = True
