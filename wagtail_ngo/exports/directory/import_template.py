"""A file to start from: the columns that an import knows, one example row, the allowed values."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font

from wagtail_ngo.domain.tables.habits import EXAMPLE_MARK
from wagtail_ngo.services.directory.column_lists import TermColumn
from wagtail_ngo.services.directory.column_types import BooleanColumn, ChoiceColumn
from wagtail_ngo.services.directory.columns import COLUMNS

#: A made-up organization, by the key of the column.
EXAMPLE = {
    "title": f"Stowarzyszenie Przykład {EXAMPLE_MARK}",
    "short_name": "Przykład",
    "legal_form": "Stowarzyszenie",
    "founded_year": "1998",
    "lead": "Co robicie i dla kogo, w jednym lub dwóch zdaniach.",
    "areas": "16 | 17",
    "seat_street": "ul. Przykładowa 1",
    "seat_postcode": "00-000",
    "seat_city": "Miasto",
    "phone": "59 800 00 00 | 600 000 000",
    "email": "biuro@example.org",
    "website": "https://example.org",
    "opening_hours": "pn-pt 8:00-16:00; so 9:00-13:00",
    "is_public_benefit": "nie",
}


def template_rows() -> Iterator[list[str]]:
    """The names of all columns, and the example."""
    yield [str(column.label) for column in COLUMNS]
    yield [EXAMPLE.get(column.key, "") for column in COLUMNS]


def allowed_values() -> Iterator[tuple[str, list[str]]]:
    """Name of a column and what its cells may hold, for columns with a list of their own."""
    for column in COLUMNS:
        if isinstance(column, BooleanColumn):
            yield str(column.label), [str(_("yes")), str(_("no"))]
        elif isinstance(column, ChoiceColumn):
            yield str(column.label), [str(label) for label in column.choices.labels if label]
        elif isinstance(column, TermColumn):
            yield str(column.label), [str(term) for term in column.model.objects.all()]


def template_workbook() -> BinaryIO:
    """The template as XLSX in a temporary file, with a second sheet of the allowed values."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Organizations")[:31]
    for row in template_rows():
        sheet.append(row)
    sheet.freeze_panes = "B2"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        # Cells of text keep the zeros in front of a number.
        sheet.column_dimensions[cell.column_letter].number_format = "@"
    values = book.create_sheet(_("Allowed values")[:31])
    for number, (name, allowed) in enumerate(allowed_values(), start=1):
        values.cell(1, number, name).font = Font(bold=True)
        for place, value in enumerate(allowed, start=2):
            values.cell(place, number, value)
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller sends and closes it
    book.save(file)
    file.seek(0)
    return file
