"""The picture of a code holds the address."""

import io

import segno
from PIL import Image

from wagtail_ngo.domain.registration.codes import picture


def drawn(address: str) -> bytes:
    image = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(image, kind="png", scale=6, border=4)
    return image.getvalue()


def test_an_address_is_drawn_as_phones_read_it():
    assert picture("https://słupsk.example/ą/") == drawn("https://xn--supsk-k7a.example/%C4%85/")


def test_what_is_no_address_is_drawn_as_it_is():
    assert picture("ABC-123") == drawn("ABC-123")


def test_the_margin_is_four_modules_of_six_points():
    image = Image.open(io.BytesIO(picture("https://a.example/"))).convert("L")

    assert [image.getpixel((n, n)) for n in (0, 23, 24)] == [255, 255, 0]
