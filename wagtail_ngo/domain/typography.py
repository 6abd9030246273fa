"""Where a line of Polish text must not break."""

from __future__ import annotations

import re

NBSP = "\u00a0"
#: What is code, typed by somebody, or shown with its own blanks stays as it is.
_APART = "script|style|pre|code|textarea"
_PIECES = re.compile(
    rf"(<!--.*?-->|<({_APART})\b[^>]*>.*?</\2\s*>|<[^>]*>)", re.DOTALL | re.IGNORECASE
)
# A word of one letter belongs to the next one, also after a bracket, a quotation mark or another
# such word ("a w sobotę").
_SINGLE = re.compile(r"(?<![^\W_])(?<![-./@'’])([aiouwzAIOUWZ])(?: |\n\s*)(?=\S|\Z)")
# "1 200 zł": groups of three digits stay together, and so does their unit.
_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_UNIT = re.compile(r"(?<=\d) (?=(?:zł|tys\.|mln|proc\.|%|kB|MB|km|m|min|godz\.)(?!\w))")


def unbroken(text: str) -> str:
    """Plain text with no-break spaces after one-letter words and inside numbers with units."""
    for pattern, to in ((_SINGLE, rf"\1{NBSP}"), (_GROUPS, NBSP), (_UNIT, NBSP)):
        text = pattern.sub(to, text)
    return text


def unbroken_html(html: str) -> str:
    """The same for the text of HTML; tags, attributes, code and form fields stay byte for byte."""
    pieces = []
    end = 0
    for match in _PIECES.finditer(html):
        pieces += [unbroken(html[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*pieces, unbroken(html[end:])])
