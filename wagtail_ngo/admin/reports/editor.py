"""What the rich text editor needs to offer the figures of a report."""

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from wagtail_ngo.enums import FigureKey, ReportName


def figure_choices() -> SafeString:
    """Figures and words of the dialog, in the language of the editor, as inert JSON."""
    data = {
        "figures": [
            [str(key), str(label)] for key, label in (*FigureKey.choices, *ReportName.choices)
        ],
        "only_number": _("Only the number, without its noun"),
        "title": _("Figure of the report"),
        "choose": _("Put it into the text"),
        "cancel": _("Cancel"),
    }
    return json_script(data, "ngo-report-figures")
