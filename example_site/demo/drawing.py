"""A drawing for the cover of one issue: stepped gables by a river in the evening. It is computed,
so that the example needs no photographer's rights."""

from __future__ import annotations

import io
import random

from django.core.files.images import ImageFile
from PIL import Image, ImageDraw
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage

TITLE = "Wieczór nad rzeką (rysunek przykładowy)"
SHOWS = "Rysunek: ceglane kamienice o schodkowych szczytach odbijają się wieczorem w rzece."

WIDTH, HEIGHT = 2480, 1860
SHORE = int(HEIGHT * 0.72)
SKY_TOP, SKY_MIDDLE, SKY_LOW = (18, 57, 91), (118, 98, 132), (246, 190, 150)
BRICKS = [(166, 58, 36), (138, 47, 30), (122, 62, 48), (92, 40, 34), (181, 92, 62)]
LIGHT, DARK, SNOW = (255, 214, 140), (58, 34, 34), (247, 243, 236)


def evening() -> bytes:
    """The drawing as JPEG; the same bytes each time."""
    chance = random.Random(2017)  # noqa: S311 -- a drawing, no secret
    picture = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(picture)
    for y in range(SHORE):
        low = y / (SHORE * 0.42)
        sky = _mix(SKY_TOP, SKY_MIDDLE, low) if low < 1 else _mix(SKY_MIDDLE, SKY_LOW, low - 1)
        pen.line([(0, y), (WIDTH, y)], fill=sky)
    _roofs(pen, chance)
    x, brick = -60, BRICKS[0]
    while x < WIDTH:
        brick = chance.choice([one for one in BRICKS if one != brick])
        x += _house(pen, chance, x, brick)
    water = picture.crop((0, 2 * SHORE - HEIGHT, WIDTH, SHORE)).transpose(
        Image.Transpose.FLIP_TOP_BOTTOM
    )
    picture.paste(Image.blend(water, Image.new("RGB", water.size, SKY_TOP), 0.55), (0, SHORE))
    for _wave in range(90):
        left, y = chance.randrange(WIDTH), chance.randrange(SHORE + 20, HEIGHT)
        pen.line([(left, y), (left + chance.randrange(60, 360), y)], fill=(96, 118, 140), width=3)
    pen.rectangle([0, SHORE - 8, WIDTH, SHORE + 6], fill=SNOW)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def _mix(one, other, share: float) -> tuple[int, ...]:
    share = min(share, 1)
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def _roofs(pen: ImageDraw.ImageDraw, chance: random.Random) -> None:
    """Far roofs and a church tower, in one tone of dusk."""
    tone = (92, 80, 108)
    for left in range(-100, WIDTH, 260):
        top = SHORE - chance.randrange(420, 560)
        pen.polygon([(left, SHORE), (left, top), (left + 150, top - 130), (left + 300, top),
                     (left + 300, SHORE)], fill=tone)  # fmt: skip
    pen.rectangle([1640, SHORE - 1020, 1820, SHORE], fill=tone)
    pen.polygon([(1620, SHORE - 1020), (1730, SHORE - 1300), (1840, SHORE - 1020)], fill=tone)


def _house(
    pen: ImageDraw.ImageDraw, chance: random.Random, left: int, brick: tuple[int, ...]
) -> int:
    """One house with a stepped gable; its width."""
    columns = chance.choice([2, 3, 3, 4])
    width, floors = columns * 96 + 60, chance.choice([2, 3, 3])
    eaves = SHORE - floors * 150 - 60
    pen.rectangle([left, eaves, left + width, SHORE], fill=brick)
    steps = columns + 1
    for step in range(steps):
        inset = step * width / (2 * steps)
        top = eaves - (step + 1) * 46
        pen.rectangle([left + inset, top, left + width - inset, eaves], fill=brick)
        pen.rectangle([left + inset, top - 8, left + width - inset, top + 4], fill=SNOW)
    for floor in range(floors):
        for column in range(columns):
            x, y = left + 54 + column * 96, SHORE - 130 - floor * 150
            glass = LIGHT if chance.random() < 0.45 else DARK
            pen.rectangle([x, y, x + 46, y + 78], fill=glass)
            pen.line([(x + 23, y), (x + 23, y + 78)], fill=brick, width=5)
            pen.line([(x, y + 36), (x + 46, y + 36)], fill=brick, width=5)
    return width


def ensure_evening() -> AbstractImage:
    """The drawing in the image library of the town."""
    found = get_image_model().objects.filter(title=TITLE).first()
    if found is None:
        file = ImageFile(io.BytesIO(evening()), name="wieczor-nad-rzeka.jpg")
        found = get_image_model().objects.create(title=TITLE, description=SHOWS, file=file)
    return found
