"""The letters of a text file, told by what Polish text can hold.

Encodings are tried in an order instead of guessed: a BOM, UTF-8, then the two of eight bits that
Polish programs write. Charset detectors take short Polish texts for Czech or Hungarian.
"""

from __future__ import annotations

from wagtail_ngo.domain.tables.errors import TableError

BOMS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
# The same letters are at other places in Windows-1250 and ISO-8859-2; the rest is shared.
_WINDOWS = frozenset("ąśźĄŚŹ".encode("cp1250"))
_ISO = frozenset("ąśźĄŚŹ".encode("iso-8859-2"))


def decode(data: bytes) -> str:
    """The text of a file. Raises TableError when its letters cannot be known."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding)
    if b"\x00" in data:
        raise TableError("binary")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            line = data.count(b"\n", 0, error.start) + 1
            raise TableError("mixed_encoding", line=line) from None
    return _decoded(data, eight_bit_encoding(data))


def eight_bit_encoding(data: bytes) -> str:
    """Windows-1250 or ISO-8859-2: that in which the bytes are more Polish letters."""
    windows = sum(byte in _WINDOWS for byte in data)
    iso = sum(byte in _ISO for byte in data)
    return "iso-8859-2" if iso > windows else "cp1250"


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether more letters are right in UTF-8 than wrong: then one broken place is no reason to
    read all others as something else.
    """
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    right = sum(sign > "\x7f" for sign in text) - wrong
    return right > wrong


def _decoded(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise TableError("encoding") from None
    # ISO-8859-2 holds control characters where other encodings have letters.
    if encoding == "iso-8859-2" and any("\x80" <= sign <= "\x9f" for sign in text):
        raise TableError("encoding")
    return text
