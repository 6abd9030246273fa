"""Chooser blocks with modals of our own, named here by their URLs (see ``admin``)."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock
from wagtail.coreutils import resolve_model_string


class _NamedChooser(BaseChooser):
    """Knows its model by name, so that a block can use it before the models are loaded."""

    model_name = ""

    @cached_property
    def model(self):
        return resolve_model_string(self.model_name)

    def get_chooser_modal_url(self):
        return reverse(self.chooser_modal_url_name)


class FundingCallChooser(_NamedChooser):
    model_name = "wagtail_ngo.FundingCall"
    choose_one_text = _("Choose a funding call")
    choose_another_text = _("Choose another funding call")
    link_to_chosen_text = _("Edit this funding call")
    chooser_modal_url_name = "wagtail_ngo_funding_call_chooser:choose"
    icon = "tag"


class NGOChooser(_NamedChooser):
    """Searches by name, NIP and KRS, filters by area, adds a new entry."""

    model_name = "wagtail_ngo.NGOPage"
    choose_one_text = _("Choose an organization")
    choose_another_text = _("Choose another organization")
    link_to_chosen_text = _("Edit this organization")
    chooser_modal_url_name = "wagtail_ngo_entry_chooser:choose"
    icon = "group"


class OccurrenceChooser(BaseChooser):
    """One date of an event, for fields of the listings; the newest ones come first."""

    choose_one_text = _("Choose a date of an event")
    choose_another_text = _("Choose another date")
    show_edit_link = False
    chooser_modal_url_name = "wagtail_ngo_occurrence_chooser:choose"
    icon = "date"

    @cached_property
    def model(self):
        return resolve_model_string("wagtail_ngo.Occurrence")

    def get_chooser_modal_url(self):
        return reverse(self.chooser_modal_url_name)


class CooperationChooser(_NamedChooser):
    model_name = "wagtail_ngo.Cooperation"
    choose_one_text = _("Choose a cooperation")
    choose_another_text = _("Choose another cooperation")
    link_to_chosen_text = _("Edit this cooperation")
    chooser_modal_url_name = "wagtail_ngo_cooperation_chooser:choose"
    icon = "link"


class CooperationChooserBlock(ChooserBlock):
    target_model = "wagtail_ngo.Cooperation"

    @cached_property
    def widget(self):
        return CooperationChooser()

    class Meta:
        icon = "link"


class OccurrenceChooserBlock(ChooserBlock):
    """One date of an event. Nothing where the date is gone."""

    target_model = "wagtail_ngo.Occurrence"

    @cached_property
    def widget(self):
        return OccurrenceChooser()

    class Meta:
        icon = "date"


class FundingCallChooserBlock(ChooserBlock):
    target_model = "wagtail_ngo.FundingCall"

    @cached_property
    def widget(self):
        return FundingCallChooser()

    class Meta:
        icon = "tag"


class NGOChooserBlock(ChooserBlock):
    target_model = "wagtail_ngo.NGOPage"

    @cached_property
    def widget(self):
        return NGOChooser()

    class Meta:
        icon = "group"
