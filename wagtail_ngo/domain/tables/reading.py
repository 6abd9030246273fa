"""Reading tables that people send: CSV of any common make, and workbooks, within limits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from typing import BinaryIO

from openpyxl.utils import get_column_letter

from wagtail_ngo.domain.tables.cells import unsafe_cell, without_control
from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.hsds_rows import hsds_rows, looks_like_hsds
from wagtail_ngo.domain.tables.letters import open_text
from wagtail_ngo.domain.tables.limits import Limits
from wagtail_ngo.domain.tables.pages import looks_like_page, page_rows
from wagtail_ngo.domain.tables.workbooks import OLE, check_package, old_excel_rows, workbook_rows

DELIMITERS = ";,\t|"
#: Names of columns are looked for in so many rows with content.
TITLE_LINES = 10
_SEPARATOR_LINE = re.compile(r"\ufeff?sep=([;,\t|])\r?\n", re.IGNORECASE)
CELL_LENGTH = 100_000


def read_table(
    file: BinaryIO, *, limits: Limits
) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Header and rows (number in the file, cells) of a CSV, XLSX, ODS, XLS, HTML or HSDS file.

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
    numbered = _clean_rows(_rows_of(file, start, limits), limits)
    header, following = find_header(numbered)
    return header, _fit(following, len(header))


def _rows_of(file: BinaryIO, start: bytes, limits: Limits) -> Iterator[list[str]]:
    """The rows as cells of text, whatever kind of file it is."""
    if looks_like_hsds(file):
        if start[:2] == b"PK":
            check_package(file, limits)
        return hsds_rows(file)
    if start[:2] == b"PK":
        return workbook_rows(file, limits)
    if start == OLE:
        return old_excel_rows(file, limits)
    if looks_like_page(file):
        return page_rows(file, limits)
    return _csv_rows(file)


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
    """Every column has a name of its own: a second one of a name gets a number, one without a name
    (below a merged cell, or left of the table) the letter that spreadsheets show, as ``(C)``.
    """
    names: list[str] = []
    for place, given in enumerate(header, start=1):
        name = given or f"({get_column_letter(place)})"
        again = given != "" and given in header[: place - 1]
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
    text = open_text(file)
    head = text.read(CELL_LENGTH)
    text.seek(0)
    csv.field_size_limit(CELL_LENGTH)
    delimiter = detect_delimiter(head)
    if match := _SEPARATOR_LINE.match(head):
        # Excel's own line that names the delimiter.
        delimiter = match[1]
        next(text)
        yield []
    width = 0
    try:
        for row in csv.reader(text, delimiter=delimiter):
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
        if len(whole) > 1:
            raise TableError("stray_quote", cell=lines[0][:50])


def _clean_rows(rows: Iterator[list[str]], limits: Limits) -> Iterator[tuple[int, list[str]]]:
    count = 0
    for number, row in enumerate(rows, start=1):
        cells = [unsafe_cell(without_control(cell).strip()) for cell in row]
        if not any(cells):
            continue
        count += 1
        if count > limits.rows + 1:
            raise TableError("rows", rows=limits.rows)
        if any(cells[limits.columns :]):
            raise TableError("columns", columns=limits.columns)
        yield number, cells


def _fit(rows: Iterator[tuple[int, list[str]]], width: int) -> Iterator[tuple[int, list[str]]]:
    for number, cells in rows:
        filled = [cell for cell, _ in zip_longest(cells, range(width), fillvalue="")]
        yield number, filled[:width]
