"""How large a name may be on a badge of 90 × 54 mm."""

from __future__ import annotations

import re

#: Sizes of type in the style sheet, the largest first: how wide a line is, in average letters of
#: the face, and how many lines there may be.
NAME_SIZES = {"xl": (11, 2), "l": (14, 2), "m": (19, 3), "s": (26, 4), "xs": (41, 7)}
ORGANIZATION_SIZES = {"l": (30, 2), "m": (41, 3), "s": (54, 6)}
WIDE, NARROW = frozenset("WMwm@%&—"), frozenset("iljtfrIJ.,:;'’!|()-ł")

#: A line may end behind a hyphen as well.
_PIECES = re.compile(r"[^\s-]*-|[^\s-]+")


def size_for(text: str, sizes: dict[str, tuple[int, int]]) -> str:
    """The largest size at which the words of the text fit on its lines, none broken."""
    for size, (width, most) in sizes.items():
        if _count_lines(text, width) <= most:
            return size
    return list(sizes)[-1]


def _count_lines(text: str, width: float) -> float:
    """Lines that the words take; no number of lines is enough for a word wider than a line."""
    lines, room, space = 0, 0.0, 0.5
    for word in _PIECES.findall(text):
        wide = sum(map(_letter_width, word))
        if wide > width:
            return float("inf")
        if wide + space > room:
            lines, room = lines + 1, width - wide
        else:
            room -= wide + space
    return lines


def _letter_width(letter: str) -> float:
    if letter in WIDE:
        return 1.6
    if letter in NARROW:
        return 0.65
    return 1.2 if letter.isupper() else 1.0
