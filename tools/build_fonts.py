"""Merge the npm subsets of Atkinson Hyperlegible Next into the faces that the package ships.

Usage: see docs/how-to/build-fonts.md. Needs fontTools and brotli, both installed with WeasyPrint.

A subset family (latin and latin-ext joined by ``unicode-range``) makes WeasyPrint print wrong
glyphs for Polish while the text layer stays right. So one static file per face carries everything:
TrueType for the PDF, WOFF2 for the web.
"""

from __future__ import annotations

import argparse
import copy
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

PACKAGE = "atkinson-hyperlegible-next"
# Names of people and organizations in other scripts; two weights each, for the PDF only.
OTHER_SCRIPTS = {
    "noto-sans": ("cyrillic", "cyrillic-ext", "greek"),
    "noto-sans-hebrew": ("hebrew",),
    "noto-sans-arabic": ("arabic",),
}
FACES = {
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "bold": (700, "normal"),
    "bold-italic": (700, "italic"),
}
NEEDED = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”’–—…•·§€−×°½\u00a0\u00ad\u2010\u2011"
# Characters the subsets lack, drawn with the glyph of a character they have.
ALIASES = {0x2010: 0x2D, 0x2011: 0x2D, 0x00AD: 0x2D, 0x202F: 0xA0, 0x2007: 0x30}
# WeasyPrint writes U+2010 at line ends; the PDF maps that glyph back to a soft hyphen, which is
# why it must be another glyph than the one of the ordinary hyphen-minus.
OWN_GLYPH = {0x2010: "hyphen.soft"}
EPOCH = 3786912000  # 2024-01-01 in seconds since 1904: the build is reproducible


def merge_subsets(
    files: Path, package: str, subsets: tuple[str, ...], weight: int, style: str, work: Path
) -> TTFont:
    """One font of the subsets of a face."""
    parts = []
    for subset in subsets:
        part = TTFont(files / f"{package}-{subset}-{weight}-{style}.woff2")
        part.flavor = None
        path = work / f"{subset}.ttf"
        part.save(path)
        parts.append(str(path))
    return Merger().merge(parts)


def add_own_glyph(font: TTFont, codepoint: int, name: str, source: str) -> None:
    """A new glyph, a copy of ``source``, for one character."""
    order = [*font.getGlyphOrder(), name]
    font.setGlyphOrder(order)
    font["glyf"].glyphs[name] = copy.deepcopy(font["glyf"][source])
    font["glyf"].glyphOrder = order
    font["hmtx"].metrics[name] = font["hmtx"].metrics[source]
    font["maxp"].numGlyphs = len(order)
    if "GDEF" in font and font["GDEF"].table.GlyphClassDef:
        font["GDEF"].table.GlyphClassDef.classDefs[name] = 1
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[codepoint] = name


def add_missing(font: TTFont) -> None:
    """Give every character of ALIASES a glyph, where it has none."""
    for codepoint, like in ALIASES.items():
        characters = font.getBestCmap()
        if codepoint in OWN_GLYPH:
            if characters.get(codepoint) in (None, characters[like]):
                add_own_glyph(font, codepoint, OWN_GLYPH[codepoint], characters[like])
        elif codepoint not in characters:
            for table in font["cmap"].tables:
                if table.isUnicode():
                    table.cmap[codepoint] = characters[like]


def save(font: TTFont, path: Path) -> None:
    """Write the font with a fixed date, so that two builds give the same bytes."""
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = EPOCH
    font.save(path)


def build_other_scripts(source: Path, target: Path) -> None:
    """Write the faces of the other scripts and their licence."""
    for package, subsets in OTHER_SCRIPTS.items():
        for face, weight in (("regular", 400), ("bold", 700)):
            with tempfile.TemporaryDirectory() as work:
                files = source / package / "files"
                font = merge_subsets(files, package, subsets, weight, "normal", Path(work))
                save(font, target / f"{package}-{face}.ttf")
    shutil.copyfile(source / "noto-sans" / "LICENSE", target / "OFL-Noto.txt")


def build(source: Path, package: Path) -> None:
    """Write the text faces as TTF and WOFF2 and their licence; exit when a character is missing."""
    target, web = package / "assets" / "fonts", package / "static" / "wagtail_ngo" / "fonts"
    for folder in (target, web):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / PACKAGE / "LICENSE", folder / "OFL.txt")
    for face, (weight, style) in FACES.items():
        with tempfile.TemporaryDirectory() as work:
            files, subsets = source / PACKAGE / "files", ("latin", "latin-ext")
            font = merge_subsets(files, PACKAGE, subsets, weight, style, Path(work))
            add_missing(font)
            lacking = [c for c in NEEDED if ord(c) not in font.getBestCmap()]
            if lacking:
                sys.exit(f"{face}: no glyph for {' '.join(f'U+{ord(c):04X}' for c in lacking)}")
            save(font, target / f"atkinson-{face}.ttf")
            font.flavor = "woff2"
            save(font, web / f"atkinson-{face}.woff2")
    build_other_scripts(source, target)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="node_modules/@fontsource")
    parser.add_argument("package", type=Path, help="wagtail_ngo")
    arguments = parser.parse_args()
    build(arguments.source, arguments.package)
