"""Forms around the bulletin."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CorrectionForm(forms.Form):
    note = forms.CharField(
        label=_("What is corrected"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers see this sentence above the issue."),
    )


class SubscriptionForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Used for the bulletin only, and deleted when you unsubscribe."),
    )
    # People do not see it; machines fill it.
    website = forms.CharField(required=False, widget=forms.HiddenInput)
