"""Words at line ends, and text whose drawing order is not its reading order."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from pikepdf import Dictionary, Name, Object, Pdf, String

SEGMENT = re.compile(rb"(/\w+)\s*<<\s*/MCID (\d+)\s*>>\s*BDC(.*?)EMC", re.S)
FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
SPACE = re.compile(rb"<([0-9a-f]{4})> <0020>")


def mend_line_ends(pdf: Pdf, hints: dict, repairs: Counter[str]) -> None:
    """Write the space that a soft line end replaced (ISO 32000-1 14.8.2.5), and ActualText for
    right-to-left words, which are drawn in visual order.
    """
    spaces: dict[int, set[int]] = defaultdict(set)
    texts: dict[int, dict[int, str]] = defaultdict(dict)
    for place in hints.get("line_ends", ()):
        page, mcid = place.split(":")
        spaces[int(page)].add(int(mcid))
    for place, text in hints.get("actual_text", {}).items():
        page, mcid = place.split(":")
        texts[int(page)][int(mcid)] = text
    codes: dict[str, bytes | None] = {}
    for number in sorted(spaces.keys() | texts.keys()):
        page = pdf.pages[number]
        mender = _Segments(page, spaces[number], texts[number], codes, repairs)
        page.Contents = pdf.make_stream(SEGMENT.sub(mender.mend, page.Contents.read_bytes()))


class _Segments:
    """Mends the marked-content segments of one page."""

    def __init__(
        self,
        page: Object,
        spaces: set[int],
        texts: dict[int, str],
        codes: dict[str, bytes | None],
        repairs: Counter[str],
    ) -> None:
        self.fonts = page.Resources.get("/Font", {})
        self.spaces, self.texts, self.codes, self.repairs = spaces, texts, codes, repairs

    def mend(self, match: re.Match[bytes]) -> bytes:
        mcid, content = int(match[2]), match[3]
        begin = match[1] + b" <</MCID " + match[2] + b">> BDC"
        if mcid in self.texts:
            text = self.texts[mcid] + (" " if mcid in self.spaces else "")
            actual = String(text).unparse()
            begin = match[1] + b" <</MCID " + match[2] + b" /ActualText " + actual + b">> BDC"
            self.repairs["actual-texts"] += 1
        elif mcid in self.spaces:
            content = self._with_space(content)
        return begin + content + b"EMC"

    def _with_space(self, content: bytes) -> bytes:
        """The text with the glyph of a space after its last one."""
        fonts = FONT.findall(content)
        end = content.rfind(b"] TJ")
        if not fonts or end < 0:
            return content
        last, size = fonts[-1][0].decode(), fonts[-1][1]
        self.repairs["spaces"] += 1
        if code := self._space_code(f"/{last}"):
            return content[:end] + b"<" + code + b">" + content[end:]
        for name in self.fonts:
            if code := self._space_code(name):
                after = end + len(b"] TJ")
                other = b" %s %s Tf [<%s>] TJ" % (name.encode(), size, code)
                return content[:after] + other + content[after:]
        return content

    def _space_code(self, font: str) -> bytes | None:
        """Character code of the space in a font of the page, as hex digits."""
        if font not in self.codes:
            unicode_map = self.fonts[font].get("/ToUnicode")
            match = SPACE.search(unicode_map.read_bytes()) if unicode_map is not None else None
            self.codes[font] = match[1] if match else None
        return self.codes[font]


def soften_hyphens(pdf: Pdf, repairs: Counter[str]) -> None:
    """Let the glyph of line-end hyphens read as a soft hyphen (ISO 32000-1 14.8.2.2.3), and give
    glyphs that are only a part of a letter, such as the dots of Arabic, a character of no width.
    """
    for item in pdf.objects:
        if not (isinstance(item, Dictionary) and item.get("/Type") == Name.Font):
            continue
        if "/ToUnicode" not in item:
            continue
        before = item.ToUnicode.read_bytes()
        after = before.replace(b"<2010>", b"<00ad>").replace(b" <>", b" <200b>")
        if after != before:
            item.ToUnicode.write(after)
            repairs["hyphens"] += 1
