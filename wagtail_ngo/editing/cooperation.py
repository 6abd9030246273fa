"""The form of a cooperation: what its partners must be together."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class CooperationForm(WagtailAdminModelForm):
    def is_valid(self) -> bool:
        return super().is_valid() and self._partners_are_valid()

    def _partners_are_valid(self) -> bool:
        """At least two partners, each once, at most one of them leading."""
        rows = [
            form.cleaned_data
            for form in self.formsets["partners"].forms
            if form.cleaned_data and not form.cleaned_data.get("DELETE")
        ]
        if len(rows) < 2:
            self.add_error(None, _("A cooperation has at least two partners."))
        entries = [row["organization"].pk for row in rows if row.get("organization")]
        if len(entries) != len(set(entries)):
            self.add_error(None, _("An organization is there twice. Remove one of the two."))
        if sum(bool(row.get("is_lead")) for row in rows) > 1:
            self.add_error(None, _("Only one partner leads. Untick the others."))
        return not self.errors
