"""The figures of an activity report as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from wagtail_ngo.domain.reports.values import Value
from wagtail_ngo.domain.tables.cells import safe_cell
from wagtail_ngo.models import ActivityReportPage
from wagtail_ngo.services.reports.shown import Indicator, ShownFigure, ShownReport


def figures_csv(report: ShownReport) -> bytes:
    """One row a figure: key, label, number, currency, the period before, definition; with BOM."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(["key", "label", "value", "unit", "before", "definition"])
    for figure in report.all_figures:
        writer.writerows(_rows(figure))
    return file.getvalue().encode("utf-8-sig")


def _rows(figure: ShownFigure) -> list[list[str]]:
    parts: list[tuple[str, str, object]]
    before = dict(figure.before) if isinstance(figure.before, tuple) else {}
    if isinstance(figure.value, tuple):
        parts = [
            (f"{amount:.2f}".replace(".", ","), currency, before.get(currency, ""))
            for currency, amount in figure.value
        ]
    else:
        unit = "%" if isinstance(figure.value, float) else ""
        plain = "" if figure.before in (None, ()) else str(figure.before).replace(".", ",")
        parts = [(str(figure.value).replace(".", ","), unit, plain)]
    return [
        [str(figure.key), str(safe_cell(figure.label)), number, unit, str(old), figure.definition]
        for number, unit, old in parts
    ]


def indicators_of(page: ActivityReportPage, report: ShownReport) -> list[Indicator]:
    """All indicators of the page, in their order, of however many tables."""
    return [
        indicator
        for block in page.body
        if block.block_type == "indicators"
        for indicator in report.indicators(block.value["rows"])
    ]


def indicators_csv(indicators: Iterable[Indicator], columns: Iterable[str]) -> bytes:
    """The form as a table: indicator, value, period before, note; with BOM."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([*columns, _("Note")])
    for indicator in indicators:
        cells = (indicator.label, indicator.number, indicator.before, indicator.note)
        writer.writerow([safe_cell(cell) for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def figures_json(
    report: ShownReport, *, title: str, url: str, indicators: Iterable[Indicator] = ()
) -> bytes:
    """Title, address, period and figures; money as a list of amounts with their currency."""
    data = {
        "title": title,
        "url": url,
        "period": {
            "first_day": report.period.first.isoformat(),
            "last_day": report.period.last.isoformat(),
        },
        "counted_at": report.values.counted_at.isoformat(),
        "is_frozen": report.is_frozen,
        "figures": [
            {
                "key": str(figure.key),
                "label": figure.label,
                "value": _plain(figure.value),
                "before": _plain(figure.before),
                "definition": figure.definition,
            }
            for figure in report.all_figures
        ],
        "indicators": [
            {
                "label": indicator.label,
                "value": indicator.number,
                "before": indicator.before,
                "note": indicator.note,
            }
            for indicator in indicators
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [{"amount": f"{amount:.2f}", "currency": currency} for currency, amount in value]
    return value
