"""Characters that can be printed, and Polish micro-typography."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup
from bs4.element import Comment, Doctype

from wagtail_ngo.domain.pdf.values import Report

# White space and marks that no font draws.
INVISIBLE = frozenset({0x09, 0x0A, 0x0D, 0x20, 0xA0, 0xAD, 0x200B, 0x2060})
NO_BREAK_SPACE = "\u00a0"
# „i”, „w”, „z” … do not stay alone at a line end.
LONE_LETTER = re.compile(r"(?<![\w’'-])([aiouwzAIOUWZ]) (?=\S)")
# A number stays with what it counts: „12 maja”, „500 zł”, „10 000”, „nr 5”, „ul. Długa”.
NUMBER_UNIT = re.compile(
    r"(?<=\d) (?=(?:zł|mln|tys|proc|r\.|godz|osób|stycz|lut|mar|kwie|maj|czerw|lip|sier|wrze|paźd|"
    r"listop|grud|\d{3}\b|%))"
)
ABBREVIATION = re.compile(r"\b(nr|ul|al|pl|os|art|ust|pkt|str|tel|godz|św|im|dr|prof|hab) (?=[\w])")
ABBREVIATION_DOT = re.compile(
    r"\b(ul\.|al\.|pl\.|os\.|art\.|ust\.|str\.|tel\.|godz\.|św\.|im\.|prof\.|m\.|s\.) (?=\S)"
)


@lru_cache(maxsize=8)
def coverage(fonts: tuple[Path, ...]) -> frozenset[int]:
    """Code points that the given font files draw between them."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    points: set[int] = set(INVISIBLE)
    for path in fonts:
        with TTFont(path, lazy=True) as font:
            points |= set(font.getBestCmap())
    return frozenset(points)


def printable(text: str, covered: frozenset[int]) -> tuple[str, set[str]]:
    """The text in characters the fonts have, and the characters that had to go.

    A composed letter is tried first, then the compatibility form: „№” becomes „No”.
    """
    if all(ord(c) in covered for c in text):
        return text, set()
    out, lost = [], set()
    for c in unicodedata.normalize("NFC", text):
        if ord(c) in covered:
            out.append(c)
            continue
        plain = unicodedata.normalize("NFKC", c)
        if plain != c and all(ord(p) in covered for p in plain):
            out.append(plain)
        else:
            lost.add(c)
    return "".join(out), lost


def bind(text: str) -> str:
    """The text with no-break spaces where a Polish line must not end."""
    for pattern, replacement in (
        (LONE_LETTER, rf"\1{NO_BREAK_SPACE}"),
        (LONE_LETTER, rf"\1{NO_BREAK_SPACE}"),
        (NUMBER_UNIT, NO_BREAK_SPACE),
        (ABBREVIATION, rf"\1{NO_BREAK_SPACE}"),
        (ABBREVIATION_DOT, rf"\1{NO_BREAK_SPACE}"),
    ):
        text = pattern.sub(replacement, text)
    return text


def mend_characters(
    soup: BeautifulSoup, fonts: tuple[Path, ...], report: Report, *, polish: bool
) -> None:
    """Leave only characters the bundled fonts draw; bind short words where the text is Polish."""
    covered = coverage(fonts)
    lost: set[str] = set()
    for node in soup.find_all(string=True):
        if isinstance(node, (Comment, Doctype)) or node.parent.name in ("style", "script"):
            continue
        text, gone = printable(node, covered)
        lost |= gone
        if polish and not node.find_parent(["pre", "code"]):
            text = bind(text)
        if text != node:
            node.replace_with(text)
    for element in soup.find_all(["img", "a"]):
        for name in ("alt", "title", "aria-label"):
            if name in element.attrs:
                element[name] = "".join(c for c in element[name] if c.isprintable())
    lost = {c for c in lost if c.isprintable() and unicodedata.category(c) != "Mn"}
    if lost:
        listed = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(lost))
        report.note("characters-removed", listed)
