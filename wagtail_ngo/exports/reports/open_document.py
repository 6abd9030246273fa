"""A report as ODT: real headings, tables with header rows, pictures with their text."""

from __future__ import annotations

import datetime
import io
from functools import singledispatchmethod
from urllib.parse import urljoin

import odfdo
from django.core.files.storage import default_storage
from django.utils.translation import override

from wagtail_ngo.domain.reports.document import (
    Heading,
    Items,
    Numerals,
    Paragraph,
    Picture,
    Quote,
    ReportDocument,
    Row,
    Run,
    Table,
)
from wagtail_ngo.exports.reports.shared import (
    REGIONS,
    SCHEMES,
    TEXT_WIDTH_MM,
    numerals_table,
    opening_lines,
)

BODY = "Text_20_body"
BOLD, ITALIC, BOTH, NUMBER, CELL = "NGOBold", "NGOItalic", "NGOBoth", "NGONumber", "NGOCell"
#: The moment is that of no making: one of ours would make every file another.
MOMENT = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def write(document: ReportDocument) -> bytes:
    """The bytes of the file, in the report's own language."""
    with override(document.language):
        return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: ReportDocument) -> None:
        self.document = document
        self.file = odfdo.Document("text")
        self.body = self.file.body
        self.body.clear()
        self.tables = 0
        self._set_up()

    def bytes(self) -> bytes:
        document = self.document
        self._heading(document.title, 1)
        for text in (document.lead, *opening_lines(document)):
            if text:
                self._paragraph(text)
        for part in document.parts:
            self.add(part)
        self._heading(document.appendix.caption, 2)
        self._paragraph(document.counted)
        self._table(document.appendix)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        language = REGIONS.get(self.document.language, self.document.language)
        meta = self.file.meta
        meta.title, meta.subject = self.document.title, self.document.period
        meta.language = language
        meta.creation_date = meta.date = MOMENT
        meta.creator = meta.initial_creator = self.document.publisher
        self.file.set_language(language)
        styles = (
            odfdo.Style("text", name=BOLD, bold=True),
            odfdo.Style("text", name=ITALIC, italic=True),
            odfdo.Style("text", name=BOTH, bold=True, italic=True),
            odfdo.Style("paragraph", name=NUMBER, align="end"),
            odfdo.Style("table-cell", name=CELL, border="0.5pt solid #b9c3ce", padding="1mm"),
        )
        for style in styles:
            self.file.insert_style(style, automatic=True)

    @singledispatchmethod
    def add(self, part) -> None:
        raise TypeError(f"No way to write {type(part).__name__} as ODT.")

    @add.register
    def _add_heading(self, part: Heading) -> None:
        self._heading(part.text, part.level)

    @add.register
    def _add_paragraph(self, part: Paragraph) -> None:
        self.body.append(self._filled(part.runs))

    @add.register
    def _add_items(self, part: Items) -> None:
        made = odfdo.List(style="Numbering_20_1" if part.numbered else "List_20_1")
        for item in part.items:
            entry = odfdo.ListItem()
            entry.append(self._filled(item))
            made.append(entry)
        self.body.append(made)

    @add.register
    def _add_numerals(self, part: Numerals) -> None:
        self._table(numerals_table(part))

    @add.register
    def _add_table(self, part: Table) -> None:
        self._heading(part.caption, 3)
        if part.summary:
            self._paragraph(part.summary)
        self._table(part)

    @add.register
    def _add_picture(self, part: Picture) -> None:
        try:
            with default_storage.open(part.name) as file:
                address = self.file.add_file(io.BytesIO(file.read()))
        except OSError:
            return
        width = min(TEXT_WIDTH_MM, part.width * 25.4 / 150)
        size = (f"{width:.1f}mm", f"{width * part.height / part.width:.1f}mm")
        frame = odfdo.Frame.image_frame(address, size=size, anchor_type="as-char")
        if part.alt:
            frame.svg_description = part.alt
        paragraph = odfdo.Paragraph(style=BODY)
        paragraph.append(frame)
        self.body.append(paragraph)

    @add.register
    def _add_quote(self, part: Quote) -> None:
        self._paragraph(part.text, style="")
        if part.source:
            self._paragraph(part.source)

    def _heading(self, text: str, level: int) -> None:
        self.body.append(odfdo.Header(level, text, style=f"Heading_20_{level}"))

    def _paragraph(self, text: str, style: str = BODY) -> None:
        self.body.append(odfdo.Paragraph(text, style=style))

    def _filled(self, runs: tuple[Run, ...]) -> odfdo.Paragraph:
        paragraph = odfdo.Paragraph(style=BODY)
        for run in runs:
            style = {(True, False): BOLD, (False, True): ITALIC, (True, True): BOTH}.get(
                (run.bold, run.italic)
            )
            url = urljoin(self.document.url, run.url) if run.url else ""
            if url.startswith(SCHEMES):
                paragraph.append(odfdo.Link(url, text=run.text, style=style))
            elif style:
                paragraph.append(odfdo.Span(run.text, style=style))
            else:
                paragraph.append(run.text)
        return paragraph

    def _table(self, part: Table) -> None:
        self.tables += 1
        table = odfdo.Table(name=f"{part.caption} {self.tables}")
        for _column in part.columns:
            table.append(odfdo.Column())
        heads = odfdo.HeaderRows()
        heads.append(self._row(part, Row(part.columns), style=BOLD))
        table.append(heads)
        for row in part.rows:
            table.append(self._row(part, row))
        self.body.append(table)
        self._paragraph("")

    def _row(self, part: Table, row: Row, style: str = "") -> odfdo.Row:
        made = odfdo.Row()
        for number, text in enumerate(row.cells):
            cell = odfdo.Cell(style=CELL)
            paragraph = odfdo.Paragraph(style=BODY if number in part.texts else NUMBER)
            paragraph.append(odfdo.Span(text, style=style) if style else text)
            cell.append(paragraph)
            if row.note and number == 0:
                note = odfdo.Paragraph(style=BODY)
                note.append(odfdo.Span(row.note, style=ITALIC))
                cell.append(note)
            made.append(cell)
        return made
