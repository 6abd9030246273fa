"""A report as DOCX: real headings, tables with header rows, pictures with their text."""

from __future__ import annotations

import datetime
import io
from functools import singledispatchmethod
from urllib.parse import urljoin

import docx
from django.core.files.storage import default_storage
from django.utils.translation import override
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from wagtail_ngo.domain.reports.document import (
    Heading,
    Items,
    Numerals,
    Paragraph,
    Picture,
    Quote,
    ReportDocument,
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

STRUCTURE = RGBColor(0x12, 0x39, 0x5B)


def write(document: ReportDocument) -> bytes:
    """The bytes of the file, in the report's own language."""
    with override(document.language):
        return _Writer(document).bytes()


class _Writer:
    def __init__(self, document: ReportDocument) -> None:
        self.document = document
        self.file: Document = docx.Document()
        self._set_up()

    def bytes(self) -> bytes:
        document = self.document
        self.file.add_heading(document.title, level=1)
        for text in (document.lead, *opening_lines(document)):
            if text:
                self.file.add_paragraph(text)
        for part in document.parts:
            self.add(part)
        self.file.add_heading(document.appendix.caption, level=2)
        self.file.add_paragraph(document.counted)
        self._table(document.appendix)
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        properties = self.file.core_properties
        properties.title = self.document.title
        properties.author = self.document.publisher
        properties.comments = ""
        properties.subject = self.document.period
        properties.language = self.document.language
        # The template's own moment; one of ours would make every file another.
        moment = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
        properties.created = properties.modified = moment
        [section] = self.file.sections
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm((210 - TEXT_WIDTH_MM) / 2)
        self._set_language()
        self.file.styles["Normal"].font.size = Pt(11)
        for level in range(1, 5):
            self.file.styles[f"Heading {level}"].font.color.rgb = STRUCTURE

    def _set_language(self) -> None:
        """For spelling and for speech: Word reads it from the default style, not the properties."""
        tag = REGIONS.get(self.document.language, self.document.language)
        for language in self.file.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), tag)

    @singledispatchmethod
    def add(self, part) -> None:
        raise TypeError(f"No way to write {type(part).__name__} as DOCX.")

    @add.register
    def _add_heading(self, part: Heading) -> None:
        self.file.add_heading(part.text, level=part.level)

    @add.register
    def _add_paragraph(self, part: Paragraph) -> None:
        self._runs(self.file.add_paragraph(), part.runs)

    @add.register
    def _add_items(self, part: Items) -> None:
        style = "List Number" if part.numbered else "List Bullet"
        for item in part.items:
            self._runs(self.file.add_paragraph(style=style), item)

    @add.register
    def _add_numerals(self, part: Numerals) -> None:
        self._table(numerals_table(part))

    @add.register
    def _add_table(self, part: Table) -> None:
        self.file.add_heading(part.caption, level=3)
        if part.summary:
            self.file.add_paragraph(part.summary)
        self._table(part)

    @add.register
    def _add_picture(self, part: Picture) -> None:
        width = Mm(min(TEXT_WIDTH_MM, part.width * 25.4 / 150))
        try:
            with default_storage.open(part.name) as file:
                shape = self.file.add_picture(file, width=width)
        except OSError:
            return
        shape._inline.docPr.set("descr", part.alt)

    @add.register
    def _add_quote(self, part: Quote) -> None:
        self.file.add_paragraph(part.text, style="Quote")
        if part.source:
            self.file.add_paragraph(part.source)

    def _table(self, part: Table) -> None:
        table = self.file.add_table(rows=1, cols=len(part.columns), style="Table Grid")
        _describe(table, part)
        [head] = table.rows
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for number, (cell, text) in enumerate(zip(head.cells, part.columns, strict=True)):
            self._cell(cell, text, is_number=number not in part.texts, bold=True)
        for row in part.rows:
            cells = table.add_row().cells
            for number, (cell, text) in enumerate(zip(cells, row.cells, strict=True)):
                self._cell(cell, text, is_number=number not in part.texts)
            if row.note:
                cells[0].add_paragraph().add_run(row.note).italic = True
        self.file.add_paragraph()

    def _cell(self, cell, text: str, *, is_number: bool, bold: bool = False) -> None:
        [paragraph] = cell.paragraphs
        paragraph.add_run(text).bold = bold
        if is_number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _runs(self, paragraph: WordParagraph, runs: tuple[Run, ...]) -> None:
        for run in runs:
            made = paragraph.add_run(run.text)
            made.bold, made.italic = run.bold or None, run.italic or None
            url = urljoin(self.document.url, run.url) if run.url else ""
            if url.startswith(SCHEMES):
                self._link(paragraph, made, url)

    def _link(self, paragraph: WordParagraph, run, url: str) -> None:
        """Put the run into a link; python-docx reads links and writes none."""
        key = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run.underline = True
        run._r.addprevious(link)
        link.append(run._r)


def _describe(table, part: Table) -> None:
    """Name and summary for those to whom the table is read, and which cells are heads."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    for name, value in (("w:tblCaption", part.caption), ("w:tblDescription", part.summary)):
        if value:
            element = OxmlElement(name)
            element.set(qn("w:val"), value)
            properties.append(element)
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "1")
