"""Text of a tagged PDF in structure order: what a screen reader says. For tests and for checking.

Needs no renderer: pikepdf walks the tree, PDFium tells the text of each marked content.
"""

from __future__ import annotations

import ctypes
import io
import re

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Dictionary, Name, Object

from wagtail_ngo.domain.pdf.tree import is_element, kids, role

BLOCKS = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "LBody", "TH", "TD", "Caption", "Figure"}
BLOCKS |= {"Reference"}
ACTUAL_TEXT = re.compile(rb"/MCID (\d+) /ActualText (<[0-9a-fA-F]*>|\((?:\\.|[^\\()])*\))", re.S)
# Soft hyphens, as different libraries tell them.
SOFT_HYPHENS = dict.fromkeys((0xAD, 0x02, 0xFFFE))


def blocks(data: bytes) -> list[tuple[str, str]]:
    """Structure type and text of each block, white space collapsed, empty ones left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        document = pypdfium2.PdfDocument(data)
        try:
            reader = _Reader(pdf, document)
            reader.read(kids(pdf.Root.StructTreeRoot)[0], None)
        finally:
            document.close()
    return [(kind, text) for kind, text in reader.found if text]


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, document: pypdfium2.PdfDocument) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.pdf, self.document = pdf, document
        self.texts: dict[int, dict[int, str]] = {}
        self.found: list[tuple[str, str]] = []

    def read(self, element: Object, page: Object | None) -> None:
        """Collect the element's blocks; text of inner blocks is theirs alone."""
        page = element.get("/Pg", page)
        if role(element) not in BLOCKS:
            for kid in kids(element):
                if is_element(kid):
                    self.read(kid, page)
            return
        place = len(self.found)
        self.found.append((role(element), ""))
        if role(element) == "Figure":
            text = str(element.get("/Alt", ""))
        else:
            text = self._text(element, page)
        text = " ".join(text.translate(SOFT_HYPHENS).split())
        self.found[place] = (role(element), text)

    def _text(self, element: Object, page: Object | None) -> str:
        page = element.get("/Pg", page)
        parts = []
        for kid in kids(element):
            if is_element(kid):
                if role(kid) in BLOCKS or role(kid) in ("L", "Table", "Div", "Sect"):
                    self.read(kid, page)
                elif role(kid) != "Lbl":
                    parts.append(self._text(kid, page))
            elif not isinstance(kid, Dictionary):
                parts.append(self._marked(page, int(kid)))
            elif kid.get("/Type") == Name.MCR:
                parts.append(self._marked(kid.get("/Pg", page), int(kid.MCID)))
        return "".join(parts)

    def _marked(self, page: Object, mcid: int) -> str:
        number = self.pages[page.objgen]
        if number not in self.texts:
            self.texts[number] = self._page_texts(number)
        return self.texts[number].get(mcid, "")

    def _page_texts(self, number: int) -> dict[int, str]:
        page = self.document[number]
        text_page, found = page.get_textpage(), {}
        for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
            mcid = pdfium.FPDFPageObj_GetMarkedContentID(part.raw)
            if mcid >= 0:
                found[mcid] = found.get(mcid, "") + _object_text(part, text_page)
        contents = self.pdf.pages[number].Contents.read_bytes()
        for match in ACTUAL_TEXT.finditer(contents):
            found[int(match[1])] = str(pikepdf.Object.parse(match[2]))
        return found


def _object_text(part: pypdfium2.PdfObject, text_page: pypdfium2.PdfTextPage) -> str:
    size = pdfium.FPDFTextObj_GetText(part.raw, text_page.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    pdfium.FPDFTextObj_GetText(part.raw, text_page.raw, target, size)
    return bytes(buffer)[: max(0, size - 2)].decode("utf-16-le")
