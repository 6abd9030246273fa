"""The form of an election's page: areas where the form needs them, nothing where it is locked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_ngo.editing.drafts import DraftForm
from wagtail_ngo.enums import ElectionForm


class ElectionPageForm(DraftForm):
    """Rules are fixed once the electoral roll is frozen; the fields then say so."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_locked = self.instance.pk is not None and self.instance.is_locked
        if self.is_locked:
            why = _("Fixed since the electoral roll was frozen.")
            for name in self.instance.LOCKED:
                if name in self.fields:
                    self.fields[name].disabled = True
                    self.fields[name].help_text = why

    def clean(self):
        cleaned = super().clean()
        areas = self.formsets.get("areas")
        if areas is None:
            return cleaned
        if self.is_locked:
            if areas.has_changed():
                self.add_error(None, _("The areas are fixed since the electoral roll was frozen."))
            return cleaned
        remaining = [form for form in areas.forms if _is_kept(form, areas)]
        if cleaned.get("form") not in (None, ElectionForm.ONE_LIST) and not remaining:
            self.add_error("form", _("Add at least one area below."))
        for form in areas.forms:
            area = form.instance
            is_going = form.has_changed() and not _is_kept(form, areas)
            if area.pk and is_going and area.candidates.exists():
                text = _("“%(area)s” has candidates. Move them to another area first.")
                self.add_error(None, text % {"area": area.name})
        return cleaned


def _is_kept(form, formset) -> bool:
    is_empty = not form.instance.pk and not form.has_changed()
    return not is_empty and not formset._should_delete_form(form)
