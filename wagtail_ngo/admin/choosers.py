"""Choosers of models that are neither pages nor snippets."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class FundingCallChooserViewSet(ChooserViewSet):
    model = "wagtail_ngo.FundingCall"
    icon = "tag"
    choose_one_text = _("Choose a funding call")
    choose_another_text = _("Choose another funding call")
    edit_item_text = _("Edit this funding call")
    form_fields = ["title", "funder", "deadline", "url"]
    per_page = 20
    register_widget = False


funding_call_chooser = FundingCallChooserViewSet("wagtail_ngo_funding_call_chooser")
