"""The code on a confirmation, which a phone at the entrance reads."""

import io

import segno

from wagtail_ngo.domain.web_addresses import ascii_url

#: Readers need a margin of four modules (ISO/IEC 18004), also in a dark mail program.
MARGIN = 4


def picture(address: str) -> bytes:
    """A PNG of the address, black on white."""
    image = io.BytesIO()
    code = segno.make(ascii_url(address) or address, error="m", micro=False)
    code.save(image, kind="png", scale=6, border=MARGIN)
    return image.getvalue()
