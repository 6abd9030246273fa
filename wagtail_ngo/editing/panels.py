"""Panels of the page editor."""

from django import forms
from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel, Panel

from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.domain.events.rule_sentence import sentence

#: Styles of what the form shows beside Wagtail's own fields.
STYLES = {"all": ["wagtail_ngo/css/recurrence-widget.css", "wagtail_ngo/css/term-boxes.css"]}


class RecurrenceComparison(FieldComparison):
    """Two revisions' rules as sentences."""

    def __init__(self, field, obj_a, obj_b):
        super().__init__(field, obj_a, obj_b)
        self.val_a = _sentence(obj_a, self.val_a)
        self.val_b = _sentence(obj_b, self.val_b)


def _sentence(instance, value) -> str:
    start = getattr(instance, "start_date", None) or timezone.localdate()
    return sentence(from_recurrence(value), start, language=get_language() or "en")


class RecurrencePanel(FieldPanel):
    """A repeat rule; the comparison of revisions shows sentences."""

    def get_comparison_class(self):
        return RecurrenceComparison


class WrittenEventPanel(Panel):
    """A line that fills the form of an event; what it means is shown before it is taken over."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_ngo/admin/written_event.html"

        @property
        def media(self):
            scripts = ["wagtail_ngo/js/form-fields.js", "wagtail_ngo/js/written-event.js"]
            return super().media + forms.Media(js=scripts)

        def get_context_data(self, parent_context=None):
            url = reverse("wagtail_ngo_written_event")
            return {**super().get_context_data(parent_context), "url": url}


class HoursLinePanel(Panel):
    """Office hours in one line, which become rows; without scripts when the entry is saved."""

    def get_form_options(self) -> dict:
        # A field that no panel names is shown once more at the end of the form.
        return {"fields": ["hours_line"]}

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_ngo/admin/written_hours.html"

        @property
        def media(self):
            scripts = ["wagtail_ngo/js/form-fields.js", "wagtail_ngo/js/written-hours.js"]
            return super().media + forms.Media(js=scripts, css=STYLES)

        def is_shown(self) -> bool:
            return self.form is None or "hours_line" in self.form.fields

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            field = self.form["hours_line"] if self.form else None
            return {**context, "field": field, "url": reverse("wagtail_ngo_written_hours")}


class RegisterPanel(Panel):
    """Beside the numbers of an entry: the register that the town loaded, asked by a number."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtail_ngo/admin/register_panel.html"

        @property
        def media(self):
            scripts = ["wagtail_ngo/js/form-fields.js", "wagtail_ngo/js/register-offers.js"]
            return super().media + forms.Media(js=scripts, css=STYLES)

        @cached_property
        def registers(self) -> list:
            return list(apps.get_model("wagtail_ngo", "RegisterFile").objects.all())

        def is_shown(self) -> bool:
            return bool(self.registers)

        def get_context_data(self, parent_context=None):
            entry = self.instance
            page = reverse("wagtail_ngo_register_new")
            if entry and entry.pk:
                page = reverse("wagtail_ngo_register_fill", args=[entry.pk])
            return {
                **super().get_context_data(parent_context),
                "url": reverse("wagtail_ngo_register_offer"),
                "page_url": page,
                "registers": self.registers,
                "entry": entry,
            }


class CorrectionPanel(FieldPanel):
    """A field that only an issued bulletin has use for."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.latest_edition is not None
