"""Addresses of mail and web as people write them into one cell."""

from __future__ import annotations

import re

_PARTS = re.compile(r"[,;|\s<>]+|(?<=\w)/(?=[\w.]+@)")
_LABEL = re.compile(
    r"(?:e-?mail|mailto|adres|www|strona|https?|lub|oraz|albo|i|or|and)[:.]?", re.IGNORECASE
)
#: Longer texts are not looked at.
LONGEST = 2000


def split_emails(text: str) -> list[str]:
    """The parts of a cell that may be addresses, without labels and ``mailto:``."""
    parts = (part.strip(".,:()\"'") for part in _PARTS.split(text[:LONGEST]))
    bare = (part.removeprefix("mailto:") for part in parts)
    return list(dict.fromkeys(part for part in bare if part and not _LABEL.fullmatch(part)))


def split_websites(text: str) -> list[str]:
    """The parts of a cell that may be addresses of pages."""
    parts = (part.strip(",;()\"'") for part in re.split(r"[,;|\s]+", text[:LONGEST]))
    return list(dict.fromkeys(part for part in parts if part and not _LABEL.fullmatch(part)))
