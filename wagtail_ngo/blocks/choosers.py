"""Chooser blocks of models that are neither pages nor snippets."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string


class FundingCallChooser(BaseChooser):
    """Opens the modal of ``admin.choosers``, named here by its URL."""

    choose_one_text = _("Choose a funding call")
    choose_another_text = _("Choose another funding call")
    link_to_chosen_text = _("Edit this funding call")
    chooser_modal_url_name = "wagtail_ngo_funding_call_chooser:choose"
    icon = "tag"

    @cached_property
    def model(self):
        return resolve_model_string("wagtail_ngo.FundingCall")

    def get_chooser_modal_url(self):
        return reverse(self.chooser_modal_url_name)


class FundingCallChooserBlock(ChooserBlock):
    target_model = "wagtail_ngo.FundingCall"

    @cached_property
    def widget(self):
        return FundingCallChooser()

    class Meta:
        icon = "tag"
