"""Tables in HTML: what many programs of offices write and call .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from wagtail_ngo.domain.tables.errors import TableError
from wagtail_ngo.domain.tables.letters import BOMS, decode
from wagtail_ngo.domain.tables.limits import Limits

_START = re.compile(
    rb"(?:<\?xml[^<>]{0,200}>\s{0,9})?(?:<!--[^<>]{0,500}-->\s{0,9})?"
    rb"<(?:!doctype html|html|table|head|body|meta)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_BREAKS = {"br", "p", "div", "li"}
_HIDDEN = {"script", "style", "title"}


def looks_like_page(file: BinaryIO) -> bool:
    """Whether the file begins as HTML does. It is at its beginning afterwards."""
    start = file.read(2000)
    file.seek(0)
    for bom, encoding in BOMS:
        if start.startswith(bom):
            start = start.decode(encoding, errors="ignore").encode()
            break
    return _START.match(start.lstrip()) is not None


def page_rows(file: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """Rows of the largest table of the page; merged cells count once, then empty."""
    parser = _Tables(limits)
    parser.feed(_text(file.read()))
    parser.close()
    tables = [table for table in parser.tables if table]
    if not tables:
        raise TableError("empty")
    yield from max(tables, key=len)


def _text(data: bytes) -> str:
    """The letters: as the page says itself, else as for any text."""
    match = _CHARSET.search(data[:4000])
    if match and not data.startswith(tuple(bom for bom, _name in BOMS)):
        try:
            return data.decode(match[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)


class _Tables(HTMLParser):
    """Every table of the page as rows of texts; a table inside a cell belongs to the cell."""

    def __init__(self, limits: Limits):
        super().__init__(convert_charrefs=True)
        self.limits = limits
        self.tables: list[list[list[str]]] = []
        self.depth = self.hidden = 0
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append([])
        elif tag in _HIDDEN:
            self.hidden += 1
        elif self.depth != 1:
            return
        elif tag == "tr":
            self._end_cell()
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self._end_cell()
            self.cell = []
            width = dict(attrs).get("colspan") or "1"
            self.span = int(width) if width.isdecimal() and len(width) < 4 else 1
        elif tag in _BREAKS and self.cell:
            self.cell.append("\n")

    def handle_endtag(self, tag):
        if tag == "table":
            if self.depth == 1:
                self._end_cell()
            self.depth = max(self.depth - 1, 0)
        elif tag in _HIDDEN:
            self.hidden = max(self.hidden - 1, 0)
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data):
        if self.cell is not None and not self.hidden:
            self.cell.append(data)

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        if not self.tables[-1]:
            self.tables[-1].append([])
        row = self.tables[-1][-1]
        lines = (" ".join(line.split()) for line in "".join(self.cell).split("\n"))
        row += ["\n".join(filter(None, lines)), *[""] * (self.span - 1)]
        self.cell, self.span = None, 1
        if len(row) > self.limits.columns + 1000:
            raise TableError("columns", columns=self.limits.columns)
