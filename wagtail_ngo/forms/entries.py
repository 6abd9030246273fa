"""Forms of the public pages."""

from collections.abc import Sequence

from django import forms
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail_ngo.form_fields import RowsField
from wagtail_ngo.models import NGOPage
from wagtail_ngo.services.directory.change_requests import field_errors
from wagtail_ngo.services.directory.column_lists import ContactsColumn, TermsColumn
from wagtail_ngo.services.directory.column_types import SEPARATOR, BooleanColumn
from wagtail_ngo.services.directory.columns import COLUMNS_BY_KEY, cell_text
from wagtail_ngo.services.directory.facts import PUBLIC_KEYS

#: Bound of a text that the model leaves open: the form is open to whoever has the link.
LONGEST_TEXT = 10_000


class EntryChangesForm(forms.Form):
    """The public fields of an entry, or those of ``keys``, as its organization would have them."""

    message = forms.CharField(
        label=_("Anything else we should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, entry: NGOPage, keys: Sequence[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        fields = {key: _form_field(COLUMNS_BY_KEY[key], entry) for key in keys or PUBLIC_KEYS}
        # The form of one fact asks for nothing else.
        self.fields = fields if keys else {**fields, **self.fields}

    def clean(self):
        cleaned = super().clean()
        for key, error in field_errors(self.cells()).items():
            self.add_error(key, error)
        return cleaned

    def cells(self) -> dict[str, str]:
        """What was typed, as cells of a table."""
        return {
            key: _as_cell(COLUMNS_BY_KEY[key], self.cleaned_data[key])
            for key in PUBLIC_KEYS
            if key in self.cleaned_data
        }


def _form_field(column, entry: NGOPage) -> forms.Field:
    label = str(column.label)
    label = label[:1].upper() + label[1:]
    if isinstance(column, TermsColumn):
        return RowsField(
            column.model.objects.all(),
            label=label,
            required=False,
            initial=column.current(entry),
            widget=forms.CheckboxSelectMultiple,
        )
    if isinstance(column, BooleanColumn):
        return forms.BooleanField(label=label, required=False, initial=column.current(entry))
    text = cell_text(column, entry)
    if isinstance(column, ContactsColumn):
        rows = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(
            label=label,
            required=False,
            initial=text.replace(SEPARATOR, "\n"),
            widget=rows,
            max_length=2000,
            help_text=_("One in a line."),
        )
    field = NGOPage._meta.get_field(column.key)
    is_long = isinstance(field, models.TextField)
    return forms.CharField(
        label=label,
        required=False,
        initial=text,
        max_length=field.max_length or LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}) if is_long else forms.TextInput,
    )


def _as_cell(column, value) -> str:
    if isinstance(column, TermsColumn):
        return SEPARATOR.join(term.name for term in value)
    if isinstance(column, BooleanColumn):
        return column.show(value)
    if isinstance(column, ContactsColumn):
        return SEPARATOR.join(line.strip() for line in value.splitlines() if line.strip())
    return value


class VisitorForm(forms.Form):
    """What every form for visitors ends with. ``website`` is a trap for machines."""

    reply_to = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        required=False,
        help_text=_("We use it for the answer only and delete it afterwards."),
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_trapped(self) -> bool:
        return bool(self.cleaned_data["website"])


class ErrorReportForm(VisitorForm):
    """A visitor's hint that something is wrong."""

    message = forms.CharField(
        label=_("What is wrong?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )
    field_order = ["message", "reply_to", "website"]


class MissingOrganizationForm(VisitorForm):
    """A visitor's hint at an organization that the directory does not have."""

    name = forms.CharField(
        label=_("Name of the organization"),
        max_length=255,
        # The address of an entry is made from its name.
        validators=[RegexValidator(r"[^\W_]", _("Give the name in letters or digits."))],
    )
    contact = forms.CharField(
        label=_("Where it can be found"),
        required=False,
        max_length=255,
        help_text=_("A website, an address, a phone number or a KRS number."),
    )
    message = forms.CharField(
        label=_("Anything else we should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["name", "contact", "message", "reply_to", "website"]
