"""Pages laid two on a sheet, so that folded sheets make a booklet."""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Rectangle

from wagtail_ngo.domain.pdf.finish import saved

MM = 72 / 25.4
# Landscape sheets, in points.
SHEETS = {"A4": (297 * MM, 210 * MM), "A3": (420 * MM, 297 * MM)}
LEAVES = 4


def booklet_order(pages: int) -> list[tuple[int | None, int | None]]:
    """Left and right page of every sheet side, front and back in turn; None is a blank.

    Printed on both sides, flipped on the short edge. Blank pages come before the last page, so that
    the back cover stays the back cover.
    """
    total = -(-pages // LEAVES) * LEAVES
    places: list[int | None] = list(range(pages))
    places[pages - 1 : pages - 1] = [None] * (total - pages)
    sides = []
    for sheet in range(total // LEAVES):
        outer, inner = total - 1 - 2 * sheet, 2 * sheet
        sides += [(places[outer], places[inner]), (places[inner + 1], places[outer - 1])]
    return sides


def booklet(data: bytes, *, sheet: str) -> bytes:
    """The file's pages, trimmed and scaled, two on each side of the named sheet."""
    width, height = SHEETS[sheet]
    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as out:
        for page in source.pages:
            page.mediabox = page.cropbox = page.trimbox
        for side in booklet_order(len(source.pages)):
            out.add_blank_page(page_size=(width, height))
            for number, left in zip(side, (0, width / 2), strict=True):
                if number is not None:
                    box = Rectangle(left, 0, left + width / 2, height)
                    out.pages[-1].add_overlay(source.pages[number], box)
        _hold_data(out)
        return saved(out)


def _hold_data(pdf: pikepdf.Pdf) -> None:
    """Give every stream data of its own.

    A page laid on another reads its content from there each time, and no longer fits its length
    once a byte is added to one of the two.
    """
    for stream in pdf.objects:
        if isinstance(stream, pikepdf.Stream) and "/Filter" not in stream:
            stream.write(stream.read_bytes())


def pad_to_leaves(data: bytes) -> bytes:
    """The file with blank pages before its last one, to a multiple of four."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        missing = -len(pdf.pages) % LEAVES
        if not missing:
            return data
        model = pdf.pages[0]
        for _ in range(missing):
            blank = pikepdf.Page(
                pdf.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Page,
                        MediaBox=model.mediabox,
                        TrimBox=model.trimbox,
                        BleedBox=model.obj.get("/BleedBox", model.mediabox),
                        Resources=pikepdf.Dictionary(),
                    )
                )
            )
            pdf.pages.insert(len(pdf.pages) - 1, blank)
        return saved(pdf)
