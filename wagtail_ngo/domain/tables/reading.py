"""Reading tables that people send: CSV of any common make, and XLSX, within limits."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wagtail_ngo.domain.tables.cells import unsafe_cell, without_control
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.letters import decode

DELIMITERS = ";,\t|"
#: So many empty rows in a sheet are its end: some programs keep a million below the table.
EMPTY_ROWS = 5000
#: Names of columns are looked for in so many rows with content.
TITLE_LINES = 10
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=([;,\t|])\r?\n", re.IGNORECASE)
CELL_LENGTH = 100_000
#: As many as Excel has; a row number beyond them would make the reader count for ever.
XLSX_ROWS = 1_048_576


@dataclass(frozen=True)
class Limits:
    """What a file may hold. Sizes are in bytes."""

    size: int = 20_000_000
    unpacked: int = 300_000_000
    ratio: int = 200
    rows: int = 50_000
    columns: int = 100


def read_table(
    file: BinaryIO, *, limits: Limits
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Header and rows (number in the file, cells) of a CSV or XLSX file.

    The kind is seen from the content, not from the name. Empty rows are left out, short rows are
    filled up. Rows come one at a time; an error in a later row is raised when it is reached.
    """
    file.seek(0, io.SEEK_END)
    size = file.tell()
    if size > limits.size:
        raise TableError("size", megabytes=limits.size // 1_000_000)
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start[:2] == b"PK":
        rows = _xlsx_rows(file, limits)
    elif start == b"\xd0\xcf\x11\xe0":
        # A container of old Excel files, and of new ones with a password.
        is_locked = "EncryptedPackage".encode("utf-16-le") in file.read()
        raise TableError("encrypted" if is_locked else "old_excel")
    else:
        rows = _csv_rows(file)
    numbered = _clean_rows(rows, limits)
    header, following = find_header(numbered)
    return header, _fit(following, len(header))


def find_header(
    rows: Iterator[tuple[int, list[str]]],
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Names of the columns and the rows below them.

    Lines of a title above the names are passed over: the names are the first of ten rows with two
    cells and more, else the first row. A row 1, 2, 3 … below them numbers the columns.
    """
    first = list(islice(rows, TITLE_LINES))
    if not first:
        raise TableError("empty")
    place = next((n for n, (_, cells) in enumerate(first) if sum(map(bool, cells)) > 1), 0)
    header = list(first[place][1])
    while header and not header[-1]:
        header.pop()
    following = first[place + 1 :]
    numbering = [str(number) for number in range(1, len(header) + 1)]
    if following and len(header) > 2 and following[0][1][: len(header)] == numbering:
        following = following[1:]
    return _without_doubles(header), chain(following, rows)


def _without_doubles(header: list[str]) -> list[str]:
    """A second column of one name is told apart by a number; one of no name is an error."""
    names: list[str] = []
    for name in header:
        again = header.count(name) > 1 and header.index(name) < len(names)
        if again and not name:
            raise TableError("double_column", column="–")
        number = names.count(name) + 1
        while again and f"{name} ({number})" in names:
            number += 1
        names.append(f"{name} ({number})" if again else name)
    return names


def detect_delimiter(text: str) -> str:
    """The delimiter that cuts the first line with content into most cells."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _csv_rows(file: BinaryIO) -> Iterator[list[str]]:
    text = decode(file.read())
    csv.field_size_limit(CELL_LENGTH)
    delimiter = detect_delimiter(text)
    if match := _SEPARATOR_LINE.match(text):
        # Excel's own line that names the delimiter.
        delimiter, text = match[1], text[match.end() :]
        yield []
    width = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            width = width or len(row)
            _refuse_swallowed_rows(row, delimiter, width)
            yield row
    except csv.Error:
        raise TableError("broken_csv") from None


def _refuse_swallowed_rows(row: list[str], delimiter: str, width: int) -> None:
    """A quotation mark that is opened and not closed takes the rows that follow into its cell."""
    for cell in row:
        lines = cell.split("\n")
        whole = [line for line in lines if line.count(delimiter) >= max(width - 1, 1)]
        if len(lines) > 1 and len(whole) > 1:
            raise TableError("stray_quote", cell=lines[0][:50])


def _xlsx_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """Values of the first sheet. A formula counts by the result that was saved with it."""
    try:
        yield from _sheet_rows(file, limits)
    except TableError:
        raise
    except Exception as error:
        # A damaged file makes openpyxl raise whatever its parts raise: zlib, expat, struct, its own
        # descriptors. None of it is a fault of ours, and all of it means the same to the sender.
        raise TableError("broken_xlsx") from error


def _sheet_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    _check_package(file, limits)
    bounds = {"values_only": True, "max_row": XLSX_ROWS, "max_col": limits.columns + 1}
    with _workbook(file, results=True) as book, _workbook(file, results=False) as typed:
        number = _filled_sheet(book)
        sheets = (workbook.worksheets[number].iter_rows(**bounds) for workbook in (book, typed))
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


def _check_package(file: BinaryIO, limits: Limits) -> None:
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
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)


def _clean_rows(rows: Iterator[list[str]], limits: Limits) -> Iterator[tuple[int, list[str]]]:
    count = 0
    for number, row in enumerate(rows, start=1):
        cells = [unsafe_cell(without_control(cell).strip()) for cell in row]
        if not any(cells):
            continue
        count += 1
        if count > limits.rows + 1:
            raise TableError("rows", rows=limits.rows)
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise TableError("columns", columns=limits.columns)
        yield number, cells


def _fit(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        filled = [cell for cell, _ in zip_longest(cells, range(width), fillvalue="")]
        yield number, filled[:width]
