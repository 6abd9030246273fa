"""Sheets of workbooks: XLSX by openpyxl, ODS and old Excel by calamine.

Which library reads what, and why, is in ADR 0062.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import openpyxl
import python_calamine
from openpyxl.utils.exceptions import InvalidFileException

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.limits import Limits

#: The first bytes of a compound file: old Excel, and new Excel with a password.
OLE = b"\xd0\xcf\x11\xe0"
#: So many empty rows in a sheet are its end: some programs keep a million below the table.
EMPTY_ROWS = 5000
#: As many as Excel has; a row number beyond them would make the reader count for ever.
XLSX_ROWS = 1_048_576
_MANIFEST = "META-INF/manifest.xml"
#: Cells of a sheet between its corners, empty ones too: calamine holds them all.
LARGEST_SHEET = 20_000_000
_EXTENT = re.compile(
    rb"<table:(?P<part>table-row|table-cell|covered-table-cell|table)(?=[ />])"
    rb"(?:[^>]{0,1000}?number-(?:rows|columns)-repeated=\"(?P<number>\d{1,9})\")?"
    rb"|<text:p\b|office:value-type="
)


def workbook_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """Values of the first sheet of an XLSX or ODS file that holds a table.

    A formula counts by the result that was saved with it.
    """
    with _damage_named("broken_xlsx"):
        check_package(file, limits)
        if _is_ods(file, limits):
            yield from _calamine_rows(file, limits)
        else:
            yield from _sheet_rows(file, limits)


@contextmanager
def _damage_named(code: str):
    """A damaged file makes readers raise whatever their parts raise: zlib, expat, struct, the
    descriptors of openpyxl, panics of calamine (no ``Exception``). All of it means one thing.
    """
    try:
        yield
    except (TableError, GeneratorExit, KeyboardInterrupt, SystemExit):
        raise
    except python_calamine.PasswordError:
        raise TableError("encrypted") from None
    except BaseException as error:
        raise TableError(code) from error


def old_excel_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """Values of the first sheet with a table of an old Excel file (.xls).

    The same container holds new files with a password, which nobody can read.
    """
    data = file.read()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise TableError("encrypted")
    file.seek(0)
    with _damage_named("old_excel"):
        yield from _calamine_rows(file, limits)


def _is_ods(file: BinaryIO, limits: Limits) -> bool:
    """Whether the package says that it is a sheet of OpenDocument (ODF 1.3, part 2, §3.3)."""
    with zipfile.ZipFile(file) as package:
        names = set(package.namelist())
        kind = package.read("mimetype")[:100] if "mimetype" in names else b""
        if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
            manifest = package.read("META-INF/manifest.xml") if _MANIFEST in names else b""
            if b"encryption-data" in manifest:
                raise TableError("encrypted")
            _check_extent(package.read("content.xml"), limits)
            return True
    file.seek(0)
    return False


def _check_extent(content: bytes, limits: Limits) -> None:
    """Refuse sheets that say in a few bytes that they hold a million cells.

    Rows and cells are repeated by a number; empty ones behind the last content cost nothing.
    """
    rows = most = columns = cells = waiting = waiting_cells = 0
    for match in _EXTENT.finditer(content):
        number = int(match["number"] or 1)
        if match["part"] == b"table":
            rows = waiting = waiting_cells = 0
        elif match["part"] == b"table-row":
            waiting, waiting_cells = waiting + number, 0
            repeated = number
        elif match["part"]:
            waiting_cells += number
        elif waiting_cells:
            columns = max(columns, waiting_cells)
            rows, waiting = rows + waiting, 0
            most = max(most, rows)
            cells = max(cells, repeated * waiting_cells)
    if columns > limits.columns + 1000:
        raise TableError("columns", columns=limits.columns)
    if max(most * columns, cells) > LARGEST_SHEET or most > limits.rows + EMPTY_ROWS:
        raise TableError("bomb")


def _sheet_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    bounds = {"values_only": True, "max_row": XLSX_ROWS, "max_col": limits.columns + 1}
    with _workbook(file, results=True) as book, _workbook(file, results=False) as typed:
        number = _filled_sheet(book)
        sheets = (one.worksheets[number].iter_rows(**bounds) for one in (book, typed))
        empty = 0
        for number, (row, written) in enumerate(zip(*sheets, strict=False), start=1):
            if not any(value is not None for value in written):
                empty += 1
                if empty > EMPTY_ROWS:
                    return
                yield []
                continue
            empty = 0
            for value, formula in zip(row, written, strict=False):
                if value is None and formula is not None:
                    raise TableError("formula", row=number, formula=str(formula)[:50])
            yield [_cell_text(value) for value in row]


def _filled_sheet(book) -> int:
    """Place of the first sheet with a table: some programs put an empty or a title sheet first."""
    for number, sheet in enumerate(book.worksheets):
        rows = sheet.iter_rows(values_only=True, max_row=20, max_col=20)
        if any(sum(value is not None for value in row) > 1 for row in rows):
            return number
    return 0


def _calamine_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    file.seek(0)
    with python_calamine.CalamineWorkbook.from_filelike(file) as book:
        sheets = (book.get_sheet_by_index(number) for number in range(len(book.sheet_names)))
        sheet = first = None
        for sheet in sheets:
            first = first or sheet
            if sheet.total_width > limits.columns + 1000:
                raise TableError("columns", columns=limits.columns)
            top = sheet.to_python(skip_empty_area=False, nrows=20)
            if any(sum(value != "" for value in row) > 1 for row in top):
                break
        else:
            sheet = first
        if sheet is None:
            raise TableError("empty")
        for row in sheet.iter_rows():
            yield [_cell_text(value if value != "" else None) for value in row]


def check_package(file: BinaryIO, limits: Limits) -> None:
    """Refuse archives that grow out of bounds when unpacked, before anything is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except zipfile.BadZipFile:
        raise TableError("broken_xlsx") from None
    if any(part.flag_bits & 1 for part in parts):
        raise TableError("encrypted")
    unpacked = sum(part.file_size for part in parts)
    packed = max(sum(part.compress_size for part in parts), 1)
    too_dense = unpacked > 10_000_000 and unpacked / packed > limits.ratio
    if unpacked > limits.unpacked or too_dense:
        raise TableError("bomb")
    file.seek(0)


@contextmanager
def _workbook(file: BinaryIO, *, results: bool):
    """A workbook read as a stream, no links followed, no formula computed.

    Formulas come as the results saved with them, or as they were typed.
    """
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=results, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise TableError("broken_xlsx") from None
    try:
        if not book.worksheets:
            raise TableError("empty")
        yield book
    finally:
        book.close()


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.time | datetime.timedelta):
        return str(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)
