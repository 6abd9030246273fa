"""A picture of the first page."""

from __future__ import annotations

import io

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
    out = io.BytesIO()
    image.convert("RGB").quantize(128).save(out, "PNG", optimize=True)
    return out.getvalue()
