"""What the writers for office programs have in common."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wagtail_ngo.domain.reports.document import Numerals, ReportDocument, Row, Table

#: Addresses that a document may lead to.
SCHEMES = ("http://", "https://", "mailto:", "tel:")
TEXT_WIDTH_MM = 160
#: Office programs know languages by country.
REGIONS = {"pl": "pl-PL", "en": "en-GB"}


def opening_lines(document: ReportDocument) -> list[str]:
    """What is below the title and the lead."""
    period = _("Period: %(period)s") % {"period": document.period}
    return [line for line in (document.publisher, period, document.url) if line]


def numerals_table(part: Numerals) -> Table:
    """Large figures as a table, since a document for editing has no place for numerals."""
    has_before = any(item.before for item in part.items)
    columns = (_("Figure"), _("Value"), *([_("Period before")] if has_before else []))
    rows = tuple(
        Row((item.label, item.number, *([item.before] if has_before else [])))
        for item in part.items
    )
    return Table(_("Figures"), columns, rows)
