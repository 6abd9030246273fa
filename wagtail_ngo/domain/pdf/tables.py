"""Tables that a screen reader can walk through: a full grid, with header cells."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from wagtail_ngo.domain.pdf.values import Report

MAX_SPAN = 40
# Letters of a table head that may be repeated on each page.
MAX_HEAD = 300
# Letters without a place for a line break that a column must be able to hold.
MAX_WORD = 24
BREAKS = re.compile(r"[\s\u200b/\-–—]+")


def mend_tables(soup: BeautifulSoup, report: Report) -> None:
    """Drop tables without cells, clamp spans, fill short rows, give each table headers."""
    for table in soup.find_all("table"):
        rows = [row for row in table.find_all("tr") if row.find_parent("table") is table]
        for row in rows:
            if not _cells(row):
                row.decompose()
        rows = [row for row in rows if not row.decomposed]
        if not any(cell.name == "td" for row in rows for cell in _cells(row)):
            report.note("table-empty", table.get_text(" ", strip=True)[:60])
            _unwrap_to_paragraphs(soup, table)
            continue
        _mark_long_words(table)
        _keep_small_head(table, rows)
        _fill_short_rows(soup, table, rows, report)
        _ensure_headers(table, rows, report)


def _mark_long_words(table: Tag) -> None:
    """Columns of equal width where a word, an address say, would push others off the page."""
    words = BREAKS.split(table.get_text(" "))
    if max(map(len, words)) > MAX_WORD:
        table["class"] = [*table.get("class", []), "has-long-words"]


def _keep_small_head(table: Tag, rows: list[Tag]) -> None:
    """A head is repeated on each page: it stays one only before a body, and where it is short."""
    heads = [head for head in table.find_all("thead") if head.find_parent("table") is table]
    has_body = any(row.parent.name != "thead" for row in rows)
    for head in heads:
        is_short = len(head.get_text(strip=True)) <= MAX_HEAD and not head.find(["img", "table"])
        if not (has_body and is_short and head is heads[0]):
            head.name = "tbody"


def _cells(row: Tag) -> list[Tag]:
    return row.find_all(["td", "th"], recursive=False)


def _span(cell: Tag, name: str, limit: int) -> int:
    """The cell's span as a number from 1 to ``limit``, written back where it was something else."""
    try:
        wanted = int(cell.get(name, 1))
    except ValueError:
        wanted = 1
    span = max(1, min(wanted, limit))
    if span == 1:
        cell.attrs.pop(name, None)
    else:
        cell[name] = str(span)
    return span


def _fill_short_rows(soup: BeautifulSoup, table: Tag, rows: list[Tag], report: Report) -> None:
    taken: set[tuple[int, int]] = set()
    groups = {id(row): id(row.parent) for row in rows}
    used = []
    for i, row in enumerate(rows):
        # A row span ends with its row group (HTML 4.9.11).
        left = sum(groups[id(other)] == groups[id(row)] for other in rows[i:])
        column = 0
        for cell in _cells(row):
            while (i, column) in taken:
                column += 1
            # A cell ends where one that reaches down from above begins.
            free = next((n for n in range(1, MAX_SPAN) if (i, column + n) in taken), MAX_SPAN)
            width, height = _span(cell, "colspan", free), _span(cell, "rowspan", left)
            taken.update((i + a, column + b) for a in range(height) for b in range(width))
            column += width
    width = 1 + max(column for _, column in taken)
    for i, row in enumerate(rows):
        empty = [column for column in range(width) if (i, column) not in taken]
        used.append(len(empty))
        for _ in empty:
            row.append(soup.new_tag("td"))
    if any(used):
        report.note("table-ragged", table.get_text(" ", strip=True)[:60])


def _ensure_headers(table: Tag, rows: list[Tag], report: Report) -> None:
    if not table.find("th") and len(rows) > 1:
        for cell in _cells(rows[0]):
            cell.name = "th"
        report.note("table-first-row-header", table.get_text(" ", strip=True)[:60])
    elif not table.find("th"):
        _cells(rows[0])[0].name = "th"
        _cells(rows[0])[0]["scope"] = "row"
    for row in rows:
        cells = _cells(row)
        whole_row = all(cell.name == "th" for cell in cells)
        for cell in cells:
            if cell.name == "th" and cell.get("scope") not in (
                "col",
                "row",
                "colgroup",
                "rowgroup",
            ):
                cell["scope"] = "col" if whole_row or cell.find_parent("thead") else "row"


def _unwrap_to_paragraphs(soup: BeautifulSoup, table: Tag) -> None:
    """A table without data cells is only text: keep the words."""
    texts = [cell.get_text(" ", strip=True) for cell in table.find_all(["th", "caption"])]
    for text in filter(None, texts):
        paragraph = soup.new_tag("p")
        paragraph.string = text
        table.insert_before(paragraph)
    table.decompose()
