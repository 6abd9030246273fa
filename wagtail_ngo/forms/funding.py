"""Filters of the list of funding calls."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.models import ActivityArea
from wagtail_ngo.services.funding_calls import CallFilters


class CallFilterForm(forms.Form):
    area = forms.ModelMultipleChoiceField(
        queryset=ActivityArea.objects.all(),
        label=_("Activity area"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    amount = forms.DecimalField(
        label=_("How much you need"),
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        help_text=_("In zlotys: shows the calls that may grant it."),
    )
    ended = forms.BooleanField(label=_("Show those that have ended"), required=False)

    def filters(self) -> CallFilters:
        """What was asked for; a field that makes no sense filters nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return CallFilters(
            areas=tuple(area.pk for area in chosen.get("area") or ()),
            amount=chosen.get("amount"),
            ended=bool(chosen.get("ended")),
        )
