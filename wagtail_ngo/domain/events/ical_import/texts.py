"""Texts of events as people wrote them: plain, or as the HTML that some programs put in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3

from wagtail_ngo.domain.events.ical import clean, clean_line

MAX_TEXT = 20_000
_TAG = re.compile(
    r"</?(?:p|br|a|b|i|u|s|strong|em|div|span|ul|ol|li|h[1-6]|img|table|tr|td|script|style|html|body"
    r"|font|blockquote|pre|iframe)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
_LINK = re.compile(r"https?://[^\s<>\"'„”]+")
_TRAILING = ".,;:!?)]"
_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_KEPT_TAGS = {*_INLINE, "a", "br", "p", "div", "li", "ul", "ol", "tr", "td"}
_KEPT_TAGS |= {f"h{number}" for number in range(1, 7)} | {"blockquote", "pre"}


def line(text: str) -> str:
    """One line without tags and entities."""
    if _TAG.search(text):
        text = nh3.clean(text, tags=set())
    if _ENTITY.search(text):
        text = html.unescape(text)
    return clean_line(text)


def web_address(value: str) -> str:
    """The address if a browser may open it as a page; "" for file:, javascript: and the like."""
    value = clean_line(value)
    try:
        parts = urlsplit(value)
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    return value if is_web and len(value) <= 200 and " " not in value else ""


def paragraphs(text: str) -> list[str]:
    """Paragraphs as safe HTML with nothing but line breaks, bold, italics and links."""
    text = clean(text)[:MAX_TEXT]
    if not _TAG.search(text):
        plain = html.unescape(text) if _ENTITY.search(text) else text
        return [_linked(part) for part in re.split(r"\n\s*\n", plain) if part.strip()]
    reader = _Paragraphs()
    # Programs write \n between tags for layout and between words for a new line.
    reader.feed(nh3.clean(text, tags=_KEPT_TAGS, attributes={"a": {"href"}}, link_rel=None))
    reader.close()
    return reader.result()


def plain(parts: Iterable[str]) -> str:
    """The words of paragraphs, with an empty line between."""
    texts = (re.sub(r"<br/>", "\n", part) for part in parts)
    return "\n\n".join(html.unescape(re.sub(r"<[^<>]{0,3000}>", "", text)) for text in texts)


def _linked(text: str) -> str:
    """A paragraph of plain text; its addresses become links, its lines stay lines."""
    pieces, position = [], 0
    for match in _LINK.finditer(text):
        address = match[0].rstrip(_TRAILING)
        if web_address(address):
            pieces.append(html.escape(text[position : match.start()]))
            escaped = html.escape(address)
            pieces.append(f'<a href="{escaped}">{escaped}</a>')
            position = match.start() + len(address)
    pieces.append(html.escape(text[position:]))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "<br/>".join(line for line in lines if line)


class _Paragraphs(HTMLParser):
    """Collects paragraphs of HTML that nh3 has cleaned."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[str] = []
        self.current = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "br":
            self.current += "<br/>"
        elif tag in _INLINE:
            self._start(_INLINE[tag], f"<{_INLINE[tag]}>")
        elif tag == "a":
            address = web_address(dict(attrs).get("href") or "")
            if address:
                self._start("a", f'<a href="{html.escape(address)}">')
        else:
            self._finish()
            self.current = "• " if tag == "li" else ""

    def handle_startendtag(self, tag: str, attrs: list) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        name = _INLINE.get(tag, tag)
        if name in self.open:
            while self.open:
                last = self.open.pop()
                self.current += f"</{last}>"
                if last == name:
                    break
        elif name not in ("a", "b", "i"):
            self._finish()

    def handle_data(self, data: str) -> None:
        for number, part in enumerate(re.split(r"\n\s*\n", data)):
            if number:
                self._finish()
            self.current += re.sub(r"\s+", " ", html.escape(part))

    def _start(self, name: str, tag: str) -> None:
        self.open.append(name)
        self.current += tag

    def _finish(self) -> None:
        for name in reversed(self.open):
            self.current += f"</{name}>"
        self.open = []
        text = re.sub(r"(?:\s*<br/>\s*)+", "<br/>", self.current).strip()
        text = text.removeprefix("<br/>").removesuffix("<br/>").strip()
        if re.sub(r"<[^<>]{0,3000}>|•", "", text).strip():
            self.done.append(text)
        self.current = ""

    def result(self) -> list[str]:
        self._finish()
        return self.done
