"""Entries as CSV and XLSX, written as they are read: memory does not grow with the rows.

The public table is made from public views of entries; the internal one from the entries
themselves and needs a permission. They share nothing but the writers.
"""

from __future__ import annotations

import csv
import datetime
import tempfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook

from wagtail_ngo.domain.batches import batches
from wagtail_ngo.domain.tables.cells import safe_cell, without_control
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.exports.directory.plain_entries import plain_entries
from wagtail_ngo.exports.directory.public import PublicEntry, public_entries
from wagtail_ngo.services.directory.column_types import SEPARATOR
from wagtail_ngo.services.directory.columns import COLUMNS, cell_text

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 500


class _Echo:
    """A file that gives back what is written."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[list[str]], *, delimiter: str = ";") -> Iterator[str]:
    """Lines of a CSV file with a BOM, as Excel in Poland opens it; no cell runs as a formula."""
    writer = csv.writer(_Echo(), delimiter=delimiter)
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([safe_cell(cell) for cell in row])


def xlsx_file(rows: Iterable[list[str]]) -> BinaryIO:
    """A workbook in a temporary file, at its beginning. Cells are texts, never formulas."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_xlsx_text(cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the caller sends and closes it
    book.save(file)
    file.seek(0)
    return file


def _xlsx_text(cell: str) -> str:
    return str(safe_cell(without_control(cell)))


def public_rows(entries, *, today: datetime.date) -> Iterator[list[str]]:
    """Header and rows of the public table. ``entries`` come from ``visible_to``."""
    yield [
        _("name"), _("short name"), _("legal form"), _("status"), "KRS", "NIP", "REGON",
        _("short description"), _("activity areas"), _("target groups"), _("districts"),
        _("seat: street"), _("seat: postcode"), _("seat: town"),
        _("phone"), _("e-mail"), _("website"), _("confirmed on"), _("page"),
    ]  # fmt: skip
    for entry in _in_chunks(entries, today):
        yield _public_row(entry)


def _public_row(entry: PublicEntry) -> list[str]:
    def values(kind):
        return SEPARATOR.join(contact.value for contact in entry.contacts if contact.kind == kind)

    def names(terms):
        return SEPARATOR.join(term.name for term in terms)

    return [
        entry.title, entry.short_name, entry.legal_form, entry.status_label,
        entry.krs, entry.nip, entry.regon, entry.lead,
        names(entry.areas), names(entry.target_groups), names(entry.districts),
        entry.seat.street, entry.seat.postcode, entry.seat.city,
        values(ContactKind.PHONE), values(ContactKind.EMAIL), values(ContactKind.WEBSITE),
        str(entry.verified_on or ""), entry.url,
    ]  # fmt: skip


def _in_chunks(entries, today: datetime.date) -> Iterator[PublicEntry]:
    keys = entries.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
    for pks in batches(keys, CHUNK):
        yield from public_entries(entries.filter(pk__in=pks), today=today)


def internal_rows(entries) -> Iterator[list[str]]:
    """Header and rows with every field, as the import reads them."""
    yield [str(column.label) for column in COLUMNS]
    for entry in plain_entries(entries):
        yield [cell_text(column, entry) for column in COLUMNS]
