"""Found entries as rows of a spreadsheet, made from the public view of each."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from wagtail_ngo.domain.tables.cells import safe_cell
from wagtail_ngo.enums import ContactKind
from wagtail_ngo.exports.directory.public import PublicEntry

# Spreadsheet programs take UTF-8 for granted only with a byte order mark.
_BOM = "\ufeff"


def csv_lines(entries: Iterable[PublicEntry]) -> Iterator[str]:
    """The lines of a CSV file, parted by semicolons as Polish spreadsheets expect."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    yield _BOM
    for row in result_rows(entries):
        writer.writerow([safe_cell(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def result_rows(entries: Iterable[PublicEntry]) -> Iterator[list[str]]:
    """A header, and a row of texts for each entry."""
    yield [
        _("Name"),
        _("Short name"),
        _("Legal form"),
        "KRS",
        "NIP",
        "REGON",
        _("Activity areas"),
        _("For whom"),
        _("Districts"),
        _("Description"),
        _("Address"),
        _("Phone"),
        _("E-mail"),
        _("Website"),
        _("Data confirmed on"),
        _("Page in the directory"),
    ]
    for entry in entries:
        yield [
            entry.title,
            entry.short_name,
            entry.legal_form,
            entry.krs,
            entry.nip,
            entry.regon,
            ", ".join(term.name for term in entry.areas),
            ", ".join(term.name for term in entry.target_groups),
            ", ".join(term.name for term in entry.districts),
            entry.lead,
            entry.seat.line,
            _contacts(entry, ContactKind.PHONE),
            _contacts(entry, ContactKind.EMAIL),
            _contacts(entry, ContactKind.WEBSITE),
            entry.verified_on.isoformat() if entry.verified_on else "",
            entry.url,
        ]


def _contacts(entry: PublicEntry, kind: ContactKind) -> str:
    return ", ".join(contact.text for contact in entry.contacts if contact.kind == kind)
