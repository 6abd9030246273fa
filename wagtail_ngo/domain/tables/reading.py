"""Reading tables that people send: CSV of any common make, and XLSX, within limits.

Encodings are tried in an order instead of guessed: a BOM, UTF-8, then cp1250, the encoding of
Polish Windows. Charset detectors take short Polish texts for Czech or Hungarian.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import BinaryIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wagtail_ngo.domain.tables.cells import unsafe_cell, without_control

DELIMITERS = ";,\t|"
BOMS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
CELL_LENGTH = 100_000
#: As many as Excel has; a row number beyond them would make the reader count for ever.
XLSX_ROWS = 1_048_576


class TableError(Exception):
    """Why a file cannot be read. ``code`` names the reason, ``params`` fill the message."""

    def __init__(self, code: str, **params: object):
        super().__init__(code)
        self.code, self.params = code, params


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
        raise TableError("old_excel")
    else:
        rows = _csv_rows(file)
    numbered = _clean_rows(rows, limits)
    try:
        _number, header = next(numbered)
    except StopIteration:
        raise TableError("empty") from None
    while header and not header[-1]:
        header.pop()
    if len(set(header)) < len(header):
        double = next(name for name in header if header.count(name) > 1)
        raise TableError("double_column", column=double or "–")
    return header, _fit(numbered, len(header))


def detect_encoding(data: bytes) -> str:
    """Encoding of a text file; raises TableError when it is none of those in use."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return encoding
    if b"\x00" in data:
        raise TableError("binary")
    for encoding in ("utf-8", "cp1250"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise TableError("encoding")


def detect_delimiter(text: str) -> str:
    """The delimiter that cuts the first line with content into most cells."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return max(DELIMITERS, key=lambda mark: len(next(csv.reader([line], delimiter=mark), [])))


def _csv_rows(file: BinaryIO) -> Iterator[list[str]]:
    data = file.read()
    try:
        text = data.decode(detect_encoding(data))
    except UnicodeDecodeError:
        raise TableError("encoding") from None
    csv.field_size_limit(CELL_LENGTH)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=detect_delimiter(text))
    except csv.Error:
        raise TableError("broken_csv") from None


def _xlsx_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """Values of the first sheet. A formula counts by the result that was saved with it."""
    _check_package(file, limits)
    bounds = {"values_only": True, "max_row": XLSX_ROWS, "max_col": limits.columns + 1}
    with _workbook(file, results=True) as book, _workbook(file, results=False) as typed:
        sheets = (one.worksheets[0].iter_rows(**bounds) for one in (book, typed))
        for number, (row, written) in enumerate(zip(*sheets, strict=False), start=1):
            if not any(value is not None for value in written):
                yield []
                continue
            for value, formula in zip(row, written, strict=False):
                if value is None and formula is not None:
                    raise TableError("formula", row=number, formula=str(formula)[:50])
            yield [_cell_text(value) for value in row]


def _check_package(file: BinaryIO, limits: Limits) -> None:
    """Refuse archives that grow out of bounds when unpacked, before anything is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
    except zipfile.BadZipFile:
        raise TableError("broken_xlsx") from None
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
    return str(value)


def _clean_rows(rows: Iterator[list[str]], limits: Limits) -> Iterator[tuple[int, list[str]]]:
    found = 0
    for number, row in enumerate(rows, start=1):
        cells = [unsafe_cell(without_control(cell).strip()) for cell in row]
        if not any(cells):
            continue
        found += 1
        if found > limits.rows + 1:
            raise TableError("rows", rows=limits.rows)
        if len(cells) > limits.columns and any(cells[limits.columns :]):
            raise TableError("columns", columns=limits.columns)
        yield number, cells


def _fit(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        filled = [cell for cell, _ in zip_longest(cells, range(width), fillvalue="")]
        yield number, filled[:width]
