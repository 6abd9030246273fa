"""Panels of the page editor."""

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel, Panel

from wagtail_ngo.domain.events.recurrence import from_recurrence
from wagtail_ngo.domain.events.rule_sentence import sentence


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
            return super().media + forms.Media(js=["wagtail_ngo/js/written-event.js"])

        def get_context_data(self, parent_context=None):
            url = reverse("wagtail_ngo_written_event")
            return {**super().get_context_data(parent_context), "url": url}


class CorrectionPanel(FieldPanel):
    """A field that only an issued bulletin has use for."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.latest_edition is not None
