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
