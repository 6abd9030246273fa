"""Text of a tagged PDF in structure order: what a screen reader says. For tests and for checking.

Reads files as ``render.web`` writes them: text as hex strings, fonts with a ToUnicode map.
"""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import Dictionary, Name, Object

from wagtail_ngo.domain.pdf.tree import is_element, kids, role

INLINE = {"Span", "Link", "Quote", "Code", "NonStruct", "Lbl"}
SEGMENT = re.compile(rb"<<\s*/MCID (\d+)\s*(?:/ActualText (\S.*?))?\s*>>\s*BDC(.*?)EMC", re.S)
FONT_OR_TEXT = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9a-fA-F]+)>")
MAPPING = re.compile(rb"<([0-9a-f]{4})> <((?:[0-9a-f]{4})+)>")
# What is not spoken: soft hyphens and characters without width.
SILENT = dict.fromkeys((0xAD, 0x200B))


def blocks(data: bytes) -> list[tuple[str, str]]:
    """Structure type and text of each block, white space collapsed, empty ones left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        reader = _Reader(pdf)
        reader.read(kids(pdf.Root.StructTreeRoot)[0], None)
    return reader.found


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.pdf = pdf
        self.texts: dict[int, dict[int, str]] = {}
        self.maps: dict[tuple[int, int], dict[bytes, str]] = {}
        self.found: list[tuple[str, str]] = []
        self.text = ""

    def read(self, element: Object, page: Object | None) -> None:
        """Collect a block and those in it; text before, between and after those is the block's."""
        self._flush(role(element))
        if role(element) == "Figure":
            self.text = str(element.get("/Alt", ""))
        else:
            self._read_kids(element, page, role(element))
        self._flush(role(element))

    def _read_kids(self, element: Object, page: Object | None, block: str) -> None:
        page = element.get("/Pg", page)
        for kid in kids(element):
            if is_element(kid):
                if role(kid) not in INLINE:
                    self._flush(block)
                    self.read(kid, page)
                elif role(kid) != "Lbl":
                    self._read_kids(kid, page, block)
            elif not isinstance(kid, Dictionary):
                self.text += self._marked(page, int(kid))
            elif kid.get("/Type") == Name.MCR:
                self.text += self._marked(kid.get("/Pg", page), int(kid.MCID))

    def _flush(self, block: str) -> None:
        text = " ".join(self.text.translate(SILENT).split())
        if text:
            self.found.append((block, text))
        self.text = ""

    def _marked(self, page: Object, mcid: int) -> str:
        number = self.pages[page.objgen]
        if number not in self.texts:
            self.texts[number] = self._page_texts(number)
        return self.texts[number].get(mcid, "")

    def _page_texts(self, number: int) -> dict[int, str]:
        """Marked-content number → its text, for one page."""
        page = self.pdf.pages[number]
        texts = {}
        for mcid, actual, content in SEGMENT.findall(page.Contents.read_bytes()):
            if actual:
                texts[int(mcid)] = str(pikepdf.Object.parse(actual))
            else:
                texts[int(mcid)] = self._decode(content, page.Resources.get("/Font", {}))
        return texts

    def _decode(self, content: bytes, fonts: Object) -> str:
        parts, mapping = [], {}
        for font, codes in FONT_OR_TEXT.findall(content):
            if font:
                mapping = self._mapping(fonts[f"/{font.decode()}"])
            for i in range(0, len(codes), 4):
                parts.append(mapping.get(codes[i : i + 4].lower(), ""))
        return "".join(parts)

    def _mapping(self, font: Object) -> dict[bytes, str]:
        """Character code → text, from the font's ToUnicode map."""
        if font.objgen not in self.maps:
            self.maps[font.objgen] = {
                code: bytes.fromhex(text.decode()).decode("utf-16-be")
                for code, text in MAPPING.findall(font.ToUnicode.read_bytes())
            }
        return self.maps[font.objgen]
