"""Addresses of mail and web as people write them into one cell."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[,;|\s<>]+|(?<=\w)/(?=[\w.]+@)")
_LABEL = re.compile(
    r"(?:e-?mail|mailto|adres|www|strona|https?|lub|oraz|albo|i|or|and|[-–—/])[:.]?", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(r"^(?:e-?mail|mail|mailto|adres)[:.]+(?=[^@]+@)", re.IGNORECASE)
#: Longer texts are not looked at.
LONGEST = 2000
# Spellings that keep machines off, and slips of the keyboard.
_WORD_FOR_AT = re.compile(r"\s?[(\[{]\s?(?:at|małpa|malpa|@)\s?[)\]}]\s?", re.IGNORECASE)
_WORD_FOR_DOT = re.compile(r"\s?[(\[{]\s?(?:dot|kropka)\s?[)\]}]\s?", re.IGNORECASE)
_LOOSE_AT = re.compile(r"(?<=[\w]) @ ?(?=[\w])|(?<=[\w])@ (?=[\w])")
_COMMA_FOR_DOT = re.compile(r"(?<=\w),(?=(?:pl|com|eu|org|net|gov|edu|info|slupsk)\b(?![@.]))")
_LOOSE_DOT = re.compile(r"(?<=\w) \. (?=\w)")
_SCHEME = re.compile(r"^(?:https?[:/]+)+(?=\w)", re.IGNORECASE)
_TAG = re.compile(
    r"<a\b[^<>]{0,300}?href=[\"']([^\"'<>]{1,300})[\"'][^<>]{0,300}>[^<>]{0,300}</a>", re.IGNORECASE
)


def split_emails(text: str) -> list[str]:
    """The parts of a cell that may be addresses, without labels and ``mailto:``."""
    parts = (part.strip(".,:()\"'") for part in _PARTS.split(text[:LONGEST]))
    bare = (_LABEL_BEFORE.sub("", part.removeprefix("mailto:")) for part in parts)
    return list(dict.fromkeys(part for part in bare if part and not _LABEL.fullmatch(part)))


def split_websites(text: str) -> list[str]:
    """The parts of a cell that may be addresses of pages."""
    parts = (part.strip(",;()\"'") for part in re.split(r"[,;|\s]+", text[:LONGEST]))
    bare = (part.rstrip(".") for part in parts)
    return list(dict.fromkeys(part for part in bare if part and not _LABEL.fullmatch(part)))


def mend_email(text: str) -> str:
    """The cell with slips in its addresses undone: ``jan(at)x,pl`` is ``jan@x.pl``."""
    mended = _WORD_FOR_DOT.sub(".", _WORD_FOR_AT.sub("@", text[:LONGEST]))
    return _COMMA_FOR_DOT.sub(".", _LOOSE_AT.sub("@", mended))


def mend_website(text: str) -> str:
    """The cell with slips in its addresses undone: ``http:/www , x . pl`` is ``http://www.x.pl``."""
    mended = re.sub(r"\bwww ?[,.] ?(?=\w)", "www.", text[:LONGEST], flags=re.IGNORECASE)
    mended = _COMMA_FOR_DOT.sub(".", _LOOSE_DOT.sub(".", mended))
    return " ".join(_mended_scheme(word) for word in mended.split())


def plain_spelling(address: str) -> str:
    """An address of the web or mail whose host is written in capitals, in small letters."""
    return address.lower() if address.isupper() and "." in address else address


def without_tag(text: str) -> str:
    """Addresses out of the links of a cell that was copied from a page's source."""
    return _TAG.sub(r" \1 ", text[:LONGEST])


def _mended_scheme(word: str) -> str:
    match = _SCHEME.match(word)
    if match is None or (
        word.lower().startswith(("http://", "https://")) and "://" not in word[8:]
    ):
        return word
    scheme = "https" if word.lower().startswith("https") else "http"
    return f"{scheme}://{word[match.end() :]}"
