"""Panels of the page editor."""

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.admin.compare import FieldComparison
from wagtail.admin.panels import FieldPanel

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


class CorrectionPanel(FieldPanel):
    """A field that only an issued bulletin has use for."""

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            return super().is_shown() and self.instance.latest_edition is not None
