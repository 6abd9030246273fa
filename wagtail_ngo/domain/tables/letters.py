"""The letters of a text file, told by what Polish text can hold.

Encodings are tried in an order instead of guessed: a BOM, UTF-8, then the two of eight bits that
Polish programs write. Charset detectors take short Polish texts for Czech or Hungarian.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from wagtail_ngo.domain.tables.errors import TableError

BOMS = [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]
# The same letters are at other places in Windows-1250 and ISO-8859-2; the rest is shared.
_WINDOWS = "ąśźĄŚŹ".encode("cp1250")
_ISO = "ąśźĄŚŹ".encode("iso-8859-2")
_CONTROLS = re.compile("[\x80-\x9f]")
#: Bytes read at once.
CHUNK = 1_000_000


def decode(data: bytes) -> str:
    """The text of a file. Raises TableError when its letters cannot be known."""
    return open_text(io.BytesIO(data)).read()


def open_text(file: BinaryIO) -> TextIO:
    """The file as text, from its beginning, line ends as they are. Raises TableError as ``decode``.

    It is read in parts, once to learn its letters and once as the text is: memory does not grow
    with the file. Closing the text leaves the file open.
    """
    encoding = _encoding_of(file)
    file.seek(0)
    return io.TextIOWrapper(io.BufferedReader(_Parts(file)), encoding, newline="")


class _Parts(io.RawIOBase):
    """Whatever can be read, as a stream of the standard library."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, origin: int = io.SEEK_SET, /) -> int:
        self._file.seek(offset, origin)
        return self._file.tell()

    def readinto(self, buffer) -> int:
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while data := file.read(CHUNK):
        yield data


def _decoded(file: BinaryIO, encoding: str, errors: str = "strict") -> Iterator[str]:
    """The text in parts. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    for data in _chunks(file):
        yield decoder.decode(data)
    yield decoder.decode(b"", final=True)


def _encoding_of(file: BinaryIO) -> str:
    file.seek(0)
    start = file.read(4)
    marked = next((encoding for bom, encoding in BOMS if start.startswith(bom)), "")
    if not marked and any(b"\x00" in data for data in _chunks(file)):
        raise TableError("binary")
    if _holds(file, marked or "utf-8"):
        return marked or "utf-8"
    if marked:
        raise TableError("encoding")
    if _is_mostly_utf8(file):
        raise TableError("mixed_encoding", line=_first_wrong_line(file))
    encoding = _eight_bit_encoding(file)
    if not _holds(file, encoding):
        raise TableError("encoding")
    return encoding


def _holds(file: BinaryIO, encoding: str) -> bool:
    """Whether all bytes are letters of the encoding."""
    try:
        for text in _decoded(file, encoding):
            # ISO-8859-2 holds control characters where other encodings have letters.
            if encoding == "iso-8859-2" and _CONTROLS.search(text):
                return False
    except UnicodeDecodeError:
        return False
    return True


def _first_wrong_line(file: BinaryIO) -> int:
    lines = 1
    for text in _decoded(file, "utf-8", "replace"):
        right, wrong, _rest = text.partition("\ufffd")
        lines += right.count("\n")
        if wrong:
            break
    return lines


def eight_bit_encoding(data: bytes) -> str:
    """Windows-1250 or ISO-8859-2: that in which the bytes are more Polish letters."""
    return _eight_bit_encoding(io.BytesIO(data))


def _eight_bit_encoding(file: BinaryIO) -> str:
    windows = iso = 0
    for data in _chunks(file):
        windows += len(data) - len(data.translate(None, _WINDOWS))
        iso += len(data) - len(data.translate(None, _ISO))
    return "iso-8859-2" if iso > windows else "cp1250"


def _is_mostly_utf8(file: BinaryIO) -> bool:
    """Whether more letters are right in UTF-8 than wrong: then one broken place is no reason to
    read all others as something else.
    """
    right = wrong = 0
    for text in _decoded(file, "utf-8", "replace"):
        wrong += text.count("\ufffd")
        right += sum(sign > "\x7f" for sign in text)
    return right - wrong > wrong
