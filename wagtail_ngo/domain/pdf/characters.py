"""Characters that can be printed, and Polish micro-typography."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype, Tag

from wagtail_ngo.domain.pdf.values import Report

# White space and marks that no font draws.
INVISIBLE = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x200B, 0x2060})
NO_BREAK_SPACE = "\u00a0"
# Spaces of special widths, and the hyphen that shares its glyph with the common one.
SPACES = {
    **dict.fromkeys((*range(0x2000, 0x200B), 0x205F, 0x3000, 0x2028, 0x2029, 0x0B, 0x0C), " "),
    **dict.fromkeys((0x2007, 0x202F), NO_BREAK_SPACE),
    0x2011: "-",
}
# Controls, directions and joiners: nothing to draw, and fonts of the system where they are drawn.
IGNORED = ("Cc", "Cf", "Cs", "Co", "Cn")
# The face at the end of a font file's name.
FACE = re.compile(r"-(?:regular|bold|italic|bold-italic)$")
# „i”, „w”, „z” … do not stay alone at a line end.
LONE_LETTER = re.compile(r"(?<![\w’'-])([aiouwzAIOUWZ]) (?=\S)")
# A number stays with what it counts: „12 maja”, „500 zł”, „10 000”, „nr 5”, „ul. Długa”.
NUMBER_UNIT = re.compile(
    r"(?<=\d) (?=(?:zł|mln|tys|proc|r\.|godz|osób|stycz|lut|mar|kwie|maj|czerw|lip|sier|wrze|paźd|"
    r"listop|grud|\d{3}\b|%))"
)
# A line does not begin with a dash.
DASH = re.compile(r"(?<=\S) (?=[–—] )")
ABBREVIATION = re.compile(r"\b(nr|ul|al|pl|os|art|ust|pkt|str|tel|godz|św|im|dr|prof|hab) (?=[\w])")
ABBREVIATION_DOT = re.compile(
    r"\b(ul\.|al\.|pl\.|os\.|art\.|ust\.|str\.|tel\.|godz\.|św\.|im\.|prof\.|m\.|s\.) (?=\S)"
)


@lru_cache(maxsize=8)
def families(fonts: tuple[Path, ...]) -> tuple[frozenset[int], ...]:
    """Code points of each font family: those that all its faces draw."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    points_by_family: dict[str, frozenset[int]] = {}
    for path in fonts:
        family = FACE.sub("", path.stem)
        with TTFont(path, lazy=True) as font:
            points = frozenset(font.getBestCmap())
        points_by_family[family] = (
            points_by_family[family] & points if family in points_by_family else points
        )
    return tuple(points_by_family.values())


@lru_cache(maxsize=8)
def coverage(fonts: tuple[Path, ...]) -> frozenset[int]:
    """Code points that the given font files draw between them."""
    return frozenset().union(INVISIBLE, *families(fonts))


@lru_cache(maxsize=8)
def _plain(covered: frozenset[int]) -> frozenset[str]:
    """Characters that need no second look: drawn, neither a mark nor one that is replaced."""
    characters = (chr(point) for point in covered if point not in SPACES)
    return frozenset(
        c
        for c in characters
        if (ord(c) in INVISIBLE or unicodedata.category(c) not in IGNORED) and not _is_mark(c)
    )


def printable(
    text: str, covered: frozenset[int], drawn: tuple[frozenset[int], ...] = ()
) -> tuple[str, set[str]]:
    """The text in characters the fonts have, and the characters that had to go.

    A composed letter is tried first, then the compatibility form: „№” becomes „No”. A mark on a
    letter stays where one of the families ``drawn`` has both: no face is put together from two.
    """
    if _plain(covered).issuperset(text):
        return text, set()
    out: list[str] = []
    lost: set[str] = set()
    for c in unicodedata.normalize("NFC", text.translate(SPACES)):
        if ord(c) not in INVISIBLE and unicodedata.category(c) in IGNORED:
            continue
        wanted = c if ord(c) in covered else unicodedata.normalize("NFKC", c)
        is_drawn = all(ord(part) in covered for part in wanted)
        if is_drawn and (not _is_mark(c) or _goes_on(out, c, drawn)):
            out.append(wanted)
        else:
            lost.add(c)
    return "".join(out), lost


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Me", "Mc")


def _goes_on(out: list[str], mark: str, drawn: tuple[frozenset[int], ...]) -> bool:
    """Whether one family draws the mark and the letter below it."""
    letter = next((part for part in reversed(out) if not _is_mark(part)), " ")
    return any({ord(letter[-1]), ord(mark)} <= points for points in drawn) if drawn else True


def bind(text: str) -> str:
    """The text with no-break spaces where a Polish line must not end."""
    for pattern, replacement in (
        (LONE_LETTER, rf"\1{NO_BREAK_SPACE}"),
        (LONE_LETTER, rf"\1{NO_BREAK_SPACE}"),
        (NUMBER_UNIT, NO_BREAK_SPACE),
        (DASH, NO_BREAK_SPACE),
        (ABBREVIATION, rf"\1{NO_BREAK_SPACE}"),
        (ABBREVIATION_DOT, rf"\1{NO_BREAK_SPACE}"),
    ):
        text = pattern.sub(replacement, text)
    return text


def mend_characters(
    soup: BeautifulSoup, fonts: tuple[Path, ...], report: Report, *, polish: bool
) -> None:
    """Leave only characters the bundled fonts draw; bind short words where the text is Polish."""
    covered, drawn = coverage(fonts), families(fonts)
    lost: set[str] = set()
    for node in soup.find_all(string=True):
        if isinstance(node, (Comment, Doctype)) or node.parent.name in ("style", "script"):
            continue
        text, gone = printable(node, covered, drawn)
        lost |= gone
        if node.find_parent("pre"):
            text = text.expandtabs(4)  # a drawn tab leaves no space in the text layer
        if polish and not node.find_parent(["pre", "code"]):
            text = bind(text)
        if text != node:
            node.replace_with(text)
    for element in soup.find_all(_printed_attributes):
        for name in _printed_attributes(element):
            element[name], gone = printable(element[name], covered, drawn)
            lost |= gone
    for element in soup.find_all(["img", "a"]):
        for name in ("alt", "title", "aria-label"):
            if name in element.attrs:
                element[name] = "".join(c for c in element[name] if c.isprintable())
    lost = {c for c in lost if c.isprintable() and not _is_mark(c)}
    if lost:
        listed = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(lost))
        report.note("characters-removed", listed)


def _printed_attributes(element: Tag) -> list[str]:
    """Attributes whose text the style sheet prints, in running heads."""
    return [name for name in element.attrs if name.startswith("data-")]
