"""Text out of bytes that do not say their encoding: told apart by what Polish text can hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
#: What Polish text has besides letters: quotes, dashes, signs of offices.
_USUAL = frozenset("„”“’‘–—…§°€•·×½«»\u00a0éöüäßčšžřěáíý")
_WORD = re.compile(r"[^\x00-\x7f]")
SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Letters:
    """A text; ``sample`` is a part of it where its letters were guessed, else ""."""

    text: str
    encoding: str
    sample: str = ""


def decode(data: bytes) -> Letters:
    """The text of ``data``. Never raises; what cannot be read becomes U+FFFD and the sample.

    A BOM, UTF-16 without one, UTF-8, UTF-8 with some bad bytes, then cp1250 or ISO-8859-2,
    whichever gives more that Polish text can hold.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _lenient(data.removeprefix(mark), encoding)
    if encoding := _utf16_without_bom(data):
        return _lenient(data, encoding)
    try:
        return Letters(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    if sum(letter in POLISH for letter in text) > bad:
        return Letters(text, "utf-8", _sample(text, "\ufffd"))
    choices = [(name, data.decode(name, errors="replace")) for name in ("cp1250", "iso-8859-2")]
    name, text = max(choices, key=lambda choice: _likeness(choice[1]))
    first = _WORD.search(text)
    return Letters(text, name, _sample(text, first[0]) if first else "")


def _lenient(data: bytes, encoding: str) -> Letters:
    text = data.decode(encoding, errors="replace")
    return Letters(text, encoding, _sample(text, "\ufffd") if "\ufffd" in text else "")


def _utf16_without_bom(data: bytes) -> str:
    """The form of UTF-16 whose every second byte is zero in the beginning, or ""."""
    head = data[:200]
    if len(head) >= 4 and not head.count(0) < len(head) // 3:
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return ""


def _likeness(text: str) -> int:
    """Polish letters count for the text, what no Polish text has against it."""
    odd = {letter for letter in text if ord(letter) > 127} - POLISH - _USUAL
    counts = {letter: text.count(letter) for letter in odd}
    return sum(text.count(letter) for letter in POLISH) - 3 * sum(counts.values())


def _sample(text: str, mark: str) -> str:
    position = text.find(mark)
    part = text[max(0, position - SAMPLE // 2) : position + SAMPLE // 2]
    return " ".join(part.split())
