"""Forms around the search of the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchAlertForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Used for this search only, and deleted when you unsubscribe."),
    )
    # People do not see it; machines fill it.
    website = forms.CharField(required=False, widget=forms.HiddenInput)
