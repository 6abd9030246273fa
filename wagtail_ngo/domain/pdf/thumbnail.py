"""A picture of the first page."""

from __future__ import annotations

import io

from PIL import Image

WIDTH = 480


def cover_png(data: bytes, *, width: int = WIDTH) -> bytes:
    """The first page as a PNG of the given width in pixels."""
    import pypdfium2  # noqa: PLC0415 -- slow import

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil()
    finally:
        document.close()
    return _png(image)


def page_pngs(data: bytes, *, width: int = 2 * WIDTH) -> list[bytes]:
    """Every page as a PNG, for a browser that shows no PDF."""
    import pypdfium2  # noqa: PLC0415 -- slow import

    document = pypdfium2.PdfDocument(data)
    try:
        images = [page.render(scale=width / page.get_width()).to_pil() for page in document]
    finally:
        document.close()
    return [_png(image) for image in images]


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    # The quick method: the other takes as long as two pages of layout.
    image.convert("RGB").quantize(128, method=Image.Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()
